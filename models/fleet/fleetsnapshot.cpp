#include "models/fleet/fleetsnapshot.h"

#include <algorithm>

namespace ringward {

void HostColumn::append(std::string_view host)
{
    host = host.substr(0, 255);
    if (m_ends.size() % kBlock == 0)
        m_bases.push_back(quint32(m_bytes.size()));
    m_bytes.append(host);
    m_ends.push_back(quint16(m_bytes.size() - m_bases.back()));
}

std::size_t HostColumn::rowAt(std::size_t byte, std::size_t near) const
{
    constexpr std::size_t kFew = 12;
    for (std::size_t row = near; row < std::min(near + kFew, size()); ++row) {
        if (byte < m_bases[row / kBlock] + m_ends[row])
            return row;
    }
    const auto block = std::upper_bound(m_bases.begin(), m_bases.end(), byte) - m_bases.begin() - 1;
    const auto begin = m_ends.begin() + block * std::ptrdiff_t(kBlock);
    const auto end = m_ends.begin() + std::min(m_ends.end() - m_ends.begin(), (block + 1) * std::ptrdiff_t(kBlock));
    return std::size_t(std::upper_bound(begin, end, byte - m_bases[std::size_t(block)]) - m_ends.begin());
}

void HostColumn::shrink()
{
    m_bytes.shrink_to_fit();
    m_bases.shrink_to_fit();
    m_ends.shrink_to_fit();
}

std::size_t HostColumn::memory() const
{
    return m_bytes.capacity() + m_bases.capacity() * sizeof(quint32) + m_ends.capacity() * sizeof(quint16);
}

FleetSnapshot::FleetSnapshot()
    : FleetSnapshot({}, std::make_shared<const FleetDictionaries>(), 0)
{
}

FleetSnapshot::FleetSnapshot(std::vector<FleetChunkPtr> chunks, std::shared_ptr<const FleetDictionaries> dictionaries,
                             qint64 takenMs, const FleetSnapshot *previous)
    : m_chunks(std::move(chunks))
    , m_dictionaries(std::move(dictionaries))
    , m_takenMs(takenMs)
{
    HostOrder::Columns hosts;
    for (const FleetChunkPtr &chunk : m_chunks) {
        m_size += chunk->size();
        hosts.push_back(chunk->host);
    }
    const bool same = previous && previous->hostOrder().columns() == hosts;
    m_hostOrder = same ? previous->m_hostOrder : std::make_shared<HostOrder>(std::move(hosts));
}

DeviceRow FleetSnapshot::row(Row row) const
{
    const FleetChunk &c = chunkOf(row);
    const quint32 i = inChunk(row);
    return {
        .id = DeviceId{(*c.id)[i]},
        .host = std::string(c.host->at(i)),
        .ward = (*c.ward)[i],
        .room = (*c.room)[i],
        .model = (*c.model)[i],
        .osBuild = (*c.osBuild)[i],
        .role = (*c.role)[i],
        .tier = Tier((*c.tier)[i]),
        .health = AgentHealth((*c.health)[i]),
        .healthSinceMs = healthSinceMs(row),
        .lastSeenMs = lastSeenMs(row),
        .flags = DeviceFlags((*c.flags)[i]),
        .updates = (*c.updates)[i],
        .driverSet = (*c.driverSet)[i],
        .pin = (*c.pin)[i],
        .sourceMask = (*c.sourceMask)[i],
        .conflicts = (*c.conflicts)[i],
    };
}

std::optional<Row> FleetSnapshot::find(DeviceId id) const
{
    Row first = 0;
    for (const FleetChunkPtr &chunk : m_chunks) {
        const auto at = std::find(chunk->id->begin(), chunk->id->end(), id.value);
        if (at != chunk->id->end())
            return first + Row(at - chunk->id->begin());
        first += chunk->size();
    }
    return std::nullopt;
}

} // namespace ringward
