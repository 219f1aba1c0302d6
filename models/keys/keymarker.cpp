#include "models/keys/keymarker.h"

#include <tuple>

namespace ringward {

namespace {

auto all(const KeyBook::Masks &masks)
{
    return std::tuple(masks.holders, masks.asked, masks.sighted);
}

} // namespace

void KeyMarker::setBook(KeyBookPtr book)
{
    m_book = std::move(book);
    m_made.clear();
}

FleetSnapshotPtr KeyMarker::mark(const FleetSnapshotPtr &fleet)
{
    const KeyBook::Masks masks = m_book->masks(fleet->names());
    if (masks.holders == 0 && m_book->held().empty())
        return fleet; // nobody to ask: it is "not asked" as it came
    if (all(masks) != all(m_masks))
        m_made.clear();
    m_masks = masks;
    m_made.resize(fleet->chunks().size());
    std::vector<FleetChunkPtr> chunks;
    for (std::size_t c = 0; c < m_made.size(); ++c) {
        auto chunk = std::make_shared<FleetChunk>(*fleet->chunks()[c]);
        Made &made = m_made[c];
        if (made.id != chunk->id || made.sources != chunk->sourceMask) {
            auto column = std::make_shared<std::vector<quint16>>(chunk->size());
            for (quint32 i = 0; i < chunk->size(); ++i)
                (*column)[i] = m_book->mark(DeviceId{(*chunk->id)[i]}, (*chunk->sourceMask)[i], masks).packed();
            made = {chunk->id, chunk->sourceMask, std::move(column)};
        }
        chunk->recovery = made.recovery;
        chunks.push_back(std::move(chunk));
    }
    return std::make_shared<const FleetSnapshot>(std::move(chunks), fleet->sharedNames(), fleet->takenMs(),
                                                 fleet.get());
}

} // namespace ringward
