#pragma once
#include "models/rings/streampolicy.h"

namespace ringward {

/// What one outside system permits for a stream, out of resources/catalogues/source-limits.json. The facts behind each
/// entry are its vendor's own documents.
struct SourceLimits {
    QString system; ///< "falcon-content"
    QString label; ///< "CrowdStrike Falcon, content update policies"
    StreamKind kind = StreamKind::SecurityContent;
    QStringList categories; ///< empty: any
    std::vector<int> delaysMin; ///< the only delays it takes; empty: any up to `longestDelayMin`
    int longestDelayMin = 0;
    bool pause = false; ///< whether it can hold by a pause
    QStringList noPauseFor; ///< categories that it refuses to pause
    int longestPauseDays = 0; ///< 0: no end
    bool versionPins = false;
    QString ringIs, groupIs; ///< "content update policy", "host group"
};

const std::vector<SourceLimits> &sourceLimits();
const SourceLimits *limitsOf(QStringView system); ///< null when there is none of that key

/// Why `limits` would refuse the ring, translated, one sentence each; empty when it would take it.
QStringList refusals(const Ring &ring, const Stream &stream, const SourceLimits &limits);
/// Of all deliveries of all rings: a policy with any cannot be saved or planned.
QStringList refusals(const StreamPolicy &policy);

} // namespace ringward
