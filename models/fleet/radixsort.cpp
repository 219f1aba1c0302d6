#include "models/fleet/radixsort.h"

#include "models/base/largebuffer.h"
#include "models/base/parallel.h"

#include <algorithm>
#include <bit>

namespace ringward {

namespace {

constexpr int kMostBits = 11; // a digit; its counters fit the first cache

/// Where a thread's share of the entries begins.
std::size_t shareStart(std::size_t size, std::size_t share)
{
    return size * share / queryThreads();
}

struct KeyRange {
    quint32 least, most;
};

KeyRange keyRange(std::span<const KeyedRow> entries, const std::stop_token &stop)
{
    std::vector<KeyRange> found(queryThreads(), {~quint32(0), 0});
    parallelFor(found.size(), stop, [&](std::size_t share) {
        KeyRange range = found[share];
        const std::size_t end = shareStart(entries.size(), share + 1);
        for (std::size_t i = shareStart(entries.size(), share); i < end; ++i) {
            range.least = std::min(range.least, keyOf(entries[i]));
            range.most = std::max(range.most, keyOf(entries[i]));
        }
        found[share] = range;
    });
    KeyRange all = found.front();
    for (const KeyRange &range : found)
        all = {std::min(all.least, range.least), std::max(all.most, range.most)};
    return all;
}

/// One stable pass: hands each entry to `put(place, entry)` with its place by `digit(entry)`.
template <typename Digit, typename Put>
bool pass(std::span<const KeyedRow> entries, std::size_t digits, const std::stop_token &stop, const Digit &digit,
          const Put &put)
{
    std::vector<std::vector<quint32>> places(queryThreads(), std::vector<quint32>(digits));
    const auto forShare = [&](std::size_t share, const auto &visit) {
        const std::size_t end = shareStart(entries.size(), share + 1);
        for (std::size_t i = shareStart(entries.size(), share); i < end; ++i)
            visit(entries[i]);
    };
    const bool counted = parallelFor(places.size(), stop, [&](std::size_t share) {
        forShare(share, [&, count = places[share].data()](KeyedRow entry) { ++count[digit(entry)]; });
    });
    quint32 at = 0;
    for (std::size_t d = 0; d < digits; ++d) {
        for (std::vector<quint32> &place : places)
            at += std::exchange(place[d], at);
    }
    return counted && parallelFor(places.size(), stop, [&](std::size_t share) {
               forShare(share,
                        [&, place = places[share].data()](KeyedRow entry) { put(place[digit(entry)]++, entry); });
           });
}

} // namespace

bool radixSort(std::unique_ptr<KeyedRow[]> entries, std::span<Row> rows, const std::stop_token &stop)
{
    const std::size_t size = rows.size();
    const KeyRange range = size ? keyRange({entries.get(), size}, stop) : KeyRange{0, 0};
    const int bits = int(std::bit_width(range.most - range.least));
    const int passes = std::max(1, (bits + kMostBits - 1) / kMostBits);
    const int width = (bits + passes - 1) / passes;
    std::unique_ptr<KeyedRow[]> other;
    for (int p = 0; p < passes; ++p) {
        const auto digit = [=, mask = (1U << width) - 1](KeyedRow entry) {
            return (keyOf(entry) - range.least) >> (p * width) & mask;
        };
        const std::span<const KeyedRow> from(entries.get(), size);
        const std::size_t digits = std::size_t(1) << width;
        if (p + 1 == passes)
            return pass(from, digits, stop, digit, [&](std::size_t place, KeyedRow e) { rows[place] = Row(e); });
        if (!other)
            other = largeArray<KeyedRow>(size);
        if (!pass(from, digits, stop, digit, [to = other.get()](std::size_t place, KeyedRow e) { to[place] = e; }))
            return false;
        std::swap(entries, other);
    }
    return true;
}

} // namespace ringward
