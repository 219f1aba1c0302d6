#pragma once
#include "models/fleet/fleetsnapshot.h"
#include "models/store/database.h"

namespace ringward {

struct StoredSnapshot {
    FleetSnapshotPtr snapshot; ///< never null; empty when none was saved yet
    qint64 generation = 0; ///< goes up with each save by anyone; 0 when none was saved yet
};

/// Reads the last snapshot with several threads. Columns are checked: a damaged one is an Error, never a wrong row.
Result<StoredSnapshot> readSnapshot(const Database &database);

} // namespace ringward
