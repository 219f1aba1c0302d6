#pragma once
#include "models/sources/sourcekind.h"
#include "models/store/connection.h"

namespace ringward {

/// What an admin set up.
Result<std::vector<SourceConfig>> readSources(const Connection &connection); ///< in the order they were added
/// Id 0 makes a new one. Conflict when another source has that name, in any case; NotFound when it was removed.
Result<SourceId> writeSource(const Connection &connection, const SourceConfig &config);
Result<Done> removeSource(const Connection &connection, SourceId source); ///< NotFound when it is gone already
Result<std::vector<std::pair<SourceId, qint64>>> readSuccesses(const Connection &connection);
Result<Done> writeSuccess(const Connection &connection, SourceId source, qint64 atMs);

} // namespace ringward
