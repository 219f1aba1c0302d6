#pragma once
#include "models/changes/planner.h"
#include "models/sources/synchroniser.h"

namespace ringward {

/// A plan, and the moves that no source can carry out.
struct PlannedMoves {
    Plan plan;
    std::vector<Refusal> refused; ///< by host
};

/// Asks the sources for the calls that move devices between rings: for each device the best source that tells its
/// stream and can move it. Sends nothing. The synchroniser must outlive the answer; it is Cancelled on a stop request.
Async<PlannedMoves> planMoves(Synchroniser &synchroniser, FleetSnapshotPtr fleet, std::vector<RingMove> moves,
                              ExecutionLimits limits, qint64 nowMs, std::stop_token stop);

/// The devices of a row set as moves of a stream to a ring; those that are there already are left out.
std::vector<RingMove> movesTo(const FleetSnapshot &fleet, const std::vector<Row> &rows, const Stream &stream,
                              const RingName &to);

} // namespace ringward
