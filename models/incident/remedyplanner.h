#pragma once
#include "models/changes/planner.h"
#include "models/incident/preflight.h"
#include "models/incident/runbook.h"
#include "models/sources/synchroniser.h"

#include <functional>

namespace ringward {

/// What somebody wants done.
struct RemedyWish {
    Runbook runbook;
    ParameterValues values;
    std::vector<DeviceId> devices; ///< in the order in which they are to be taken within a ward
    ExecutionLimits limits;
    QString overriddenBy; ///< who answers for machines that are in use; empty: they block the plan
};

/// One device of a plan, in the order of its calls.
struct RemedyDevice {
    DeviceId device;
    AgentHealth health = AgentHealth::Unknown;
    Preflight preflight;
    QString user; ///< signed in at it; empty for nobody or not told
};

struct PlannedRemedy {
    Plan plan; ///< with its document and guardrails; freezes are left to who proposes it
    Runbook filled; ///< what the document says
    std::vector<RemedyDevice> devices;
    std::vector<Refusal> refused; ///< by host
    PreflightSummary summary;
};

/// What the holders of keys say of a device; may be empty.
using KeyFacts = std::function<std::optional<KeyFact>(DeviceId)>;

/// Limits that suit a remediation of so many devices: 20 at once, 2 of a ward, stop after a tenth has failed.
ExecutionLimits remedyLimits(std::size_t devices);

/// Asks the hands about each device and puts the devices into steps. Sends nothing. Malformed when a value of the
/// runbook is wrong. The synchroniser must outlive the answer; it is Cancelled on a stop request.
Async<PlannedRemedy> planRemedy(Synchroniser &synchroniser, FleetSnapshotPtr fleet, RemedyWish wish, KeyFacts keys,
                                qint64 nowMs, std::stop_token stop);

/// How safely the devices could be sent into safe mode and back, without planning anything.
Async<std::vector<RemedyDevice>> askReach(Synchroniser &synchroniser, FleetSnapshotPtr fleet,
                                          std::vector<DeviceId> devices, KeyFacts keys, std::stop_token stop);

} // namespace ringward
