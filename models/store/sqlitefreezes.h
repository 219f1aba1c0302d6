#pragma once
#include "models/changes/freezecalendar.h"
#include "models/store/database.h"

namespace ringward {

class SqliteFreezes : public FreezeStore {
public:
    explicit SqliteFreezes(const Database &database); ///< must outlive this
    Result<std::vector<Freeze>> freezes() override;
    Result<FreezeId> save(const Freeze &freeze) override;
    Result<Done> remove(FreezeId freeze) override;

private:
    const Database &m_database;
};

} // namespace ringward
