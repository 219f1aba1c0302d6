#pragma once
#include "models/changes/plan.h"
#include "models/fleet/fleetsnapshot.h"

namespace ringward {

/// Puts calls into steps so that no step takes more machines of a ward than it can spare, and at most one T0 machine a
/// ward; says what cover every step leaves. The order of calls within a ward stays.
Plan makePlan(const FleetSnapshot &fleet, std::vector<PlannedCall> calls, const ExecutionLimits &limits, qint64 nowMs);

/// "RGH 4W ICU"
QString wardLabel(const Ward &ward);

} // namespace ringward
