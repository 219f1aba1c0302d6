#pragma once
#include "models/sources/fleetnames.h"
#include "models/sources/healthrules.h"
#include "models/sources/reconciler.h"

#include <unordered_map>

namespace ringward {

/// What the keeper has to know of a source.
struct KeptSource {
    SourceId id;
    QString name;
    quint32 checkInSec = 0;
    bool givesRecords = false; ///< its records can be asked for again, so they are not kept whole
};

/// What is to be written to the archive after some work.
struct Harvest {
    std::vector<KnownIdentity> identities;
    std::vector<std::pair<DeviceId, HistoryEntry>> history;
    std::vector<SourceRecord> changed; ///< of the source at work; nothing of those that give records again
    std::vector<QString> gone; ///< keys
    std::vector<DriverImage> drivers; ///< new, or with facts that were not known
    std::vector<Refusal> notes; ///< duplicates and values that proved nothing
    bool any() const
    {
        return !identities.empty() || !history.empty() || !changed.empty() || !gone.empty() || !drivers.empty();
    }
};

/// What is known of one device without asking anybody.
struct DetailDraft {
    DeviceDetail detail; ///< without history
    std::vector<std::size_t> incomplete; ///< positions in detail.records that only the source can fill in
    std::vector<Conflict> identityConflicts;
};

/// Keeps records, devices and the next snapshot together: the reconciler's devices are the snapshot's rows. Everything
/// here is work for one thread at a time, never the GUI thread; a call takes as long as its records are many.
class FleetKeeper {
public:
    explicit FleetKeeper(const HealthRules &rules);
    ~FleetKeeper();

    void restore(const FleetSnapshotPtr &snapshot, const std::vector<KnownIdentity> &identities,
                 const DriverLibraryPtr &drivers = std::make_shared<const DriverLibrary>());
    void restoreRecords(SourceId source, std::vector<SourceRecord> records, qint64 asOfMs);
    void setSource(const KeptSource &source); ///< adds or changes
    void dropSource(SourceId source, qint64 nowMs);

    void begin(SourceId source); ///< a sync starts
    void add(SourceId source, std::vector<SourceRecord> records, qint64 nowMs);
    /// The sync succeeded; `asOfMs` is when it began. After a full one, records not told are dropped.
    void finish(SourceId source, bool full, qint64 asOfMs, qint64 nowMs);
    void passTime(qint64 nowMs); ///< finds those that have become silent

    bool changed() const { return m_changed; }
    FleetSnapshotPtr publish(qint64 takenMs);
    const DriverLibraryPtr &drivers() const { return m_drivers; } ///< all that the published fleet has; never null
    Harvest takeHarvest();
    quint32 records(SourceId source) const;
    /// All records of a source as they are now, for the archive; empty for those that give records again.
    std::vector<SourceRecord> recordsOf(SourceId source) const;
    std::vector<DeviceId> devicesOf(SourceId source, const std::vector<QString> &keys) const; ///< id 0: unknown
    std::optional<DetailDraft> describe(DeviceId device);

private:
    struct Live;
    struct Body;
    Live *live(quint32 source) const;
    void addOne(Live &source, SourceRecord &&record, qint64 nowMs);
    void checkIn(BookEntry &entry, const BookEntry &now);
    BookEntry entryOf(const Live &source, const SourceRecord &record, quint64 content);
    void settle(qint64 nowMs);
    std::vector<RecordNo> believed(Row row) const; ///< best first
    std::vector<RecordNo> leaders(Row row) const; ///< the best of each source
    std::vector<Evidence> evidence(Row row) const;
    DeviceRow merged(Row row);
    bool beliefChanged(Row row) const;
    bool hasSeveralSources(Row row) const;
    void derive(Row row, qint64 nowMs);
    void judge(Row row, qint64 nowMs);
    void noteHealth(Row row, AgentHealth health, const HealthSigned &signs, qint64 nowMs);
    quint8 conflictCount(const std::vector<RecordNo> &leads) const;
    QString told(RecordNo no, Field field) const;
    void sweep();
    void publishDrivers();
    SourceRecord recordOf(RecordNo no, bool *complete) const;
    std::vector<Conflict> identityConflicts(Row row) const;
    QString matchedBy(Row row) const;
    WardNeighbours neighbours(Row row) const;
    QString nameOf(quint32 source) const;

    const HealthRules &m_rules;
    Reconciler m_reconciler;
    RecordFacts m_facts;
    FleetSnapshotPtr m_published;
    DriverLibraryPtr m_drivers = std::make_shared<const DriverLibrary>();
    std::unique_ptr<FleetBuilder> m_builder;
    FleetNames m_names;
    std::vector<std::unique_ptr<Live>> m_sources; ///< by SourceId
    std::unordered_map<quint64, Body> m_bodies; ///< by the record's own proof
    std::vector<quint32> m_seenSec, m_sinceSec; ///< by row
    std::vector<AgentHealth> m_health; ///< by row
    std::vector<Row> m_seenRows, m_changedRows;
    Harvest m_harvest;
    bool m_changed = false;
};

} // namespace ringward
