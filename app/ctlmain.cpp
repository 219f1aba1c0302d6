#include "app/ctl/command.h"

#include <QGuiApplication>
#include <QTimer>
#include <qcorotask.h>

#include <csignal>

using namespace ringward;

namespace {

void printHelp(const QCommandLineParser &parser, ctl::Output &out)
{
    out.line(ctl::usageText(parser, QStringLiteral("ringwardctl [options] COMMAND ...")));
    out.line({});
    out.line(ctl::tr("Commands:"));
    std::vector<std::pair<QString, QString>> lines;
    for (const ctl::Command &command : ctl::commands())
        lines.emplace_back(
            (QString::fromLatin1(command.name) + u' ' + QString::fromLatin1(command.arguments)).trimmed(),
            ctl::tr(command.summary));
    for (const auto &[usage, summary] : lines)
        out.line(QStringLiteral("  %1\n      %2").arg(usage, summary));
    out.line({});
    out.line(
        ctl::tr("“ringwardctl COMMAND --help” says more. It ends with 0 when all was done, 1 when it failed, 2 when "
                "it was\nused wrongly, 3 when it was done but some records were refused."));
}

/// Reads what stands before the command. A value is how to end at once.
std::optional<int> readCommand(QCommandLineParser &parser, ctl::Call &call, ctl::Output &out,
                               const ctl::Command *&command)
{
    parser.setApplicationDescription(ctl::tr("Ringward without a window, for reports, scripts and checks."));
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsPositionalArguments);
    ctl::addCommonOptions(parser);
    const QCommandLineOption version(QStringLiteral("version"), ctl::tr("Print the version."));
    parser.addOption(version);
    if (!parser.parse(QCoreApplication::arguments())) {
        out.complain(parser.errorText() + u' ' + ctl::tr("“ringwardctl --help” says how it is used."));
        return ctl::WrongUsage;
    }
    if (parser.isSet(version)) {
        out.line(QStringLiteral("ringwardctl ") + QCoreApplication::applicationVersion());
        return ctl::AllDone;
    }
    if (parser.isSet(QStringLiteral("help"))) {
        printHelp(parser, out);
        return ctl::AllDone;
    }
    if (!ctl::readCommonOptions(parser, call, out))
        return ctl::WrongUsage;
    call.arguments = parser.positionalArguments();
    const QString name = call.arguments.isEmpty() ? QString() : call.arguments.takeFirst();
    command = ctl::findCommand(name);
    if (command)
        return std::nullopt;
    out.complain((name.isEmpty() ? ctl::tr("Which command?") : ctl::tr("There is no command “%1”.").arg(name)) + u' '
                 + ctl::tr("“ringwardctl --help” lists them."));
    return ctl::WrongUsage;
}

QCoro::Task<> runAndQuit(const ctl::Command *command, ctl::Call call, ctl::Output out)
{
    const int code = co_await command->run(std::move(call), out);
    QCoreApplication::exit(code);
}

/// Fonts need more than the core, but no display.
std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv)
{
    const bool draws = std::any_of(argv, argv + argc, [](const char *argument) {
        const ctl::Command *command = ctl::findCommand(QString::fromLocal8Bit(argument));
        return command && command->draws;
    });
    if (!draws)
        return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QGuiApplication>(argc, argv);
}

} // namespace

int main(int argc, char **argv)
{
#ifdef SIGPIPE
    std::signal(SIGPIPE, SIG_IGN); // a connection that broke is an answer, not the end of the program
#endif
    const std::unique_ptr<QCoreApplication> application = makeApplication(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("Ringward"));
    QCoreApplication::setApplicationName(QStringLiteral("ringward"));
    QCoreApplication::setApplicationVersion(QStringLiteral(RINGWARD_VERSION));

    ctl::Output out;
    ctl::Call call;
    QCommandLineParser parser;
    const ctl::Command *command = nullptr;
    if (const std::optional<int> end = readCommand(parser, call, out, command))
        return *end;
    QTimer::singleShot(0, application.get(), [&] { runAndQuit(command, call, out); });
    return QCoreApplication::exec();
}
