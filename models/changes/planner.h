#pragma once
#include "models/changes/plan.h"
#include "models/fleet/fleetsnapshot.h"

namespace ringward {

/// What a step may take of a ward besides its cover: machines of tiers that give no cover (T2 and T3) may all be away
/// together, or never all that work.
enum class WardRule : quint8 { KeepCover, KeepOneWorking };

/// Puts calls into steps so that no step takes more machines of a ward than it can spare, and at most one T0 machine a
/// ward; says what cover every step leaves. The order of calls within a ward stays.
Plan makePlan(const FleetSnapshot &fleet, std::vector<PlannedCall> calls, const ExecutionLimits &limits, qint64 nowMs,
              WardRule rule = WardRule::KeepCover);

/// "RGH 4W ICU"
QString wardLabel(const Ward &ward);

} // namespace ringward
