#pragma once
#include "app/composition.h"
#include "app/ctl/output.h"

#include <QCommandLineParser>

#include <span>

namespace ringward::ctl {

/// What scripts can rely on.
enum ExitCode {
    AllDone = 0,
    Failed = 1, ///< refused or failed; the reason is on standard error
    WrongUsage = 2,
    SomeRefused = 3, ///< done, but some records were refused; they are listed
};

/// What a command is given.
struct Call {
    Composition::Request store;
    QStringList arguments; ///< what follows the command's name
};

struct Command {
    const char *name;
    const char *arguments; ///< for the line of usage: "PATH..."
    const char *summary; ///< translate in the context "ringward::Ctl"
    QCoro::Task<int> (*run)(Call call, Output out);
    bool draws = false; ///< needs fonts
};

/// In the order in which help lists them.
std::span<const Command> commands();
const Command *findCommand(const QString &name);

QCoro::Task<int> runDemo(Call call, Output out);
QCoro::Task<int> runImport(Call call, Output out);
QCoro::Task<int> runDevices(Call call, Output out);
QCoro::Task<int> runWards(Call call, Output out);
QCoro::Task<int> runSources(Call call, Output out);
QCoro::Task<int> runDrivers(Call call, Output out);
QCoro::Task<int> runCatalogue(Call call, Output out);
QCoro::Task<int> runReport(Call call, Output out);
QCoro::Task<int> runRings(Call call, Output out);
QCoro::Task<int> runPins(Call call, Output out);
QCoro::Task<int> runPlan(Call call, Output out);
QCoro::Task<int> runGuardrails(Call call, Output out);
QCoro::Task<int> runDesign(Call call, Output out);
QCoro::Task<int> runWhatIf(Call call, Output out);
QCoro::Task<int> runChanges(Call call, Output out);
QCoro::Task<int> runRemediate(Call call, Output out);
QCoro::Task<int> runAudit(Call call, Output out);
QCoro::Task<int> runKeys(Call call, Output out);
QCoro::Task<int> runPeople(Call call, Output out);

/// The options that every command and the program itself take.
void addCommonOptions(QCommandLineParser &parser);
/// Puts them into `call` and `out`. False when they are wrong; that has been said then.
bool readCommonOptions(const QCommandLineParser &parser, Call &call, Output &out);

/// Reads a command's own arguments. A value is how to end at once: help was asked for, or the arguments are wrong.
std::optional<int> readArguments(QCommandLineParser &parser, const char *command, Call &call, Output &out,
                                 qsizetype fewest, qsizetype most);

/// The store as it is on disk. An Error when there is none: a command that only reads does not make one.
Result<std::unique_ptr<Composition>> openExisting(const Call &call);

QString tr(const char *text); ///< in the context "ringward::Ctl"

} // namespace ringward::ctl
