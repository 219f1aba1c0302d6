#pragma once
#include "models/audit/hash.h"
#include "models/base/result.h"
#include "models/base/secret.h"

namespace ringward {

/// An Ed25519 public key (RFC 8032); all zeros is "none yet".
struct PublicKey {
    std::array<quint8, 32> bytes{};
    friend bool operator==(const PublicKey &, const PublicKey &) = default;
    bool isNull() const { return *this == PublicKey(); }
    QByteArrayView view() const { return {bytes.data(), qsizetype(bytes.size())}; }
    QString hex() const;
    QString shortText() const; ///< "a07c 3e19": enough to compare by eye with what a person says
    static std::optional<PublicKey> fromBytes(QByteArrayView bytes);
};

/// An Ed25519 signature over the 32 bytes of a hash.
struct Signature {
    std::array<quint8, 64> bytes{};
    friend bool operator==(const Signature &, const Signature &) = default;
    bool isNull() const { return *this == Signature(); }
    QByteArrayView view() const { return {bytes.data(), qsizetype(bytes.size())}; }
    QString hex() const;
    static std::optional<Signature> fromBytes(QByteArrayView bytes);
};

struct KeyPair {
    PublicKey publicKey;
    Secret secretKey; ///< 64 bytes as libsodium keeps them: seed and public key
};

KeyPair makeKeyPair();
std::optional<PublicKey> publicKeyOf(const Secret &secretKey); ///< nothing when it is no secret key
/// Malformed when `secretKey` is no secret key.
Result<Signature> sign(const Secret &secretKey, const Hash &what);
bool isSignedBy(const PublicKey &key, const Hash &what, const Signature &signature);

} // namespace ringward
