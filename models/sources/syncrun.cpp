#include "models/sources/factconflicts.h"
#include "models/sources/synchroniserprivate.h"

#include <QtConcurrent>
#include <qcorofuture.h>

namespace ringward {

namespace {

// A lambda with captures stands in a statement of its own before the co_await: g++ 12 destroys those in the same
// expression twice.

constexpr qint64 kPublishMs = 500; // a first sync shows what came so far this often
constexpr qint64 kSeenSaveMs = 10 * 60'000; // last-seen times alone are written this seldom; the next sync tells them
constexpr qint64 kFullMs = 6 * 3'600'000LL; // changes do not tell what is gone, so all is read again this often
constexpr qint64 kOverlapMs = 60'000; // the source's clock may differ
constexpr qint64 kHistoryMs = 7 * 24 * 3'600'000LL;
constexpr qint64 kMostRecords = 50'000'000; // no source has more; one that never ends does

using ResultPtr = std::shared_ptr<WorkResult>;

QFuture<ResultPtr> start(QThreadPool &pool, std::shared_ptr<FleetKeeper> keeper,
                         std::function<WorkResult(FleetKeeper &)> work)
{
    return QtConcurrent::run(&pool, [keeper = std::move(keeper), work = std::move(work)] {
        auto result = std::make_shared<WorkResult>(work(*keeper));
        result->drivers = keeper->drivers();
        return result;
    });
}

} // namespace

QCoro::Task<> Synchroniser::Private::run(Self self, SourceId id, std::function<WorkResult(FleetKeeper &)> work)
{
    auto working = start(self->d->work, self->d->keeper, std::move(work));
    const ResultPtr result = co_await working;
    if (!self)
        co_return;
    self->d->take(id, *result);
    self->d->statusChanged();
}

/// What was known when the program last ran: from the archive, before any source is asked.
QCoro::Task<> Synchroniser::Private::restore(Self self)
{
    struct Kept {
        KeptSource source;
        qint64 asOfMs = 0;
        std::vector<SourceRecord> records;
    };
    Private *d = self->d.get();
    auto all = std::make_shared<std::vector<Kept>>();
    for (const auto &[id, at] : d->live)
        all->push_back({d->keptOf(at), 0, {}});
    auto identities = std::make_shared<std::vector<KnownIdentity>>();
    FleetArchive *archive = &d->parts.archive;
    auto reading = QtConcurrent::run(&d->disk, [archive, all, identities] {
        if (auto known = archive->loadIdentities())
            *identities = std::move(*known);
        const auto successes = archive->loadSuccesses();
        for (Kept &kept : *all) {
            for (const auto &[id, atMs] : successes.value_or(std::vector<std::pair<SourceId, qint64>>())) {
                if (id == kept.source.id)
                    kept.asOfMs = atMs;
            }
            if (kept.source.givesRecords)
                continue;
            if (auto records = archive->loadRecords(kept.source.id))
                kept.records = std::move(*records);
        }
        const auto samples = archive->samples(0, std::numeric_limits<qint64>::max());
        return samples && samples->empty();
    });
    const bool fresh = co_await reading;
    if (!self)
        co_return;
    const FleetSnapshotPtr snapshot = d->parts.hub.told();
    auto working = start(d->work, d->keeper, [snapshot, all, identities, drivers = d->drivers](FleetKeeper &fleet) {
        fleet.restore(snapshot, *identities, drivers);
        for (const Kept &kept : *all)
            fleet.setSource(kept.source); // all of them first: a device stays while one that knew it has yet to answer
        for (Kept &kept : *all) {
            if (!kept.records.empty())
                fleet.restoreRecords(kept.source.id, std::move(kept.records), kept.asOfMs);
        }
        return WorkResult{fleet.changed() ? fleet.publish(snapshot->takenMs()) : nullptr, fleet.takeHarvest(), 0};
    });
    const ResultPtr result = co_await working;
    if (!self)
        co_return;
    d->take({}, *result);
    for (const Kept &kept : *all) {
        if (LiveSource *at = d->find(kept.source.id)) {
            at->lastSuccessMs = kept.asOfMs;
            at->devices = d->keeper->records(kept.source.id); // nobody else works on it yet
        }
    }
    d->freshArchive = fresh;
    d->ready = true;
    for (const auto &[id, at] : d->live)
        d->tellKeeper(at); // those that were added meanwhile
    d->startDue();
    d->statusChanged();
    Q_EMIT self->restored();
}

QCoro::Task<> Synchroniser::Private::sync(Self self, SourceId id)
{
    Private *d = self->d.get();
    LiveSource *at = d->find(id);
    const qint64 startedMs = d->parts.clock.nowMs();
    const std::shared_ptr<Source> source = at->source;
    const bool changesOnly = at->loaded && startedMs - at->lastFullMs < kFullMs && startedMs >= at->lastFullMs
        && source->capabilities().testFlag(Source::ReadChanges);
    at->syncing = true;
    at->done = 0, at->total = -1;
    at->refused.clear();
    if (at->stop.stop_requested())
        at->stop = std::stop_source();
    d->statusChanged();
    const Result<Done> read = co_await readPages(self, id, changesOnly, at->lastSuccessMs - kOverlapMs);
    if (!self || !d->find(id))
        co_return;
    if (d->find(id)->source != source) { // it was changed meanwhile: what it is now has not been asked yet
        d->find(id)->syncing = false;
        d->startDue();
        co_return;
    }
    if (read)
        co_await succeed(self, id, !changesOnly, startedMs);
    else
        d->fail(id, read.error());
    if (!self)
        co_return;
    d->statusChanged();
    Q_EMIT self->syncFinished(id);
}

Async<Done> Synchroniser::Private::readPages(Self self, SourceId id, bool changesOnly, qint64 sinceMs)
{
    Private *d = self->d.get();
    const std::shared_ptr<Source> source = d->find(id)->source;
    const std::stop_token stop = d->find(id)->stop.get_token();
    const bool first = !d->find(id)->loaded;
    auto beginning = start(d->work, d->keeper, [id](FleetKeeper &fleet) { return fleet.begin(id), WorkResult{}; });
    co_await beginning;
    QByteArray after;
    for (;;) {
        Result<RecordPage> page = Error{};
        if (changesOnly)
            page = co_await source->fetchChanges(sinceMs, after, stop);
        else
            page = co_await source->fetchDevices(after, stop);
        if (!self || stop.stop_requested())
            co_return Error{Error::Kind::Cancelled, {}};
        if (!page)
            co_return page.error();
        LiveSource *at = d->find(id);
        if (!at || at->source != source)
            co_return Error{Error::Kind::Cancelled, {}};
        at->done += qint64(page->records.size());
        at->total = page->total;
        at->refused.insert(at->refused.end(), page->refused.begin(), page->refused.end());
        const bool more = !page->next.isEmpty();
        if (more && (page->next == after || at->done > kMostRecords))
            co_return Error{Error::Kind::Malformed, QStringLiteral("the pages of the source do not end")};
        after = page->next;
        const qint64 now = d->parts.clock.nowMs();
        const bool show = first && more && (now - d->lastPublishMs >= kPublishMs);
        auto records = std::make_shared<std::vector<SourceRecord>>(std::move(page->records));
        auto working = start(d->work, d->keeper, [id, now, show, records](FleetKeeper &fleet) {
            fleet.add(id, std::move(*records), now);
            return WorkResult{show && fleet.changed() ? fleet.publish(now) : nullptr, fleet.takeHarvest(),
                              fleet.records(id)};
        });
        const ResultPtr result = co_await working;
        if (!self)
            co_return Error{Error::Kind::Cancelled, {}};
        d->take(id, *result);
        d->statusChanged();
        if (!more)
            co_return Done{};
    }
}

QCoro::Task<> Synchroniser::Private::succeed(Self self, SourceId id, bool full, qint64 startedMs)
{
    Private *d = self->d.get();
    const qint64 now = d->parts.clock.nowMs();
    LiveSource *at = d->find(id);
    const bool saveAll = now - at->lastSeenSavedMs >= kSeenSaveMs && at->lastSeenSavedMs != 0;
    if (at->lastSeenSavedMs == 0 || saveAll)
        at->lastSeenSavedMs = now;
    auto all = std::make_shared<std::vector<SourceRecord>>();
    auto working = start(d->work, d->keeper, [id, full, startedMs, now, saveAll, all](FleetKeeper &fleet) {
        fleet.finish(id, full, startedMs, now);
        fleet.passTime(now);
        if (saveAll)
            *all = fleet.recordsOf(id);
        return WorkResult{fleet.publish(now), fleet.takeHarvest(), fleet.records(id)};
    });
    const ResultPtr result = co_await working;
    if (!self)
        co_return;
    d->take(id, *result);
    at = d->find(id);
    if (!at)
        co_return;
    at->syncing = false;
    at->failures = 0;
    at->error.reset();
    at->loaded = at->loaded || full;
    at->lastFullMs = full ? startedMs : at->lastFullMs;
    at->lastSuccessMs = startedMs;
    at->nextSyncMs = startedMs + std::max(1, at->config.syncEverySec) * qint64(1000);
    d->disk.start([archive = &d->parts.archive, id, startedMs, all] {
        bool written = archive->saveSuccess(id, startedMs).has_value();
        if (!all->empty())
            written = archive->replaceRecords(id, *all).has_value() && written;
        if (!written)
            qWarning("the state of a source was not written");
    });
    if (d->lastSaveMs == 0)
        d->saveSnapshot();
    if (d->freshArchive && !std::exchange(at->historyAsked, true) && at->source
        && at->source->capabilities().testFlag(Source::ReadHistory))
        co_await seedHistory(self, id);
}

/// What the source remembers of the time before the console watched.
QCoro::Task<> Synchroniser::Private::seedHistory(Self self, SourceId id)
{
    Private *d = self->d.get();
    const std::shared_ptr<Source> source = d->find(id)->source;
    const std::stop_token stop = d->find(id)->stop.get_token();
    const qint64 now = d->parts.clock.nowMs();
    const Result<std::vector<HealthSample>> past = co_await source->fetchHistory(now - kHistoryMs, now, stop);
    if (!self || !past || past->empty() || !std::exchange(d->freshArchive, false))
        co_return;
    auto working = QtConcurrent::run(&d->disk, [archive = &d->parts.archive, samples = *past] {
        if (!archive->appendSamples(samples))
            qWarning("the history of a source was not written");
    });
    co_await working;
}

Async<std::vector<DeviceId>> Synchroniser::Private::devicesOf(Self self, SourceId source, std::vector<QString> records,
                                                              std::stop_token stop)
{
    using Devices = std::shared_ptr<std::vector<DeviceId>>;
    auto working = QtConcurrent::run(&self->d->work, [keeper = self->d->keeper, source, all = std::move(records)] {
        return std::make_shared<std::vector<DeviceId>>(keeper->devicesOf(source, all));
    });
    const Devices devices = co_await working;
    if (!self || stop.stop_requested())
        co_return Error{Error::Kind::Cancelled, {}};
    co_return std::move(*devices);
}

Async<DeviceDetail> Synchroniser::Private::detail(Self self, DeviceId device, std::stop_token stop)
{
    Private *d = self->d.get();
    using Draft = std::shared_ptr<std::optional<DetailDraft>>;
    auto working = QtConcurrent::run(&d->work, [keeper = d->keeper, device] {
        return std::make_shared<std::optional<DetailDraft>>(keeper->describe(device));
    });
    const Draft draft = co_await working;
    if (!self || stop.stop_requested())
        co_return Error{Error::Kind::Cancelled, {}};
    if (!*draft)
        co_return Error{Error::Kind::NotFound, QStringLiteral("no device %1").arg(device.value)};
    DeviceDetail detail = std::move((*draft)->detail);
    for (const std::size_t i : (*draft)->incomplete) {
        SourceRecord &record = detail.records[i];
        const LiveSource *at = d->find(record.source);
        const std::shared_ptr<Source> source = at ? at->source : nullptr;
        if (!source)
            continue;
        Result<SourceRecord> whole = co_await source->fetchRecord(record.key, stop);
        if (!self || stop.stop_requested())
            co_return Error{Error::Kind::Cancelled, {}};
        if (!whole)
            continue; // what the book has of it must do
        whole->source = record.source;
        record = std::move(*whole);
    }
    const std::vector<SourceStatus> known = self->sources();
    const auto nameOf = [&](SourceId id) {
        const auto found = std::find_if(known.begin(), known.end(), [&](const auto &s) { return s.config.id == id; });
        return found == known.end() ? QString() : found->config.name;
    };
    detail.conflicts = factConflicts(detail.records, nameOf);
    std::vector<Conflict> &identity = (*draft)->identityConflicts;
    detail.conflicts.insert(detail.conflicts.end(), identity.begin(), identity.end());
    using History = std::shared_ptr<Result<std::vector<HistoryEntry>>>;
    auto reading = QtConcurrent::run(&d->disk, [archive = &d->parts.archive, device] {
        return std::make_shared<Result<std::vector<HistoryEntry>>>(archive->history(device, 200));
    });
    const History history = co_await reading;
    if (*history)
        detail.history = std::move(**history);
    co_return detail;
}

} // namespace ringward
