#include "models/incident/runbookwork.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTimer>
#include <qcorotimer.h>

#include <algorithm>

namespace ringward {

namespace {

constexpr qsizetype kMostEvidence = 2000;
constexpr qint64 kMinuteMs = 60'000;
constexpr int kLedgerMs = 1'000; ///< between two looks into the ledger, which costs nobody else anything

using End = StepResult::End;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::RunbookPerformer", text);
}

/// Something that a person sees to; the ledger hears of it from a page or the command line.
QCoro::Task<StepResult> awaitPerson(RunbookWorkPtr work, const RunbookStep *step)
{
    const StepEntry *before = work->entry(step->id);
    if (!before && !work->begin(*step, StepState::Waiting))
        co_return StepResult{End::Stopped, {}};
    const qint64 deadline = work->entry(step->id)->startedMs + step->limitSec * qint64(1000);
    while (!work->isStopped()) {
        const Result<std::vector<StepEntry>> known = work->parts.ledger.steps(work->place);
        if (!known) {
            work->error = known.error();
            break;
        }
        for (const StepEntry &entry : *known) {
            if (entry.step == step->id && (entry.state == StepState::Done || entry.state == StepState::Failed))
                co_return finished(*work, *step, entry.state, entry.evidence);
        }
        if (work->nowMs() >= deadline)
            co_return finished(*work, *step, StepState::Failed, tr("Nobody said in time that it is done."));
        auto pause = waitFor(std::min(work->parts.pollMs, kLedgerMs));
        co_await std::move(pause);
    }
    co_return StepResult{End::Stopped, {}};
}

QCoro::Task<StepResult> awaitReach(RunbookWorkPtr work, const RunbookStep *step)
{
    if (!work->begin(*step))
        co_return StepResult{End::Stopped, {}};
    const qint64 deadline = work->nowMs() + step->limitSec * qint64(1000);
    while (true) {
        auto asking = work->hand->reach(work->call().key, work->stop);
        const Result<Reach> reach = co_await std::move(asking);
        if (work->isStopped())
            co_return StepResult{End::Stopped, {}};
        if (reach && reach->connected)
            co_return finished(*work, *step, StepState::Done, tr("The hand reaches it."));
        if (work->nowMs() >= deadline)
            co_return finished(*work, *step, StepState::Failed, tr("The hand did not reach it in time."));
        auto pause = waitFor(work->parts.pollMs);
        co_await std::move(pause);
        if (work->isStopped())
            co_return StepResult{End::Stopped, {}};
    }
}

QCoro::Task<StepResult> actOutOfBand(RunbookWorkPtr work, const RunbookStep *step, PowerAction action)
{
    if (!work->begin(*step))
        co_return StepResult{End::Stopped, {}};
    auto acting = work->hand->power(work->call().key, action, work->stop);
    const Result<Done> taken = co_await std::move(acting);
    if (work->isStopped())
        co_return StepResult{End::Stopped, {}};
    if (!taken)
        co_return finished(*work, *step, StepState::Failed, userMessage(taken.error()));
    co_return finished(*work, *step, StepState::Done,
                       tr("The system took it. The steps that follow show whether it happened."));
}

} // namespace

RunbookWork::RunbookWork(Parts given, PerformerJob what, Runbook through, std::stop_token stopToken)
    : parts(std::move(given))
    , job(std::move(what))
    , runbook(std::move(through))
    , place{job.change->id, job.number, job.attempt}
    , hand(job.source->hand())
    , stop(std::move(stopToken))
{
}

Result<Done> RunbookWork::load()
{
    const Result<std::vector<StepEntry>> known = parts.ledger.steps(place);
    if (!known)
        return known.error();
    for (const StepEntry &each : *known)
        m_entries.insert_or_assign(each.step, each);
    const PlannedCall &planned = call();
    const Result<std::optional<ModeEntry>> before = parts.ledger.mode(planned.move.device);
    if (!before)
        return before.error();
    mode = before->value_or(ModeEntry());
    mode.device = planned.move.device;
    mode.host = planned.host;
    mode.ward = planned.ward;
    mode.change = place.change;
    mode.number = place.number;
    return Done{};
}

const StepEntry *RunbookWork::entry(const QString &step) const
{
    const auto known = m_entries.find(step);
    return known == m_entries.end() ? nullptr : &known->second;
}

bool RunbookWork::has(StepDeed deed) const
{
    return std::any_of(runbook.steps.begin(), runbook.steps.end(), [&](const RunbookStep &step) {
        const StepEntry *known = entry(step.id);
        return step.deed == deed && known && known->tries > 0;
    });
}

qint64 RunbookWork::wayBackAfterMs() const
{
    const auto minutes = runbook.chosen.find(QStringLiteral("minutes"));
    return minutes == runbook.chosen.end() ? 0 : minutes->second.toInt() * kMinuteMs;
}

bool RunbookWork::write(StepEntry written)
{
    const Result<Done> done = parts.ledger.write({written}, mode.saidMs ? std::optional(mode) : std::nullopt);
    if (!done) {
        error = done.error();
        return false;
    }
    m_entries.insert_or_assign(written.step, written);
    if (parts.stepped)
        parts.stepped(place);
    return true;
}

bool RunbookWork::begin(const RunbookStep &step, StepState begun, const QString &evidence)
{
    const StepEntry *before = entry(step.id);
    StepEntry next = before ? *before : StepEntry{place, step.id, begun, 0, nowMs(), 0, {}};
    if (!before || before->state != begun) {
        next.startedMs = nowMs();
        for (const auto &[id, each] : m_entries) // the order of their beginnings is that of the steps
            next.startedMs = std::max(next.startedMs, each.startedMs + 1);
    }
    next.state = begun;
    ++next.tries;
    next.atMs = nowMs();
    next.evidence = evidence.left(kMostEvidence);
    if (step.deed == StepDeed::Enter) { // from here on it may be on its way into safe mode, whatever comes back
        mode.isOpen = true;
        mode.saidMs = std::max(mode.saidMs, nowMs());
        mode.wayBackMs = nowMs() + wayBackAfterMs() + 20 * kMinuteMs;
    }
    return write(next);
}

bool RunbookWork::end(const RunbookStep &step, StepState reached, const QString &evidence)
{
    const StepEntry *before = entry(step.id);
    StepEntry next = before ? *before : StepEntry{place, step.id, reached, 0, nowMs(), 0, {}};
    for (const auto &[id, each] : m_entries)
        next.startedMs = before ? next.startedMs : std::max(next.startedMs, each.startedMs + 1);
    next.state = reached;
    next.atMs = nowMs();
    next.evidence = evidence.left(kMostEvidence);
    return write(next);
}

bool RunbookWork::hear(const QString &output)
{
    std::optional<MachineState> said = machineStateFrom(output);
    if (!said)
        return true;
    state = std::move(said);
    mode.isSafe = state->isSafe;
    mode.isNextSafe = state->isNextSafe;
    mode.isOpen = !state->isOut();
    mode.saidMs = nowMs();
    if (!mode.isOpen)
        mode.wayBackMs = 0;
    const Result<Done> done = parts.ledger.write({}, mode);
    if (!done)
        error = done.error();
    return done.has_value();
}

StepResult finished(RunbookWork &work, const RunbookStep &step, StepState state, const QString &evidence)
{
    if (!work.end(step, state, evidence))
        return {End::Stopped, {}};
    if (state == StepState::Done || state == StepState::Skipped)
        return {End::Done, {}};
    return {state == StepState::Unknown ? End::Unknown : End::Failed,
            QStringLiteral("%1: %2").arg(step.title, evidence)};
}

QCoro::Task<> waitFor(int ms)
{
    QTimer timer;
    timer.setSingleShot(true);
    timer.start(ms);
    co_await timer;
}

QCoro::Task<bool> askState(RunbookWorkPtr work)
{
    for (const RunbookStep &step : work->runbook.steps) {
        if (step.deed != StepDeed::Probe)
            continue;
        const Shell shell = step.scripts[std::size_t(Shell::PowerShell)].isEmpty()
            ? (step.scripts[std::size_t(Shell::Cmd)].isEmpty() ? Shell::Posix : Shell::Cmd)
            : Shell::PowerShell;
        const HandCommand command{QStringLiteral("%1/%2/%3/look/%4")
                                      .arg(reference(work->place.change))
                                      .arg(work->place.number)
                                      .arg(work->place.attempt)
                                      .arg(work->nowMs())
                                      .toLatin1(),
                                  shell, step.scripts[std::size_t(shell)], std::min(step.limitSec, 60)};
        auto running = work->hand->run(work->call().key, command, work->stop);
        const Result<HandAnswer> answer = co_await std::move(running);
        co_return answer && !work->isStopped() && machineStateFrom(answer->output) && work->hear(answer->output);
    }
    co_return false;
}

QCoro::Task<StepResult> doStep(RunbookWorkPtr work, const RunbookStep *step)
{
    if (work->isStopped())
        co_return StepResult{End::Stopped, {}};
    if (!step->onlyIf.isEmpty()) {
        const QRegularExpression expected(step->onlyIf, QRegularExpression::MultilineOption);
        if (!work->state || !expected.match(work->state->line).hasMatch())
            co_return finished(*work, *step, StepState::Skipped, tr("Not needed as the machine stands."));
    }
    if (step->deed != StepDeed::Person && !work->hand)
        co_return finished(*work, *step, StepState::Failed, tr("The source reaches no machines any more."));
    switch (step->deed) {
    case StepDeed::Person: {
        auto waiting = awaitPerson(work, step);
        co_return co_await std::move(waiting);
    }
    case StepDeed::Wait: {
        auto waiting = awaitReach(work, step);
        co_return co_await std::move(waiting);
    }
    case StepDeed::PowerOn: {
        auto acting = actOutOfBand(work, step, PowerAction::On);
        co_return co_await std::move(acting);
    }
    case StepDeed::ToFirmware: {
        auto acting = actOutOfBand(work, step, PowerAction::RestartToFirmware);
        co_return co_await std::move(acting);
    }
    case StepDeed::Restart: {
        auto restarting = restartMachine(work, step);
        co_return co_await std::move(restarting);
    }
    default: {
        auto running = runScript(work, step);
        co_return co_await std::move(running);
    }
    }
}

} // namespace ringward
