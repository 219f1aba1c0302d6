#include "models/sources/synchroniserprivate.h"

#include <QLoggingCategory>

#include <algorithm>

namespace ringward {

// What a synchroniser writes down, in the background and in order.

namespace {

Q_LOGGING_CATEGORY(logSync, "ringward.sync")

HealthCounts countsOf(const FleetSnapshot &fleet)
{
    HealthCounts counts;
    for (const FleetChunkPtr &chunk : fleet.chunks()) {
        for (quint32 i = 0; i < chunk->size(); ++i)
            ++counts.byTier[(*chunk->tier)[i]][(*chunk->health)[i]];
    }
    return counts;
}

} // namespace

bool Synchroniser::Private::isPartial() const
{
    return std::any_of(live.begin(), live.end(), [](const auto &each) {
        const LiveSource &at = each.second;
        return at.source && at.lastSuccessMs != 0 && at.lastFullMs == 0 && at.devices == 0 && !at.error;
    });
}

bool Synchroniser::Private::isFirstReading() const
{
    return std::any_of(live.begin(), live.end(), [](const auto &each) {
        const LiveSource &at = each.second;
        return at.syncing && at.lastFullMs == 0 && at.failures == 0;
    });
}

void Synchroniser::Private::sample(qint64 nowMs)
{
    const FleetSnapshotPtr fleet = parts.hub.current();
    if (fleet->size() == 0 || isPartial() || isFirstReading())
        return;
    lastSampleMs = nowMs;
    FleetArchive *archive = &parts.archive;
    disk.start([fleet, archive, nowMs] {
        const Result<Done> written = archive->appendSamples({{nowMs, countsOf(*fleet)}});
        if (!written)
            qCWarning(logSync, "the sample was not written: %ls", qUtf16Printable(written.error().detail));
    });
}

void Synchroniser::Private::write(SourceId source, Harvest harvest)
{
    if (!harvest.any())
        return;
    FleetArchive *archive = &parts.archive;
    disk.start([archive, source, harvest = std::move(harvest)] {
        const auto check = [](const Result<Done> &written) {
            if (!written)
                qCWarning(logSync, "not written: %ls", qUtf16Printable(written.error().detail));
        };
        if (!harvest.identities.empty())
            check(archive->saveIdentities(harvest.identities));
        if (!harvest.changed.empty() || !harvest.gone.empty())
            check(archive->updateRecords(source, harvest.changed, harvest.gone));
        if (!harvest.drivers.empty())
            check(archive->saveDrivers(harvest.drivers));
        if (!harvest.history.empty())
            check(archive->appendHistory(harvest.history));
    });
}

void Synchroniser::Private::saveSnapshot()
{
    if (isPartial())
        return; // what is on disk is the truer one
    if (saving->exchange(true))
        return; // the next tick tries again
    unsaved = false;
    lastSaveMs = parts.clock.nowMs();
    disk.start([archive = &parts.archive, fleet = parts.hub.told(), flag = saving] {
        const Result<Done> written = archive->saveSnapshot(fleet);
        if (!written)
            qCWarning(logSync, "the fleet was not written: %ls", qUtf16Printable(written.error().detail));
        flag->store(false);
    });
}

} // namespace ringward
