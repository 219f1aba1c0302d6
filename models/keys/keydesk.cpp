#include "models/keys/keydesk.h"

#include "models/audit/rights.h"
#include "models/fleet/place.h"

#include <QCoreApplication>
#include <qcorotask.h>

#include <algorithm>

namespace ringward {

namespace {

constexpr int kReloadMs = 100;

QString keyData(const KeyRelease &release)
{
    return QStringLiteral("key %1, source %2").arg(shortKeyId(release.keyId)).arg(release.source.value);
}

} // namespace

QString deviceObject(DeviceId device)
{
    return QStringLiteral("device %1").arg(device.value);
}

KeyDesk::KeyDesk(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
    m_disk.setMaxThreadCount(1);
    m_later.setSingleShot(true);
    m_later.setInterval(kReloadMs);
    connect(&m_later, &QTimer::timeout, this, [this] { reload(Self(this)); });
    connect(&m_parts.synchroniser, &Synchroniser::sourcesChanged, this, &KeyDesk::noticeSources);
}

KeyDesk::~KeyDesk()
{
    m_stop.request_stop();
}

QString KeyDesk::hostOf(DeviceId device) const
{
    const FleetSnapshot &fleet = *m_parts.hub.current();
    const auto row = fleet.find(device);
    return row ? hostText(fleet, *row) : deviceObject(device);
}

QString KeyDesk::nameOf(SourceId source) const
{
    for (const SourceStatus &status : m_parts.synchroniser.sources()) {
        if (status.config.id == source)
            return status.config.name;
    }
    return {};
}

std::optional<KeyReadiness> KeyDesk::readiness(DeviceId device) const
{
    const FleetSnapshot &fleet = *m_parts.hub.current();
    const auto row = fleet.find(device);
    return row ? std::optional(book()->readiness(fleet, *row)) : std::nullopt;
}

Result<Done> KeyDesk::checkAsking(const Person &me, const QString &reason)
{
    if (const Result<Done> allowed = allow(me, Deed::ReadKey); !allowed)
        return allowed.error();
    const qsizetype length = reason.trimmed().size();
    if (length < kShortestReason || length > kLongestReason)
        return Error{Error::Kind::Conflict, QStringLiteral("reason of %1 characters").arg(length),
                     tr("Say why in a few words, such as “silent, ward asked”: it goes into the audit.")};
    return Done{};
}

/// What can be refused before anything is written; the key that is meant.
Result<DeviceRecoveryKey> KeyDesk::check(const KeyRequest &request, const Person &me) const
{
    if (const Result<Done> allowed = checkAsking(me, request.reason); !allowed)
        return allowed.error();
    for (DeviceRecoveryKey &key : book()->keysOf(request.device)) {
        if (key.keyId == request.keyId)
            return std::move(key);
    }
    return Error{Error::Kind::NotFound, request.keyId,
                 tr("No source holds that key of %1.").arg(hostOf(request.device))};
}

Async<ReleasedKey> KeyDesk::release(KeyRequest request, std::stop_token stop)
{
    return releaseFor(this, std::move(request), std::move(stop));
}

Async<ReleasedKey> KeyDesk::releaseFor(Self self, KeyRequest request, std::stop_token stop)
{
    const Person me = self->m_parts.me();
    const QString object = deviceObject(request.device), host = self->hostOf(request.device);
    const QString id = shortKeyId(request.keyId);
    Result<DeviceRecoveryKey> key = self->check(request, me);
    if (!key) {
        const auto noted = self->note("key.refused", object, userMessage(key.error()), QStringLiteral("key ") + id);
        co_return noted ? key.error() : noted.error();
    }
    Asked asked{object, host, request.reason.trimmed(), {}, key->createdMs};
    asked.release.device = request.device;
    asked.release.keyId = key->keyId;
    asked.release.volume = key->volume;
    auto granting = grant(self, std::move(asked),
                          [self, key = *key, stop](SourceId *from) { return fetch(self, key, from, stop); });
    co_return co_await std::move(granting);
}

Async<ReleasedKey> KeyDesk::grant(Self self, Asked asked, Fetch fetch)
{
    const Person me = self->m_parts.me();
    const QString id = shortKeyId(asked.release.keyId), data = QStringLiteral("key ") + id;
    const Result<Done> written = self->note(
        "key.asked", asked.object, tr("Recovery key %1 of %2. Reason: %3").arg(id, asked.host, asked.reason), data);
    if (!written)
        co_return written.error();
    SourceId from;
    auto fetching = fetch(&from);
    Result<RecoveryKey> digits = co_await std::move(fetching);
    if (!self)
        co_return Error{Error::Kind::Cancelled, {}, {}};
    if (!digits) {
        const auto noted = self->note("key.failed", asked.object, userMessage(digits.error()), data);
        co_return noted ? digits.error() : noted.error();
    }
    KeyRelease release = asked.release;
    release.source = from;
    release.releasedMs = self->m_parts.clock.nowMs();
    release.person = me.id;
    const Result<qint64> kept = self->m_parts.store.addRelease(release);
    if (!kept)
        co_return kept.error();
    release.id = *kept;
    ReleasedKey released{std::move(*digits), release, self->nameOf(from), asked.createdMs, asked.reason, me};
    self->m_later.start();
    co_return released;
}

/// From the first source that has a copy and answers.
Async<RecoveryKey> KeyDesk::fetch(Self self, DeviceRecoveryKey key, SourceId *from, std::stop_token stop)
{
    Error last{Error::Kind::NotFound, key.keyId, tr("No source that holds this key is switched on.")};
    for (const HeldKey &copy : key.copies) {
        const std::shared_ptr<Source> source = self->m_parts.synchroniser.share(copy.source);
        KeyHolder *holder = source ? source->keys() : nullptr;
        if (!holder)
            continue;
        auto asking = holder->fetchKey(copy.info.record, key.keyId, stop);
        const Result<Secret> text = co_await std::move(asking);
        if (!self || stop.stop_requested())
            co_return Error{Error::Kind::Cancelled, {}, {}};
        Result<RecoveryKey> parsed = text ? RecoveryKey::parse(*text) : text.error();
        if (parsed) {
            *from = copy.source;
            co_return std::move(*parsed);
        }
        last = parsed.error();
    }
    co_return last;
}

Result<Done> KeyDesk::note(const char *deed, const QString &object, const QString &text, const QString &data)
{
    const auto entry = m_parts.audit.append(draftOf(m_parts.me(), m_parts.clock, deed, object, text, data));
    if (!entry)
        return entry.error();
    return Done{};
}

Result<Done> KeyDesk::noteWorked(const KeyRelease &release)
{
    const Result<Done> noted = note(
        "key.worked", deviceObject(release.device),
        tr("Recovery key %1 of %2 worked.").arg(shortKeyId(release.keyId), hostOf(release.device)), keyData(release));
    if (!noted)
        return noted;
    const Result<Done> kept = m_parts.store.noteWorked(release.id, m_parts.clock.nowMs());
    if (kept)
        m_later.start();
    return kept;
}

Result<Done> KeyDesk::notePrinted(const KeyRelease &release)
{
    return note("key.printed", deviceObject(release.device),
                tr("Recovery key %1 of %2 printed.").arg(shortKeyId(release.keyId), hostOf(release.device)),
                keyData(release));
}

} // namespace ringward
