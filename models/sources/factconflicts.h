#pragma once
#include "models/sources/devicedetail.h"

#include <functional>

namespace ringward {

/// The facts on which the sources of one device disagree, which was taken and why. `records` best first, any number a
/// source; of each source the first one speaks.
std::vector<Conflict> factConflicts(const std::vector<SourceRecord> &records,
                                    const std::function<QString(SourceId)> &nameOf);

} // namespace ringward
