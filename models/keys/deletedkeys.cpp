#include "models/audit/rights.h"
#include "models/fleet/filter.h"
#include "models/fleet/filterterm.h"
#include "models/keys/keydesk.h"

#include <QtConcurrent>
#include <qcorofuture.h>
#include <qcorotask.h>

namespace ringward {

namespace {

/// The whole id as sources write it, or its first eight digits: what was typed may be parted anyhow.
QString askedId(const QString &typed)
{
    QString digits;
    for (const QChar each : typed) {
        if (each.isLetterOrNumber())
            digits += each.toUpper();
    }
    if (digits.size() != 32)
        return digits.left(8);
    for (const int at : {20, 16, 12, 8})
        digits.insert(at, u'-');
    return digits;
}

/// The one device that bears the name, in any case; id 0 for none or several.
DeviceId deviceCalled(const FleetSnapshot &fleet, const QString &name, const std::stop_token &stop)
{
    const auto rows = Filter::parse(filterTerm("host", name)).match(fleet, fleet.takenMs(), stop);
    if (name.isEmpty() || !rows || rows->count() != 1)
        return {};
    Row row = 0;
    while (!rows->test(row))
        ++row;
    return fleet.id(row);
}

} // namespace

bool KeyDesk::canSearchDeleted() const
{
    const std::vector<SourceStatus> sources = m_parts.synchroniser.sources();
    return std::any_of(sources.begin(), sources.end(), [this](const SourceStatus &status) {
        Source *source = m_parts.synchroniser.source(status.config.id);
        const KeyHolder *holder = source ? source->keys() : nullptr;
        return holder && holder->keepsDeleted();
    });
}

Async<DeletedKeys> KeyDesk::searchDeleted(QString typed, std::stop_token stop)
{
    return searchIn(this, std::move(typed), std::move(stop));
}

Async<DeletedKeys> KeyDesk::searchIn(Self self, QString typed, std::stop_token stop)
{
    if (const Result<Done> allowed = allow(self->m_parts.me(), Deed::ReadKey); !allowed)
        co_return allowed.error();
    if (!isKeyIdQuery(typed))
        co_return Error{Error::Kind::Malformed, typed, tr("Type the 8 digits that the recovery screen shows.")};
    DeletedKeys all;
    std::vector<QString> names;
    for (const SourceStatus &status : self->m_parts.synchroniser.sources()) {
        if (!self || stop.stop_requested())
            co_return Error{Error::Kind::Cancelled, {}, {}};
        const std::shared_ptr<Source> source = self->m_parts.synchroniser.share(status.config.id);
        KeyHolder *holder = source ? source->keys() : nullptr;
        if (!holder || !holder->keepsDeleted())
            continue;
        auto searching = holder->findDeletedKeys(askedId(typed), stop);
        Result<std::vector<DeletedKeyInfo>> found = co_await std::move(searching);
        if (!found) {
            all.failures.push_back({status.config.name, found.error()});
            continue;
        }
        for (DeletedKeyInfo &info : *found) {
            if (!matchesKeyId(info.info.keyId, typed))
                continue;
            names.push_back(info.computer);
            all.found.push_back({status.config.id, status.config.name, std::move(info), {}});
        }
    }
    if (!self || stop.stop_requested())
        co_return Error{Error::Kind::Cancelled, {}, {}};
    auto looking = QtConcurrent::run([fleet = self->m_parts.hub.current(), names = std::move(names), stop] {
        std::vector<DeviceId> devices;
        for (const QString &name : names)
            devices.push_back(deviceCalled(*fleet, name, stop));
        return devices;
    });
    const std::vector<DeviceId> devices = co_await std::move(looking);
    for (std::size_t i = 0; i < devices.size(); ++i)
        all.found[i].device = devices[i];
    co_return all;
}

Async<ReleasedKey> KeyDesk::releaseDeleted(DeletedKey key, QString reason, std::stop_token stop)
{
    return releaseDeletedFor(this, std::move(key), reason.trimmed(), std::move(stop));
}

Async<ReleasedKey> KeyDesk::releaseDeletedFor(Self self, DeletedKey key, QString reason, std::stop_token stop)
{
    const RecoveryKeyInfo &info = key.info.info;
    const QString computer = key.info.computer.isEmpty() ? tr("a deleted computer") : key.info.computer;
    Asked asked{key.device ? deviceObject(key.device) : QStringLiteral("computer ") + key.info.computer,
                tr("%1, deleted from %2").arg(computer, key.from),
                reason,
                {},
                info.createdMs};
    asked.release.device = key.device;
    asked.release.keyId = info.keyId;
    asked.release.volume = info.volume;
    if (const Result<Done> allowed = checkAsking(self->m_parts.me(), reason); !allowed) {
        const auto noted = self->note("key.refused", asked.object, userMessage(allowed.error()),
                                      QStringLiteral("key ") + shortKeyId(info.keyId));
        co_return noted ? allowed.error() : noted.error();
    }
    auto granting = grant(self, std::move(asked),
                          [self, key, stop](SourceId *from) { return fetchDeleted(self, key, from, stop); });
    co_return co_await std::move(granting);
}

Async<RecoveryKey> KeyDesk::fetchDeleted(Self self, DeletedKey key, SourceId *from, std::stop_token stop)
{
    const std::shared_ptr<Source> source = self->m_parts.synchroniser.share(key.source);
    KeyHolder *holder = source ? source->keys() : nullptr;
    if (!holder)
        co_return Error{Error::Kind::NotFound, key.from, tr("%1 is no longer switched on.").arg(key.from)};
    auto asking = holder->fetchDeletedKey(key.info.info.record, key.info.info.keyId, stop);
    const Result<Secret> text = co_await std::move(asking);
    if (stop.stop_requested())
        co_return Error{Error::Kind::Cancelled, {}, {}};
    if (!text)
        co_return text.error();
    *from = key.source;
    co_return RecoveryKey::parse(*text);
}

} // namespace ringward
