#pragma once
#include "models/audit/person.h"

namespace ringward {

/// What somebody did, before it is part of the chain.
struct AuditDraft {
    qint64 atMs = 0; ///< UTC
    PersonId person; ///< 0 is the program itself
    QString who; ///< the person's name then; may be left out of an export
    QString deed; ///< "vote.cast"; see auditdeeds.h
    QString object; ///< what it was done to: "CHG-0142", "device 17"; never personal
    QString text; ///< in words, translated when it was written; may be left out of an export
    QString data; ///< hashes, keys and counts that must stay readable; never personal
};

/// An entry of the audit chain.
///
/// `who` and `text` enter the hash as commitments, Hasher("ringward audit field 1").put(salt).put(text), each with a
/// salt of its own derived from the entry's: Hasher("ringward audit salt 1").put(salt).put(field name). An export can
/// leave a text out and give its commitment instead, and the chain can still be verified.
struct AuditEntry : AuditDraft {
    qint64 number = 0; ///< 1 for the first
    QByteArray salt; ///< 16 random bytes
    Hash previous; ///< hash of the entry before; null for the first
    Hash hash;
};

struct Commitments {
    Hash who, text;
};
QByteArray fieldSalt(const QByteArray &entrySalt, QByteArrayView field); ///< 32 bytes; field is "who" or "text"
Hash commit(const QByteArray &saltOfField, const QString &text);
Commitments commitmentsOf(const AuditEntry &entry);

/// Hasher("ringward audit entry 1"): number, atMs, person, commitment of who, deed, object, commitment of text, data,
/// previous. Neither salt nor hash.
Hash hashOf(const AuditEntry &entry, const Commitments &commitments);

/// The next entry of a chain whose last hash is `previous`.
AuditEntry seal(AuditDraft draft, qint64 number, const Hash &previous);

/// Somebody's signature over the chain up to an entry: what was before cannot be rewritten behind their back.
struct AuditHead {
    qint64 number = 0; ///< of the entry
    Hash hash; ///< of that entry
    qint64 atMs = 0; ///< UTC
    PersonId person;
    PublicKey key;
    Signature signature; ///< over headHash()
};
Hash headHash(const AuditHead &head); ///< Hasher("ringward audit head 1"): number, hash, atMs, person, key
bool isValid(const AuditHead &head);
/// Malformed when `secretKey` is not the secret half of a key.
Result<AuditHead> signHead(qint64 number, const Hash &hash, qint64 atMs, PersonId person, const Secret &secretKey);

} // namespace ringward
