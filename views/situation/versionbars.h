#pragma once
#include "models/fleet/situation.h"
#include "views/situation/barrows.h"

namespace ringward {

/// Devices of each ring by the content they have: newest version, the one before, older or not told.
Bars ringBars(const Situation &situation);

/// Devices by the version of their security agent: most devices first, the rest in one row that leads nowhere.
Bars agentBars(const Situation &situation);

inline constexpr std::size_t kMostAgentBars = 6;

} // namespace ringward
