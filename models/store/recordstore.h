#pragma once
#include "models/sources/sourcerecord.h"
#include "models/store/connection.h"

namespace ringward {

/// Records as the sources told them, one a source and key.
Result<std::vector<SourceRecord>> readRecords(const Connection &connection, SourceId source);

/// All of these run in the caller's transaction. Of two records with one key the later one stays.
Result<Done> writeRecords(const Connection &connection, SourceId source, const std::vector<SourceRecord> &records);
Result<Done> removeRecords(const Connection &connection, SourceId source, const std::vector<QString> &keys);
Result<Done> removeAllRecords(const Connection &connection, SourceId source);
Result<Done> removeUnusedDriverLists(const Connection &connection);

} // namespace ringward
