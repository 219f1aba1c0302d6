#pragma once
#include "models/changes/change.h"
#include "models/changes/operation.h"
#include "models/rings/ringbook.h"

namespace ringward {

/// After a change was carried out, as far as it was: its confirmed moves are where those devices are meant to be, on
/// the change's authority. Streams for which nothing was ever approved stay so. On disk when it returns.
Result<Done> keepIntent(RingBook &rings, const Change &change, const std::vector<Operation> &operations);

} // namespace ringward
