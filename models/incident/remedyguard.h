#pragma once
#include "models/changes/plan.h"
#include "models/fleet/fleethub.h"

#include <set>

namespace ringward {

/// What the plan of a remediation must keep: never two T0 machines of a ward at once, never the last working machine of
/// a ward, never a machine that somebody uses unless a named person answers for it; and what it should: minimum cover.
/// `users`: who is signed in at each device in use.
std::vector<GuardrailResult> checkRemedy(const FleetSnapshot &fleet, const Plan &plan,
                                         const std::map<DeviceId, QString> &users);

/// The same at the moment a machine is taken, whatever the plan said when it was made: why it must not be, translated,
/// or nullopt. `underWay`: machines that are being worked now.
std::optional<QString> objectionTo(const FleetSnapshot &fleet, DeviceId device, const std::set<DeviceId> &underWay);

} // namespace ringward
