#pragma once
#include "models/rings/guardrail.h"
#include "models/rings/pin.h"

#include <stop_token>

namespace ringward {

/// What of one pin a list shows.
struct PinLine {
    Pin pin;
    std::size_t devices = 0;
    int ageMin = 0;
    std::vector<PinAlarm> alarms;
};
QString alarmText(const PinLine &line); ///< all of them; empty when it is well

PinLine pinLine(const Pin &pin, const RingFacts &facts, const GuardrailSet &guardrails, qint64 nowMs);

/// Pins of all streams, as they are ordered. One whose stream the fleet does not have holds no device. For any thread;
/// cut short when stopped.
std::vector<PinLine> pinLines(const std::vector<Pin> &pins, const FleetSnapshotPtr &fleet,
                              const std::vector<StreamPolicy> &policies, const GuardrailSet &guardrails, qint64 nowMs,
                              std::stop_token stop = {});

} // namespace ringward
