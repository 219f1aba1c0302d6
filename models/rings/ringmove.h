#pragma once
#include "models/fleet/fleetdictionaries.h"

#include <vector>

namespace ringward {

/// One device goes from one ring of a stream to another. What a draft is made of and what a plan carries out.
struct RingMove {
    DeviceId device;
    Stream stream;
    RingName from; ///< an empty name: no ring was known
    RingName to;
    friend bool operator==(const RingMove &, const RingMove &) = default;
};

/// The moves that undo `moves`, last one first. A device that came from no known ring has no way back and is left out.
std::vector<RingMove> reversed(const std::vector<RingMove> &moves);

} // namespace ringward
