#pragma once
#include "models/changes/policystore.h"
#include "models/store/database.h"

namespace ringward {

class SqlitePolicies : public PolicyStore {
public:
    explicit SqlitePolicies(const Database &database); ///< must outlive this
    Result<std::optional<PolicyBook>> newest() const override;
    Result<Done> save(const PolicyBook &book, const AuditDraft &why) override;

private:
    const Database &m_database;
};

} // namespace ringward
