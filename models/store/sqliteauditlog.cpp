#include "models/store/sqliteauditlog.h"

#include "models/store/auditstore.h"
#include "models/store/transaction.h"

namespace ringward {

namespace {

const QString &columns()
{
    static const QString text =
        QStringLiteral("number, at_ms, person, who, deed, object, text, data, salt, previous, hash FROM audit_entry ");
    return text;
}

/// A hash of another length than it should have reads as none, and then the chain does not verify.
AuditEntry entryOf(const QSqlQuery &row)
{
    AuditEntry entry;
    entry.number = row.value(0).toLongLong();
    entry.atMs = row.value(1).toLongLong();
    entry.person = PersonId{row.value(2).toUInt()};
    entry.who = row.value(3).toString();
    entry.deed = row.value(4).toString();
    entry.object = row.value(5).toString();
    entry.text = row.value(6).toString();
    entry.data = row.value(7).toString();
    entry.salt = row.value(8).toByteArray();
    entry.previous = Hash::fromBytes(row.value(9).toByteArray()).value_or(Hash());
    entry.hash = Hash::fromBytes(row.value(10).toByteArray()).value_or(Hash());
    return entry;
}

/// `%` and `_` mean something in LIKE.
QString escaped(QString text)
{
    return text.replace(u'\\', QStringLiteral("\\\\"))
        .replace(u'%', QStringLiteral("\\%"))
        .replace(u'_', QStringLiteral("\\_"));
}

/// The conditions of a query with the values that they bind, in order.
struct Conditions {
    QStringList texts;
    QVariantList values;

    explicit Conditions(const AuditQuery &query)
    {
        if (query.before)
            add(QStringLiteral("number < ?"), query.before);
        if (query.fromMs)
            add(QStringLiteral("at_ms >= ?"), query.fromMs);
        if (query.toMs)
            add(QStringLiteral("at_ms < ?"), query.toMs);
        if (query.person)
            add(QStringLiteral("person = ?"), query.person->value);
        if (!query.deed.isEmpty())
            add(QStringLiteral("deed LIKE ? ESCAPE '\\'"), escaped(query.deed) + u'%');
        if (!query.object.isEmpty())
            add(QStringLiteral("object = ?"), query.object);
        for (const QString &word : query.words.split(u' ', Qt::SkipEmptyParts))
            add(QStringLiteral("who || ' ' || deed || ' ' || object || ' ' || text || ' ' || data LIKE ? ESCAPE '\\'"),
                u'%' + escaped(word) + u'%');
    }
    void add(const QString &text, const QVariant &value)
    {
        texts << text;
        values << value;
    }
    QString where() const
    {
        return texts.isEmpty() ? QString() : QStringLiteral("WHERE ") + texts.join(QStringLiteral(" AND ")) + u' ';
    }
};

} // namespace

SqliteAuditLog::SqliteAuditLog(const Database &database)
    : m_database(database)
{
}

Result<AuditEntry> SqliteAuditLog::append(const AuditDraft &draft)
{
    return writing(m_database, [&](const Connection &connection) { return appendAudit(connection, draft); });
}

Result<std::optional<AuditEntry>> SqliteAuditLog::last()
{
    AuditQuery newest;
    newest.limit = 1;
    Result<std::vector<AuditEntry>> found = find(newest);
    if (!found)
        return found.error();
    return found->empty() ? std::optional<AuditEntry>() : std::optional(std::move(found->front()));
}

Result<std::vector<AuditEntry>> SqliteAuditLog::find(const AuditQuery &query)
{
    return reading(m_database, [&](const Connection &connection) -> Result<std::vector<AuditEntry>> {
        const Conditions conditions(query);
        Statement statement =
            connection.prepare(QStringLiteral("SELECT ") + columns() + conditions.where()
                               + QStringLiteral("ORDER BY number DESC LIMIT %1").arg(query.limit ? query.limit : -1));
        if (const Result<Done> done = statement.runWith(conditions.values); !done)
            return done.error();
        std::vector<AuditEntry> entries;
        const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
            entries.push_back(entryOf(row));
            return Done{};
        });
        if (!read)
            return read.error();
        return entries;
    });
}

Result<Done> SqliteAuditLog::visit(qint64 from, const Visitor &visitor)
{
    return reading(m_database, [&](const Connection &connection) -> Result<Done> {
        Statement statement = connection.prepare(QStringLiteral("SELECT ") + columns()
                                                 + QStringLiteral("WHERE number >= ? ORDER BY number"));
        if (const Result<Done> done = statement.run(from); !done)
            return done;
        return statement.each([&](const QSqlQuery &row) { return visitor(entryOf(row)); });
    });
}

Result<Done> SqliteAuditLog::saveHead(const AuditHead &head)
{
    return writing(m_database, [&](const Connection &connection) {
        return connection.run(
            QStringLiteral(
                "INSERT INTO audit_head(number, hash, at_ms, person, key, signature) VALUES(?, ?, ?, ?, ?, ?)"),
            head.number, head.hash.view().toByteArray(), head.atMs, head.person.value, head.key.view().toByteArray(),
            head.signature.view().toByteArray());
    });
}

Result<std::vector<AuditHead>> SqliteAuditLog::heads()
{
    return reading(m_database, [&](const Connection &connection) -> Result<std::vector<AuditHead>> {
        Statement statement = connection.prepare(
            QStringLiteral("SELECT number, hash, at_ms, person, key, signature FROM audit_head ORDER BY id"));
        if (const Result<Done> done = statement.run(); !done)
            return done.error();
        std::vector<AuditHead> heads;
        const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
            heads.push_back({row.value(0).toLongLong(), Hash::fromBytes(row.value(1).toByteArray()).value_or(Hash()),
                             row.value(2).toLongLong(), PersonId{row.value(3).toUInt()},
                             PublicKey::fromBytes(row.value(4).toByteArray()).value_or(PublicKey()),
                             Signature::fromBytes(row.value(5).toByteArray()).value_or(Signature())});
            return Done{};
        });
        if (!read)
            return read.error();
        return heads;
    });
}

} // namespace ringward
