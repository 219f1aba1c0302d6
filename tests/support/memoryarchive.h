#pragma once
#include "models/sources/synchroniser.h"

#include <QMutex>

#include <algorithm>
#include <map>
#include <unordered_map>

namespace ringward::testing {

/// A FleetArchive that forgets everything when it goes. Give the same one to two Synchronisers, one after the other, to
/// play a restart. `failing` makes every call answer Storage.
class MemoryArchive : public FleetArchive {
public:
    std::atomic<bool> failing{false};

    Result<FleetSnapshotPtr> loadSnapshot() override
    {
        return locked<FleetSnapshotPtr>([this] { return m_snapshot; });
    }
    Result<Done> saveSnapshot(const FleetSnapshotPtr &snapshot) override
    {
        return locked<Done>([&] { return m_snapshot = snapshot, Done{}; });
    }
    Result<std::vector<SourceConfig>> loadSources() override
    {
        return locked<std::vector<SourceConfig>>([this] {
            std::vector<SourceConfig> all;
            for (const auto &[id, config] : m_sources)
                all.push_back(config);
            return all;
        });
    }
    Result<SourceId> saveSource(const SourceConfig &config) override
    {
        return locked<SourceId>([&] {
            SourceConfig kept = config;
            if (!kept.id)
                kept.id = SourceId{++m_lastSource};
            m_sources[kept.id] = kept;
            return kept.id;
        });
    }
    Result<Done> removeSource(SourceId source) override
    {
        return locked<Done>([&] {
            m_sources.erase(source);
            m_records.erase(source);
            m_successes.erase(source);
            return Done{};
        });
    }
    Result<std::vector<SourceRecord>> loadRecords(SourceId source) override
    {
        return locked<std::vector<SourceRecord>>([&] {
            std::vector<SourceRecord> all;
            for (const auto &[key, record] : m_records[source])
                all.push_back(record);
            return all;
        });
    }
    Result<Done> replaceRecords(SourceId source, const std::vector<SourceRecord> &records) override
    {
        return locked<Done>([&] {
            m_records[source].clear();
            for (const SourceRecord &record : records)
                m_records[source][record.key] = record;
            return Done{};
        });
    }
    Result<Done> updateRecords(SourceId source, const std::vector<SourceRecord> &changed,
                               const std::vector<QString> &gone) override
    {
        return locked<Done>([&] {
            for (const SourceRecord &record : changed)
                m_records[source][record.key] = record;
            for (const QString &key : gone)
                m_records[source].erase(key);
            return Done{};
        });
    }
    Result<std::vector<KnownIdentity>> loadIdentities() override
    {
        return locked<std::vector<KnownIdentity>>([this] {
            std::vector<KnownIdentity> all;
            for (const auto &[proof, device] : m_identities)
                all.push_back({proof, device});
            return all;
        });
    }
    Result<Done> saveIdentities(const std::vector<KnownIdentity> &identities) override
    {
        return locked<Done>([&] {
            for (const KnownIdentity &identity : identities)
                m_identities[identity.proof] = identity.device;
            return Done{};
        });
    }
    Result<std::vector<DriverImage>> loadDrivers() override
    {
        return locked<std::vector<DriverImage>>([this] {
            std::vector<DriverImage> all;
            for (const auto &[key, image] : m_drivers)
                all.push_back(image);
            return all;
        });
    }
    Result<Done> saveDrivers(const std::vector<DriverImage> &images) override
    {
        return locked<Done>([&] {
            for (const DriverImage &image : images)
                m_drivers[image.key] = image;
            return Done{};
        });
    }
    Result<std::vector<std::pair<SourceId, qint64>>> loadSuccesses() override
    {
        return locked<std::vector<std::pair<SourceId, qint64>>>(
            [this] { return std::vector<std::pair<SourceId, qint64>>(m_successes.begin(), m_successes.end()); });
    }
    Result<Done> saveSuccess(SourceId source, qint64 atMs) override
    {
        return locked<Done>([&] { return m_successes[source] = atMs, Done{}; });
    }
    Result<Done> appendHistory(const std::vector<std::pair<DeviceId, HistoryEntry>> &entries) override
    {
        return locked<Done>([&] {
            for (const auto &[device, entry] : entries)
                m_history[device].push_back(entry);
            return Done{};
        });
    }
    Result<std::vector<HistoryEntry>> history(DeviceId device, int limit) override
    {
        return locked<std::vector<HistoryEntry>>([&] {
            std::vector<HistoryEntry> entries = m_history[device];
            std::reverse(entries.begin(), entries.end());
            entries.resize(std::min(entries.size(), std::size_t(std::max(0, limit))));
            return entries;
        });
    }
    Result<Done> appendSamples(const std::vector<HealthSample> &samples) override
    {
        return locked<Done>([&] {
            for (const HealthSample &sample : samples)
                m_samples[sample.atMs] = sample;
            return Done{};
        });
    }
    Result<std::vector<HealthSample>> samples(qint64 fromMs, qint64 toMs) override
    {
        return locked<std::vector<HealthSample>>([&] {
            std::vector<HealthSample> found;
            for (auto it = m_samples.lower_bound(fromMs); it != m_samples.end() && it->first <= toMs; ++it)
                found.push_back(it->second);
            return found;
        });
    }

private:
    template <typename T, typename F>
    Result<T> locked(F work)
    {
        if (failing)
            return Error{Error::Kind::Storage, QStringLiteral("the test wants it so")};
        const QMutexLocker lock(&m_mutex);
        return work();
    }
    QMutex m_mutex;
    FleetSnapshotPtr m_snapshot = std::make_shared<const FleetSnapshot>();
    quint32 m_lastSource = 0;
    std::map<SourceId, SourceConfig> m_sources;
    std::map<SourceId, std::map<QString, SourceRecord>> m_records;
    std::map<SourceId, qint64> m_successes;
    std::map<QString, DriverImage> m_drivers;
    std::unordered_map<quint64, DeviceId> m_identities;
    std::unordered_map<DeviceId, std::vector<HistoryEntry>> m_history;
    std::map<qint64, HealthSample> m_samples;
};

/// A SecretStore in memory, for what needs one.
class MemorySecrets : public SecretStore {
public:
    Async<Secret> read(QString key, std::stop_token) override
    {
        const auto found = m_secrets.find(key);
        if (found == m_secrets.end())
            co_return Error{Error::Kind::NotFound, {}};
        co_return Secret(QByteArray(found->second.constData(), found->second.size()));
    }
    Async<Done> write(QString key, Secret secret, std::stop_token) override
    {
        m_secrets[key] = secret.use([](QByteArrayView bytes) { return bytes.toByteArray(); });
        co_return Done{};
    }
    Async<Done> remove(QString key, std::stop_token) override
    {
        m_secrets.erase(key);
        co_return Done{};
    }

private:
    std::map<QString, QByteArray> m_secrets;
};

} // namespace ringward::testing
