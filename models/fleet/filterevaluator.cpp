#include "models/base/parallel.h"
#include "models/fleet/boundfilter.h"
#include "models/fleet/filter.h"
#include "models/fleet/hostsearch.h"
#include "models/fleet/rowscan.h"

#include <algorithm>

namespace ringward {

namespace {

using Rows = std::span<quint64>;

/// Rows of which one child says yes. Later children are asked only about rows that no earlier one took.
template <typename Children, typename Keep>
void keepAny(const Children &children, Rows rows, const Keep &keep)
{
    std::vector<quint64> open(rows.begin(), rows.end());
    std::vector<quint64> taken;
    std::fill(rows.begin(), rows.end(), 0);
    for (const auto &child : children) {
        taken = open;
        keep(child, Rows(taken));
        for (std::size_t w = 0; w < rows.size(); ++w) {
            rows[w] |= taken[w];
            open[w] &= ~taken[w];
        }
    }
}

void keepRanges(const FleetChunk &chunk, CodeColumn column, std::span<const BoundFilter::Range> ranges, Rows rows)
{
    withColumn(chunk, column, [&](const auto &numbers) {
        keepAny(ranges, rows, [&](BoundFilter::Range range, Rows kept) {
            const quint32 width = range.second - range.first;
            keepRows(kept, numbers.size(), [&](std::size_t i) { return quint32(numbers[i]) - range.first <= width; });
        });
    });
}

void keepNot(const BoundFilter &child, const FleetChunk &chunk, Rows rows)
{
    std::vector<quint64> out(rows.begin(), rows.end());
    child.keep(chunk, out);
    for (std::size_t w = 0; w < rows.size(); ++w)
        rows[w] &= ~out[w];
}

} // namespace

void BoundFilter::keep(const FleetChunk &chunk, std::span<quint64> rows) const
{
    switch (kind) {
    case Kind::Constant:
        if (!constant)
            std::fill(rows.begin(), rows.end(), 0);
        break;
    case Kind::And:
        for (const BoundFilter &child : children)
            child.keep(chunk, rows);
        break;
    case Kind::Or:
        keepAny(children, rows, [&chunk](const BoundFilter &child, Rows kept) { child.keep(chunk, kept); });
        break;
    case Kind::Not:
        keepNot(children.front(), chunk, rows);
        break;
    case Kind::Table:
        withColumn(chunk, column, [&](const auto &codes) {
            keepRows(rows, codes.size(), [&](std::size_t i) { return table[codes[i]]; });
        });
        break;
    case Kind::Ranges:
        keepRanges(chunk, column, ranges, rows);
        break;
    case Kind::Host:
        keepAny(hosts, rows,
                [&chunk](const TextPattern &pattern, Rows kept) { keepMatchingHosts(*chunk.host, pattern, kept); });
        break;
    }
}

std::optional<RowSet> Filter::match(const FleetSnapshot &fleet, qint64 nowMs, std::stop_token stop) const
{
    if (!m_root)
        return RowSet(fleet.size());
    const BoundFilter bound = bindFilter(*m_root, fleet.names(), nowMs);
    RowSet rows(fleet.size(), true);
    const std::span<quint64> words = rows.words();
    const bool finished = parallelFor(fleet.chunks().size(), stop, [&](std::size_t i) {
        const FleetChunk &chunk = *fleet.chunks()[i];
        bound.keep(chunk, words.subspan(i * (kChunkRows / 64), (chunk.size() + 63) / 64));
    });
    return finished ? std::optional(std::move(rows)) : std::nullopt;
}

} // namespace ringward
