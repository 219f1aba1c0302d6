#pragma once
#include "models/audit/auditlog.h"
#include "models/store/connection.h"

namespace ringward {

/// Appends to the chain in the caller's transaction, so that what was decided and its entry are kept together.
Result<AuditEntry> appendAudit(const Connection &connection, const AuditDraft &draft);

} // namespace ringward
