#include "app/ctl/remedydocument.h"

#include "app/ctl/changedocument.h"
#include "app/ctl/command.h"
#include "models/base/counted.h"
#include "models/incident/safemodewatch.h"

#include <QJsonArray>

namespace ringward::ctl {

namespace {

QString stateWord(GuardrailResult::State state)
{
    static constexpr std::array kWords{"holds", "near", "waived", "blocks", "not told"};
    return QString::fromLatin1(kWords[std::size_t(state)]);
}

QJsonArray reasonsOf(const Preflight &preflight)
{
    QJsonArray reasons;
    for (const ReachReason &reason : preflight.reasons)
        reasons.append(QJsonObject{{QStringLiteral("reason"), word(reason.kind)},
                                   {QStringLiteral("text"), label(reason.kind)},
                                   {QStringLiteral("remedy"), remedyOf(reason.kind)},
                                   {QStringLiteral("blocks"), reason.isBlocking}});
    return reasons;
}

QJsonObject toJson(const PreflightSummary &summary)
{
    QJsonArray plan;
    for (const auto &[kind, devices] : summary.plan)
        plan.append(QJsonObject{{QStringLiteral("reason"), word(kind)},
                                {QStringLiteral("devices"), qint64(devices)},
                                {QStringLiteral("remedy"), remedyOf(kind)}});
    return {{QStringLiteral("ready"), qint64(summary.ready)},
            {QStringLiteral("doubtful"), qint64(summary.doubtful)},
            {QStringLiteral("not_reachable"), qint64(summary.notReachable)},
            {QStringLiteral("plan"), plan}};
}

QJsonArray stepsOf(const std::vector<RunbookStep> &steps)
{
    QJsonArray array;
    for (const RunbookStep &step : steps) {
        QJsonObject scripts;
        for (std::size_t i = 0; i < kShells; ++i) {
            if (!step.scripts[i].isEmpty())
                scripts.insert(word(Shell(i)), step.scripts[i]);
        }
        array.append(QJsonObject{{QStringLiteral("id"), step.id},
                                 {QStringLiteral("title"), step.title},
                                 {QStringLiteral("deed"), word(step.deed)},
                                 {QStringLiteral("needs"), step.needs},
                                 {QStringLiteral("words"), step.words},
                                 {QStringLiteral("limit_sec"), step.limitSec},
                                 {QStringLiteral("evidence"), step.output},
                                 {QStringLiteral("scripts"), scripts}});
    }
    return array;
}

} // namespace

QJsonObject toJson(const Runbook &runbook)
{
    QJsonArray parameters;
    for (const RunbookParameter &each : runbook.parameters)
        parameters.append(QJsonObject{{QStringLiteral("name"), each.name},
                                      {QStringLiteral("type"), word(each.type)},
                                      {QStringLiteral("label"), each.label},
                                      {QStringLiteral("help"), each.help},
                                      {QStringLiteral("initial"), each.initial}});
    QJsonObject chosen;
    for (const auto &[name, value] : runbook.chosen)
        chosen.insert(name, value);
    return {{QStringLiteral("runbook"), runbook.id},
            {QStringLiteral("revision"), runbook.revision},
            {QStringLiteral("title"), runbook.title},
            {QStringLiteral("about"), runbook.about},
            {QStringLiteral("risk"), runbook.risk},
            {QStringLiteral("way_back_words"), runbook.wayBackWords},
            {QStringLiteral("own"), runbook.isOwn},
            {QStringLiteral("enters_safe_mode"), runbook.entersSafeMode()},
            {QStringLiteral("parameters"), parameters},
            {QStringLiteral("chosen"), chosen},
            {QStringLiteral("steps"), stepsOf(runbook.steps)},
            {QStringLiteral("way_back"), stepsOf(runbook.wayBack)}};
}

QJsonObject toJson(const RemedyDevice &device, const FleetSnapshot &fleet)
{
    const auto row = fleet.find(device.device);
    return {{QStringLiteral("host"), row ? QString::fromUtf8(fleet.host(*row)) : QString()},
            {QStringLiteral("ward"), row ? wardLabel(fleet.ward(*row)) : QString()},
            {QStringLiteral("tier"), row ? word(fleet.tier(*row)) : QString()},
            {QStringLiteral("health"), word(device.health)},
            {QStringLiteral("reach"), word(device.preflight.level)},
            {QStringLiteral("reasons"), reasonsOf(device.preflight)},
            {QStringLiteral("user"), device.user}};
}

QJsonObject toJson(const PlannedRemedy &planned, const FleetSnapshot &fleet)
{
    QJsonArray devices, guardrails, refused;
    for (std::size_t i = 0; i < planned.devices.size(); ++i) {
        QJsonObject device = toJson(planned.devices[i], fleet);
        device.insert(QStringLiteral("step"), planned.plan.calls[i].step + 1);
        devices.append(device);
    }
    for (const GuardrailResult &each : planned.plan.guardrails)
        guardrails.append(QJsonObject{{QStringLiteral("rule"), each.rule},
                                      {QStringLiteral("name"), each.name},
                                      {QStringLiteral("state"), stateWord(each.state)},
                                      {QStringLiteral("value"), each.value},
                                      {QStringLiteral("limit"), each.limit},
                                      {QStringLiteral("detail"), each.detail},
                                      {QStringLiteral("wards"), QJsonArray::fromStringList(each.wards)}});
    for (const Refusal &each : planned.refused)
        refused.append(QJsonObject{{QStringLiteral("host"), each.where}, {QStringLiteral("reason"), each.reason}});
    return {{QStringLiteral("runbook"), toJson(planned.filled)},
            {QStringLiteral("document"), documentHash(planned.plan.documents.front()).hex()},
            {QStringLiteral("steps"), planned.plan.steps},
            {QStringLiteral("devices"), devices},
            {QStringLiteral("refused"), refused},
            {QStringLiteral("guardrails"), guardrails},
            {QStringLiteral("reach"), toJson(planned.summary)}};
}

QJsonObject toJson(const ModeEntry &mode)
{
    return {{QStringLiteral("host"), mode.host},
            {QStringLiteral("ward"), mode.ward},
            {QStringLiteral("change"), reference(mode.change)},
            {QStringLiteral("mode"), modeText(mode)},
            {QStringLiteral("is_safe"), mode.isSafe},
            {QStringLiteral("is_next_safe"), mode.isNextSafe},
            {QStringLiteral("said"), isoUtc(mode.saidMs)},
            {QStringLiteral("leaves_by_itself_by"), isoUtc(mode.wayBackMs)}};
}

QJsonObject toJson(const Campaign &campaign)
{
    QJsonArray devices;
    for (const CampaignDevice &device : campaign.devices) {
        QJsonArray steps;
        for (const StepEntry &step : device.steps)
            steps.append(QJsonObject{{QStringLiteral("step"), step.step},
                                     {QStringLiteral("state"), word(step.state)},
                                     {QStringLiteral("tries"), step.tries},
                                     {QStringLiteral("started"), isoUtc(step.startedMs)},
                                     {QStringLiteral("at"), isoUtc(step.atMs)},
                                     {QStringLiteral("evidence"), step.evidence}});
        devices.append(QJsonObject{{QStringLiteral("host"), device.call.host},
                                   {QStringLiteral("ward"), device.call.ward},
                                   {QStringLiteral("tier"), word(device.call.tier)},
                                   {QStringLiteral("state"), word(device.operation.state)},
                                   {QStringLiteral("attempts"), device.operation.attempts},
                                   {QStringLiteral("detail"), device.operation.detail},
                                   {QStringLiteral("safe_mode"), device.mode ? modeText(*device.mode) : QString()},
                                   {QStringLiteral("steps"), steps}});
    }
    return {{QStringLiteral("change"), reference(campaign.change.id)},
            {QStringLiteral("title"), campaign.change.title},
            {QStringLiteral("state"), word(campaign.change.state)},
            {QStringLiteral("runbook"), campaign.runbook.id},
            {QStringLiteral("devices"), devices}};
}

void print(const PreflightSummary &summary, Output &out)
{
    out.line(tr("Safe-mode reachability: %1 ready, %2 doubtful, %3 not reachable.")
                 .arg(summary.ready)
                 .arg(summary.doubtful)
                 .arg(summary.notReachable));
    for (const auto &[kind, devices] : summary.plan)
        out.line(tr("  %1: %2. %3").arg(counted(devices, Noun::Device)).arg(label(kind), remedyOf(kind)));
}

void print(const PlannedRemedy &planned, Output &out)
{
    out.line(tr("%1: %2 in %3. Nothing has been sent.")
                 .arg(planned.filled.title, counted(qint64(planned.plan.calls.size()), Noun::Device),
                      counted(planned.plan.steps, Noun::Step)));
    print(planned.summary, out);
    for (const GuardrailResult &each : planned.plan.guardrails)
        out.line(
            QStringLiteral("%1: %2 (%3, %4) %5")
                .arg(each.name, tr(stateWord(each.state).toLatin1().constData()), each.value, each.limit, each.detail));
    const std::vector<TableColumn> heads{{tr("Step"), true},  {tr("Host"), false},  {tr("Ward"), false},
                                         {tr("Tier"), false}, {tr("Reach"), false}, {tr("Why"), false}};
    out.table(heads, planned.plan.calls.size(), [&](std::size_t row, std::size_t column) -> QString {
        const PlannedCall &call = planned.plan.calls[row];
        const std::array texts{QString::number(call.step + 1),
                               call.host,
                               call.ward,
                               word(call.tier).toUpper(),
                               label(planned.devices[row].preflight.level),
                               planned.devices[row].preflight.text()};
        return texts[column];
    });
    for (const auto *steps : {&planned.filled.steps, &planned.filled.wayBack}) {
        for (const RunbookStep &step : *steps) {
            out.line(QString());
            out.line(QStringLiteral("== %1 (%2, %3 s)").arg(step.title, step.id).arg(step.limitSec));
            for (const QString &script : step.scripts) {
                for (const QString &line : script.split(u'\n', Qt::SkipEmptyParts))
                    out.line(QStringLiteral("   ") + line);
            }
            if (!step.words.isEmpty())
                out.line(QStringLiteral("   ") + step.words);
        }
    }
}

void print(const Campaign &campaign, Output &out)
{
    std::vector<Operation> operations;
    for (const CampaignDevice &device : campaign.devices)
        operations.push_back(device.operation);
    out.line(QStringLiteral("%1  %2  %3")
                 .arg(reference(campaign.change.id), label(campaign.change.state), campaign.change.title));
    out.line(outcomeText(OperationCounts(operations)));
    const std::vector<TableColumn> heads{
        {tr("Host"), false}, {tr("Ward"), false}, {tr("State"), false}, {tr("Last step"), false}, {tr("Why"), false}};
    out.table(heads, campaign.devices.size(), [&](std::size_t row, std::size_t column) -> QString {
        const CampaignDevice &device = campaign.devices[row];
        const RunbookStep *step = device.steps.empty() ? nullptr : campaign.runbook.step(device.steps.back().step);
        const QString state = device.mode && device.operation.state != OperationState::Sent
            ? label(device.operation.state) + QStringLiteral(", ") + modeText(*device.mode)
            : label(device.operation.state);
        const std::array texts{device.call.host, device.call.ward, state,
                               step ? step->title + QStringLiteral(": ") + label(device.steps.back().state) : QString(),
                               device.operation.detail.simplified()};
        return texts[column];
    });
}

void print(const std::vector<ModeEntry> &open, Output &out)
{
    for (const ModeEntry &mode : open)
        out.line(tr("%1 (%2) %3, %4, said %5, leaves by itself by %6")
                     .arg(mode.host, mode.ward, modeText(mode), reference(mode.change), isoUtc(mode.saidMs),
                          mode.wayBackMs ? isoUtc(mode.wayBackMs) : tr("nobody knows")));
}

} // namespace ringward::ctl
