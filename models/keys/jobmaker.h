#pragma once
#include "models/keys/keydesk.h"
#include "models/keys/keyjob.h"

namespace ringward {

struct KeyJobOrder {
    std::vector<DeviceId> devices; ///< in the order of the slips; kMostSlips at most
    QString title, reason;
    bool simulated = false;
    std::function<void(std::size_t done)> progress = {}; ///< after each device; may be empty
};

/// Releases the newest key of each device, one after the other, each with its own audit entry. A device whose key
/// cannot be had is named in the job; an entry that cannot be written ends it without a job.
Async<KeyJob> makeKeyJob(KeyDesk &desk, const FleetSnapshotPtr &fleet, KeyJobOrder order, std::stop_token stop);

} // namespace ringward
