#pragma once
#include "models/audit/hash.h"
#include "models/changes/freezecalendar.h"
#include "models/changes/plannedcall.h"
#include "models/rings/guardrailresult.h"

namespace ringward {

/// How carefully a plan is carried out.
struct ExecutionLimits {
    int atOnce = 4; ///< devices whose outcome is awaited at the same time
    int perWard = 2; ///< of those, in one ward
    int stopAfter = 1; ///< failures; nothing more is sent from there on
    int readBackSec = 900; ///< how long the source may take to tell the new state
    int askAgainSec = 15; ///< how often it is asked
    friend bool operator==(const ExecutionLimits &, const ExecutionLimits &) = default;
};

/// What a ward is left with while a plan runs, in machines of the tier that gives its cover (T0 and T1). The worst is
/// assumed: that every machine in flight stops.
struct WardCover {
    QString ward; ///< "RGH 4W ICU"
    quint32 devices = 0; ///< that the plan touches, of any tier
    quint32 needed = 0; ///< 0 when nobody set a minimum
    quint32 workingNow = 0;
    std::vector<quint32> atStep; ///< the least during each step
    quint32 after = 0;
    quint32 least() const; ///< the smallest of all steps
    friend bool operator==(const WardCover &, const WardCover &) = default;
};

/// What exactly a change will do. What the board approves is what is sent: planHash() covers calls, steps and limits.
struct Plan {
    std::vector<PlannedCall> calls; ///< in the order of their steps
    quint16 steps = 0;
    ExecutionLimits limits;
    std::vector<WardCover> cover; ///< a ward each that the plan touches
    std::vector<GuardrailResult> guardrails; ///< as evaluated when the plan was made
    std::vector<FreezeHit> freezes; ///< windows that the planned time collides with
    qint64 madeMs = 0; ///< UTC; how old the fleet was that it was made from
    std::vector<QByteArray> documents; ///< what calls refer to by documentHash(): many devices share one

    bool isRemediation() const { return !documents.empty(); } ///< also of a plan that was listed without its calls
    const QByteArray *document(const Hash &hash) const; ///< null when the plan has none such
};
Hash documentHash(QByteArrayView document); ///< Hasher("ringward document 1")
/// Hasher("ringward plan 1"): limits, cover and every field of every call. With remediations among them "ringward plan
/// 2", which has each call's order, and with its hash the document, too.
Hash planHash(const Plan &plan);

} // namespace ringward
