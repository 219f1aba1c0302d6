#include "models/incident/campaign.h"

#include "models/incident/runbookparser.h"

#include <QCoreApplication>

namespace ringward {

namespace {

Result<Runbook> runbookOf(const Plan &plan)
{
    const QByteArray *document =
        plan.isRemediation() ? plan.document(plan.calls.front().remediation->document) : nullptr;
    if (!document)
        return Error{Error::Kind::Malformed, QStringLiteral("no document"),
                     QCoreApplication::translate("ringward::Campaign", "This change holds no runbook.")};
    return parseRunbook(*document);
}

} // namespace

Result<std::vector<Change>> readCampaigns(const CampaignBooks &books)
{
    Result<std::vector<Change>> all = books.board.list();
    if (all)
        std::erase_if(*all, [](const Change &change) { return !change.plan.isRemediation(); });
    return all;
}

Result<Campaign> readCampaign(const CampaignBooks &books, ChangeId id,
                              const std::optional<std::vector<Operation>> &running,
                              const Result<std::vector<ModeEntry>> &modes)
{
    Result<ChangeFile> file = books.board.file(id);
    if (!file)
        return file.error();
    Result<Runbook> runbook = runbookOf(file->change.plan);
    if (!runbook)
        return runbook.error();
    const Result<std::vector<Operation>> operations =
        running ? Result<std::vector<Operation>>(*running) : books.journal.load(id);
    const Result<std::vector<StepEntry>> steps = books.ledger.steps(id);
    if (!operations || !steps || !modes)
        return !operations ? operations.error() : !steps ? steps.error() : modes.error();
    Campaign campaign{std::move(file->change), std::move(*runbook), {}};
    for (quint32 number = 0; number < campaign.change.plan.calls.size(); ++number) {
        CampaignDevice device{campaign.change.plan.calls[number], {}, {}, {}};
        device.operation.number = number;
        if (number < operations->size())
            device.operation = (*operations)[number];
        campaign.devices.push_back(std::move(device));
    }
    for (const StepEntry &step : *steps) {
        if (step.place.number < campaign.devices.size()
            && step.place.attempt == campaign.devices[step.place.number].operation.attempts)
            campaign.devices[step.place.number].steps.push_back(step);
    }
    for (const ModeEntry &mode : *modes) {
        if (mode.change == id && mode.number < campaign.devices.size())
            campaign.devices[mode.number].mode = mode;
    }
    return campaign;
}

} // namespace ringward
