#pragma once
#include "models/audit/roster.h"
#include "models/store/database.h"

namespace ringward {

class SqliteRoster : public Roster {
public:
    explicit SqliteRoster(const Database &database); ///< must outlive this
    Result<std::vector<Person>> people() override;
    Result<PersonId> save(const Person &person, const AuditDraft &why) override;

private:
    const Database &m_database;
};

} // namespace ringward
