#include "models/sources/synchroniser.h"

#include "models/sources/synchroniserprivate.h"

#include <QtConcurrent>
#include <qcorofuture.h>

#include <algorithm>

namespace ringward {

namespace {

constexpr int kTickMs = 500;
constexpr int kStatusMs = 100;
constexpr qint64 kSampleMs = 60'000;
constexpr qint64 kPassMs = 15'000;
constexpr qint64 kSaveMs = 10'000;
constexpr qint64 kLongestBackOffMs = 15 * 60'000;

} // namespace

Synchroniser::Private::Private(Synchroniser *self, Parts given)
    : q(self)
    , parts(std::move(given))
    , keeper(std::make_shared<FleetKeeper>(HealthRules::builtIn()))
{
    work.setMaxThreadCount(1);
    disk.setMaxThreadCount(1);
    statusTimer.setSingleShot(true);
    statusTimer.setInterval(kStatusMs);
    QObject::connect(&statusTimer, &QTimer::timeout, q, &Synchroniser::sourcesChanged);
    ticker.setInterval(kTickMs);
    QObject::connect(&ticker, &QTimer::timeout, q, [this] { tick(); });
}

Synchroniser::Private::~Private()
{
    for (auto &[id, each] : live)
        each.stop.request_stop();
    work.waitForDone(); // a page at most
    disk.waitForDone(); // what was decided is written
}

LiveSource *Synchroniser::Private::find(SourceId id)
{
    const auto found = live.find(id);
    return found == live.end() ? nullptr : &found->second;
}

const SourceKind *Synchroniser::Private::kindOf(const QString &kind) const
{
    for (const SourceKind &each : parts.kinds) {
        if (each.kind == kind)
            return &each;
    }
    return nullptr;
}

void Synchroniser::Private::makeSource(LiveSource &at)
{
    at.source.reset();
    at.stop = std::stop_source();
    const SourceKind *kind = kindOf(at.config.kind);
    at.kindLabel = kind ? kind->label : at.config.kind;
    if (!at.config.enabled)
        return;
    if (!kind) {
        at.error = Error{Error::Kind::NotSupported, QStringLiteral("no source of the kind “%1”").arg(at.config.kind)};
        return;
    }
    Result<std::unique_ptr<Source>> made = kind->make(at.config, parts.secrets);
    if (made)
        at.source = std::move(*made);
    else
        at.error = made.error();
}

KeptSource Synchroniser::Private::keptOf(const LiveSource &at) const
{
    return {at.config.id, at.config.name, quint32(std::max(0, at.config.checkInSec)),
            at.source && at.source->capabilities().testFlag(Source::ReadRecord)};
}

void Synchroniser::Private::tellKeeper(const LiveSource &at)
{
    const KeptSource kept = keptOf(at);
    run(q, kept.id, [kept](FleetKeeper &fleet) -> WorkResult {
        fleet.setSource(kept);
        return {nullptr, fleet.takeHarvest(), fleet.records(kept.id)};
    });
}

void Synchroniser::Private::place(const SourceConfig &config)
{
    LiveSource &at = live[config.id];
    at.stop.request_stop();
    at.config = config;
    at.error.reset();
    at.failures = 0;
    at.loaded = false;
    at.nextSyncMs = 0;
    makeSource(at);
}

void Synchroniser::Private::statusChanged()
{
    if (!statusTimer.isActive())
        statusTimer.start();
}

void Synchroniser::Private::tick()
{
    const qint64 now = parts.clock.nowMs();
    startDue();
    if (!ready)
        return;
    if (now - lastPassMs >= kPassMs || now < lastPassMs) {
        lastPassMs = now;
        run(q, {}, [now](FleetKeeper &fleet) -> WorkResult {
            fleet.passTime(now);
            return {fleet.changed() ? fleet.publish(now) : nullptr, fleet.takeHarvest(), 0};
        });
    }
    if (now / kSampleMs != lastSampleMs / kSampleMs)
        sample(now);
    if (unsaved && now - lastSaveMs >= kSaveMs)
        saveSnapshot();
}

void Synchroniser::Private::startDue()
{
    if (!ready)
        return;
    const qint64 now = parts.clock.nowMs();
    for (auto &[id, at] : live) {
        if (at.source && !at.syncing && at.nextSyncMs <= now)
            sync(q, id);
    }
}

void Synchroniser::Private::take(SourceId source, WorkResult &result)
{
    if (result.drivers && result.drivers != drivers) {
        drivers = result.drivers;
        Q_EMIT q->driversChanged(drivers);
    }
    if (result.snapshot) {
        lastPublishMs = parts.clock.nowMs();
        unsaved = true;
        parts.hub.publish(std::move(result.snapshot));
    }
    if (LiveSource *at = find(source)) {
        for (Refusal &note : result.harvest.notes) {
            if (at->refused.size() < 1000)
                at->refused.push_back(std::move(note));
        }
        at->devices = result.records;
    }
    result.harvest.notes.clear();
    write(source, std::move(result.harvest));
}

void Synchroniser::Private::fail(SourceId id, const Error &error)
{
    LiveSource *at = find(id);
    if (!at)
        return;
    const qint64 interval = std::max(1, at->config.syncEverySec) * qint64(1000);
    at->syncing = false;
    if (error.kind == Error::Kind::Cancelled) {
        at->nextSyncMs = parts.clock.nowMs() + interval;
        return;
    }
    at->error = error;
    const qint64 backOff = interval << std::min(at->failures++, 10);
    at->nextSyncMs = parts.clock.nowMs() + std::max(interval, std::min(backOff, kLongestBackOffMs));
}

Synchroniser::Synchroniser(Parts parts, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(parts)))
{
}

Synchroniser::~Synchroniser() = default;

Result<Done> Synchroniser::open()
{
    const Result<FleetSnapshotPtr> snapshot = d->parts.archive.loadSnapshot();
    if (!snapshot)
        return snapshot.error();
    const Result<std::vector<SourceConfig>> configs = d->parts.archive.loadSources();
    if (!configs)
        return configs.error();
    Result<std::vector<DriverImage>> images = d->parts.archive.loadDrivers();
    if (!images)
        return images.error();
    DriverLibrary library;
    for (DriverImage &image : *images)
        library.restore(std::move(image));
    d->drivers = std::make_shared<const DriverLibrary>(std::move(library));
    Q_EMIT driversChanged(d->drivers);
    d->parts.hub.publish(*snapshot);
    for (const SourceConfig &config : *configs)
        d->place(config);
    Private::restore(this);
    d->ticker.start();
    d->statusChanged();
    return Done{};
}

bool Synchroniser::isRestored() const
{
    return d->ready;
}

const std::vector<SourceKind> &Synchroniser::kinds() const
{
    return d->parts.kinds;
}

const DriverLibraryPtr &Synchroniser::drivers() const
{
    return d->drivers;
}

std::vector<SourceStatus> Synchroniser::sources() const
{
    const qint64 now = d->parts.clock.nowMs();
    std::vector<SourceStatus> all;
    for (const auto &[id, at] : d->live) {
        SourceStatus status;
        status.config = at.config;
        status.kindLabel = at.kindLabel;
        status.state = !at.config.enabled ? SourceStatus::State::Disabled
            : at.syncing                  ? SourceStatus::State::Syncing
                                          : SourceStatus::State::Idle;
        status.lastSuccessMs = at.lastSuccessMs;
        status.nextSyncMs = at.config.enabled ? at.nextSyncMs : 0;
        status.devices = at.devices;
        status.refused = at.refused;
        status.error = at.error;
        status.done = at.done;
        status.total = at.total;
        status.fresh = at.lastSuccessMs != 0 && now - at.lastSuccessMs <= at.config.syncEverySec * qint64(2000);
        all.push_back(std::move(status));
    }
    return all;
}

Result<SourceId> Synchroniser::saveSource(SourceConfig config)
{
    const Result<SourceId> saved = d->parts.archive.saveSource(config);
    if (!saved)
        return saved.error();
    config.id = *saved;
    d->place(config);
    if (d->ready)
        d->tellKeeper(d->live[config.id]);
    d->statusChanged();
    QTimer::singleShot(0, this, [this] { d->startDue(); });
    return saved;
}

Result<Done> Synchroniser::removeSource(SourceId source)
{
    LiveSource *at = d->find(source);
    if (!at)
        return Error{Error::Kind::NotFound, QStringLiteral("no such source")};
    at->stop.request_stop();
    const Result<Done> removed = d->parts.archive.removeSource(source);
    if (!removed)
        return removed.error();
    d->live.erase(source);
    // Once more behind what is still being written of it.
    d->disk.start([archive = &d->parts.archive, source] { std::ignore = archive->removeSource(source); });
    const qint64 now = d->parts.clock.nowMs();
    Private::run(this, source, [source, now](FleetKeeper &fleet) -> WorkResult {
        fleet.dropSource(source, now);
        return {fleet.publish(now), fleet.takeHarvest(), 0};
    });
    d->statusChanged();
    return Done{};
}

Async<QString> Synchroniser::testSource(SourceConfig config, std::stop_token stop)
{
    const SourceKind *kind = d->kindOf(config.kind);
    if (!kind)
        co_return Error{Error::Kind::NotSupported, QStringLiteral("no source of the kind “%1”").arg(config.kind)};
    const Result<std::unique_ptr<Source>> made = kind->make(config, d->parts.secrets);
    if (!made)
        co_return made.error();
    co_return co_await (*made)->test(stop);
}

Async<Diagnosis> Synchroniser::diagnose(SourceId source, std::stop_token stop)
{
    LiveSource *at = d->find(source);
    if (!at)
        co_return Error{Error::Kind::NotFound, QStringLiteral("no such source")};
    // The one in use, if any: what a refused sign-in has stopped goes on when it is accepted again.
    std::shared_ptr<Source> asked = at->source;
    if (!asked) {
        const SourceKind *kind = d->kindOf(at->config.kind);
        if (!kind)
            co_return Error{Error::Kind::NotSupported,
                            QStringLiteral("no source of the kind “%1”").arg(at->config.kind)};
        Result<std::unique_ptr<Source>> made = kind->make(at->config, d->parts.secrets);
        if (!made)
            co_return made.error();
        asked = std::move(*made);
    }
    auto asking = asked->diagnose(stop);
    co_return co_await std::move(asking);
}

void Synchroniser::syncNow(SourceId source)
{
    if (LiveSource *at = d->find(source)) {
        at->nextSyncMs = 0;
        d->startDue();
        d->statusChanged();
    }
}

void Synchroniser::syncAll()
{
    for (auto &[id, at] : d->live)
        at.nextSyncMs = 0;
    d->startDue();
    d->statusChanged();
}

void Synchroniser::cancel(SourceId source)
{
    if (LiveSource *at = d->find(source)) {
        at->stop.request_stop();
        d->statusChanged();
    }
}

Source *Synchroniser::source(SourceId source) const
{
    const LiveSource *at = d->find(source);
    return at ? at->source.get() : nullptr;
}

std::shared_ptr<Source> Synchroniser::share(SourceId source) const
{
    const LiveSource *at = d->find(source);
    return at ? at->source : nullptr;
}

Async<std::vector<DeviceId>> Synchroniser::devicesOf(SourceId source, std::vector<QString> records,
                                                     std::stop_token stop)
{
    return Private::devicesOf(this, source, std::move(records), std::move(stop));
}

Result<std::shared_ptr<Source>> Synchroniser::writable(SourceId source) const
{
    const LiveSource *at = d->find(source);
    if (!at || !at->source)
        return Error{Error::Kind::NotFound, QStringLiteral("source %1").arg(source.value),
                     tr("The source of this change is gone or switched off. Add it or switch it on, and try again.")};
    if (!at->config.writing)
        return Error{Error::Kind::Denied, at->config.name,
                     tr("The source “%1” is read-only. An admin can switch its writing on.").arg(at->config.name)};
    return at->source;
}

Async<DeviceDetail> Synchroniser::detail(DeviceId device, std::stop_token stop)
{
    return Private::detail(this, device, std::move(stop));
}

Async<std::vector<HealthSample>> Synchroniser::healthHistory(qint64 fromMs, qint64 toMs, std::stop_token)
{
    using Samples = std::shared_ptr<Result<std::vector<HealthSample>>>;
    FleetArchive *archive = &d->parts.archive;
    auto working = QtConcurrent::run(&d->disk, [archive, fromMs, toMs] {
        return std::make_shared<Result<std::vector<HealthSample>>>(archive->samples(fromMs, toMs));
    });
    const Samples samples = co_await working;
    co_return std::move(*samples);
}

} // namespace ringward
