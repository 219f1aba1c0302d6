#include "models/incident/runbookwork.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace ringward {

namespace {

using End = StepResult::End;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::RunbookPerformer", text);
}

Shell shellOf(const RunbookStep &step)
{
    for (const Shell shell : {Shell::PowerShell, Shell::Cmd}) {
        if (!step.scripts[std::size_t(shell)].isEmpty())
            return shell;
    }
    return Shell::Posix;
}

/// What a person wants to read of an output: all but the line for the program, in one line.
QString said(const QString &output)
{
    QStringList lines;
    for (const QString &line : output.split(u'\n')) {
        const QString text = line.simplified();
        if (!text.isEmpty() && !text.startsWith(u"RW-STATE "))
            lines << text;
    }
    const QString text = lines.mid(0, 6).join(QStringLiteral(" · ")).left(400);
    return text.isEmpty() ? output.simplified().left(400) : text;
}

StepResult judge(RunbookWork &work, const RunbookStep &step, const HandAnswer &answer)
{
    if (!work.hear(answer.output))
        return {End::Stopped, {}};
    const QRegularExpression expected(step.output, QRegularExpression::MultilineOption);
    const QString output = QString(answer.output).remove(u'\r');
    if (answer.exitCode == step.exitCode && expected.match(output).hasMatch())
        return finished(work, step, StepState::Done, output.trimmed());
    const QString reason = answer.output.trimmed().isEmpty()
        ? tr("The machine answered, and showed nothing of what was expected (exit %1).").arg(answer.exitCode)
        : tr("The machine answered “%1” (exit %2), which is not the proof that was expected.")
              .arg(said(output))
              .arg(answer.exitCode);
    return finished(work, step, StepState::Failed, reason);
}

/// The answer is lost and the step must not be done twice: the machine itself tells whether it was done.
QCoro::Task<StepResult> settle(RunbookWorkPtr work, const RunbookStep *step)
{
    auto asking = askState(work);
    const bool isTold = co_await std::move(asking);
    if (work->isStopped())
        co_return StepResult{End::Stopped, {}};
    const QRegularExpression settledBy(step->settledBy, QRegularExpression::MultilineOption);
    if (isTold && settledBy.match(work->state->line).hasMatch())
        co_return finished(*work, *step, StepState::Done, tr("Found done: %1").arg(work->state->line));
    co_return finished(*work, *step, StepState::Unknown,
                       isTold
                           ? tr("The answer was lost, and the machine shows no sign of it: %1").arg(work->state->line)
                           : tr("The answer was lost, and the machine cannot be asked."));
}

} // namespace

QCoro::Task<StepResult> runScript(RunbookWorkPtr work, const RunbookStep *step)
{
    const StepEntry *before = work->entry(step->id);
    const bool mayBeDone = before && (before->state == StepState::Started || before->state == StepState::Unknown);
    if (mayBeDone && !step->repeatable) {
        auto settling = settle(work, step);
        co_return co_await std::move(settling);
    }
    const Shell shell = shellOf(*step);
    const qint64 deadline = work->nowMs() + step->limitSec * qint64(1000);
    QString last;
    bool isIntentWritten = false, mayHaveHappened = false;
    while (true) {
        if (!isIntentWritten && !work->begin(*step))
            co_return StepResult{End::Stopped, {}};
        const HandCommand command{QStringLiteral("%1/%2/%3/%4/%5")
                                      .arg(reference(work->place.change))
                                      .arg(work->place.number)
                                      .arg(work->place.attempt)
                                      .arg(step->id)
                                      .arg(work->nowMs())
                                      .toLatin1(),
                                  shell, step->scripts[std::size_t(shell)], std::min(step->limitSec, 300)};
        auto running = work->hand->run(work->call().key, command, work->stop);
        const Result<HandAnswer> answer = co_await std::move(running);
        if (work->isStopped())
            co_return StepResult{End::Stopped, {}};
        if (answer)
            co_return judge(*work, *step, *answer);
        using enum Error::Kind;
        const Error::Kind kind = answer.error().kind;
        last = userMessage(answer.error());
        if (kind == Denied || kind == NotFound || kind == NotSupported)
            co_return finished(*work, *step, StepState::Failed, last);
        isIntentWritten = kind == Offline || kind == Conflict; // nothing was done: the intent on disk still holds
        mayHaveHappened = mayHaveHappened || !isIntentWritten;
        if (mayHaveHappened && !step->repeatable) {
            auto settling = settle(work, step);
            co_return co_await std::move(settling);
        }
        if (work->nowMs() >= deadline)
            co_return finished(*work, *step, mayHaveHappened ? StepState::Unknown : StepState::Failed,
                               tr("No answer within %1 min. %2").arg((step->limitSec + 59) / 60).arg(last));
        auto pause = waitFor(work->parts.pollMs);
        co_await std::move(pause);
        if (work->isStopped())
            co_return StepResult{End::Stopped, {}};
    }
}

} // namespace ringward
