#pragma once
#include "models/rings/ringmove.h"

#include <QStringList>

namespace ringward {

/// What one guardrail says of the present or of a draft.
struct GuardrailResult {
    enum class State {
        Holds,
        Near, ///< holds, with little room left
        Waived, ///< broken, and somebody answers for it until `waivedUntilMs`
        Blocks, ///< broken: a change with it cannot be proposed
        NotTold, ///< no source tells what the rule looks at; `detail` says what is missing
    };

    QString rule; ///< id in resources/catalogues/guardrails.json: "ward-continuity-t0"
    QString name; ///< translated: "Ward continuity T0"
    State state = State::Holds;
    QString value, limit; ///< translated, with units: "12 h", "at least 3 h"
    QString detail; ///< translated: which machines, which ward, and the smallest fix; empty when it holds
    std::vector<DeviceId> devices; ///< at fault
    QStringList wards; ///< "RGH 4W ICU", of the devices at fault
    std::vector<RingMove> smallestFix; ///< moves that end it, on top of the draft; empty when there are none
    QString waivedBy; ///< owner of the waiver
    qint64 waivedUntilMs = 0; ///< UTC
};

} // namespace ringward
