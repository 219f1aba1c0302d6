#pragma once
#include "models/changes/changestore.h"
#include "models/store/database.h"

namespace ringward {

class SqliteChanges : public ChangeStore {
public:
    explicit SqliteChanges(const Database &database); ///< must outlive this
    Result<std::vector<Change>> list() override;
    Result<Change> load(ChangeId change) override;
    Result<std::vector<Vote>> votes(ChangeId change) override;
    Result<ChangeId> nextId() override;
    Result<Done> insert(const Change &change, const AuditDraft &why) override;
    Result<Done> update(const Change &change, quint32 version, ChangeState state, const AuditDraft &why) override;
    Result<Done> addVote(const Vote &vote, const AuditDraft &why) override;

private:
    const Database &m_database;
};

} // namespace ringward
