#include "models/store/decisions.h"

#include <QDateTime>
#include <QJsonDocument>

#include <algorithm>

namespace ringward {

namespace {

QString notNull(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text; // a null text would be a NULL in SQL
}

Error gone(const QString &kind, qint64 id)
{
    return {Error::Kind::NotFound, QStringLiteral("%1 %2").arg(kind).arg(id), {}};
}

Result<qint64> insertDecision(const Connection &connection, const Decision &decision, const QString &document)
{
    Statement insert = connection.prepare(
        QStringLiteral("INSERT INTO decision(kind, scope, key, position, document, changed_ms) VALUES(?, ?, ?, "
                       "(SELECT coalesce(max(position), 0) + 1 FROM decision), ?, ?)"));
    const auto done = insert.run(decision.kind, notNull(decision.scope), notNull(decision.key), document,
                                 QDateTime::currentMSecsSinceEpoch());
    if (!done)
        return done.error();
    return insert.newId().toLongLong();
}

Result<std::vector<Decision>> decisionsIn(Statement &statement, const QString &kind)
{
    std::vector<Decision> decisions;
    const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
        decisions.push_back({row.value(0).toLongLong(), kind, row.value(1).toString(), row.value(2).toString(),
                             QJsonDocument::fromJson(row.value(3).toString().toUtf8()).object()});
        return Done{};
    });
    if (!read)
        return read.error();
    return decisions;
}

} // namespace

Result<std::vector<Decision>> readDecisions(const Connection &connection, const QString &kind, const QString &scope)
{
    Statement statement = connection.prepare(QStringLiteral(
        "SELECT id, scope, key, document FROM decision WHERE kind = ? AND scope = ? ORDER BY position, id"));
    if (const Result<Done> done = statement.run(kind, notNull(scope)); !done)
        return done.error();
    return decisionsIn(statement, kind);
}

Result<std::vector<Decision>> readDecisions(const Connection &connection, const QString &kind)
{
    Statement statement = connection.prepare(
        QStringLiteral("SELECT id, scope, key, document FROM decision WHERE kind = ? ORDER BY position, id"));
    if (const Result<Done> done = statement.run(kind); !done)
        return done.error();
    return decisionsIn(statement, kind);
}

Result<qint64> writeDecision(const Connection &connection, const Decision &decision)
{
    const Result<QVariant> holder =
        connection.value(QStringLiteral("SELECT id FROM decision WHERE kind = ? AND scope = ? AND key = ?"),
                         decision.kind, notNull(decision.scope), notNull(decision.key));
    if (!holder)
        return holder.error();
    if (decision.id && holder->isValid() && holder->toLongLong() != decision.id)
        return Error{Error::Kind::Conflict, decision.kind + u' ' + decision.key, {}};
    const QString document = QString::fromUtf8(QJsonDocument(decision.document).toJson(QJsonDocument::Compact));
    const qint64 id = decision.id ? decision.id : holder->toLongLong();
    if (!id)
        return insertDecision(connection, decision, document);
    Statement update = connection.prepare(QStringLiteral(
        "UPDATE decision SET scope = ?, key = ?, document = ?, changed_ms = ? WHERE kind = ? AND id = ?"));
    const auto done = update.run(notNull(decision.scope), notNull(decision.key), document,
                                 QDateTime::currentMSecsSinceEpoch(), decision.kind, id);
    if (!done)
        return done.error();
    if (update.changedRows() == 0)
        return gone(decision.kind, id);
    return id;
}

Result<Done> removeDecision(const Connection &connection, const QString &kind, qint64 id)
{
    Statement remove = connection.prepare(QStringLiteral("DELETE FROM decision WHERE kind = ? AND id = ?"));
    if (const Result<Done> done = remove.run(kind, id); !done)
        return done;
    if (remove.changedRows() == 0)
        return gone(kind, id);
    return Done{};
}

Result<Done> orderDecisions(const Connection &connection, const QString &kind, const QString &scope,
                            const std::vector<qint64> &ids)
{
    const Result<std::vector<Decision>> known = readDecisions(connection, kind, scope);
    if (!known)
        return known.error();
    std::vector<qint64> all = ids;
    for (const Decision &decision : *known) {
        if (std::find(ids.begin(), ids.end(), decision.id) == ids.end())
            all.push_back(decision.id);
    }
    Statement move =
        connection.prepare(QStringLiteral("UPDATE decision SET position = ? WHERE kind = ? AND scope = ? AND id = ?"));
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (const Result<Done> done = move.run(qint64(i + 1), kind, notNull(scope), all[i]); !done)
            return done;
    }
    return Done{};
}

} // namespace ringward
