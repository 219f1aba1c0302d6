#pragma once
#include "models/rings/guardrail.h"
#include "models/rings/guardrailresult.h"
#include "models/rings/pin.h"

namespace ringward {

/// Every guardrail on moves of any streams, as they would be carried out from `startMs` on (UTC); the results of one
/// stream after those of another. Moves of a stream without a policy, or to a ring that it does not have, are answered
/// by a result that blocks. Work for any thread; `fleet` is read during the call only.
std::vector<GuardrailResult> judgeMoves(const FleetSnapshot &fleet, const std::vector<StreamPolicy> &policies,
                                        const GuardrailSet &guardrails, const std::vector<Pin> &pins,
                                        const std::vector<RingMove> &moves, qint64 startMs);

} // namespace ringward
