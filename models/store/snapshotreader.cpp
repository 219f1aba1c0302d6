#include "models/store/snapshotreader.h"

#include "models/base/parallel.h"
#include "models/store/checksum.h"
#include "models/store/columnblobs.h"
#include "models/store/namesblob.h"
#include "models/store/sqlerror.h"

namespace ringward {

namespace {

constexpr int kAttempts = 5;

/// The one row of fleet_state.
struct Header {
    qint64 generation = 0;
    qint64 takenMs = 0;
    quint32 chunks = 0;
    QByteArray names;
    qint64 namesChecksum = 0;
};

Error damaged(const QString &file, const QString &what)
{
    return storeError(QT_TRANSLATE_NOOP("ringward::Store",
                                        "The last state of the fleet in the store %1 is damaged. "
                                        "Sources and decisions are not affected: synchronise to "
                                        "fetch the fleet again."),
                      file, what);
}

Error changedMeanwhile(const QString &file)
{
    Error error = storeError(QT_TRANSLATE_NOOP("ringward::Store",
                                               "Another program is writing to the store %1. Wait "
                                               "until it is done, or close it, and try again."),
                             file, QStringLiteral("the generation changed while it was read"));
    error.kind = Error::Kind::Conflict;
    return error;
}

Result<Header> readHeader(const Connection &connection)
{
    Statement statement = connection.prepare(
        QStringLiteral("SELECT generation, taken_ms, chunks, names, names_checksum FROM fleet_state"));
    if (const Result<Done> done = statement.run(); !done)
        return done.error();
    Header header;
    const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
        header = {row.value(0).toLongLong(), row.value(1).toLongLong(), row.value(2).toUInt(),
                  row.value(3).toByteArray(), row.value(4).toLongLong()};
        return Done{};
    });
    if (!read)
        return read.error();
    return header;
}

Result<Done> readColumns(const Connection &connection, quint32 number, const FleetDictionaries &names,
                         FleetChunk &chunk)
{
    Statement statement =
        connection.prepare(QStringLiteral("SELECT checksum, bytes FROM fleet_column WHERE chunk = ? AND name = ?"));
    for (const ColumnBlob &column : columnBlobs()) {
        const QString name = QString::fromLatin1(column.name);
        if (const Result<Done> done = statement.run(number, name); !done)
            return done;
        const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
            const QByteArray bytes = row.value(1).toByteArray();
            if (checksum(bytes) != row.value(0).toLongLong() || !column.decode(chunk, bytes, names))
                return damaged(connection.file(), QStringLiteral("column %1 of chunk %2").arg(name).arg(number));
            return Done{};
        });
        if (!read)
            return read;
    }
    if (!isWhole(chunk))
        return damaged(connection.file(), QStringLiteral("columns of chunk %1").arg(number));
    return Done{};
}

/// Every `stride`th chunk from `first` on, in one view of the store that must be that of `header`.
Result<Done> readChunks(const Database &database, const Header &header, const FleetDictionaries &names, quint32 first,
                        quint32 stride, std::vector<FleetChunkPtr> &chunks)
{
    const Result<Connection> connection = database.connection();
    if (!connection)
        return connection.error();
    return connection->read([&]() -> Result<Done> {
        const auto generation = connection->value(QStringLiteral("SELECT generation FROM fleet_state"));
        if (!generation)
            return generation.error();
        if (generation->toLongLong() != header.generation)
            return changedMeanwhile(database.file());
        for (quint32 number = first; number < header.chunks; number += stride) {
            auto chunk = std::make_shared<FleetChunk>();
            if (const Result<Done> read = readColumns(*connection, number, names, *chunk); !read)
                return read;
            chunk->recovery = unmarkedColumn(chunk->size());
            const bool isLast = number + 1 == header.chunks;
            if (!isLast && chunk->size() != kChunkRows) // a row's number must lead to its chunk
                return damaged(database.file(), QStringLiteral("length of chunk %1").arg(number));
            chunks[number] = std::move(chunk);
        }
        return Done{};
    });
}

Result<StoredSnapshot> readOnce(const Database &database)
{
    const Result<Connection> connection = database.connection();
    if (!connection)
        return connection.error();
    const Result<Header> header = readHeader(*connection);
    if (!header)
        return header.error();
    if (header->generation == 0)
        return StoredSnapshot{std::make_shared<const FleetSnapshot>(), 0};
    const auto names = checksum(header->names) == header->namesChecksum ? decodeNames(header->names) : nullptr;
    constexpr quint32 kMostChunks = ~quint32(0) / kChunkRows;
    if (!names || header->chunks > kMostChunks)
        return damaged(database.file(), QStringLiteral("names"));

    std::vector<FleetChunkPtr> chunks(header->chunks);
    const quint32 readers = std::min(queryThreads(), header->chunks);
    std::vector<Result<Done>> results(readers, Done{});
    parallelFor(readers, {}, [&](std::size_t reader) {
        results[reader] = readChunks(database, *header, *names, quint32(reader), readers, chunks);
    });
    for (const Result<Done> &result : results) {
        if (!result)
            return result.error();
    }
    return StoredSnapshot{std::make_shared<const FleetSnapshot>(std::move(chunks), names, header->takenMs),
                          header->generation};
}

} // namespace

Result<StoredSnapshot> readSnapshot(const Database &database)
{
    for (int attempt = 1;; ++attempt) {
        Result<StoredSnapshot> stored = readOnce(database);
        if (stored || stored.error().kind != Error::Kind::Conflict || attempt == kAttempts)
            return stored;
    }
}

} // namespace ringward
