#pragma once
#include "models/audit/auditlog.h"
#include "models/changes/change.h"
#include "models/changes/operation.h"

namespace ringward {

/// The journal of the one door; implemented by the store. Each call is synced to disk, together with its audit entry,
/// when it returns: an intent is written before its call goes out, a result after it. Any thread.
class OperationJournal {
public:
    virtual ~OperationJournal() = default;
    /// Writes all calls of a plan down as planned, unless they are there already. Conflict when there are others.
    virtual Result<Done> begin(ChangeId change, quint32 calls, qint64 nowMs) = 0;
    virtual Result<std::vector<Operation>>
    load(ChangeId change) = 0; ///< in the order of the plan; empty before begin()
    /// Conflict when the operation is not in state `from` on disk: somebody else is at work. `attempts` goes up with
    /// each move to Sent.
    virtual Result<Done> move(ChangeId change, OperationState from, const Operation &to, const AuditDraft &why) = 0;
};

} // namespace ringward
