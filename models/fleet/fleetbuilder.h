#pragma once
#include "models/fleet/fleetsnapshot.h"

namespace ringward {

/// Makes the next snapshot out of the last one. A column is copied when a row in it first changes to another value;
/// all others stay shared. For one thread at a time; the snapshots it publishes are for all.
class FleetBuilder {
public:
    explicit FleetBuilder(FleetSnapshotPtr base = std::make_shared<const FleetSnapshot>());
    ~FleetBuilder();

    const FleetDictionaries &names() const { return *m_names; }
    FleetDictionaries &editNames(); ///< copies them if a snapshot has them

    quint32 size() const { return m_size; }
    Row append(const DeviceRow &row);
    void update(Row row, const DeviceRow &changed); ///< any field but `id`
    void setSeen(Row row, AgentHealth health, qint64 healthSinceMs, qint64 lastSeenMs); ///< the usual check-in, cheaper

    /// The snapshot so far. The builder goes on from it.
    FleetSnapshotPtr publish(qint64 takenMs);

private:
    struct Draft;
    Draft &draftOf(Row row);
    FleetSnapshotPtr m_base;
    std::shared_ptr<FleetDictionaries> m_ownNames;
    std::shared_ptr<const FleetDictionaries> m_names;
    std::vector<std::unique_ptr<Draft>> m_drafts; ///< by chunk; null while the chunk is as in the base
    quint32 m_size = 0;
};

} // namespace ringward
