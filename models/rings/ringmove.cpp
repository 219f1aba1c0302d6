#include "models/rings/ringmove.h"

namespace ringward {

std::vector<RingMove> reversed(const std::vector<RingMove> &moves)
{
    std::vector<RingMove> back;
    for (auto move = moves.rbegin(); move != moves.rend(); ++move) {
        if (!move->from.name.isEmpty())
            back.push_back({move->device, move->stream, move->to, move->from});
    }
    return back;
}

} // namespace ringward
