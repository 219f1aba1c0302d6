#include "models/audit/signature.h"

#include <sodium/core.h>
#include <sodium/crypto_sign_ed25519.h>
#include <sodium/utils.h>

#include <algorithm>

namespace ringward {

namespace {

constexpr qsizetype kSecretBytes = crypto_sign_ed25519_SECRETKEYBYTES;

template <typename T>
std::optional<T> copied(QByteArrayView bytes)
{
    T made;
    if (bytes.size() != qsizetype(made.bytes.size()))
        return std::nullopt;
    std::copy(bytes.begin(), bytes.end(), made.bytes.begin());
    return made;
}

QString hexOf(QByteArrayView bytes)
{
    return QString::fromLatin1(bytes.toByteArray().toHex());
}

const unsigned char *plain(QByteArrayView bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.data());
}

} // namespace

QString PublicKey::hex() const
{
    return hexOf(view());
}

QString PublicKey::shortText() const
{
    const QString digits = hex();
    return digits.left(4) + u' ' + digits.mid(4, 4);
}

std::optional<PublicKey> PublicKey::fromBytes(QByteArrayView bytes)
{
    return copied<PublicKey>(bytes);
}

QString Signature::hex() const
{
    return hexOf(view());
}

std::optional<Signature> Signature::fromBytes(QByteArrayView bytes)
{
    return copied<Signature>(bytes);
}

KeyPair makeKeyPair()
{
    static const int ready = sodium_init();
    Q_UNUSED(ready)
    KeyPair pair;
    QByteArray secret(kSecretBytes, '\0');
    crypto_sign_ed25519_keypair(pair.publicKey.bytes.data(), reinterpret_cast<unsigned char *>(secret.data()));
    pair.secretKey = Secret(std::move(secret));
    return pair;
}

std::optional<PublicKey> publicKeyOf(const Secret &secretKey)
{
    return secretKey.use([](QByteArrayView bytes) -> std::optional<PublicKey> {
        PublicKey key;
        if (bytes.size() != kSecretBytes || crypto_sign_ed25519_sk_to_pk(key.bytes.data(), plain(bytes)) != 0)
            return std::nullopt;
        return key;
    });
}

Result<Signature> sign(const Secret &secretKey, const Hash &what)
{
    return secretKey.use([&](QByteArrayView bytes) -> Result<Signature> {
        if (bytes.size() != kSecretBytes)
            return Error{Error::Kind::Malformed, QStringLiteral("not an Ed25519 secret key"), {}};
        Signature signature;
        crypto_sign_ed25519_detached(signature.bytes.data(), nullptr, what.bytes.data(), what.bytes.size(),
                                     plain(bytes));
        return signature;
    });
}

bool isSignedBy(const PublicKey &key, const Hash &what, const Signature &signature)
{
    return !key.isNull()
        && crypto_sign_ed25519_verify_detached(signature.bytes.data(), what.bytes.data(), what.bytes.size(),
                                               key.bytes.data())
        == 0;
}

} // namespace ringward
