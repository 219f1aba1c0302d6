#pragma once
#include "models/fleet/fleetsnapshot.h"

namespace ringward {

/// The columns of a chunk that hold numbers, by name, so that tables can speak of them.
enum class CodeColumn : quint8 {
    Id,
    Ward,
    Room,
    Model,
    OsBuild,
    Role,
    Tier,
    Health,
    Flags,
    Updates,
    DriverSet,
    Pin,
    SourceMask,
    Conflicts,
    Recovery, ///< RecoveryMark
    LastSeen, ///< seconds since 1970
    HealthSince, ///< seconds since 1970
};

/// Calls `use` with the column as a vector of its own type.
template <typename Use>
decltype(auto) withColumn(const FleetChunk &chunk, CodeColumn column, Use &&use)
{
    switch (column) {
    case CodeColumn::Id:
        return use(*chunk.id);
    case CodeColumn::Ward:
        return use(*chunk.ward);
    case CodeColumn::Room:
        return use(*chunk.room);
    case CodeColumn::Model:
        return use(*chunk.model);
    case CodeColumn::OsBuild:
        return use(*chunk.osBuild);
    case CodeColumn::Role:
        return use(*chunk.role);
    case CodeColumn::Tier:
        return use(*chunk.tier);
    case CodeColumn::Health:
        return use(*chunk.health);
    case CodeColumn::Flags:
        return use(*chunk.flags);
    case CodeColumn::Updates:
        return use(*chunk.updates);
    case CodeColumn::DriverSet:
        return use(*chunk.driverSet);
    case CodeColumn::Pin:
        return use(*chunk.pin);
    case CodeColumn::SourceMask:
        return use(*chunk.sourceMask);
    case CodeColumn::Conflicts:
        return use(*chunk.conflicts);
    case CodeColumn::Recovery:
        return use(*chunk.recovery);
    case CodeColumn::LastSeen:
        return use(*chunk.lastSeenSec);
    case CodeColumn::HealthSince:
        break;
    }
    return use(*chunk.healthSinceSec);
}

/// How many different numbers a column may hold: the size of a table that is looked up with them. 0 for columns whose
/// numbers mean themselves (ids and times).
std::size_t codeCount(const FleetDictionaries &names, CodeColumn column);

} // namespace ringward
