#pragma once
#include "models/audit/auditlog.h"

namespace ringward {

/// The line above the audit: `deed:vote object:CHG-0142 since:2026-09-08 until:2026-09-09` and free words, all of which
/// must hold. Times are days of the local calendar; `until` is not in it.
struct AuditQuestion {
    AuditQuery query;
    QString problem; ///< translated; empty when the line is right
};
AuditQuestion parseAuditLine(const QString &line);

} // namespace ringward
