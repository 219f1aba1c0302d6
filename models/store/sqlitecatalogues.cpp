#include "models/store/checksum.h"
#include "models/store/sqlitedrivers.h"
#include "models/store/transaction.h"

#include <array>

namespace ringward {

namespace {

// Positions are the values of CatalogueKind; the words never change.
constexpr std::array kKinds{"altitudes", "loldrivers", "blocklist", "crashes"};

} // namespace

SqliteCatalogues::SqliteCatalogues(const Database &database)
    : m_database(database)
{
}

Result<std::vector<StoredCatalogue>> SqliteCatalogues::load()
{
    return reading(m_database, [](const Connection &connection) -> Result<std::vector<StoredCatalogue>> {
        std::vector<StoredCatalogue> all;
        Statement statement =
            connection.prepare(QStringLiteral("SELECT kind, file, imported_ms, checksum, bytes FROM catalogue"));
        if (const Result<Done> done = statement.run(); !done)
            return done.error();
        const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
            const QString kind = row.value(0).toString();
            const auto known = std::find_if(kKinds.begin(), kKinds.end(),
                                            [&](const char *word) { return kind == QLatin1StringView(word); });
            if (known == kKinds.end())
                return Done{}; // nothing that this version can use
            const QByteArray bytes = row.value(4).toByteArray();
            const bool sound = checksum(bytes) == row.value(3).toLongLong();
            all.push_back({CatalogueKind(known - kKinds.begin()), row.value(1).toString(), row.value(2).toLongLong(),
                           sound ? qUncompress(bytes) : QByteArray()});
            return Done{};
        });
        if (!read)
            return read.error();
        return all;
    });
}

Result<Done> SqliteCatalogues::put(const StoredCatalogue &catalogue)
{
    const QByteArray bytes = qCompress(catalogue.bytes, 6);
    return writing(m_database, [&](const Connection &connection) {
        return connection.run(QStringLiteral("INSERT OR REPLACE INTO catalogue(kind, file, imported_ms, checksum, "
                                             "bytes) VALUES(?, ?, ?, ?, ?)"),
                              QString::fromLatin1(kKinds[std::size_t(catalogue.kind)]), catalogue.file,
                              catalogue.importedMs, checksum(bytes), bytes);
    });
}

} // namespace ringward
