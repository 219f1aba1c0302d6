#pragma once
#include "models/store/snapshotreader.h"

namespace ringward {

/// Writes what `next` does not share with `known`, all or nothing. What another program saved since is replaced whole.
/// The answer is the new generation.
Result<qint64> writeSnapshot(const Connection &connection, const FleetSnapshot &next, const StoredSnapshot &known);

} // namespace ringward
