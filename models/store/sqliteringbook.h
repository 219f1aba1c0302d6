#pragma once
#include "models/rings/ringbook.h"
#include "models/store/database.h"

namespace ringward {

class SqliteRingBook : public RingBook {
public:
    explicit SqliteRingBook(const Database &database); ///< must outlive this

protected:
    Result<std::vector<Document>> read(const QString &kind) const override;
    Result<Done> write(const QString &kind, const Document &document, const AuditDraft *why) override;
    Result<Done> remove(const QString &kind, const QString &key, const AuditDraft &why) override;

private:
    const Database &m_database;
};

} // namespace ringward
