#pragma once
#include "models/changes/changeboard.h"
#include "models/changes/operationjournal.h"
#include "models/incident/runbook.h"
#include "models/incident/stepledger.h"

namespace ringward {

/// One device of a campaign, with how far it has come.
struct CampaignDevice {
    PlannedCall call;
    Operation operation;
    std::vector<StepEntry> steps; ///< of the last attempt; those that were begun, the way back included
    std::optional<ModeEntry> mode; ///< when it may be in safe mode
};

/// A remediation under way or over.
struct Campaign {
    Change change;
    Runbook runbook; ///< as approved
    std::vector<CampaignDevice> devices; ///< in the order of the plan
};

/// Where campaigns are kept. Any thread.
struct CampaignBooks {
    ChangeBoard &board;
    OperationJournal &journal;
    StepLedger &ledger;
};

/// Newest first.
Result<std::vector<Change>> readCampaigns(const CampaignBooks &books);
/// `running` as ChangeDesk::running() has it, `modes` as StepLedger::openModes().
Result<Campaign> readCampaign(const CampaignBooks &books, ChangeId change,
                              const std::optional<std::vector<Operation>> &running,
                              const Result<std::vector<ModeEntry>> &modes);

/// What a page shows, read at once.
struct CampaignReading {
    Result<std::vector<Change>> campaigns;
    Result<std::vector<ModeEntry>> modes; ///< devices that may be in safe mode
    ChangeId wanted; ///< id 0 when no campaign was asked for
    std::optional<Result<Campaign>> campaign; ///< the wanted one
};

} // namespace ringward
