#include "models/audit/auditentry.h"

#include <sodium/randombytes.h>

namespace ringward {

namespace {

constexpr qsizetype kSaltBytes = 16;

Hash commitField(const QByteArray &entrySalt, QByteArrayView field, const QString &text)
{
    return commit(fieldSalt(entrySalt, field), text);
}

} // namespace

QByteArray fieldSalt(const QByteArray &entrySalt, QByteArrayView field)
{
    return Hasher("ringward audit salt 1").put(QByteArrayView(entrySalt)).put(field).finish().view().toByteArray();
}

Hash commit(const QByteArray &saltOfField, const QString &text)
{
    return Hasher("ringward audit field 1").put(QByteArrayView(saltOfField)).put(text).finish();
}

Commitments commitmentsOf(const AuditEntry &entry)
{
    return {commitField(entry.salt, "who", entry.who), commitField(entry.salt, "text", entry.text)};
}

Hash hashOf(const AuditEntry &entry, const Commitments &commitments)
{
    return Hasher("ringward audit entry 1")
        .put(entry.number)
        .put(entry.atMs)
        .put(qint64(entry.person.value))
        .put(commitments.who)
        .put(entry.deed)
        .put(entry.object)
        .put(commitments.text)
        .put(entry.data)
        .put(entry.previous)
        .finish();
}

AuditEntry seal(AuditDraft draft, qint64 number, const Hash &previous)
{
    AuditEntry entry;
    static_cast<AuditDraft &>(entry) = std::move(draft);
    entry.number = number;
    entry.previous = previous;
    entry.salt.resize(kSaltBytes);
    randombytes_buf(entry.salt.data(), std::size_t(kSaltBytes));
    entry.hash = hashOf(entry, commitmentsOf(entry));
    return entry;
}

Hash headHash(const AuditHead &head)
{
    return Hasher("ringward audit head 1")
        .put(head.number)
        .put(head.hash)
        .put(head.atMs)
        .put(qint64(head.person.value))
        .put(head.key.view())
        .finish();
}

bool isValid(const AuditHead &head)
{
    return isSignedBy(head.key, headHash(head), head.signature);
}

Result<AuditHead> signHead(qint64 number, const Hash &hash, qint64 atMs, PersonId person, const Secret &secretKey)
{
    const std::optional<PublicKey> key = publicKeyOf(secretKey);
    if (!key)
        return Error{Error::Kind::Malformed, QStringLiteral("not an Ed25519 secret key"), {}};
    AuditHead head{number, hash, atMs, person, *key, {}};
    const Result<Signature> signature = sign(secretKey, headHash(head));
    if (!signature)
        return signature.error();
    head.signature = *signature;
    return head;
}

} // namespace ringward
