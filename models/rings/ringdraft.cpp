#include "models/rings/ringdraft.h"

#include <QHash>

#include <algorithm>
#include <map>

namespace ringward {

void RingDraft::take(Step step)
{
    if (step.moves.empty())
        return;
    m_done.push_back(std::move(step));
    m_undone.clear();
    replay();
}

bool RingDraft::undo()
{
    if (m_done.empty())
        return false;
    m_undone.push_back(std::move(m_done.back()));
    m_done.pop_back();
    replay();
    return true;
}

bool RingDraft::redo()
{
    if (m_undone.empty())
        return false;
    m_done.push_back(std::move(m_undone.back()));
    m_undone.pop_back();
    replay();
    return true;
}

void RingDraft::clear()
{
    m_done.clear();
    m_undone.clear();
    m_moves.clear();
}

void RingDraft::replay()
{
    std::map<std::pair<StreamKind, QString>, QHash<DeviceId, std::size_t>> positions;
    m_moves.clear();
    for (const Step &step : m_done) {
        for (const RingMove &move : step.moves) {
            auto &ofStream = positions[{move.stream.kind, move.stream.category}];
            const auto known = ofStream.constFind(move.device);
            if (known == ofStream.constEnd()) {
                ofStream.insert(move.device, m_moves.size());
                m_moves.push_back(move);
            } else {
                m_moves[known.value()].to = move.to;
            }
        }
    }
    std::erase_if(m_moves, [](const RingMove &move) { return move.from == move.to; });
}

std::vector<RingMove> RingDraft::moves(const Stream &stream) const
{
    std::vector<RingMove> found;
    std::copy_if(m_moves.begin(), m_moves.end(), std::back_inserter(found),
                 [&](const RingMove &move) { return move.stream == stream; });
    return found;
}

QString RingDraft::undoText() const
{
    return m_done.empty() ? QString() : m_done.back().text;
}

QString RingDraft::redoText() const
{
    return m_undone.empty() ? QString() : m_undone.back().text;
}

} // namespace ringward
