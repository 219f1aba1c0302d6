#include "models/incident/runbookperformer.h"

#include "models/incident/runbookparser.h"

#include <QCoreApplication>

#include <algorithm>

namespace ringward {

namespace {

using End = StepResult::End;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::RunbookPerformer", text);
}

bool isSettled(const StepEntry *entry)
{
    return entry && (entry->state == StepState::Done || entry->state == StepState::Skipped);
}

/// Steps that take the machine from whoever uses it, or change it.
bool disturbs(StepDeed deed)
{
    return deed != StepDeed::Probe && deed != StepDeed::Wait && deed != StepDeed::Person;
}

Result<Runbook> orderOf(const PerformerJob &job)
{
    const PlannedCall &call = job.change->plan.calls[job.number];
    const QByteArray *document = call.remediation ? job.change->plan.document(call.remediation->document) : nullptr;
    if (!document)
        return Error{Error::Kind::Malformed, QStringLiteral("no document"),
                     tr("The plan does not hold the runbook that was approved.")};
    return parseRunbook(*document);
}

/// Why the machine must not be touched, as it stands now.
std::optional<QString> objectionOf(const RunbookWork &work)
{
    const QString &by = work.call().remediation->overriddenBy;
    if (work.runbook.restarts() && work.state && !work.state->isSafe && !work.state->user.isEmpty() && by.isEmpty())
        return tr("In use by %1. Ask them to sign out and retry, or name who answers for it.").arg(work.state->user);
    return work.parts.objection ? work.parts.objection(work.call().move.device) : std::nullopt;
}

struct Reached {
    StepResult result;
    const RunbookStep *step = nullptr; ///< that ended it; null when all are done
};

bool hasWayBackBegun(const RunbookWork &work)
{
    return std::any_of(work.runbook.wayBack.begin(), work.runbook.wayBack.end(),
                       [&](const RunbookStep &step) { return work.entry(step.id) != nullptr; });
}

/// From where the ledger stands to the end, or to the first step that does not come right. What failed of the main
/// steps stays failed; a way back is tried again.
QCoro::Task<Reached> walk(RunbookWorkPtr work, const std::vector<RunbookStep> *steps, bool isMain)
{
    for (const RunbookStep &step : *steps) {
        const StepEntry *known = work->entry(step.id);
        if (isSettled(known))
            continue;
        const bool isOver = known
            && (known->state == StepState::Failed || (known->state == StepState::Unknown && hasWayBackBegun(*work)));
        if (isMain && isOver) {
            const End end = known->state == StepState::Failed ? End::Failed : End::Unknown;
            co_return Reached{{end, QStringLiteral("%1: %2").arg(step.title, known->evidence)}, &step};
        }
        const bool isFirst = isMain && disturbs(step.deed) && !known
            && std::none_of(steps->begin(), steps->end(),
                            [&](const RunbookStep &each) { return disturbs(each.deed) && work->entry(each.id); });
        const bool takesAway =
            isMain && !known && step.deed == StepDeed::Restart && work->state && !work->state->isSafe;
        if (isFirst || takesAway) {
            if (const std::optional<QString> objection = objectionOf(*work)) {
                const StepResult refused = finished(*work, step, StepState::Failed, *objection);
                co_return Reached{refused, &step};
            }
        }
        auto doing = doStep(work, &step);
        const StepResult result = co_await std::move(doing);
        if (result.end != End::Done)
            co_return Reached{result, &step};
    }
    co_return Reached{{End::Done, {}}, nullptr};
}

/// What is left to say of the machine after the way back.
QString afterwards(const RunbookWork &work, const Reached &back)
{
    if (!back.step)
        return tr("It was brought back: normal start, way back disarmed.");
    const QString when = work.mode.wayBackMs
        ? tr(" By itself it leaves safe mode by %1 UTC.")
              .arg(QDateTime::fromMSecsSinceEpoch(work.mode.wayBackMs, Qt::UTC).toString(QStringLiteral("HH:mm")))
        : QString();
    const QString where = !work.mode.isOpen ? tr("The way back did not end well")
        : work.mode.isSafe                  ? tr("LEFT IN SAFE MODE")
                                            : tr("IT MAY BE IN SAFE MODE");
    return QStringLiteral("%1 (%2).%3").arg(where, back.result.reason, when);
}

QCoro::Task<Performance> workThrough(RunbookWorkPtr work)
{
    auto walking = walk(work, &work->runbook.steps, true);
    Reached reached = co_await std::move(walking);
    if (reached.result.end == End::Stopped || work->isStopped())
        co_return Performance{};
    if (!reached.step)
        co_return Performance{OperationState::Confirmed, work->entry(work->runbook.steps.back().id)->evidence};
    bool isUnknown = reached.result.end == End::Unknown;
    QString text = reached.result.reason;
    if (work->has(StepDeed::Arm) || work->has(StepDeed::Enter)) {
        auto returning = walk(work, &work->runbook.wayBack, false);
        const Reached back = co_await std::move(returning);
        if (back.result.end == End::Stopped || work->isStopped())
            co_return Performance{};
        const StepEntry *failed = work->entry(reached.step->id);
        const StepEntry *last = work->runbook.wayBack.empty() ? nullptr : work->entry(work->runbook.wayBack.back().id);
        if (!back.step && reached.step->deed == StepDeed::Confirm && failed && last && failed->atMs <= last->atMs) {
            // All was done but the proof: out of safe mode at last, it is asked for once more.
            auto again = doStep(work, reached.step);
            const StepResult proof = co_await std::move(again);
            if (proof.end == End::Stopped)
                co_return Performance{};
            if (proof.end == End::Done)
                co_return Performance{OperationState::Confirmed,
                                      tr("Confirmed after the way back. At first: %1").arg(text)};
            text = proof.reason;
        }
        isUnknown = isUnknown && back.step; // once it is back, it is known where it stands
        text += u' ' + afterwards(*work, back);
    }
    co_return Performance{isUnknown ? OperationState::Unknown : OperationState::Failed, text};
}

} // namespace

struct RunbookPerformer::Shared {
    Parts parts;
    std::set<DeviceId> underWay;
};

RunbookPerformer::RunbookPerformer(Parts parts)
    : m_shared(std::make_shared<Shared>(Shared{std::move(parts), {}}))
{
}

Async<Performance> RunbookPerformer::perform(PerformerJob job, std::stop_token stop)
{
    const std::shared_ptr<Shared> shared = m_shared;
    Result<Runbook> runbook = orderOf(job);
    if (!runbook)
        co_return Performance{OperationState::Failed, userMessage(runbook.error())};
    const DeviceId device = job.change->plan.calls[job.number].move.device;
    RunbookWork::Parts parts{
        shared->parts.ledger, shared->parts.clock, shared->parts.pollMs, shared->parts.stepped, {}};
    if (shared->parts.objection)
        parts.objection = [shared](DeviceId which) {
            std::set<DeviceId> others = shared->underWay;
            others.erase(which);
            return shared->parts.objection(which, others);
        };
    const auto work = std::make_shared<RunbookWork>(std::move(parts), std::move(job), std::move(*runbook), stop);
    if (const Result<Done> loaded = work->load(); !loaded)
        co_return loaded.error();
    shared->underWay.insert(device);
    const bool isResumed = std::any_of(work->runbook.steps.begin(), work->runbook.steps.end(),
                                       [&](const RunbookStep &step) { return work->entry(step.id) != nullptr; });
    if (isResumed && work->hand) { // the device knows best where it stands
        auto asking = askState(work);
        co_await std::move(asking);
    }
    auto working = workThrough(work);
    const Performance performance = co_await std::move(working);
    shared->underWay.erase(device);
    if (work->error)
        co_return Error(*work->error);
    if (stop.stop_requested())
        co_return Error{Error::Kind::Cancelled, {}, {}};
    co_return performance;
}

Async<bool> RunbookPerformer::lookAgain(PerformerJob job, std::stop_token stop)
{
    const std::shared_ptr<Shared> shared = m_shared;
    Result<Runbook> runbook = orderOf(job);
    if (!runbook)
        co_return runbook.error();
    const auto work = std::make_shared<RunbookWork>(
        RunbookWork::Parts{shared->parts.ledger, shared->parts.clock, shared->parts.pollMs, shared->parts.stepped, {}},
        std::move(job), std::move(*runbook), stop);
    if (const Result<Done> loaded = work->load(); !loaded)
        co_return loaded.error();
    if (!work->hand)
        co_return Error{Error::Kind::NotSupported, QStringLiteral("no hand"), {}};
    auto asking = askState(work);
    const bool isTold = co_await std::move(asking);
    if (work->error)
        co_return Error(*work->error);
    if (!isTold)
        co_return Error{Error::Kind::Offline, QStringLiteral("no answer"), tr("The machine does not answer.")};
    co_return work->state->isOut();
}

} // namespace ringward
