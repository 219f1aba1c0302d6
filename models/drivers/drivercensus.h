#pragma once
#include "models/fleet/fleetsnapshot.h"
#include "models/fleet/rowset.h"

#include <array>
#include <optional>
#include <stop_token>

namespace ringward {

/// How many devices have one driver, by tier.
struct DriverCount {
    std::array<quint32, kTierCount> byTier{};
    quint32 devices = 0;
    friend bool operator==(const DriverCount &, const DriverCount &) = default;
};

/// How many devices have which driver. `drivers` and `disabled` are at the ids of FleetDictionaries::drivers.
struct DriverCensus {
    std::vector<DriverCount> drivers; ///< devices on which it starts, or may
    std::vector<quint32> disabled; ///< devices on which it lies but is kept from starting: clean of it
    DriverCount known; ///< devices whose drivers some source tells: what a share is of
    quint32 partial = 0; ///< of those: devices whose list comes from a tool that leaves drivers out
    quint32 distinctSets = 0;
    friend bool operator==(const DriverCensus &, const DriverCensus &) = default;
};

/// Counts the rows in `set` (all when null): one pass over the driver sets' numbers, then one over the few distinct
/// sets. Nullopt when stopped.
std::optional<DriverCensus> driverCensus(const FleetSnapshot &fleet, const RowSet *set,
                                         const std::stop_token &stop = {});

/// Devices of one ward that have one driver set.
struct WardSetCount {
    quint32 ward = 0, set = 0; ///< ids in the fleet's dictionaries; ward 0 is "not told"
    quint32 devices = 0;
};
/// By ward, then by set; devices whose drivers nobody tells are left out. Nullopt when stopped.
std::optional<std::vector<WardSetCount>> countByWardAndSet(const FleetSnapshot &fleet, const RowSet *set,
                                                           const std::stop_token &stop = {});

/// The devices on which any of the drivers starts, or may. Ids are of FleetDictionaries::drivers.
std::optional<RowSet> devicesWith(const FleetSnapshot &fleet, const std::vector<quint32> &drivers,
                                  const std::stop_token &stop = {});

/// A driver that one side of a comparison has and the other has less or not.
struct DriverDifference {
    QString key; ///< text in FleetDictionaries::drivers
    quint32 before = 0, after = 0; ///< devices that have it
    quint32 beforeKnown = 0, afterKnown = 0; ///< of so many whose drivers are known
};

/// What kernel code differs between two moments, or between two filters of one: drivers of which one side has none,
/// and with `shares` also those whose share differs. Most devices first.
std::vector<DriverDifference> driverDifference(const FleetSnapshot &before, const DriverCensus &beforeCensus,
                                               const FleetSnapshot &after, const DriverCensus &afterCensus,
                                               bool shares = false);

} // namespace ringward
