#pragma once
#include "models/fleet/fleetsnapshot.h"
#include "models/fleet/healthcounts.h"
#include "models/fleet/rowset.h"

#include <stop_token>

namespace ringward {

/// What devices can be sorted and counted by. What no source told comes last in rising order.
enum class DeviceKey : quint8 {
    Health, ///< in order of attention
    Host,
    Site, ///< site, then ward
    Ward, ///< site, then ward
    Room,
    Role,
    Tier,
    Model,
    OsBuild,
    AgentProduct,
    AgentVersion, ///< as numbers
    ContentVersion, ///< of the first security content stream
    Ring, ///< of the first security content stream, early to late
    Pin,
    LastSeen, ///< by age: what was seen lately first
    HealthSince, ///< by age
    DriverCount,
    Sources, ///< how many
    Conflicts,
};

/// The rows in `set` (all of the snapshot's when null) in the order of `key`, ties by rising host name. Several
/// threads; nullopt when stopped. The first sort of a fleet also puts its host names in order, which takes longer.
std::optional<std::vector<Row>> sortedRows(const FleetSnapshot &fleet, const RowSet *set, DeviceKey key,
                                           Qt::SortOrder order, std::stop_token stop = {});

/// The first `count` rows of the same order, without sorting the rest.
std::optional<std::vector<Row>> firstRows(const FleetSnapshot &fleet, const RowSet *set, DeviceKey key,
                                          Qt::SortOrder order, std::size_t count, std::stop_token stop = {});

/// The sum line of a table: the honest count and in how many wards.
struct FleetSummary {
    HealthCounts counts;
    quint32 wards = 0;
};
std::optional<FleetSummary> summarise(const FleetSnapshot &fleet, const RowSet *set, std::stop_token stop = {});

/// One ward's devices by tier and state, at the ward's id.
struct WardCounts {
    std::array<std::array<quint32, kHealthCount>, kTierCount> byTier{};
};
std::optional<std::vector<WardCounts>> countByWard(const FleetSnapshot &fleet, const RowSet *set,
                                                   std::stop_token stop = {});

/// What the groups of a key are, as countBy() numbers them: their texts, untranslated, at their numbers; "" is "not
/// told". Empty for a key that cannot be counted by (host, times).
std::vector<QString> groupTexts(const FleetDictionaries &names, DeviceKey key);

/// Devices by one key, at the number of the group.
std::optional<std::vector<quint32>> countBy(const FleetSnapshot &fleet, const RowSet *set, DeviceKey key,
                                            std::stop_token stop = {});

/// Devices by two keys at once, as `counts[a * secondSize + b]`; the numbers are ids in the fleet's dictionaries, or
/// enumeration values; sites are numbered as they first appear among the wards; see groupTexts(). Empty when a key
/// cannot be counted by. For charts: content version by ring, state by site.
struct CrossCount {
    quint32 firstSize = 0, secondSize = 0;
    std::vector<quint32> counts;
    quint32 at(quint32 first, quint32 second) const { return counts[std::size_t(first) * secondSize + second]; }
};
std::optional<CrossCount> countBy(const FleetSnapshot &fleet, const RowSet *set, DeviceKey first, DeviceKey second,
                                  std::stop_token stop = {});

} // namespace ringward
