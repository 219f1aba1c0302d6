#include "models/rings/movejudge.h"

#include "models/rings/guardrailcheck.h"
#include "models/rings/ringpicture.h"

#include <QCoreApplication>

#include <algorithm>

namespace ringward {

namespace {

GuardrailResult unknownRing(const RingMove &move)
{
    GuardrailResult result;
    result.rule = QStringLiteral("known-ring");
    result.name = QCoreApplication::translate("ringward::Guardrails", "Known ring");
    result.state = GuardrailResult::State::Blocks;
    result.value = move.to.name;
    result.limit = QCoreApplication::translate("ringward::Guardrails", "a ring of the approved policy");
    result.detail = QCoreApplication::translate("ringward::Guardrails", "%1 has no ring “%2”.")
                        .arg(streamLabel(move.stream), move.to.name);
    result.devices = {move.device};
    return result;
}

} // namespace

std::vector<GuardrailResult> judgeMoves(const FleetSnapshot &fleet, const std::vector<StreamPolicy> &policies,
                                        const GuardrailSet &guardrails, const std::vector<Pin> &pins,
                                        const std::vector<RingMove> &moves, qint64 startMs)
{
    std::vector<GuardrailResult> results;
    for (const RingMove &move : moves) {
        const bool known = std::any_of(policies.begin(), policies.end(), [&](const StreamPolicy &policy) {
            return policy.stream == move.stream && policy.ringCalled(move.to.name) >= 0;
        });
        if (!known)
            results.push_back(unknownRing(move));
    }
    // The facts hold the fleet only as long as this call does.
    const FleetSnapshotPtr borrowed(FleetSnapshotPtr(), &fleet);
    for (const StreamPolicy &policy : policies) {
        const bool concerned =
            std::any_of(moves.begin(), moves.end(), [&](const RingMove &move) { return move.stream == policy.stream; });
        if (!concerned)
            continue;
        const RingFactsPtr facts = withPins(gatherRingFacts(borrowed, policy), pins, startMs);
        const BoundGuardrails bound(facts, guardrails, startMs);
        const RingAssignment rings = withMoves(*facts, moves);
        for (GuardrailResult &result : checkDraft(bound, rings, planWaves(bound, rings), startMs))
            results.push_back(std::move(result));
    }
    return results;
}

} // namespace ringward
