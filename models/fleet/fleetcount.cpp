#include "models/base/largebuffer.h"
#include "models/base/parallel.h"
#include "models/fleet/keytable.h"
#include "models/fleet/rowscan.h"

#include <algorithm>
#include <mutex>

namespace ringward {

namespace {

std::span<const quint64> wordsOf(const RowSet &set, std::size_t chunk, std::size_t rows)
{
    return std::span(set.words()).subspan(chunk * (kChunkRows / 64), (rows + 63) / 64);
}

/// Counts groups: each thread takes a share of the chunks and counts for itself, the sums meet at the end.
/// `groupsOf(chunk)` gives a function from a row in the chunk to its group.
template <typename GroupsOf>
std::optional<std::vector<quint32>> countGroups(const FleetSnapshot &fleet, const RowSet *set, std::size_t groups,
                                                const std::stop_token &stop, const GroupsOf &groupsOf)
{
    std::vector<quint32> sum;
    std::mutex adding;
    const std::size_t shares = std::min<std::size_t>(fleet.chunks().size(), queryThreads());
    const bool finished = parallelFor(shares, stop, [&](std::size_t share) {
        std::vector<quint32> own = largeVector<quint32>(groups);
        const std::size_t end = fleet.chunks().size() * (share + 1) / shares;
        for (std::size_t c = fleet.chunks().size() * share / shares; c < end && !stop.stop_requested(); ++c) {
            const FleetChunk &chunk = *fleet.chunks()[c];
            groupsOf(chunk, [&](const auto &groupOf) {
                if (set) {
                    forEachRow(wordsOf(*set, c, chunk.size()), [&](quint32 i) { ++own[groupOf(i)]; });
                } else {
                    for (quint32 i = 0; i < chunk.size(); ++i)
                        ++own[groupOf(i)];
                }
            });
        }
        const std::lock_guard lock(adding);
        if (sum.empty()) {
            sum = std::move(own);
            return;
        }
        for (std::size_t i = 0; i < groups; ++i)
            sum[i] += own[i];
    });
    if (sum.empty())
        sum.resize(groups); // no device at all
    return finished ? std::optional(std::move(sum)) : std::nullopt;
}

} // namespace

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
    const std::optional<CrossCount> cross = countBy(fleet, set, DeviceKey::Tier, DeviceKey::Health, stop);
    const std::optional<std::vector<quint32>> wards = countBy(fleet, set, DeviceKey::Ward, stop);
    if (!cross || !wards)
        return std::nullopt;
    FleetSummary summary;
    for (quint32 tier = 0; tier < kTierCount; ++tier) {
        for (quint32 health = 0; health < kHealthCount; ++health)
            summary.counts.byTier[tier][health] = cross->at(tier, health);
    }
    summary.wards = quint32(std::count_if(wards->begin() + 1, wards->end(), [](quint32 count) { return count > 0; }));
    return summary;
}

} // namespace ringward
