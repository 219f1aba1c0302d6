#include "models/store/sqlitearchive.h"

#include "models/store/driverstore.h"
#include "models/store/historystore.h"
#include "models/store/identitystore.h"
#include "models/store/recordstore.h"
#include "models/store/snapshotwriter.h"
#include "models/store/sourcestore.h"
#include "models/store/transaction.h"

namespace ringward {

SqliteArchive::SqliteArchive(const Database &database)
    : m_database(database)
{
}

Result<FleetSnapshotPtr> SqliteArchive::loadSnapshot()
{
    const QMutexLocker lock(&m_snapshotMutex);
    m_known = {}; // after a failure the next save writes everything, which repairs what was damaged
    Result<StoredSnapshot> stored = readSnapshot(m_database);
    if (!stored)
        return stored.error();
    m_known = std::move(*stored);
    return m_known.snapshot;
}

Result<Done> SqliteArchive::saveSnapshot(const FleetSnapshotPtr &snapshot)
{
    const QMutexLocker lock(&m_snapshotMutex);
    const Result<Connection> connection = m_database.connection();
    if (!connection)
        return connection.error();
    const Result<qint64> generation = writeSnapshot(*connection, *snapshot, m_known);
    if (!generation)
        return generation.error();
    m_known = {snapshot, *generation};
    return Done{};
}

Result<std::vector<SourceConfig>> SqliteArchive::loadSources()
{
    return reading(m_database, readSources);
}

Result<SourceId> SqliteArchive::saveSource(const SourceConfig &config)
{
    return writing(m_database, [&](const Connection &c) { return writeSource(c, config); });
}

Result<Done> SqliteArchive::removeSource(SourceId source)
{
    return writing(m_database, [&](const Connection &c) -> Result<Done> {
        if (const Result<Done> removed = ringward::removeSource(c, source); !removed)
            return removed;
        return removeUnusedDriverLists(c);
    });
}

Result<std::vector<SourceRecord>> SqliteArchive::loadRecords(SourceId source)
{
    return reading(m_database, [&](const Connection &c) { return readRecords(c, source); });
}

Result<Done> SqliteArchive::replaceRecords(SourceId source, const std::vector<SourceRecord> &records)
{
    return writing(m_database, [&](const Connection &c) -> Result<Done> {
        if (const Result<Done> removed = removeAllRecords(c, source); !removed)
            return removed;
        if (const Result<Done> written = writeRecords(c, source, records); !written)
            return written;
        return removeUnusedDriverLists(c);
    });
}

Result<Done> SqliteArchive::updateRecords(SourceId source, const std::vector<SourceRecord> &changed,
                                          const std::vector<QString> &gone)
{
    return writing(m_database, [&](const Connection &c) -> Result<Done> {
        if (const Result<Done> removed = removeRecords(c, source, gone); !removed)
            return removed;
        if (const Result<Done> written = writeRecords(c, source, changed); !written)
            return written;
        return removeUnusedDriverLists(c);
    });
}

Result<std::vector<KnownIdentity>> SqliteArchive::loadIdentities()
{
    return reading(m_database, readIdentities);
}

Result<Done> SqliteArchive::saveIdentities(const std::vector<KnownIdentity> &identities)
{
    return writing(m_database, [&](const Connection &c) { return writeIdentities(c, identities); });
}

Result<std::vector<DriverImage>> SqliteArchive::loadDrivers()
{
    return reading(m_database, readDriverImages);
}

Result<Done> SqliteArchive::saveDrivers(const std::vector<DriverImage> &images)
{
    return writing(m_database, [&](const Connection &c) { return writeDriverImages(c, images); });
}

Result<std::vector<std::pair<SourceId, qint64>>> SqliteArchive::loadSuccesses()
{
    return reading(m_database, readSuccesses);
}

Result<Done> SqliteArchive::saveSuccess(SourceId source, qint64 atMs)
{
    return writing(m_database, [&](const Connection &c) { return writeSuccess(c, source, atMs); });
}

Result<Done> SqliteArchive::appendHistory(const std::vector<std::pair<DeviceId, HistoryEntry>> &entries)
{
    return writing(m_database, [&](const Connection &c) { return writeHistory(c, entries); });
}

Result<std::vector<HistoryEntry>> SqliteArchive::history(DeviceId device, int limit)
{
    return reading(m_database, [&](const Connection &c) { return readHistory(c, device, limit); });
}

Result<Done> SqliteArchive::appendSamples(const std::vector<HealthSample> &samples)
{
    return writing(m_database, [&](const Connection &c) { return writeSamples(c, samples); });
}

Result<std::vector<HealthSample>> SqliteArchive::samples(qint64 fromMs, qint64 toMs)
{
    return reading(m_database, [&](const Connection &c) { return readSamples(c, fromMs, toMs); });
}

} // namespace ringward
