#pragma once
#include "models/fleet/codecolumn.h"
#include "models/fleet/fleetquery.h"

namespace ringward {

/// How a key is read off a row: the number in `column` is looked up in `values`. Keys of a dictionary have few
/// values, so what is asked of a value is asked once, not for every row.
struct KeyTable {
    CodeColumn column = CodeColumn::Id;
    std::vector<quint32> values; ///< at the code; each below `size`
    quint32 size = 0; ///< 0 when the key has no groups
};

/// Values are the groups that countBy() speaks of. For every key but Host, LastSeen and HealthSince.
KeyTable groupTable(const FleetDictionaries &names, DeviceKey key);

/// Values are positions in rising order; equal groups may share one.
KeyTable rankTable(const FleetDictionaries &names, DeviceKey key);

} // namespace ringward
