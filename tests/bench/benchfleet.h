#pragma once
#include "models/fleet/fleetbuilder.h"

namespace ringward::bench {

inline constexpr qint64 kBenchNowMs = 1'721'368'620'000; ///< 19 July 2024, 05:57 UTC

/// A fleet of a large hospital group's proportions, the same every time. Devices come in no order at all, which is the
/// worst case for sorting; hosts are called like RGH-ICU4W-BED07.
FleetSnapshotPtr benchFleet(quint32 devices);

/// Bytes that a snapshot takes: columns, host names and dictionaries. Without the order of the host names.
std::size_t snapshotBytes(const FleetSnapshot &fleet);

} // namespace ringward::bench
