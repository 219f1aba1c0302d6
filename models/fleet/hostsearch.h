#pragma once
#include "models/fleet/fleetchunk.h"
#include "models/fleet/textpattern.h"

#include <span>

namespace ringward {

/// Takes the rows out of `rows` (a bit a row of one chunk) whose host name does not match.
void keepMatchingHosts(const HostColumn &hosts, const TextPattern &pattern, std::span<quint64> rows);

} // namespace ringward
