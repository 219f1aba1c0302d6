#include "models/changes/carryout.h"

#include <QCoreApplication>
#include <QTimer>
#include <qcorotimer.h>

namespace ringward {

namespace {

using enum OperationState;
using Context = std::shared_ptr<CarryContext>;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Execution", text);
}

/// What the source tells of a device: where it is, or that it cannot be asked.
enum class Sighting { Target, Elsewhere, Nothing };

/// An answer like these says that the call has changed nothing; after any other it may have.
bool isRefusal(Error::Kind kind)
{
    using enum Error::Kind;
    return kind == Denied || kind == NotSupported || kind == NotFound || kind == Conflict;
}

QCoro::Task<> wait(int seconds)
{
    QTimer timer;
    timer.setSingleShot(true);
    timer.start(std::max(0, seconds) * 1000);
    co_await timer;
}

QCoro::Task<Sighting> readBack(std::shared_ptr<Source> source, PlannedCall call, std::stop_token stop)
{
    auto asked = source->fetchRecord(call.key, stop);
    const Result<SourceRecord> record = co_await std::move(asked);
    if (!record)
        co_return Sighting::Nothing;
    for (const StreamReport &report : record->streams) {
        if (report.stream == call.move.stream)
            co_return report.ring.name.compare(call.move.to.name, Qt::CaseInsensitive) == 0 ? Sighting::Target
                                                                                            : Sighting::Elsewhere;
    }
    co_return Sighting::Nothing;
}

AuditDraft draftFor(const CarryContext &context, const Operation &operation)
{
    const PlannedCall &call = context.change.plan.calls[operation.number];
    const QString text = operation.detail.isEmpty() ? tr("%1: %2").arg(call.host, call.what)
                                                    : tr("%1: %2. %3").arg(call.host, call.what, operation.detail);
    return draftOf(context.actor, context.clock, "", reference(context.change.id), text,
                   QStringLiteral("call %1, attempt %2").arg(operation.number + 1).arg(operation.attempts));
}

/// Asks until the source tells the new state or the time is over, and writes down what came of it.
QCoro::Task<bool> awaitConfirmation(Context context, std::shared_ptr<Source> source, quint32 number, bool mayBeLost)
{
    const PlannedCall call = context->change.plan.calls[number];
    const ExecutionLimits limits = context->change.plan.limits;
    const qint64 deadlineMs = context->clock.nowMs() + limits.readBackSec * qint64(1000);
    while (true) {
        auto asked = readBack(source, call, context->stop);
        const Sighting told = co_await std::move(asked);
        if (context->isGone || context->stop.stop_requested())
            co_return true;
        Operation operation = context->operations[number];
        operation.detail.clear();
        if (told == Sighting::Target) {
            operation.state = Confirmed;
            co_return note(*context, operation);
        }
        if (context->clock.nowMs() >= deadlineMs) {
            const bool staysUnknown = mayBeLost || told == Sighting::Nothing;
            operation.detail = told == Sighting::Nothing ? tr("The source cannot tell where the device is.")
                                                         : tr("The source still tells the old ring.");
            if (operation.state == Unknown && staysUnknown)
                co_return false;
            operation.state = staysUnknown ? Unknown : Failed;
            note(*context, operation);
            co_return false;
        }
        auto pause = wait(limits.askAgainSec);
        co_await std::move(pause);
        if (context->isGone)
            co_return true;
    }
}

/// Writes the intent and sends. False when that is the end of it: refused, or nothing was written or sent.
QCoro::Task<bool> send(Context context, std::shared_ptr<Source> source, quint32 number, bool *answerLost)
{
    Operation operation = context->operations[number];
    operation.state = Sent;
    ++operation.attempts;
    if (!note(*context, operation))
        co_return false;
    auto sending = source->send(context->change.plan.calls[number].request, context->stop);
    const Result<Done> answer = co_await std::move(sending);
    if (context->isGone)
        co_return false;
    *answerLost = !answer;
    if (answer || !isRefusal(answer.error().kind))
        co_return true;
    operation.state = Failed;
    operation.detail = userMessage(answer.error());
    note(*context, operation);
    co_return false;
}

/// A call that is an order: the journal has its intent and its outcome, the performer all that is between.
QCoro::Task<bool> perform(Context context, std::shared_ptr<Source> source, quint32 number)
{
    if (!context->performer) {
        context->error = Error{Error::Kind::NotSupported, QStringLiteral("no performer"),
                               tr("This program cannot carry out runbooks.")};
        co_return false;
    }
    Operation begun = context->operations[number];
    if (begun.state == Planned) {
        begun.state = Sent;
        ++begun.attempts;
        if (!note(*context, begun))
            co_return false;
    }
    const std::shared_ptr<Performer> performer = context->performer;
    const PerformerJob job{std::shared_ptr<const Change>(context, &context->change), number, begun.attempts, source};
    auto performing = performer->perform(job, context->stop);
    const Result<Performance> done = co_await std::move(performing);
    if (context->isGone)
        co_return true;
    if (!done) {
        context->error = done.error();
        co_return false;
    }
    Operation ended = context->operations[number];
    if (ended.state == done->state) // it was unknown and still is
        co_return false;
    ended.state = done->state;
    ended.detail = done->detail;
    co_return note(*context, ended) && done->state == Confirmed;
}

} // namespace

bool note(CarryContext &context, Operation to)
{
    static constexpr std::array kDeeds{"change.retried", "call.sent", "call.confirmed", "call.failed", "call.unknown"};
    const OperationState from = context.operations[to.number].state;
    to.atMs = context.clock.nowMs();
    AuditDraft draft = draftFor(context, to);
    draft.deed = QString::fromLatin1(kDeeds[std::size_t(to.state)]);
    const Result<Done> written = context.journal.move(context.change.id, from, to, draft);
    if (!written) {
        context.error = written.error();
        return false;
    }
    context.operations[to.number] = to;
    return true;
}

QCoro::Task<bool> carryOut(Context context, quint32 number)
{
    const PlannedCall call = context->change.plan.calls[number];
    const Operation before = context->operations[number];
    const Result<std::shared_ptr<Source>> source = context->door(call.source);
    if (!source) {
        context->error = source.error();
        co_return false;
    }
    if (call.remediation) {
        auto performing = perform(context, *source, number);
        co_return co_await std::move(performing);
    }
    if (before.attempts > 0) { // it may have happened: look before anything is sent
        auto asked = readBack(*source, call, context->stop);
        const Sighting told = co_await std::move(asked);
        if (context->isGone)
            co_return true;
        if (told == Sighting::Target) {
            Operation confirmed = before;
            confirmed.state = Confirmed;
            confirmed.detail.clear();
            co_return note(*context, confirmed);
        }
    }
    bool answerLost = false;
    if (before.state == Planned || (before.state == Sent && call.repeatable)) {
        auto sending = send(context, *source, number, &answerLost);
        if (!co_await std::move(sending))
            co_return context->isGone;
    } else if (before.state == Sent) { // the program ended before the answer; the call may never have gone out
        answerLost = true;
        Operation unknown = before;
        unknown.state = Unknown;
        unknown.detail = tr("The program ended before the answer came.");
        if (!note(*context, unknown))
            co_return false;
    }
    auto confirmation = awaitConfirmation(context, *source, number, answerLost && !call.repeatable);
    co_return co_await std::move(confirmation);
}

std::vector<quint32> unsettledOf(const CarryContext &context, quint16 step)
{
    std::vector<quint32> numbers;
    for (const Operation &operation : context.operations) {
        const bool isSettled = operation.state == Confirmed || operation.state == Failed;
        if (!isSettled && context.change.plan.calls[operation.number].step == step)
            numbers.push_back(operation.number);
    }
    return {numbers.rbegin(), numbers.rend()};
}

Result<Done> planFailuresAgain(CarryContext &context)
{
    for (const Operation &operation : std::vector<Operation>(context.operations)) {
        if (operation.state != Failed)
            continue;
        Operation again = operation;
        again.state = Planned;
        again.detail.clear();
        if (!note(context, again))
            return *context.error;
    }
    return Done{};
}

} // namespace ringward
