#include "models/store/sqlitechanges.h"

#include "models/changes/changecodec.h"
#include "models/store/auditstore.h"
#include "models/store/transaction.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace ringward {

namespace {

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QByteArray packed(const Plan &plan)
{
    return qCompress(QJsonDocument(toJson(plan)).toJson(QJsonDocument::Compact));
}

Error changedMeanwhile(ChangeId change)
{
    return {
        Error::Kind::Conflict, reference(change),
        QCoreApplication::translate("ringward::Store", "Somebody else changed %1 meanwhile. Refresh and look again.")
            .arg(reference(change))};
}

/// The document, its state and version are those of the row.
Result<Change> changeOf(const QSqlQuery &row)
{
    return changeFromJson(QJsonDocument::fromJson(row.value(0).toString().toUtf8()).object());
}

Result<Change> changeWithPlan(const QSqlQuery &row)
{
    Result<Change> change = changeOf(row);
    if (!change)
        return change;
    Result<Plan> plan = planFromJson(QJsonDocument::fromJson(qUncompress(row.value(1).toByteArray())).object());
    if (!plan)
        return plan.error();
    change->plan = std::move(*plan);
    return change;
}

Vote voteOf(const QSqlQuery &row)
{
    return {ChangeId{row.value(0).toUInt()},
            row.value(1).toUInt(),
            Hash::fromBytes(row.value(2).toByteArray()).value_or(Hash()),
            PersonId{row.value(3).toUInt()},
            choiceFromWord(row.value(4).toString()).value_or(Choice::Abstain),
            row.value(5).toBool(),
            row.value(6).toString(),
            row.value(7).toLongLong(),
            PublicKey::fromBytes(row.value(8).toByteArray()).value_or(PublicKey()),
            Signature::fromBytes(row.value(9).toByteArray()).value_or(Signature())};
}

/// All rows of a statement, each made by `make`.
template <typename Item, typename Make, typename... Values>
Result<std::vector<Item>> readAll(const Connection &connection, const QString &sql, const Make &make,
                                  const Values &...values)
{
    Statement statement = connection.prepare(sql);
    if (const Result<Done> done = statement.run(values...); !done)
        return done.error();
    std::vector<Item> items;
    const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
        Result<Item> item = make(row);
        if (!item)
            return item.error();
        items.push_back(std::move(*item));
        return Done{};
    });
    if (!read)
        return read.error();
    return items;
}

Result<Done> andAudit(const Connection &connection, const AuditDraft &why)
{
    if (const Result<AuditEntry> entry = appendAudit(connection, why); !entry)
        return entry.error();
    return Done{};
}

} // namespace

SqliteChanges::SqliteChanges(const Database &database)
    : m_database(database)
{
}

Result<std::vector<Change>> SqliteChanges::list()
{
    return reading(m_database, [](const Connection &connection) {
        return readAll<Change>(connection, QStringLiteral("SELECT document FROM change ORDER BY id DESC"), changeOf);
    });
}

Result<Change> SqliteChanges::load(ChangeId change)
{
    auto found = reading(m_database, [&](const Connection &connection) {
        return readAll<Change>(connection, QStringLiteral("SELECT document, plan FROM change WHERE id = ?"),
                               changeWithPlan, change.value);
    });
    if (!found)
        return found.error();
    if (found->empty())
        return Error{Error::Kind::NotFound, reference(change),
                     QCoreApplication::translate("ringward::Store", "There is no change %1.").arg(reference(change))};
    return std::move(found->front());
}

Result<std::vector<Vote>> SqliteChanges::votes(ChangeId change)
{
    return reading(m_database, [&](const Connection &connection) {
        return readAll<Vote>(
            connection,
            QStringLiteral("SELECT change, version, hash, voter, choice, no_conflict, comment, at_ms, "
                           "key, signature FROM vote WHERE change = ? ORDER BY id"),
            [](const QSqlQuery &row) -> Result<Vote> { return voteOf(row); }, change.value);
    });
}

Result<ChangeId> SqliteChanges::nextId()
{
    return reading(m_database, [](const Connection &connection) -> Result<ChangeId> {
        const auto last = connection.value(QStringLiteral("SELECT coalesce(max(id), 0) FROM change"));
        if (!last)
            return last.error();
        return ChangeId{last->toUInt() + 1};
    });
}

Result<Done> SqliteChanges::insert(const Change &change, const AuditDraft &why)
{
    return writing(m_database, [&](const Connection &connection) -> Result<Done> {
        const auto taken = connection.value(QStringLiteral("SELECT id FROM change WHERE id = ?"), change.id.value);
        if (!taken)
            return taken.error();
        if (taken->isValid())
            return changedMeanwhile(change.id);
        const Result<Done> written = connection.run(
            QStringLiteral("INSERT INTO change(id, version, state, document, plan) VALUES(?, ?, ?, ?, ?)"),
            change.id.value, change.version, word(change.state), compact(toJson(change)), packed(change.plan));
        return written ? andAudit(connection, why) : written;
    });
}

Result<Done> SqliteChanges::update(const Change &change, quint32 version, ChangeState state, const AuditDraft &why)
{
    return writing(m_database, [&](const Connection &connection) -> Result<Done> {
        Statement statement =
            connection.prepare(QStringLiteral("UPDATE change SET version = ?, state = ?, document = ?, plan = ? WHERE "
                                              "id = ? AND version = ? AND state = ?"));
        const Result<Done> written = statement.run(change.version, word(change.state), compact(toJson(change)),
                                                   packed(change.plan), change.id.value, version, word(state));
        if (!written)
            return written;
        return statement.changedRows() == 1 ? andAudit(connection, why) : changedMeanwhile(change.id);
    });
}

Result<Done> SqliteChanges::addVote(const Vote &vote, const AuditDraft &why)
{
    return writing(m_database, [&](const Connection &connection) -> Result<Done> {
        const auto open =
            connection.value(QStringLiteral("SELECT id FROM change WHERE id = ? AND version = ? AND state = ?"),
                             vote.change.value, vote.version, word(ChangeState::Voting));
        if (!open)
            return open.error();
        if (!open->isValid())
            return changedMeanwhile(vote.change);
        const Result<Done> written = connection.run(
            QStringLiteral("INSERT INTO vote(change, version, hash, voter, choice, no_conflict, comment, at_ms, key, "
                           "signature) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
            vote.change.value, vote.version, vote.hash.view().toByteArray(), vote.voter.value, word(vote.choice),
            vote.noConflict, vote.comment.isNull() ? QStringLiteral("") : vote.comment, vote.atMs,
            vote.key.view().toByteArray(), vote.signature.view().toByteArray());
        return written ? andAudit(connection, why) : written;
    });
}

} // namespace ringward
