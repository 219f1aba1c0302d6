#include "models/incident/runbookwork.h"

#include <QCoreApplication>

#include <algorithm>

namespace ringward {

namespace {

using End = StepResult::End;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::RunbookPerformer", text);
}

/// What the evidence of a restart that was begun says: "boot=1788856920000".
constexpr QLatin1StringView kBoot("boot=");
constexpr qint64 kGraceMs = 180'000; ///< within that a machine has begun to go down

/// What was seen of a machine since it was told to restart.
struct Watch {
    qint64 bootBeforeMs = 0; ///< 0: not told
    bool sawItGone = false;
    bool isConnected = false;

    /// True when it has come back from a restart.
    bool look(const Reach &reach)
    {
        sawItGone = sawItGone || !reach.connected;
        isConnected = reach.connected;
        const bool isNewer = bootBeforeMs > 0 && reach.bootMs > bootBeforeMs;
        const bool cannotTell = bootBeforeMs == 0 || reach.bootMs == 0;
        return reach.connected && (isNewer || (cannotTell && sawItGone));
    }
    QString failure(int limitSec) const
    {
        const int minutes = (limitSec + 59) / 60;
        if (isConnected && !sawItGone)
            return tr("It took the order to restart and has not restarted within %1 min.").arg(minutes);
        return isConnected ? tr("It was gone and is back, but tells no newer start within %1 min.").arg(minutes)
                           : tr("It went down and has not come back within %1 min.").arg(minutes);
    }
};

QCoro::Task<StepResult> awaitReturn(RunbookWorkPtr work, const RunbookStep *step, Watch watch, qint64 deadline)
{
    while (true) {
        auto asking = work->hand->reach(work->call().key, work->stop);
        const Result<Reach> reach = co_await std::move(asking);
        if (work->isStopped())
            co_return StepResult{End::Stopped, {}};
        if (reach && watch.look(*reach))
            co_return finished(*work, *step, StepState::Done,
                               reach->bootMs ? tr("Back, started %1 UTC.")
                                                   .arg(QDateTime::fromMSecsSinceEpoch(reach->bootMs, Qt::UTC)
                                                            .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")))
                                             : tr("It was gone, and is back."));
        if (work->nowMs() >= deadline)
            co_return finished(*work, *step, StepState::Failed, watch.failure(step->limitSec));
        auto pause = waitFor(work->parts.pollMs);
        co_await std::move(pause);
        if (work->isStopped())
            co_return StepResult{End::Stopped, {}};
    }
}

/// Whether the machine is connected with the same start all the time until then.
QCoro::Task<bool> staysUp(RunbookWorkPtr work, qint64 bootMs, qint64 untilMs)
{
    while (true) {
        auto asking = work->hand->reach(work->call().key, work->stop);
        const Result<Reach> reach = co_await std::move(asking);
        if (work->isStopped() || !reach || !reach->connected || bootMs == 0 || reach->bootMs != bootMs)
            co_return false;
        if (work->nowMs() >= untilMs)
            co_return true;
        auto pause = waitFor(work->parts.pollMs);
        co_await std::move(pause);
        if (work->isStopped())
            co_return false;
    }
}

} // namespace

QCoro::Task<StepResult> restartMachine(RunbookWorkPtr work, const RunbookStep *step)
{
    const qint64 limitMs = step->limitSec * qint64(1000);
    const StepEntry *before = work->entry(step->id);
    if (before && before->state == StepState::Started && before->evidence.startsWith(kBoot)) {
        // The order may have gone out before the program ended. A restart too many takes a machine from a ward a second
        // time, so it is told again only when it plainly did not hear the first.
        const Watch watch{before->evidence.mid(kBoot.size()).toLongLong()};
        const qint64 until = std::max(before->startedMs + limitMs, work->nowMs() + limitMs / 4);
        auto staying = staysUp(work, watch.bootBeforeMs, work->nowMs() + std::min(limitMs / 4, kGraceMs));
        const bool neverWent = co_await std::move(staying);
        if (work->isStopped())
            co_return StepResult{End::Stopped, {}};
        if (!neverWent) {
            auto waiting = awaitReturn(work, step, watch, until);
            co_return co_await std::move(waiting);
        }
    }
    const qint64 deadline = work->nowMs() + limitMs;
    Watch watch;
    while (true) {
        auto asking = work->hand->reach(work->call().key, work->stop);
        const Result<Reach> reach = co_await std::move(asking);
        if (work->isStopped())
            co_return StepResult{End::Stopped, {}};
        if (reach)
            watch.bootBeforeMs = reach->bootMs;
        if (!work->begin(*step, StepState::Started, kBoot + QString::number(watch.bootBeforeMs)))
            co_return StepResult{End::Stopped, {}};
        auto ordering = work->hand->power(work->call().key, PowerAction::Restart, work->stop);
        const Result<Done> taken = co_await std::move(ordering);
        if (work->isStopped())
            co_return StepResult{End::Stopped, {}};
        using enum Error::Kind;
        if (!taken
            && (taken.error().kind == Denied || taken.error().kind == NotFound || taken.error().kind == NotSupported))
            co_return finished(*work, *step, StepState::Failed, userMessage(taken.error()));
        if (taken || taken.error().kind != Offline)
            break;
        if (work->nowMs() >= deadline)
            co_return finished(*work, *step, StepState::Failed,
                               tr("It could not be told to restart: the hand does not "
                                  "reach it."));
        auto pause = waitFor(work->parts.pollMs);
        co_await std::move(pause);
        if (work->isStopped())
            co_return StepResult{End::Stopped, {}};
    }
    auto waiting = awaitReturn(work, step, watch, work->nowMs() + limitMs);
    co_return co_await std::move(waiting);
}

} // namespace ringward
