#include "models/base/sealing.h"

#include <sodium.h>

#include <algorithm>

namespace ringward {

namespace {

constexpr qsizetype kSaltBytes = crypto_pwhash_SALTBYTES, kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
                    kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

unsigned char *plain(QByteArray &bytes, qsizetype at = 0)
{
    return reinterpret_cast<unsigned char *>(bytes.data()) + at;
}
const unsigned char *plain(QByteArrayView bytes, qsizetype at = 0)
{
    return reinterpret_cast<const unsigned char *>(bytes.data()) + at;
}

/// The key that the passphrase gives with a salt.
Result<Secret> keyFor(const Secret &passphrase, QByteArrayView salt)
{
    static const int ready = sodium_init();
    Q_UNUSED(ready)
    QByteArray key(crypto_aead_xchacha20poly1305_ietf_KEYBYTES, '\0');
    const int done = passphrase.use([&](QByteArrayView words) {
        return crypto_pwhash(plain(key), std::size_t(key.size()), words.data(), std::size_t(words.size()), plain(salt),
                             crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                             crypto_pwhash_ALG_ARGON2ID13);
    });
    if (done != 0)
        return Error{Error::Kind::Storage, QStringLiteral("not enough memory for Argon2id"), {}};
    return Secret(std::move(key));
}

} // namespace

Result<QByteArray> sealBytes(QByteArrayView magic, const Secret &passphrase, const Secret &content)
{
    return content.use([&](QByteArrayView words) -> Result<QByteArray> {
        const qsizetype head = magic.size() + kSaltBytes + kNonceBytes;
        QByteArray bytes(head + words.size() + kTagBytes, '\0');
        std::copy_n(magic.data(), magic.size(), bytes.data());
        randombytes_buf(bytes.data() + magic.size(), std::size_t(kSaltBytes + kNonceBytes));
        const Result<Secret> key = keyFor(passphrase, QByteArrayView(bytes).sliced(magic.size(), kSaltBytes));
        if (!key)
            return key.error();
        key->use([&](QByteArrayView secret) {
            crypto_aead_xchacha20poly1305_ietf_encrypt(
                plain(bytes, head), nullptr, plain(words), std::size_t(words.size()), plain(QByteArrayView(bytes)),
                std::size_t(magic.size() + kSaltBytes), nullptr,
                plain(QByteArrayView(bytes), magic.size() + kSaltBytes), plain(secret));
        });
        return bytes;
    });
}

Result<Secret> openBytes(QByteArrayView magic, const Secret &passphrase, QByteArrayView sealed)
{
    const qsizetype head = magic.size() + kSaltBytes + kNonceBytes;
    if (sealed.size() < head + kTagBytes || !sealed.startsWith(magic))
        return Error{Error::Kind::Malformed, QStringLiteral("no such file"), {}};
    const Result<Secret> key = keyFor(passphrase, sealed.sliced(magic.size(), kSaltBytes));
    if (!key)
        return key.error();
    QByteArray content(sealed.size() - head - kTagBytes, '\0');
    const int opened = key->use([&](QByteArrayView secret) {
        return crypto_aead_xchacha20poly1305_ietf_decrypt(
            plain(content), nullptr, nullptr, plain(sealed, head), std::size_t(sealed.size() - head), plain(sealed),
            std::size_t(magic.size() + kSaltBytes), plain(sealed, magic.size() + kSaltBytes), plain(secret));
    });
    if (opened != 0)
        return Error{Error::Kind::Denied, QStringLiteral("wrong passphrase, or changed"), {}};
    return Secret(std::move(content));
}

} // namespace ringward
