#include "app/ctl/command.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace ringward::ctl {

namespace {

constexpr std::array kCommands{
    Command{"demo", "", QT_TRANSLATE_NOOP("ringward::Ctl", "Make or refresh a demonstration hospital"), runDemo},
    Command{"import", "PATH...",
            QT_TRANSLATE_NOOP("ringward::Ctl", "Import device lists and driver inventories from files"), runImport},
    Command{"devices", "[show HOST]",
            QT_TRANSLATE_NOOP("ringward::Ctl", "List devices, or show all that is known of one"), runDevices},
    Command{"wards", "", QT_TRANSLATE_NOOP("ringward::Ctl", "List wards with their devices by state"), runWards},
    Command{"sources", "[list | add KIND | remove NAME | sync [NAME...] | diagnose NAME | writing NAME on|off]",
            QT_TRANSLATE_NOOP("ringward::Ctl", "List, add, remove or synchronise sources, and let them be written to"),
            runSources},
    Command{"drivers", "[show NAME | diff | review NAME... | plan | arrivals]",
            QT_TRANSLATE_NOOP("ringward::Ctl", "List kernel drivers by exposure, compare, and decide about them"),
            runDrivers},
    Command{"catalogue", "[list | import FILE...]",
            QT_TRANSLATE_NOOP("ringward::Ctl", "List or import catalogues of drivers"), runCatalogue},
    Command{"report", "kernel-dependence",
            QT_TRANSLATE_NOOP("ringward::Ctl", "Write a report as PDF, to be signed and sent"), runReport, true},
    Command{"rings", "[list | limits | history | save FILE | approve | drift | tiers [FILE]]",
            QT_TRANSLATE_NOOP("ringward::Ctl", "Show the rings of a stream, what sources permit, and what drifted"),
            runRings},
    Command{"pins", "[list | add | remove ID | export | import FILE]",
            QT_TRANSLATE_NOOP("ringward::Ctl", "List, add, remove, export or import pins"), runPins},
    Command{"plan", "--filter LINE --to RING",
            QT_TRANSLATE_NOOP("ringward::Ctl", "Try ring moves against the guardrails; nothing is sent"), runPlan},
    Command{"guardrails", "[check | list | save FILE | waive RULE]",
            QT_TRANSLATE_NOOP("ringward::Ctl", "Check the guardrails on the present, or show and change them"),
            runGuardrails},
    Command{"design", "",
            QT_TRANSLATE_NOOP("ringward::Ctl", "Propose rings that satisfy every guardrail; nothing is sent"),
            runDesign},
    Command{"whatif", "",
            QT_TRANSLATE_NOOP("ringward::Ctl", "Say what a bad version would take down, with and without rings"),
            runWhatIf},
    Command{"changes",
            "[list | show CHG | propose | vote CHG yes|no|abstain | run CHG | retry CHG | withdraw CHG | "
            "comment CHG TEXT | review CHG TEXT | freezes | freeze FILE.ics]",
            QT_TRANSLATE_NOOP("ringward::Ctl", "Propose, vote on and carry out changes"), runChanges},
    Command{"remediate",
            "[runbooks | reach | plan | propose | run CHG | retry CHG | status [CHG] | look | done CHG HOST STEP | "
            "cannot CHG HOST STEP]",
            QT_TRANSLATE_NOOP("ringward::Ctl", "Work machines through a runbook: safe mode, drivers, content files"),
            runRemediate},
    Command{"audit", "[list | verify [FILE] | export FILE | sign]",
            QT_TRANSLATE_NOOP("ringward::Ctl", "Read, verify, export and sign the audit"), runAudit},
    Command{
        "keys",
        "[readiness | show DEVICE | deleted | password DEVICE | worked DEVICE | rotation | seal | open-job FILE]",
        QT_TRANSLATE_NOOP(
            "ringward::Ctl",
            "Say for which devices a recovery key is at hand, show one, list what to rotate, and seal or print slips"),
        runKeys, true},
    Command{"people", "[list | add LOGIN | roles LOGIN | leave LOGIN | key]",
            QT_TRANSLATE_NOOP("ringward::Ctl", "List people, give roles, make your signing key"), runPeople},
};

} // namespace

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Ctl", text);
}

std::span<const Command> commands()
{
    return kCommands;
}

const Command *findCommand(const QString &name)
{
    const auto known = std::find_if(kCommands.begin(), kCommands.end(),
                                    [&](const Command &command) { return name == QLatin1StringView(command.name); });
    return known == kCommands.end() ? nullptr : &*known;
}

void addCommonOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {QStringLiteral("store"), tr("Use the store in FILE instead of your own."), QStringLiteral("FILE")},
        {QStringLiteral("demonstration"), tr("Use the store of the demonstration hospital.")},
        {QStringLiteral("json"), tr("Print JSON: a document, or a line an entry for lists.")},
        {{QStringLiteral("h"), QStringLiteral("help")}, tr("Say how it is used.")},
    });
}

bool readCommonOptions(const QCommandLineParser &parser, Call &call, Output &out)
{
    if (parser.isSet(QStringLiteral("json")))
        out.useJson();
    if (parser.isSet(QStringLiteral("demonstration")))
        call.store.store = Composition::defaultStore(true);
    if (parser.isSet(QStringLiteral("store")))
        call.store.store = parser.value(QStringLiteral("store"));
    if (parser.isSet(QStringLiteral("store")) && call.store.store.isEmpty()) {
        out.complain(tr("--store takes the path of a file."));
        return false;
    }
    return true;
}

std::optional<int> readArguments(QCommandLineParser &parser, const char *command, Call &call, Output &out,
                                 qsizetype fewest, qsizetype most)
{
    const Command &known = *findCommand(QString::fromLatin1(command));
    parser.setApplicationDescription(tr(known.summary));
    addCommonOptions(parser);
    const QString name = QString::fromLatin1(command);
    const QString usage = QStringLiteral("ringwardctl %1").arg(name);
    if (!parser.parse(QStringList(usage) + call.arguments)) {
        out.complain(parser.errorText() + u' ' + tr("“%1 --help” says how it is used.").arg(usage));
        return WrongUsage;
    }
    if (parser.isSet(QStringLiteral("help"))) {
        out.line(usageText(parser, usage + tr(" [options] ") + QString::fromLatin1(known.arguments)));
        return AllDone;
    }
    if (!readCommonOptions(parser, call, out))
        return WrongUsage;
    const qsizetype given = parser.positionalArguments().size();
    if (given < fewest || given > most) {
        out.complain(
            (given < fewest ? tr("Something is missing after “%1”.") : tr("That is too much after “%1”.")).arg(usage)
            + u' ' + tr("“%1 --help” says how it is used.").arg(usage));
        return WrongUsage;
    }
    return std::nullopt;
}

Result<std::unique_ptr<Composition>> openExisting(const Call &call)
{
    const QString file = call.store.store.isEmpty() ? Composition::defaultStore(false) : call.store.store;
    if (!QFileInfo::exists(file))
        return Error{Error::Kind::NotFound, file,
                     tr("There is no store at %1. Make one with “ringwardctl import PATH” or “ringwardctl demo”, or "
                        "name another with --store.")
                         .arg(QDir::toNativeSeparators(file))};
    auto composition = Composition::open(call.store);
    if (composition) {
        if (const Result<Done> loaded = (*composition)->keys().load(); !loaded) // so that filters know of keys
            return loaded.error();
    }
    return composition;
}

} // namespace ringward::ctl
