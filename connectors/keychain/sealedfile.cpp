#include "connectors/keychain/sealedfile.h"

#include "models/base/sealing.h"

#include <QCborMap>
#include <QCborValue>
#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>
#include <QtConcurrent>
#include <qcorofuture.h>

#include <memory>

namespace ringward {

namespace {

constexpr char kMagic[] = "RWSEAL1\n";
constexpr QByteArrayView kMagicView(kMagic, sizeof kMagic - 1);
constexpr qsizetype kMostBytes = 1 << 20;

Error failed(Error::Kind kind, const QString &file, const char *advice)
{
    return {kind, file, QCoreApplication::translate("ringward::SealedFile", advice).arg(file)};
}

/// What the file is told by the kind of what went wrong with its bytes.
Error named(const Error &error, const QString &file)
{
    if (error.kind == Error::Kind::Denied)
        return failed(error.kind, file, "The passphrase of the key file %1 is wrong, or the file was changed.");
    if (error.kind == Error::Kind::Malformed)
        return failed(error.kind, file, "%1 is not a key file of Ringward.");
    return failed(error.kind, file, "There is not enough memory to open %1.");
}

/// The secrets by key; wiped as far as Qt lets go of them.
Result<QCborMap> open(const QString &name, const Secret &passphrase)
{
    QFile file(name);
    if (!file.exists())
        return QCborMap();
    if (!file.open(QIODevice::ReadOnly) || file.size() > kMostBytes)
        return failed(Error::Kind::Storage, name, "The key file %1 cannot be read. Check its path and your rights.");
    const Result<Secret> content = openBytes(kMagicView, passphrase, file.readAll());
    if (!content)
        return named(content.error(), name);
    return content->use([](QByteArrayView bytes) {
        return QCborValue::fromCbor(QByteArray::fromRawData(bytes.data(), bytes.size())).toMap();
    });
}

Result<Done> save(const QString &name, const Secret &passphrase, const QCborMap &map)
{
    const Result<QByteArray> bytes = sealBytes(kMagicView, passphrase, Secret(QCborValue(map).toCbor()));
    if (!bytes)
        return named(bytes.error(), name);
    QSaveFile file(name);
    if (file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(*bytes) == bytes->size() && file.commit())
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
