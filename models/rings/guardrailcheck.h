#pragma once
#include "models/rings/guardrailresult.h"
#include "models/rings/ringledger.h"

namespace ringward {

/// The moves of a plan by row, in waves that follow each other. Moves of a wave may be under way at the same time.
struct WavePlan {
    std::vector<Row> rows;
    std::vector<quint16> waves; ///< of each row, from 0
    quint16 count = 0; ///< how many waves
};

/// Everything that differs between today and `rings`, in as few waves as the guardrails of measure WardInFlight permit.
WavePlan planWaves(const BoundGuardrails &bound, const RingAssignment &rings);
/// The moves in the order of their waves.
std::vector<RingMove> movesOf(const RingFacts &facts, const RingAssignment &rings, const WavePlan &plan);

/// Every guardrail on the assignment `rings`, reached by `plan` (empty for the present) that would start at `startMs`
/// (UTC; handover times are local). In the order of the set. Any thread; empty when stopped.
std::vector<GuardrailResult> checkGuardrails(const BoundGuardrails &bound, const RingAssignment &rings,
                                             const WavePlan &plan, qint64 startMs, std::stop_token stop = {});

/// The same for a draft, which answers for what it makes worse: a guardrail that the present breaks already, and that
/// the draft breaks for no further device, is Near and says so. Otherwise nothing could be moved until all is well.
std::vector<GuardrailResult> checkDraft(const BoundGuardrails &bound, const RingAssignment &rings, const WavePlan &plan,
                                        qint64 startMs, std::stop_token stop = {});

/// Whether none of them blocks.
bool isPermitted(const std::vector<GuardrailResult> &results);

} // namespace ringward
