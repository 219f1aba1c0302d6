#pragma once
#include "models/fleet/situation.h"
#include "models/incident/stepledger.h"

#include <functional>

namespace ringward {

/// What of the devices that may be in safe mode needs a person: one row, or none. `isUnderWay` says whether a campaign
/// works a device now; those are counted, and alarmed about when they are longer there than their way back allows.
std::vector<AttentionRow> safeModeAttention(const std::vector<ModeEntry> &open, qint64 nowMs,
                                            const std::function<bool(const ModeEntry &)> &isUnderWay);

/// "in safe mode", "next start in safe mode", "may be in safe mode", "out": translated.
QString modeText(const ModeEntry &mode);

} // namespace ringward
