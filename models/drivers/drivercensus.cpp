#include "models/drivers/drivercensus.h"

#include "models/base/parallel.h"
#include "models/fleet/drivermember.h"

#include <QHash>

#include <array>
#include <mutex>
#include <unordered_map>

namespace ringward {

namespace {

using SetCounts = std::vector<std::array<quint32, kTierCount>>;

/// Devices by driver set and tier. Each thread counts for itself; what they have is added at the end.
std::optional<SetCounts> countSets(const FleetSnapshot &fleet, const RowSet *set, const std::stop_token &stop)
{
    const std::size_t sets = fleet.names().driverSets().size();
    SetCounts total(sets);
    std::mutex adding;
    const bool all = parallelFor(fleet.chunks().size(), stop, [&](std::size_t at) {
        const FleetChunk &chunk = *fleet.chunks()[at];
        SetCounts counts(sets);
        const Row first = Row(at << kChunkShift);
        for (quint32 i = 0; i < chunk.size(); ++i) {
            if (!set || set->test(first + i))
                ++counts[(*chunk.driverSet)[i]][(*chunk.tier)[i]];
        }
        const std::scoped_lock lock(adding);
        for (std::size_t s = 0; s < sets; ++s) {
            for (std::size_t tier = 0; tier < kTierCount; ++tier)
                total[s][tier] += counts[s][tier];
        }
    });
    return all ? std::optional(std::move(total)) : std::nullopt;
}

void add(DriverCount &to, const std::array<quint32, kTierCount> &counts)
{
    for (std::size_t tier = 0; tier < kTierCount; ++tier) {
        to.byTier[tier] += counts[tier];
        to.devices += counts[tier];
    }
}

} // namespace

std::optional<DriverCensus> driverCensus(const FleetSnapshot &fleet, const RowSet *set, const std::stop_token &stop)
{
    const std::optional<SetCounts> counts = countSets(fleet, set, stop);
    if (!counts)
        return std::nullopt;
    DriverCensus census;
    census.drivers.resize(fleet.names().drivers.size());
    census.disabled.resize(census.drivers.size());
    const auto &sets = fleet.names().driverSets();
    for (std::size_t s = 1; s < sets.size(); ++s) { // set 0 is "not told"
        DriverCount devices;
        add(devices, (*counts)[s]);
        if (devices.devices == 0)
            continue;
        ++census.distinctSets;
        add(census.known, (*counts)[s]);
        census.partial += isPartial(sets[s]) ? devices.devices : 0;
        for (const quint32 member : sets[s]) {
            if (isInUse(member))
                add(census.drivers[member], (*counts)[s]);
            else if (isDisabled(member))
                census.disabled[driverOf(member)] += devices.devices;
        }
    }
    return census;
}

std::optional<std::vector<WardSetCount>> countByWardAndSet(const FleetSnapshot &fleet, const RowSet *set,
                                                           const std::stop_token &stop)
{
    std::unordered_map<quint64, quint32> total;
    std::mutex adding;
    const bool all = parallelFor(fleet.chunks().size(), stop, [&](std::size_t at) {
        const FleetChunk &chunk = *fleet.chunks()[at];
        const Row first = Row(at << kChunkShift);
        std::unordered_map<quint64, quint32> counts;
        quint32 *last = nullptr; // neighbours in a fleet are mostly neighbours in a ward
        quint64 lastKey = 0;
        for (quint32 i = 0; i < chunk.size(); ++i) {
            if ((*chunk.driverSet)[i] == 0 || (set && !set->test(first + i)))
                continue;
            const quint64 key = quint64((*chunk.ward)[i]) << 32 | (*chunk.driverSet)[i];
            if (!last || key != lastKey)
                last = &counts[lastKey = key];
            ++*last;
        }
        const std::scoped_lock lock(adding);
        for (const auto &[key, devices] : counts)
            total[key] += devices;
    });
    if (!all)
        return std::nullopt;
    std::vector<WardSetCount> counts;
    counts.reserve(total.size());
    for (const auto &[key, devices] : total)
        counts.push_back({quint32(key >> 32), quint32(key), devices});
    std::sort(counts.begin(), counts.end(), [](const WardSetCount &l, const WardSetCount &r) {
        return std::pair(l.ward, l.set) < std::pair(r.ward, r.set);
    });
    return counts;
}

std::optional<RowSet> devicesWith(const FleetSnapshot &fleet, const std::vector<quint32> &drivers,
                                  const std::stop_token &stop)
{
    std::vector<bool> wanted(fleet.names().drivers.size());
    for (const quint32 driver : drivers)
        wanted[driver] = true;
    const auto &sets = fleet.names().driverSets();
    std::vector<quint8> fits(sets.size());
    for (std::size_t s = 0; s < sets.size(); ++s)
        fits[s] = std::any_of(sets[s].begin(), sets[s].end(),
                              [&](quint32 member) { return isInUse(member) && wanted[member]; });
    RowSet rows(fleet.size());
    // Chunks are whole words of the set, so no two threads write the same one.
    const bool all = parallelFor(fleet.chunks().size(), stop, [&](std::size_t at) {
        const FleetChunk &chunk = *fleet.chunks()[at];
        for (quint32 i = 0; i < chunk.size(); ++i) {
            if (fits[(*chunk.driverSet)[i]])
                rows.set(Row(at << kChunkShift) + i);
        }
    });
    return all ? std::optional(std::move(rows)) : std::nullopt;
}

std::vector<DriverDifference> driverDifference(const FleetSnapshot &before, const DriverCensus &beforeCensus,
                                               const FleetSnapshot &after, const DriverCensus &afterCensus, bool shares)
{
    QHash<QString, DriverDifference> all;
    const auto collect = [&](const FleetSnapshot &fleet, const DriverCensus &census,
                             quint32 DriverDifference::*devices) {
        for (quint32 id = 1; id < census.drivers.size(); ++id) {
            if (census.drivers[id].devices)
                all[fleet.names().drivers.text(id)].*devices = census.drivers[id].devices;
        }
    };
    collect(before, beforeCensus, &DriverDifference::before);
    collect(after, afterCensus, &DriverDifference::after);
    std::vector<DriverDifference> differences;
    for (auto entry = all.begin(); entry != all.end(); ++entry) {
        DriverDifference difference = entry.value();
        difference.key = entry.key();
        difference.beforeKnown = beforeCensus.known.devices;
        difference.afterKnown = afterCensus.known.devices;
        const bool onOneSide = (difference.before == 0) != (difference.after == 0);
        // Compared crosswise: shares of different totals without rounding.
        const bool otherShare =
            quint64(difference.before) * difference.afterKnown != quint64(difference.after) * difference.beforeKnown;
        if (onOneSide || (shares && otherShare))
            differences.push_back(std::move(difference));
    }
    std::sort(differences.begin(), differences.end(), [](const DriverDifference &a, const DriverDifference &b) {
        const auto rank = [](const DriverDifference &d) {
            return std::max(d.before, d.after);
        };
        return rank(a) != rank(b) ? rank(a) > rank(b) : a.key < b.key;
    });
    return differences;
}

} // namespace ringward
