#pragma once
#include "models/audit/auditlog.h"
#include "models/changes/vote.h"

namespace ringward {

/// Changes, votes and what became of them; implemented by the store. Each call is one transaction: what is written is
/// on disk, together with its audit entries, when it returns. Any thread.
class ChangeStore {
public:
    virtual ~ChangeStore() = default;
    virtual Result<std::vector<Change>> list() = 0; ///< newest first; plans have their documents, and nothing else
    virtual Result<Change> load(ChangeId change) = 0;
    virtual Result<std::vector<Vote>> votes(ChangeId change) = 0; ///< in the order they were cast, on any version
    /// The number that the next change will have. Its hash needs it before it is saved; insert() is a Conflict when
    /// another took it meanwhile.
    virtual Result<ChangeId> nextId() = 0;
    virtual Result<Done> insert(const Change &change, const AuditDraft &why) = 0;
    /// Conflict when the stored change is not at `version` and `state` any more.
    virtual Result<Done> update(const Change &change, quint32 version, ChangeState state, const AuditDraft &why) = 0;
    virtual Result<Done> addVote(const Vote &vote, const AuditDraft &why) = 0;
};

} // namespace ringward
