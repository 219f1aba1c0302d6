#include "models/fleet/hostorder.h"

#include "models/base/largebuffer.h"
#include "models/base/parallel.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <random>

namespace ringward {

namespace {

constexpr std::size_t kPrefix = sizeof(quint64);

/// ASCII capitals become small letters; all other bytes stay.
quint64 lowered(quint64 bytes)
{
    constexpr quint64 kEach = 0x0101010101010101;
    const quint64 low = bytes & (kEach * 0x7f);
    const quint64 aboveZ = low + kEach * (0x7f - 'Z');
    const quint64 fromA = low + kEach * (0x80 - 'A');
    const quint64 capital = ~bytes & (fromA ^ aboveZ) & (kEach * 0x80);
    return bytes | (capital >> 2);
}

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c;
}

/// A name on its way to its place: eight of its bytes, beginning where the names of its bucket first differ.
struct Entry {
    quint64 key;
    Row row;
};

/// Puts rows into buckets by comparing with names picked at random, so that the buckets sort in the cache and on their
/// own. Every name of a bucket is before every name of the next.
class BucketSort {
public:
    BucketSort(const HostOrder::Columns &columns, const std::stop_token &stop)
        : m_columns(columns)
        , m_stop(stop)
    {
        for (const auto &column : columns)
            m_size += column->size();
    }

    std::optional<std::vector<Row>> run()
    {
        pickSplitters();
        std::vector<Row> rows = largeVector<Row>(m_size);
        if (!countBuckets() || !fillBuckets(rows) || !sortBuckets(rows))
            return std::nullopt;
        return rows;
    }

private:
    static constexpr std::size_t kBucketRows = 16384;

    std::string_view host(Row row) const { return m_columns[row >> kChunkShift]->at(row & (kChunkRows - 1)); }

    void pickSplitters()
    {
        constexpr std::size_t kOversampling = 16;
        const std::size_t buckets = std::min<std::size_t>(m_size / kBucketRows + 1, 4096);
        std::mt19937 random(291); // any seed gives the same order in the end
        std::vector<std::string_view> sample(m_size ? buckets * kOversampling : 0);
        for (std::string_view &name : sample)
            name = host(Row(random() % m_size));
        std::sort(sample.begin(), sample.end(), hostLess);
        for (std::size_t i = kOversampling; i < sample.size(); i += kOversampling) {
            m_splitters.push_back(sample[i]);
            m_splitterKeys.push_back(hostPrefix(sample[i]));
        }
    }

    std::size_t bucketOf(std::string_view name) const
    {
        const quint64 key = hostPrefix(name);
        const auto [first, last] = std::equal_range(m_splitterKeys.begin(), m_splitterKeys.end(), key);
        const auto from = m_splitters.begin() + (first - m_splitterKeys.begin());
        const auto to = m_splitters.begin() + (last - m_splitterKeys.begin());
        return std::size_t(std::upper_bound(from, to, name, hostLess) - m_splitters.begin());
    }

    bool countBuckets()
    {
        m_places.assign(m_columns.size(), std::vector<quint32>(m_splitters.size() + 1));
        m_bucketOf.resize(m_size);
        const bool finished = parallelFor(m_columns.size(), m_stop, [this](std::size_t c) {
            for (std::size_t i = 0; i < m_columns[c]->size(); ++i) {
                const std::size_t bucket = bucketOf(m_columns[c]->at(i));
                m_bucketOf[(c << kChunkShift) + i] = quint16(bucket);
                ++m_places[c][bucket];
            }
        });
        quint32 at = 0;
        for (std::size_t bucket = 0; bucket <= m_splitters.size(); ++bucket) {
            m_starts.push_back(at);
            for (std::vector<quint32> &places : m_places)
                at += std::exchange(places[bucket], at);
        }
        m_starts.push_back(at);
        return finished;
    }

    bool fillBuckets(std::vector<Row> &rows)
    {
        return parallelFor(m_columns.size(), m_stop, [&](std::size_t c) {
            for (std::size_t i = 0; i < m_columns[c]->size(); ++i) {
                const auto row = Row((c << kChunkShift) + i);
                rows[m_places[c][m_bucketOf[row]]++] = row;
            }
        });
    }

    bool sortBuckets(std::vector<Row> &rows)
    {
        return parallelFor(m_starts.size() - 1, m_stop, [&](std::size_t b) {
            sortBucket(std::span(rows).subspan(m_starts[b], m_starts[b + 1] - m_starts[b]));
        });
    }

    void sortBucket(std::span<Row> rows) const
    {
        if (rows.empty())
            return;
        const std::size_t shared = sharedPrefix(rows);
        std::vector<Entry> entries;
        entries.reserve(rows.size());
        for (const Row row : rows)
            entries.push_back({hostPrefix(host(row).substr(shared)), row});
        std::sort(entries.begin(), entries.end(), [this](const Entry &l, const Entry &r) {
            if (l.key != r.key)
                return l.key < r.key;
            const std::string_view left = host(l.row);
            const std::string_view right = host(r.row);
            if (hostLess(left, right))
                return true;
            return l.row < r.row && !hostLess(right, left);
        });
        std::transform(entries.begin(), entries.end(), rows.begin(), [](const Entry &entry) { return entry.row; });
    }

    /// How many bytes all names of a bucket begin with alike.
    std::size_t sharedPrefix(std::span<const Row> rows) const
    {
        const std::string_view first = host(rows.front());
        std::size_t length = first.size();
        for (const Row row : rows) {
            const std::string_view name = host(row).substr(0, length);
            const auto same = [](char l, char r) {
                return lowered(l) == lowered(r);
            };
            length = std::size_t(std::mismatch(name.begin(), name.end(), first.begin(), same).first - name.begin());
        }
        return length;
    }

    const HostOrder::Columns &m_columns;
    const std::stop_token &m_stop;
    std::size_t m_size = 0;
    std::vector<std::string_view> m_splitters;
    std::vector<quint64> m_splitterKeys;
    std::vector<quint16> m_bucketOf; ///< at the row
    std::vector<std::vector<quint32>> m_places; ///< by chunk and bucket, where the next row goes
    std::vector<quint32> m_starts; ///< of each bucket, and the end
};

} // namespace

quint64 hostPrefix(std::string_view host)
{
    quint64 bytes = 0;
    std::memcpy(&bytes, host.data(), std::min(host.size(), kPrefix));
    return qFromBigEndian(lowered(bytes));
}

bool hostLess(std::string_view left, std::string_view right)
{
    while (!left.empty() && !right.empty()) {
        const quint64 l = hostPrefix(left);
        const quint64 r = hostPrefix(right);
        if (l != r)
            return l < r;
        left.remove_prefix(std::min(left.size(), kPrefix));
        right.remove_prefix(std::min(right.size(), kPrefix));
    }
    return left.size() < right.size();
}

HostOrder::HostOrder(Columns columns)
    : m_columns(std::move(columns))
{
}

std::optional<std::span<const Row>> HostOrder::rows(const std::stop_token &stop)
{
    if (!isKnown()) {
        const std::lock_guard lock(m_making);
        if (!isKnown()) {
            std::optional<std::vector<Row>> made = BucketSort(m_columns, stop).run();
            if (!made)
                return std::nullopt;
            m_rows = std::move(*made);
            m_known.store(true, std::memory_order_release);
        }
    }
    return std::span<const Row>(m_rows);
}

} // namespace ringward
