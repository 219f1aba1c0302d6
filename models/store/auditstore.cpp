#include "models/store/auditstore.h"

namespace ringward {

namespace {

QString notNull(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

} // namespace

Result<AuditEntry> appendAudit(const Connection &connection, const AuditDraft &draft)
{
    Statement newest =
        connection.prepare(QStringLiteral("SELECT number, hash FROM audit_entry ORDER BY number DESC LIMIT 1"));
    if (const Result<Done> done = newest.run(); !done)
        return done.error();
    qint64 number = 0;
    Hash previous;
    const Result<Done> read = newest.each([&](const QSqlQuery &row) -> Result<Done> {
        number = row.value(0).toLongLong();
        previous = Hash::fromBytes(row.value(1).toByteArray()).value_or(Hash());
        return Done{};
    });
    if (!read)
        return read.error();
    const AuditEntry entry = seal(draft, number + 1, previous);
    const Result<Done> written = connection.run(
        QStringLiteral("INSERT INTO audit_entry(number, at_ms, person, who, deed, object, text, data, salt, previous, "
                       "hash) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        entry.number, entry.atMs, entry.person.value, notNull(entry.who), notNull(entry.deed), notNull(entry.object),
        notNull(entry.text), notNull(entry.data), entry.salt, entry.previous.view().toByteArray(),
        entry.hash.view().toByteArray());
    if (!written)
        return written.error();
    return entry;
}

} // namespace ringward
