#include "models/store/snapshotwriter.h"

#include "models/store/checksum.h"
#include "models/store/columnblobs.h"
#include "models/store/namesblob.h"

namespace ringward {

namespace {

Result<Done> writeColumns(const Connection &connection, const FleetSnapshot &next, const FleetSnapshot *known)
{
    Statement put = connection.prepare(
        QStringLiteral("INSERT INTO fleet_column(chunk, name, checksum, bytes) VALUES(?, ?, ?, ?) "
                       "ON CONFLICT(chunk, name) DO UPDATE SET checksum = excluded.checksum, bytes = excluded.bytes"));
    for (std::size_t number = 0; number < next.chunks().size(); ++number) {
        const FleetChunk &chunk = *next.chunks()[number];
        const FleetChunk *before = known && number < known->chunks().size() ? known->chunks()[number].get() : nullptr;
        if (before == &chunk)
            continue;
        for (const ColumnBlob &column : columnBlobs()) {
            if (before && column.identity(*before) == column.identity(chunk))
                continue;
            const QByteArray bytes = column.encode(chunk);
            const auto done = put.run(qint64(number), QString::fromLatin1(column.name), checksum(bytes), bytes);
            if (!done)
                return done;
        }
    }
    return connection.run(QStringLiteral("DELETE FROM fleet_column WHERE chunk >= ?"), qint64(next.chunks().size()));
}

Result<Done> writeState(const Connection &connection, const FleetSnapshot &next, const FleetSnapshot *known,
                        qint64 generation)
{
    const qint64 chunks = qint64(next.chunks().size());
    if (known && known->sharedNames() == next.sharedNames())
        return connection.run(QStringLiteral("UPDATE fleet_state SET generation = ?, taken_ms = ?, chunks = ?"),
                              generation, next.takenMs(), chunks);
    const QByteArray names = encodeNames(next.names());
    return connection.run(
        QStringLiteral("INSERT OR REPLACE INTO fleet_state(only, generation, taken_ms, chunks, names, "
                       "names_checksum) VALUES(1, ?, ?, ?, ?, ?)"),
        generation, next.takenMs(), chunks, names, checksum(names));
}

} // namespace

Result<qint64> writeSnapshot(const Connection &connection, const FleetSnapshot &next, const StoredSnapshot &known)
{
    return connection.write([&]() -> Result<qint64> {
        const auto found = connection.value(QStringLiteral("SELECT generation FROM fleet_state"));
        if (!found)
            return found.error();
        const qint64 before = found->toLongLong();
        const bool isOurs = before != 0 && before == known.generation;
        const FleetSnapshot *shared = isOurs ? known.snapshot.get() : nullptr;
        if (const Result<Done> written = writeColumns(connection, next, shared); !written)
            return written.error();
        if (const Result<Done> written = writeState(connection, next, shared, before + 1); !written)
            return written.error();
        return before + 1;
    });
}

} // namespace ringward
