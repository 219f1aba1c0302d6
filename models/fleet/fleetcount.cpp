#include "models/fleet/groupcount.h"
#include "models/fleet/keytable.h"

#include <algorithm>

namespace ringward {

std::optional<std::vector<quint32>> countBy(const FleetSnapshot &fleet, const RowSet *set, DeviceKey key,
                                            std::stop_token stop)
{
    const KeyTable table = groupTable(fleet.names(), key);
    if (table.size == 0)
        return std::vector<quint32>();
    return countGroups(fleet, set, table.size, stop, [&table](const FleetChunk &chunk, const auto &count) {
        withColumn(chunk, table.column, [&](const auto &codes) {
            count([values = table.values.data(), &codes](quint32 i) { return values[codes[i]]; });
        });
    });
}

std::optional<CrossCount> countBy(const FleetSnapshot &fleet, const RowSet *set, DeviceKey first, DeviceKey second,
                                  std::stop_token stop)
{
    const KeyTable a = groupTable(fleet.names(), first);
    const KeyTable b = groupTable(fleet.names(), second);
    CrossCount cross{a.size, b.size, {}};
    if (a.size == 0 || b.size == 0)
        return CrossCount{};
    const auto groupsOf = [&](const FleetChunk &chunk, const auto &count) {
        withColumn(chunk, a.column, [&](const auto &ca) {
            withColumn(chunk, b.column, [&](const auto &cb) {
                count([va = a.values.data(), vb = b.values.data(), size = b.size, &ca, &cb](quint32 i) {
                    return std::size_t(va[ca[i]]) * size + vb[cb[i]];
                });
            });
        });
    };
    auto counts = countGroups(fleet, set, std::size_t(a.size) * b.size, stop, groupsOf);
    if (!counts)
        return std::nullopt;
    cross.counts = std::move(*counts);
    return cross;
}

std::optional<std::vector<WardCounts>> countByWard(const FleetSnapshot &fleet, const RowSet *set, std::stop_token stop)
{
    constexpr std::size_t kStates = std::size_t(kTierCount) * kHealthCount;
    const std::size_t wards = fleet.names().wards().size();
    const auto counts = countGroups(fleet, set, wards * kStates, stop, [](const FleetChunk &chunk, const auto &count) {
        count([ward = chunk.ward->data(), tier = chunk.tier->data(), health = chunk.health->data()](quint32 i) {
            return ward[i] * kStates + std::size_t(tier[i] * kHealthCount + health[i]);
        });
    });
    if (!counts)
        return std::nullopt;
    std::vector<WardCounts> result(wards);
    for (std::size_t ward = 0; ward < wards; ++ward) {
        auto from = counts->begin() + std::ptrdiff_t(ward * kStates);
        for (auto &tier : result[ward].byTier) {
            std::copy_n(from, kHealthCount, tier.begin());
            from += kHealthCount;
        }
    }
    return result;
}

std::optional<FleetSummary> summarise(const FleetSnapshot &fleet, const RowSet *set, std::stop_token stop)
{
    constexpr std::size_t kStates = std::size_t(kTierCount) * kHealthCount;
    // Which wards are met is marked on the way; every thread writes the same, so the order does not matter.
    std::vector<std::atomic<bool>> met(fleet.names().wards().size());
    const auto counts = countGroups(fleet, set, kStates, stop, [&met](const FleetChunk &chunk, const auto &count) {
        count([ward = chunk.ward->data(), tier = chunk.tier->data(), health = chunk.health->data(),
               seen = met.data()](quint32 i) {
            seen[ward[i]].store(true, std::memory_order_relaxed);
            return std::size_t(tier[i] * kHealthCount + health[i]);
        });
    });
    if (!counts)
        return std::nullopt;
    FleetSummary summary;
    for (std::size_t state = 0; state < kStates; ++state)
        summary.counts.byTier[state / kHealthCount][state % kHealthCount] = (*counts)[state];
    summary.wards = quint32(std::count_if(met.begin() + 1, met.end(), [](const auto &ward) { return ward.load(); }));
    return summary;
}

} // namespace ringward
