#pragma once
#include "models/sources/synchroniser.h"
#include "models/store/snapshotreader.h"

#include <QMutex>

namespace ringward {

/// The archive in a SQLite store. Keeps the snapshot that it saved or loaded last, to write only what changed since.
class SqliteArchive : public FleetArchive {
public:
    explicit SqliteArchive(const Database &database); ///< must outlive the archive
    Result<FleetSnapshotPtr> loadSnapshot() override;
    Result<Done> saveSnapshot(const FleetSnapshotPtr &snapshot) override;
    Result<std::vector<SourceConfig>> loadSources() override;
    Result<SourceId> saveSource(const SourceConfig &config) override;
    Result<Done> removeSource(SourceId source) override;
    Result<std::vector<SourceRecord>> loadRecords(SourceId source) override;
    Result<Done> replaceRecords(SourceId source, const std::vector<SourceRecord> &records) override;
    Result<Done> updateRecords(SourceId source, const std::vector<SourceRecord> &changed,
                               const std::vector<QString> &gone) override;
    Result<std::vector<KnownIdentity>> loadIdentities() override;
    Result<Done> saveIdentities(const std::vector<KnownIdentity> &identities) override;
    Result<std::vector<DriverImage>> loadDrivers() override;
    Result<Done> saveDrivers(const std::vector<DriverImage> &images) override;
    Result<std::vector<std::pair<SourceId, qint64>>> loadSuccesses() override;
    Result<Done> saveSuccess(SourceId source, qint64 atMs) override;
    Result<Done> appendHistory(const std::vector<std::pair<DeviceId, HistoryEntry>> &entries) override;
    Result<std::vector<HistoryEntry>> history(DeviceId device, int limit) override;
    Result<Done> appendSamples(const std::vector<HealthSample> &samples) override;
    Result<std::vector<HealthSample>> samples(qint64 fromMs, qint64 toMs) override;

private:
    const Database &m_database;
    QMutex m_snapshotMutex; ///< one save or load of a snapshot at a time
    StoredSnapshot m_known; ///< what is on disk, as far as this program knows
};

} // namespace ringward
