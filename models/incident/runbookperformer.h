#pragma once
#include "models/incident/runbookwork.h"

#include <set>

namespace ringward {

/// Carries out remediations: works one device after the other through the runbook that the plan holds. Each step is in
/// the ledger before and after; a device whose work was interrupted anywhere is first asked where it stands. After a
/// failure behind the arming the runbook's way back is taken, and the outcome says whether it was.
class RunbookPerformer : public Performer {
public:
    struct Parts {
        StepLedger &ledger;
        const Clock &clock;
        int pollMs = 5000;
        std::function<void(const StepPlace &)> stepped; ///< after each entry; may be empty
        /// Why a machine must not be taken now, given those that are under way; may be empty.
        std::function<std::optional<QString>(DeviceId, const std::set<DeviceId> &underWay)> objection;
    };
    explicit RunbookPerformer(Parts parts);

    Async<Performance> perform(PerformerJob job, std::stop_token stop) override;
    /// Asks a device that may be in safe mode where it stands, and writes that down; true when it is out.
    Async<bool> lookAgain(PerformerJob job, std::stop_token stop);

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared; ///< outlives this in what is under way
};

} // namespace ringward
