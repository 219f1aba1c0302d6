#pragma once
#include "models/rings/guardrailcheck.h"

namespace ringward {

/// What the first ring can and cannot see.
struct CanarySight {
    quint32 canaries = 0; ///< working ones
    quint32 strata = 0, seen = 0;
    struct Unseen {
        quint32 stratum = 0;
        QString why; ///< translated
    };
    std::vector<Unseen> unseen; ///< largest first
    /// With this confidence a failure share of at least `share` would have shown if all canaries are clean.
    static double excludedShare(quint32 clean, double confidence = 0.95);
    /// n = ln(1-c) / ln(1-p), rounded up: clean machines that prove a failure share below p.
    static quint32 cleanNeeded(double share, double confidence = 0.95);
};
CanarySight canarySight(const RingFacts &facts, const RingAssignment &rings);

/// Whether a device may be a canary: T2 or T3, not a server, not what a ward falls back on, not pinned.
bool canBeCanary(const RingFacts &facts, Row row);

struct DesignedMove {
    Row row = 0;
    QString why; ///< id of the guardrail, or "canary"
};

struct RingDesign {
    RingAssignment rings;
    std::vector<DesignedMove> moves; ///< what differs from where it began
    WavePlan waves;
    std::vector<GuardrailResult> results; ///< of the design; those that block could not be satisfied
    CanarySight before, after;
    QStringList explanation; ///< translated, one sentence each
    QStringList unsatisfied; ///< translated: what could not be had and why
};

/// Proposes an assignment that satisfies every guardrail, with a canary in each stratum, moving as few devices as
/// possible from `from`. Pinned and held devices stay. 100,000 devices take about a second: off the GUI thread.
/// nullopt when stopped.
std::optional<RingDesign> designRings(const BoundGuardrails &bound, const RingAssignment &from, qint64 startMs,
                                      std::stop_token stop = {});

} // namespace ringward
