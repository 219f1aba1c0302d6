#pragma once
#include "models/audit/hash.h"
#include "models/rings/ringmove.h"
#include "models/sources/sourcerecord.h"

#include <optional>

namespace ringward {

/// What a call does when it works a device through a runbook instead of moving it to a ring.
struct RemediationOrder {
    QString runbook; ///< "remove-content-file"
    Hash document; ///< of the text in Plan::documents that holds every step with its scripts, word for word
    QString overriddenBy; ///< who answers for it that somebody may be at the device; empty: nobody does
    friend bool operator==(const RemediationOrder &, const RemediationOrder &) = default;
};

/// One call to a source: the unit that the board reads, that is sent, and that read-back confirms.
struct PlannedCall {
    RingMove move; ///< what it does; read-back looks for `move.to`. Of a remediation it has only the device
    Tier tier = Tier::T2;
    QString host, ward; ///< as people know them: "RGH-ICU4W-NS01", "RGH 4W ICU"
    SourceId source;
    QString key; ///< the record's key in the source
    QString what; ///< translated; the line that the board reads
    QByteArray request; ///< the exact bytes that will be sent; votes are bound to their hash
    bool repeatable = false; ///< may be sent again when the answer was lost; if not, only read-back can tell
    quint16 step = 0; ///< from 0; a step begins when the one before is confirmed
    std::optional<RemediationOrder> remediation; ///< what it does instead of the move; a Performer carries it out
    friend bool operator==(const PlannedCall &, const PlannedCall &) = default;
};

} // namespace ringward
