#include "models/changes/execution.h"

#include "models/changes/carryout.h"

#include <QHash>

namespace ringward {

struct Execution::Run : CarryContext {
    using CarryContext::CarryContext;
    bool active = false, cancelled = false, pumping = false;
    quint16 step = 0;
    int inFlight = 0, troubles = 0; ///< troubles: failed or unknown since the start
    QHash<QString, int> inWard;
    std::vector<quint32> waiting; ///< numbers of the step that are not started yet, last one first
    std::stop_source stopSource;
};

Execution::Execution(Parts parts, Change change, Person actor, QObject *parent)
    : QObject(parent)
    , m_run(
          std::make_shared<Run>(parts.journal, parts.clock, std::move(parts.door), std::move(change), std::move(actor)))
{
    m_run->performer = std::move(parts.performer);
}

Execution::~Execution()
{
    m_run->isGone = true;
    m_run->stopSource.request_stop();
}

bool Execution::isRunning() const
{
    return m_run->active;
}

const Change &Execution::change() const
{
    return m_run->change;
}

const std::vector<Operation> &Execution::operations() const
{
    return m_run->operations;
}

Result<Done> Execution::start(bool retry)
{
    Run &run = *m_run;
    if (run.active)
        return Error{Error::Kind::Conflict, QStringLiteral("runs already"), {}};
    const auto calls = quint32(run.change.plan.calls.size());
    if (const Result<Done> begun = run.journal.begin(run.change.id, calls, run.clock.nowMs()); !begun)
        return begun;
    Result<std::vector<Operation>> operations = run.journal.load(run.change.id);
    if (!operations)
        return operations.error();
    run.operations = std::move(*operations);
    run.stop = run.stopSource.get_token();
    if (retry) {
        if (const Result<Done> planned = planFailuresAgain(run); !planned)
            return planned;
    }
    run.active = true;
    run.cancelled = false;
    run.error.reset();
    run.step = 0;
    run.troubles = 0;
    run.waiting = unsettledOf(run, 0);
    QMetaObject::invokeMethod(this, &Execution::pump, Qt::QueuedConnection);
    return Done{};
}

void Execution::cancel()
{
    m_run->cancelled = true;
    pump();
}

/// Starts what the limits allow; goes to the next step when this one is over, and ends after the last.
void Execution::pump()
{
    Run &run = *m_run;
    if (!run.active || run.pumping)
        return;
    run.pumping = true;
    const QPointer<Execution> self(this); // a listener may delete this
    while (self && startNext()) {}
    if (!self)
        return;
    run.pumping = false;
    if (run.inFlight == 0)
        finish();
}

bool Execution::startNext()
{
    Run &run = *m_run;
    const ExecutionLimits &limits = run.change.plan.limits;
    const bool isStopped = run.cancelled || run.error || run.troubles >= std::max(1, limits.stopAfter);
    if (isStopped || run.inFlight >= std::max(1, limits.atOnce))
        return false;
    while (run.waiting.empty() && run.inFlight == 0 && run.step + 1 < run.change.plan.steps)
        run.waiting = unsettledOf(run, ++run.step);
    for (auto next = run.waiting.rbegin(); next != run.waiting.rend(); ++next) {
        const quint32 number = *next;
        int &inWard = run.inWard[run.change.plan.calls[number].ward];
        if (inWard >= std::max(1, limits.perWard))
            continue;
        ++inWard;
        ++run.inFlight;
        run.waiting.erase(std::next(next).base());
        carry(this, m_run, number);
        return true;
    }
    return false;
}

QCoro::Task<> Execution::carry(QPointer<Execution> self, RunPtr run, quint32 number)
{
    auto task = carryOut(run, number);
    const bool isWell = co_await std::move(task);
    --run->inFlight;
    --run->inWard[run->change.plan.calls[number].ward];
    run->troubles += isWell ? 0 : 1;
    if (!self)
        co_return;
    Q_EMIT self->progressed();
    if (self)
        self->pump();
}

void Execution::finish()
{
    Run &run = *m_run;
    run.active = false;
    Outcome outcome{Outcome::Kind::Stopped, OperationCounts(run.operations), run.error};
    const bool isComplete = outcome.counts.of(OperationState::Confirmed) == outcome.counts.total();
    if (isComplete)
        outcome.kind = Outcome::Kind::Finished;
    else if (run.cancelled && !run.error)
        outcome.kind = Outcome::Kind::Cancelled;
    Q_EMIT ended(outcome);
}

} // namespace ringward
