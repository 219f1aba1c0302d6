#include "connectors/keychain/sealedfile.h"

#include <sodium.h>

#include <QCborMap>
#include <QCborValue>
#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>
#include <QtConcurrent>
#include <qcorofuture.h>

#include <algorithm>
#include <memory>

namespace ringward {

namespace {

constexpr char kMagic[] = "RWSEAL1\n";
constexpr qsizetype kMagicBytes = sizeof kMagic - 1, kSaltBytes = crypto_pwhash_SALTBYTES,
                    kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
                    kHeadBytes = kMagicBytes + kSaltBytes + kNonceBytes,
                    kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES, kMostBytes = 1 << 20;

Error failed(Error::Kind kind, const QString &file, const char *advice)
{
    return {kind, file, QCoreApplication::translate("ringward::SealedFile", advice).arg(file)};
}

unsigned char *plain(QByteArray &bytes, qsizetype at = 0)
{
    return reinterpret_cast<unsigned char *>(bytes.data()) + at;
}
const unsigned char *plain(const QByteArray &bytes, qsizetype at = 0)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData()) + at;
}

/// The key that the passphrase gives with the salt of the file's head.
Result<Secret> keyFor(const Secret &passphrase, const QByteArray &head, const QString &file)
{
    QByteArray key(crypto_aead_xchacha20poly1305_ietf_KEYBYTES, '\0');
    const int done = passphrase.use([&](QByteArrayView words) {
        return crypto_pwhash(plain(key), std::size_t(key.size()), words.data(), std::size_t(words.size()),
                             plain(head, kMagicBytes), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                             crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13);
    });
    if (done != 0)
        return failed(Error::Kind::Storage, file, "There is not enough memory to open %1.");
    return Secret(std::move(key));
}

/// The secrets by key; wiped as far as Qt lets go of them.
Result<QCborMap> open(const QString &name, const Secret &passphrase)
{
    QFile file(name);
    if (!file.exists())
        return QCborMap();
    if (!file.open(QIODevice::ReadOnly) || file.size() > kMostBytes)
        return failed(Error::Kind::Storage, name, "The key file %1 cannot be read. Check its path and your rights.");
    const QByteArray bytes = file.readAll();
    if (bytes.size() < kHeadBytes + kTagBytes || !bytes.startsWith(kMagic))
        return failed(Error::Kind::Malformed, name, "%1 is not a key file of Ringward.");
    const Result<Secret> key = keyFor(passphrase, bytes, name);
    if (!key)
        return key.error();
    QByteArray content(bytes.size() - kHeadBytes - kTagBytes, '\0');
    const int opened = key->use([&](QByteArrayView secret) {
        return crypto_aead_xchacha20poly1305_ietf_decrypt(
            plain(content), nullptr, nullptr, plain(bytes, kHeadBytes), std::size_t(bytes.size() - kHeadBytes),
            plain(bytes), std::size_t(kMagicBytes + kSaltBytes), plain(bytes, kMagicBytes + kSaltBytes),
            reinterpret_cast<const unsigned char *>(secret.data()));
    });
    if (opened != 0)
        return failed(Error::Kind::Denied, name,
                      "The passphrase of the key file %1 is wrong, or the file was changed.");
    const QCborMap map = QCborValue::fromCbor(content).toMap();
    sodium_memzero(content.data(), std::size_t(content.size()));
    return map;
}

Result<Done> save(const QString &name, const Secret &passphrase, const QCborMap &map)
{
    QByteArray content = QCborValue(map).toCbor();
    QByteArray bytes(kHeadBytes + content.size() + kTagBytes, '\0');
    std::copy_n(kMagic, kMagicBytes, bytes.data());
    randombytes_buf(bytes.data() + kMagicBytes, std::size_t(kSaltBytes + kNonceBytes));
    const Result<Secret> key = keyFor(passphrase, bytes, name);
    if (!key)
        return key.error();
    key->use([&](QByteArrayView secret) {
        crypto_aead_xchacha20poly1305_ietf_encrypt(
            plain(bytes, kHeadBytes), nullptr, plain(content), std::size_t(content.size()), plain(bytes),
            std::size_t(kMagicBytes + kSaltBytes), nullptr, plain(bytes, kMagicBytes + kSaltBytes),
            reinterpret_cast<const unsigned char *>(secret.data()));
    });
    sodium_memzero(content.data(), std::size_t(content.size()));
    QSaveFile file(name);
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(bytes) == bytes.size() && file.commit())
        return Done{};
    return failed(Error::Kind::Storage, name, "The key file %1 cannot be written. Check its path and your rights.");
}

Error cancelled()
{
    return {Error::Kind::Cancelled, {}, {}};
}

} // namespace

SealedFile::SealedFile(QString file, std::function<Secret()> passphrase)
    : m_file(std::move(file))
    , m_passphrase(std::move(passphrase))
{
    static const int ready = sodium_init();
    Q_UNUSED(ready)
}

namespace {

/// Changes the map behind the caller's back, where Argon2id may take its time.
template <typename Change>
Async<Done> changeFile(QString file, std::shared_ptr<const Secret> passphrase, Change change)
{
    const auto work = [file, passphrase, change]() -> Result<Done> {
        Result<QCborMap> map = open(file, *passphrase);
        if (!map)
            return map.error();
        change(*map);
        return save(file, *passphrase, *map);
    };
    auto working = QtConcurrent::run(work);
    co_return co_await std::move(working);
}

} // namespace

Async<Secret> SealedFile::read(QString key, std::stop_token)
{
    const auto passphrase = std::make_shared<const Secret>(m_passphrase());
    if (passphrase->isEmpty())
        co_return cancelled();
    const QString file = m_file;
    const auto work = [file, passphrase] {
        return open(file, *passphrase);
    };
    auto working = QtConcurrent::run(work);
    const Result<QCborMap> map = co_await std::move(working);
    if (!map)
        co_return map.error();
    if (!map->contains(key))
        co_return failed(Error::Kind::NotFound, file, "The key file %1 holds no such key.");
    co_return Secret(map->value(key).toByteArray());
}

Async<Done> SealedFile::write(QString key, Secret secret, std::stop_token)
{
    auto passphrase = std::make_shared<const Secret>(m_passphrase());
    if (passphrase->isEmpty())
        co_return cancelled();
    const auto kept = std::make_shared<const Secret>(std::move(secret));
    const auto put = [key, kept](QCborMap &map) {
        kept->use([&](QByteArrayView bytes) { map.insert(key, bytes.toByteArray()); });
    };
    auto changing = changeFile(m_file, std::move(passphrase), put);
    co_return co_await std::move(changing);
}

Async<Done> SealedFile::remove(QString key, std::stop_token)
{
    auto passphrase = std::make_shared<const Secret>(m_passphrase());
    if (passphrase->isEmpty())
        co_return cancelled();
    const auto drop = [key](QCborMap &map) {
        map.remove(key);
    };
    auto changing = changeFile(m_file, std::move(passphrase), drop);
    co_return co_await std::move(changing);
}

} // namespace ringward
