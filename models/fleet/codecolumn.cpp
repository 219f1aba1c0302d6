#include "models/fleet/codecolumn.h"

namespace ringward {

std::size_t codeCount(const FleetDictionaries &names, CodeColumn column)
{
    switch (column) {
    case CodeColumn::Ward:
        return names.wards().size();
    case CodeColumn::Room:
        return names.rooms.size();
    case CodeColumn::Model:
        return names.models.size();
    case CodeColumn::OsBuild:
        return names.osBuilds.size();
    case CodeColumn::Role:
        return names.roles.size();
    case CodeColumn::Tier:
        return kTierCount;
    case CodeColumn::Health:
        return kHealthCount;
    case CodeColumn::Flags:
    case CodeColumn::Conflicts:
        return 256;
    case CodeColumn::Updates:
        return names.updates().size();
    case CodeColumn::DriverSet:
        return names.driverSets().size();
    case CodeColumn::Pin:
        return names.pins().size();
    case CodeColumn::SourceMask:
    case CodeColumn::Recovery:
        return 65536;
    case CodeColumn::Id:
    case CodeColumn::LastSeen:
    case CodeColumn::HealthSince:
        break;
    }
    return 0;
}

} // namespace ringward
