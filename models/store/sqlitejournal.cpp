#include "models/store/sqlitejournal.h"

#include "models/store/auditstore.h"
#include "models/store/transaction.h"

#include <QCoreApplication>

namespace ringward {

namespace {

QString notNull(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

Error overtaken(ChangeId change, const Operation &to)
{
    return {Error::Kind::Conflict,
            QStringLiteral("%1, call %2 to %3").arg(reference(change)).arg(to.number + 1).arg(word(to.state)),
            QCoreApplication::translate("ringward::Store",
                                        "Another console works on %1, so this one has stopped. Refresh and look again.")
                .arg(reference(change))};
}

} // namespace

SqliteJournal::SqliteJournal(const Database &database)
    : m_database(database)
{
}

Result<Done> SqliteJournal::begin(ChangeId change, quint32 calls, qint64 nowMs)
{
    return writing(m_database, [&](const Connection &connection) -> Result<Done> {
        const auto known =
            connection.value(QStringLiteral("SELECT count(*) FROM operation WHERE change = ?"), change.value);
        if (!known)
            return known.error();
        if (known->toUInt() == calls)
            return Done{};
        if (known->toUInt() != 0)
            return Error{Error::Kind::Conflict,
                         QStringLiteral("journal of %1 has %2 calls").arg(reference(change), known->toString()),
                         {}};
        Statement insert = connection.prepare(QStringLiteral(
            "INSERT INTO operation(change, number, state, attempts, at_ms, detail) VALUES(?, ?, ?, 0, ?, '')"));
        for (quint32 number = 0; number < calls; ++number) {
            if (const Result<Done> written = insert.run(change.value, number, word(OperationState::Planned), nowMs);
                !written)
                return written;
        }
        return Done{};
    });
}

Result<std::vector<Operation>> SqliteJournal::load(ChangeId change)
{
    return reading(m_database, [&](const Connection &connection) -> Result<std::vector<Operation>> {
        Statement statement = connection.prepare(QStringLiteral(
            "SELECT number, state, attempts, at_ms, detail FROM operation WHERE change = ? ORDER BY number"));
        if (const Result<Done> done = statement.run(change.value); !done)
            return done.error();
        std::vector<Operation> operations;
        const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
            const auto state = operationStateFromWord(row.value(1).toString());
            if (!state)
                return Error{Error::Kind::Malformed, QStringLiteral("state ") + row.value(1).toString(), {}};
            operations.push_back({row.value(0).toUInt(), *state, row.value(2).toInt(), row.value(3).toLongLong(),
                                  row.value(4).toString()});
            return Done{};
        });
        if (!read)
            return read.error();
        return operations;
    });
}

Result<Done> SqliteJournal::move(ChangeId change, OperationState from, const Operation &to, const AuditDraft &why)
{
    if (!mayMove(from, to.state))
        return overtaken(change, to);
    return writing(m_database, [&](const Connection &connection) -> Result<Done> {
        Statement update =
            connection.prepare(QStringLiteral("UPDATE operation SET state = ?, attempts = ?, at_ms = ?, detail = ? "
                                              "WHERE change = ? AND number = ? AND state = ?"));
        const Result<Done> written =
            update.run(word(to.state), to.attempts, to.atMs, notNull(to.detail), change.value, to.number, word(from));
        if (!written)
            return written;
        if (update.changedRows() != 1)
            return overtaken(change, to);
        if (const Result<AuditEntry> entry = appendAudit(connection, why); !entry)
            return entry.error();
        return Done{};
    });
}

} // namespace ringward
