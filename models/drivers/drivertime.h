#pragma once
#include "models/drivers/drivernews.h"

namespace ringward {

/// The devices of today with the drivers that they had at an earlier moment: `changes` are all that came later, newest
/// first. Everything but the drivers is as it is now, and devices that have gone since are missing.
FleetSnapshotPtr fleetAt(const FleetSnapshotPtr &now, const std::vector<SetChange> &changes);

/// How many devices had any of some drivers.
struct PrevalencePoint {
    qint64 atMs = 0; ///< UTC
    quint32 devices = 0;
    friend bool operator==(const PrevalencePoint &, const PrevalencePoint &) = default;
};
/// One point for each moment at which the number changed after `fromMs`, the state at `fromMs` first and that of now
/// last, oldest first. `has` is asked about keys. `changes` are those after `fromMs`, newest first. A device that was
/// read for the first time meanwhile counts as it was then, and a fleet that was is told from that time on.
std::vector<PrevalencePoint> prevalenceSince(const FleetSnapshot &now, const std::vector<SetChange> &changes,
                                             const std::function<bool(const QString &key)> &has, qint64 fromMs,
                                             qint64 nowMs);

} // namespace ringward
