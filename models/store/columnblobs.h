#pragma once
#include "models/fleet/fleetsnapshot.h"

#include <QByteArray>

#include <span>

namespace ringward {

/// How one column of a chunk becomes bytes and comes back.
struct ColumnBlob {
    const char *name; ///< in fleet_column; never changes
    const void *(*identity)(const FleetChunk &chunk); ///< equal for a column that two chunks share
    QByteArray (*encode)(const FleetChunk &chunk);
    /// False for bytes that are no such column, or that hold a number which `names` does not know.
    bool (*decode)(FleetChunk &chunk, const QByteArray &bytes, const FleetDictionaries &names);
};

/// All columns; `id` is the first, and decides how many rows the chunk has.
std::span<const ColumnBlob> columnBlobs();
const ColumnBlob *columnBlob(QStringView name);

/// Whether every column is there and as long as the others.
bool isWhole(const FleetChunk &chunk);

} // namespace ringward
