#pragma once
#include "models/fleet/fleetchunk.h"
#include "models/fleet/fleetdictionaries.h"
#include "models/fleet/hostorder.h"
#include "models/fleet/recoverymark.h"

#include <memory>

namespace ringward {

/// One row with its numbers, for building a snapshot and for looking at a few rows. Scans read the columns instead.
struct DeviceRow {
    DeviceId id;
    std::string host; ///< UTF-8, as the best source spells it
    quint32 ward = 0; ///< numbers are ids in FleetDictionaries
    quint32 room = 0, model = 0, osBuild = 0, role = 0;
    Tier tier = Tier::T3;
    AgentHealth health = AgentHealth::Unknown;
    qint64 healthSinceMs = 0; ///< UTC, full seconds; since when the device is in that state
    qint64 lastSeenMs = 0; ///< UTC, full seconds, newest of its sources; 0 if never seen
    DeviceFlags flags;
    quint32 updates = 0;
    quint32 driverSet = 0; ///< 0 when no source told its drivers
    quint16 pin = 0;
    quint16 sourceMask = 0; ///< bit n: the source with id n+1 in FleetDictionaries::sources knows the device
    quint8 conflicts = 0; ///< how many facts its sources disagree on; 255 means "255 or more"
    friend bool operator==(const DeviceRow &, const DeviceRow &) = default;
};

/// All devices at one moment: columnar, in chunks, immutable. Readers share it and never lock; a FleetBuilder makes
/// the next one, which shares every column that did not change.
class FleetSnapshot {
public:
    FleetSnapshot();
    /// Host names that are as in `previous` need not be put in order again.
    FleetSnapshot(std::vector<FleetChunkPtr> chunks, std::shared_ptr<const FleetDictionaries> dictionaries,
                  qint64 takenMs, const FleetSnapshot *previous = nullptr);

    quint32 size() const { return m_size; }
    qint64 takenMs() const { return m_takenMs; } ///< UTC; when the newest fact in it was received
    const FleetDictionaries &names() const { return *m_dictionaries; }
    const std::shared_ptr<const FleetDictionaries> &sharedNames() const { return m_dictionaries; }
    const std::vector<FleetChunkPtr> &chunks() const { return m_chunks; }

    const FleetChunk &chunkOf(Row row) const { return *m_chunks[row >> kChunkShift]; }
    static quint32 inChunk(Row row) { return row & (kChunkRows - 1); }

    std::string_view host(Row row) const { return chunkOf(row).host->at(inChunk(row)); }
    DeviceId id(Row row) const { return DeviceId{(*chunkOf(row).id)[inChunk(row)]}; }
    AgentHealth health(Row row) const { return AgentHealth((*chunkOf(row).health)[inChunk(row)]); }
    Tier tier(Row row) const { return Tier((*chunkOf(row).tier)[inChunk(row)]); }
    DeviceFlags flags(Row row) const { return DeviceFlags((*chunkOf(row).flags)[inChunk(row)]); }
    qint64 lastSeenMs(Row row) const { return qint64((*chunkOf(row).lastSeenSec)[inChunk(row)]) * 1000; }
    qint64 healthSinceMs(Row row) const { return qint64((*chunkOf(row).healthSinceSec)[inChunk(row)]) * 1000; }
    quint32 wardId(Row row) const { return (*chunkOf(row).ward)[inChunk(row)]; }
    const Ward &ward(Row row) const { return names().wards()[wardId(row)]; }
    const UpdateState &updates(Row row) const { return names().updates()[(*chunkOf(row).updates)[inChunk(row)]]; }
    const PinMark &pin(Row row) const { return names().pins()[(*chunkOf(row).pin)[inChunk(row)]]; }
    RecoveryMark recovery(Row row) const { return RecoveryMark::unpacked((*chunkOf(row).recovery)[inChunk(row)]); }
    DeviceRow row(Row row) const;

    HostOrder &hostOrder() const { return *m_hostOrder; }

    /// Where a device is in this snapshot. A scan of the id column: for one selected device, not for a loop.
    std::optional<Row> find(DeviceId id) const;

private:
    std::vector<FleetChunkPtr> m_chunks;
    std::shared_ptr<const FleetDictionaries> m_dictionaries;
    std::shared_ptr<HostOrder> m_hostOrder;
    quint32 m_size = 0;
    qint64 m_takenMs = 0;
};

using FleetSnapshotPtr = std::shared_ptr<const FleetSnapshot>;

} // namespace ringward
