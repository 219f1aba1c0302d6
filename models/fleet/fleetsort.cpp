#include "models/fleet/groupcount.h"
#include "models/fleet/radixsort.h"
#include "models/fleet/sortkeys.h"

#include <algorithm>

namespace ringward {

namespace {

using Rows = std::vector<Row>;

/// The sort key of every row, in row order; null when stopped.
std::unique_ptr<quint32[]> keysOfAll(const FleetSnapshot &fleet, const SortKeys &keys, const std::stop_token &stop)
{
    std::unique_ptr<quint32[]> all = largeArray<quint32>(fleet.size());
    const bool finished = parallelFor(fleet.chunks().size(), stop, [&](std::size_t c) {
        const FleetChunk &chunk = *fleet.chunks()[c];
        keys.inChunk(chunk, [&, to = all.get() + (c << kChunkShift)](const auto &key) {
            for (quint32 i = 0; i < chunk.size(); ++i)
                to[i] = key(i);
        });
    });
    return finished ? std::move(all) : nullptr;
}

/// The rows of `order` that are in `set`, in that order.
std::optional<Rows> chosen(std::span<const Row> order, const RowSet &set, const std::stop_token &stop)
{
    constexpr std::size_t kSlice = 1 << 18;
    const std::size_t slices = (order.size() + kSlice - 1) / kSlice;
    const auto slice = [order, kSlice](std::size_t s) {
        return order.subspan(s * kSlice).first(std::min(kSlice, order.size() - s * kSlice));
    };
    std::vector<std::size_t> starts(slices + 1);
    bool finished = parallelFor(slices, stop, [&](std::size_t s) {
        const auto rows = slice(s);
        starts[s + 1] = std::size_t(std::count_if(rows.begin(), rows.end(), [&set](Row row) { return set.test(row); }));
    });
    for (std::size_t s = 0; s < slices; ++s)
        starts[s + 1] += starts[s];
    Rows result = largeVector<Row>(starts.back());
    finished = finished && parallelFor(slices, stop, [&](std::size_t s) {
                   auto to = result.data() + starts[s];
                   for (const Row row : slice(s)) {
                       if (set.test(row))
                           *to++ = row;
                   }
               });
    return finished ? std::optional(std::move(result)) : std::nullopt;
}

Rows copied(std::span<const Row> rows)
{
    Rows result = roomFor<Row>(rows.size());
    result.assign(rows.begin(), rows.end());
    return result;
}

/// Sorts few rows by comparing them, which needs no order of all host names.
Rows sortFew(const FleetSnapshot &fleet, const RowSet &set, const SortKeys &keys, std::size_t count)
{
    struct Entry {
        quint32 key;
        Row row;
        quint64 prefix;
    };
    std::vector<Entry> entries;
    entries.reserve(count);
    for (std::size_t c = 0; c < fleet.chunks().size(); ++c) {
        const FleetChunk &chunk = *fleet.chunks()[c];
        keys.inChunk(chunk, [&](const auto &key) {
            forEachRowOf(fleet, &set, c, [&](quint32 i) {
                entries.push_back({key(i), Row(c << kChunkShift) + i, hostPrefix(chunk.host->at(i))});
            });
        });
    }
    const bool hostsFall = keys.isHost() && keys.isFalling();
    std::sort(entries.begin(), entries.end(), [&](const Entry &l, const Entry &r) {
        if (l.key != r.key)
            return l.key < r.key;
        if (l.prefix != r.prefix)
            return (l.prefix < r.prefix) != hostsFall;
        if (hostLess(fleet.host(l.row), fleet.host(r.row)))
            return !hostsFall;
        if (hostLess(fleet.host(r.row), fleet.host(l.row)))
            return hostsFall;
        return (l.row < r.row) != hostsFall;
    });
    Rows rows;
    rows.reserve(entries.size());
    for (const Entry &entry : entries)
        rows.push_back(entry.row);
    return rows;
}

} // namespace

std::optional<std::vector<Row>> sortedRows(const FleetSnapshot &fleet, const RowSet *set, DeviceKey key,
                                           Qt::SortOrder order, std::stop_token stop)
{
    constexpr std::size_t kFew = 50'000;
    const SortKeys keys(fleet, key, order);
    const std::size_t count = set ? set->count() : fleet.size();
    if (set && (count < kFew / 10 || (count < kFew && !fleet.hostOrder().isKnown())))
        return sortFew(fleet, *set, keys, count);

    const std::optional<std::span<const Row>> byHost = fleet.hostOrder().rows(stop);
    if (!byHost)
        return std::nullopt;
    std::optional<Rows> base = set ? chosen(*byHost, *set, stop) : copied(*byHost);
    if (base && keys.isHost() && keys.isFalling())
        std::reverse(base->begin(), base->end());
    if (!base || keys.isHost())
        return base;

    const std::unique_ptr<quint32[]> all = keysOfAll(fleet, keys, stop);
    auto entries = largeArray<KeyedRow>(count);
    constexpr std::size_t kSlice = 1 << 18;
    const bool gathered = all && parallelFor((count + kSlice - 1) / kSlice, stop, [&](std::size_t s) {
                              const std::size_t end = std::min(count, (s + 1) * kSlice);
                              for (std::size_t i = s * kSlice; i < end; ++i)
                                  entries[i] = keyedRow(all[(*base)[i]], (*base)[i]);
                          });
    if (!gathered || !radixSort(std::move(entries), *base, stop))
        return std::nullopt;
    return base;
}

} // namespace ringward
