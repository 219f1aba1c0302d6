#include "models/fleet/groupcount.h"
#include "models/fleet/sortkeys.h"

#include <algorithm>
#include <mutex>

namespace ringward {

namespace {

struct Candidate {
    quint32 key;
    Row row;
    quint64 prefix;
};

/// The best rows that a thread has met so far; a heap with the worst of them on top.
class Best {
public:
    Best(const FleetSnapshot &fleet, const SortKeys &keys, std::size_t count)
        : m_fleet(fleet)
        , m_count(count)
        , m_hostsFall(keys.isHost() && keys.isFalling())
    {
    }

    /// No row with a key beyond this one will be among them.
    void limit(quint32 worstKey) { m_worstKey = std::min(m_worstKey, worstKey); }
    /// Whether rows with this key can still get in, as far as the key tells.
    bool mayEnter(quint32 key) const { return key <= m_worstKey; }

    void offer(quint32 key, Row row, std::string_view host)
    {
        const Candidate candidate{key, row, hostPrefix(host)};
        const auto less = [this](const Candidate &l, const Candidate &r) {
            return isBefore(l, r);
        };
        if (m_heap.size() == m_count) {
            if (!isBefore(candidate, m_heap.front()))
                return;
            std::pop_heap(m_heap.begin(), m_heap.end(), less);
            m_heap.back() = candidate;
        } else {
            m_heap.push_back(candidate);
        }
        std::push_heap(m_heap.begin(), m_heap.end(), less);
        if (m_heap.size() == m_count)
            limit(m_heap.front().key);
    }

    void merge(const Best &other)
    {
        for (const Candidate &candidate : other.m_heap)
            offer(candidate.key, candidate.row, m_fleet.host(candidate.row));
    }

    std::vector<Row> rows() &&
    {
        std::sort_heap(m_heap.begin(), m_heap.end(),
                       [this](const Candidate &l, const Candidate &r) { return isBefore(l, r); });
        std::vector<Row> rows;
        for (const Candidate &candidate : m_heap)
            rows.push_back(candidate.row);
        return rows;
    }

private:
    bool isBefore(const Candidate &l, const Candidate &r) const
    {
        if (l.key != r.key)
            return l.key < r.key;
        if (l.prefix != r.prefix)
            return (l.prefix < r.prefix) != m_hostsFall;
        if (hostLess(m_fleet.host(l.row), m_fleet.host(r.row)))
            return !m_hostsFall;
        if (hostLess(m_fleet.host(r.row), m_fleet.host(l.row)))
            return m_hostsFall;
        return (l.row < r.row) != m_hostsFall;
    }

    const FleetSnapshot &m_fleet;
    std::size_t m_count;
    bool m_hostsFall;
    quint32 m_worstKey = ~quint32(0);
    std::vector<Candidate> m_heap;
};

void offerChunk(const FleetSnapshot &fleet, const RowSet *set, const SortKeys &keys, std::size_t c, Best &best)
{
    const FleetChunk &chunk = *fleet.chunks()[c];
    keys.inChunk(chunk, [&](const auto &key) {
        const auto offer = [&](quint32 i) {
            const quint32 value = key(i);
            if (best.mayEnter(value))
                best.offer(value, Row(c << kChunkShift) + i, chunk.host->at(i));
        };
        forEachRowOf(fleet, set, c, offer);
    });
}

/// The groups that the first `count` rows are of: the first one that has rows, and the one that completes them.
struct Reach {
    quint32 first = 0, last = ~0U;
    quint32 firstSize = 0; ///< rows of the first
    bool isOneGroup() const { return first == last; }
};
Reach reachOf(const std::vector<quint32> &sizes, std::size_t count)
{
    Reach reach;
    std::size_t sum = 0;
    for (quint32 group = 0; group < sizes.size(); ++group) {
        if (sum == 0 && sizes[group])
            reach.first = group, reach.firstSize = sizes[group];
        if ((sum += sizes[group]) >= count) {
            reach.last = group;
            break;
        }
    }
    return reach;
}

/// The first rows of the order of host names that are wanted.
template <typename Wanted>
std::vector<Row> taken(std::span<const Row> byHost, bool isFalling, std::size_t count, const Wanted &wanted)
{
    std::vector<Row> rows;
    for (std::size_t i = 0; i < byHost.size() && rows.size() < count; ++i) {
        if (const Row row = byHost[isFalling ? byHost.size() - 1 - i : i]; wanted(row))
            rows.push_back(row);
    }
    return rows;
}

constexpr quint32 kMostGroups = 1 << 16;
constexpr std::size_t kDense = 64; ///< of so many rows one is wanted: going through the order of names finds them soon

} // namespace

std::optional<std::vector<Row>> firstRows(const FleetSnapshot &fleet, const RowSet *set, DeviceKey key,
                                          Qt::SortOrder order, std::size_t count, std::stop_token stop)
{
    if (count == 0 || fleet.size() == 0)
        return std::vector<Row>();
    const SortKeys keys(fleet, key, order);
    const std::size_t rows = set ? set->count() : fleet.size();
    const auto isIn = [set](Row row) {
        return !set || set->test(row);
    };
    Reach reach;
    if (fleet.hostOrder().isKnown()) {
        const auto byHost = fleet.hostOrder().rows(stop);
        if (byHost && keys.isHost() && rows * kDense >= fleet.size())
            return taken(*byHost, keys.isFalling(), count, isIn);
        if (keys.groups() > 0 && keys.groups() <= kMostGroups) {
            const auto sizes =
                countGroups(fleet, set, keys.groups(), stop,
                            [&keys](const FleetChunk &chunk, const auto &use) { keys.inChunk(chunk, use); });
            if (!sizes || !byHost)
                return std::nullopt;
            reach = reachOf(*sizes, count);
            if (reach.isOneGroup() && reach.firstSize * kDense >= fleet.size())
                return taken(*byHost, false, count,
                             [&](Row row) { return isIn(row) && keys.of(fleet, row) == reach.first; });
        }
    }
    Best best(fleet, keys, count);
    std::mutex merging;
    const std::size_t shares = std::min<std::size_t>(fleet.chunks().size(), queryThreads());
    const bool finished = parallelFor(shares, stop, [&](std::size_t share) {
        Best own(fleet, keys, count);
        own.limit(reach.last);
        const std::size_t end = fleet.chunks().size() * (share + 1) / shares;
        for (std::size_t c = fleet.chunks().size() * share / shares; c < end && !stop.stop_requested(); ++c)
            offerChunk(fleet, set, keys, c, own);
        const std::lock_guard lock(merging);
        best.merge(own);
    });
    return finished ? std::optional(std::move(best).rows()) : std::nullopt;
}

} // namespace ringward
