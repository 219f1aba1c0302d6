#pragma once
#include "models/base/largebuffer.h"
#include "models/base/parallel.h"
#include "models/fleet/fleetsnapshot.h"
#include "models/fleet/rowscan.h"
#include "models/fleet/rowset.h"

#include <mutex>
#include <optional>

namespace ringward {

inline std::span<const quint64> wordsOf(const RowSet &set, std::size_t chunk, std::size_t rows)
{
    return std::span(set.words()).subspan(chunk * (kChunkRows / 64), (rows + 63) / 64);
}

/// Calls `visit(i)` for the rows of a chunk that are in `set`; for all when it is null.
template <typename Visit>
void forEachRowOf(const FleetSnapshot &fleet, const RowSet *set, std::size_t chunk, const Visit &visit)
{
    const quint32 rows = fleet.chunks()[chunk]->size();
    if (set) {
        forEachRow(wordsOf(*set, chunk, rows), visit);
    } else {
        for (quint32 i = 0; i < rows; ++i)
            visit(i);
    }
}

/// Counts groups: each thread takes a share of the chunks and counts for itself, the sums meet at the end.
/// `groupsOf(chunk, count)` calls `count` with a function from a row in the chunk to its group. Nullopt when stopped.
template <typename GroupsOf>
std::optional<std::vector<quint32>> countGroups(const FleetSnapshot &fleet, const RowSet *set, std::size_t groups,
                                                const std::stop_token &stop, const GroupsOf &groupsOf)
{
    // Neighbours are often of one group, and a counter that is written again at once makes the processor wait. So
    // small tables are there four times, and rows take turns.
    const std::size_t lanes = groups <= 4096 ? 4 : 1;
    std::vector<quint32> sum;
    std::mutex adding;
    const std::size_t shares = std::min<std::size_t>(fleet.chunks().size(), queryThreads());
    const bool finished = parallelFor(shares, stop, [&](std::size_t share) {
        std::vector<quint32> own = largeVector<quint32>(groups * lanes);
        const std::size_t end = fleet.chunks().size() * (share + 1) / shares;
        for (std::size_t c = fleet.chunks().size() * share / shares; c < end && !stop.stop_requested(); ++c) {
            groupsOf(*fleet.chunks()[c], [&, to = own.data(), mask = lanes - 1](const auto &groupOf) {
                forEachRowOf(fleet, set, c, [&](quint32 i) { ++to[(i & mask) * groups + groupOf(i)]; });
            });
        }
        for (std::size_t i = groups; i < own.size(); ++i)
            own[i % groups] += own[i];
        const std::lock_guard lock(adding);
        if (sum.empty()) {
            sum = std::move(own);
            sum.resize(groups);
            return;
        }
        for (std::size_t i = 0; i < groups; ++i)
            sum[i] += own[i];
    });
    if (sum.empty())
        sum.resize(groups); // no device at all
    return finished ? std::optional(std::move(sum)) : std::nullopt;
}

} // namespace ringward
