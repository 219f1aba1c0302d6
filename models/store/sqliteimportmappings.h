#pragma once
#include "models/sources/importmapping.h"
#include "models/store/database.h"

namespace ringward {

class SqliteImportMappings : public ImportMappings {
public:
    explicit SqliteImportMappings(const Database &database); ///< must outlive this
    Result<std::optional<ImportMapping>> find(const QString &signature) override;
    Result<Done> remember(const ImportMapping &mapping) override;

private:
    const Database &m_database;
};

} // namespace ringward
