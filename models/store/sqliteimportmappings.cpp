#include "models/store/sqliteimportmappings.h"

#include "models/store/decisions.h"
#include "models/store/transaction.h"

#include <QJsonArray>

namespace ringward {

namespace {

QString kind()
{
    return QStringLiteral("import-mapping");
}

} // namespace

SqliteImportMappings::SqliteImportMappings(const Database &database)
    : m_database(database)
{
}

/// The signature is the scope: one mapping in each, found by the index.
Result<std::optional<ImportMapping>> SqliteImportMappings::find(const QString &signature)
{
    const auto found = reading(m_database, [&](const Connection &c) { return readDecisions(c, kind(), signature); });
    if (!found)
        return found.error();
    if (found->empty())
        return std::optional<ImportMapping>();
    ImportMapping mapping{signature, {}};
    for (const QJsonValue &meaning : found->front().document[QStringLiteral("meanings")].toArray())
        mapping.meanings << meaning.toString();
    return std::optional(mapping);
}

Result<Done> SqliteImportMappings::remember(const ImportMapping &mapping)
{
    const Decision decision{
        0, kind(), mapping.signature, {}, {{QStringLiteral("meanings"), QJsonArray::fromStringList(mapping.meanings)}}};
    const auto saved = writing(m_database, [&](const Connection &c) { return writeDecision(c, decision); });
    if (!saved)
        return saved.error();
    return Done{};
}

} // namespace ringward
