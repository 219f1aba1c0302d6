#include "models/rings/pinlist.h"

#include <algorithm>

namespace ringward {

namespace {

/// Of the rule on protection age, in minutes; 0 without one.
int ceilingOf(const GuardrailSet &set, const Stream &stream)
{
    for (const Guardrail &rule : set.rules) {
        if (rule.measure == Guardrail::Measure::ProtectionAge
            && (rule.streams.isEmpty() || rule.streams.contains(word(stream.kind))))
            return rule.limit;
    }
    return 0;
}

} // namespace

QString alarmText(const PinLine &line)
{
    QStringList texts;
    for (const PinAlarm &alarm : line.alarms)
        texts << alarm.text;
    return texts.join(u' ');
}

PinLine pinLine(const Pin &pin, const RingFacts &facts, const GuardrailSet &guardrails, qint64 nowMs)
{
    return {pin, pinnedRows(pin, facts, nowMs).size(), protectionAgeMin(pin, facts.policy, nowMs),
            alarms(pin, facts, ceilingOf(guardrails, pin.stream), nowMs)};
}

std::vector<PinLine> pinLines(const std::vector<Pin> &pins, const FleetSnapshotPtr &fleet,
                              const std::vector<StreamPolicy> &policies, const GuardrailSet &guardrails, qint64 nowMs,
                              std::stop_token stop)
{
    std::vector<PinLine> lines;
    for (const Pin &pin : pins)
        lines.push_back({pin, 0, 0, {}});
    for (const StreamPolicy &policy : policies) {
        const auto isOfIt = [&](const PinLine &line) {
            return line.pin.stream == policy.stream;
        };
        if (std::none_of(lines.begin(), lines.end(), isOfIt))
            continue;
        const RingFactsPtr facts = gatherRingFacts(fleet, policy, stop);
        for (PinLine &line : lines) {
            if (facts && !stop.stop_requested() && isOfIt(line))
                line = pinLine(line.pin, *facts, guardrails, nowMs);
        }
    }
    return lines;
}

} // namespace ringward
