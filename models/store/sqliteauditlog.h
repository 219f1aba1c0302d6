#pragma once
#include "models/audit/auditlog.h"
#include "models/store/database.h"

namespace ringward {

class SqliteAuditLog : public AuditLog {
public:
    explicit SqliteAuditLog(const Database &database); ///< must outlive this
    Result<AuditEntry> append(const AuditDraft &draft) override;
    Result<std::optional<AuditEntry>> last() override;
    Result<std::vector<AuditEntry>> find(const AuditQuery &query) override;
    Result<Done> visit(qint64 from, const Visitor &visitor) override;
    Result<Done> saveHead(const AuditHead &head) override;
    Result<std::vector<AuditHead>> heads() override;

private:
    const Database &m_database;
};

} // namespace ringward
