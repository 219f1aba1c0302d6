#pragma once
#include "models/changes/operationjournal.h"
#include "models/store/database.h"

namespace ringward {

class SqliteJournal : public OperationJournal {
public:
    explicit SqliteJournal(const Database &database); ///< must outlive this
    Result<Done> begin(ChangeId change, quint32 calls, qint64 nowMs) override;
    Result<std::vector<Operation>> load(ChangeId change) override;
    Result<Done> move(ChangeId change, OperationState from, const Operation &to, const AuditDraft &why) override;

private:
    const Database &m_database;
};

} // namespace ringward
