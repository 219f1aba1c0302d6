#include "models/store/sqliteringbook.h"

#include "models/store/auditstore.h"
#include "models/store/decisions.h"
#include "models/store/transaction.h"

#include <algorithm>

namespace ringward {

SqliteRingBook::SqliteRingBook(const Database &database)
    : m_database(database)
{
}

Result<std::vector<RingBook::Document>> SqliteRingBook::read(const QString &kind) const
{
    const auto decisions = reading(m_database, [&](const Connection &c) { return readDecisions(c, kind, {}); });
    if (!decisions)
        return decisions.error();
    std::vector<Document> documents;
    for (const Decision &decision : *decisions)
        documents.push_back({decision.key, decision.document});
    return documents;
}

Result<Done> SqliteRingBook::write(const QString &kind, const Document &document, const AuditDraft *why)
{
    return writing(m_database, [&](const Connection &c) -> Result<Done> {
        if (const auto written = writeDecision(c, Decision{0, kind, {}, document.key, document.json}); !written)
            return written.error();
        if (!why)
            return Done{};
        const Result<AuditEntry> entry = appendAudit(c, *why);
        return entry ? Result<Done>(Done{}) : entry.error();
    });
}

Result<Done> SqliteRingBook::remove(const QString &kind, const QString &key, const AuditDraft &why)
{
    return writing(m_database, [&](const Connection &c) -> Result<Done> {
        const auto known = readDecisions(c, kind, {});
        if (!known)
            return known.error();
        const auto at = std::find_if(known->begin(), known->end(), [&](const Decision &d) { return d.key == key; });
        if (const auto removed = removeDecision(c, kind, at == known->end() ? 0 : at->id); !removed)
            return removed;
        const Result<AuditEntry> entry = appendAudit(c, why);
        return entry ? Result<Done>(Done{}) : entry.error();
    });
}

} // namespace ringward
