#pragma once
#include "models/drivers/driverassessment.h"
#include "models/fleet/situation.h"

namespace ringward {

/// What about drivers needs a person, most urgent first: those that a catalogue calls vulnerable and nobody decided
/// about, reviews and waivers past their date, and new kernel code that waits for a decision.
std::vector<AttentionRow> driverAttention(const DriverAssessment &assessment);

} // namespace ringward
