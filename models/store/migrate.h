#pragma once
#include "models/store/connection.h"

namespace ringward {

/// Refuses a store that a newer version made, and a SQLite file that belongs to another program. Changes nothing.
Result<Done> refuseUnknownSchema(const Connection &connection, const QString &folder);

/// Brings the store to the newest schema by the files NNNN_name.sql of `folder`, numbered from 1 without a gap, each in
/// a transaction of its own. An empty line ends a statement, and nothing follows its semicolon.
Result<Done> migrate(const Connection &connection, const QString &folder);

} // namespace ringward
