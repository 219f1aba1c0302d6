#pragma once
#include "models/audit/auditlog.h"
#include "models/changes/approvalpolicy.h"

namespace ringward {

/// Approval policies and templates as people decided them, in every version; implemented by the store. Any thread.
class PolicyStore {
public:
    virtual ~PolicyStore() = default;
    virtual Result<std::optional<PolicyBook>> newest() const = 0; ///< none while nobody decided any
    /// On disk, with its audit entry, when it returns. Conflict when its version is not the one after the newest.
    virtual Result<Done> save(const PolicyBook &book, const AuditDraft &why) = 0;
};

} // namespace ringward
