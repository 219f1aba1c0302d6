#include "app/composition.h"
#include "app/consolewindow.h"
#include "app/logging.h"
#include "app/options.h"
#include "app/tour.h"
#include "models/base/counted.h"
#include "views/widgets/themehub.h"

#include <QApplication>
#include <QFileInfo>
#include <QFontDatabase>
#include <QIcon>
#include <QSettings>
#include <QTimer>

#include <csignal>
#include <cstdio>

using namespace ringward;

namespace {

void say(FILE *to, const QString &text)
{
    std::fputs(qPrintable(text), to);
    std::fputc('\n', to);
}

/// What a person who started the program without a display wants to read.
void printSummary(const Composition &composition, const FleetSnapshot &fleet, const QStringList &pictures)
{
    HealthCounts counts;
    for (Row row = 0; row < fleet.size(); ++row)
        ++counts.byTier[std::size_t(fleet.tier(row))][std::size_t(fleet.health(row))];
    say(stdout, QApplication::translate("ringward::Main", "Store: %1").arg(composition.storeFile()));
    QStringList states;
    for (int health = kHealthCount - 1; health >= 0; --health)
        states.append(QStringLiteral("%1 %2").arg(counts.of(AgentHealth(health))).arg(word(AgentHealth(health))));
    say(stdout,
        QApplication::translate("ringward::Main", "Fleet: %1: %2")
            .arg(counted(fleet.size(), Noun::Device), states.join(QStringLiteral(", "))));
    say(stdout, QApplication::translate("ringward::Main", "Pictures: %1").arg(pictures.size()));
    for (const QString &picture : pictures)
        say(stdout, QStringLiteral("  ") + picture);
}

void useReadableFont(QApplication &application)
{
    // Inter where it is installed: its figures and marks at small sizes are what the pages were drawn with.
    QFont font = application.font();
    if (QFontDatabase::families().contains(QStringLiteral("Inter")))
        font.setFamily(QStringLiteral("Inter"));
    if (font.pointSizeF() < 10)
        font.setPointSizeF(10);
    application.setFont(font);
}

/// The tour must neither read nor change what a person has set up.
void isolate(const Options &options, Composition::Request &request)
{
    QCoreApplication::setApplicationName(QStringLiteral("ringward-tour"));
    if (request.store.isEmpty()) {
        request.store = QFileInfo(options.tourFolder).absoluteFilePath() + QStringLiteral("/tour.sqlite");
        for (const char *suffix : {"", "-wal", "-shm"})
            QFile::remove(request.store + QLatin1StringView(suffix));
    }
    QSettings().clear();
}

} // namespace

int main(int argc, char **argv)
{
#ifdef SIGPIPE
    std::signal(SIGPIPE, SIG_IGN); // a connection that broke is an answer, not the end of the program
#endif
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("Ringward"));
    QCoreApplication::setApplicationName(QStringLiteral("ringward"));
    QCoreApplication::setApplicationVersion(QStringLiteral(RINGWARD_VERSION));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/desktop/ringward.svg")));

    const Result<Options> options = readOptions(QCoreApplication::arguments());
    if (!options) {
        say(stderr, options.error().detail);
        return 2;
    }
    Composition::Request request{options->store, options->demonstration, options->devices, options->seed};
    const bool tours = !options->tourFolder.isEmpty();
    if (tours)
        isolate(*options, request);
    startLogging(QFileInfo(request.store.isEmpty() ? Composition::defaultStore(request.demonstration) : request.store)
                     .absolutePath());

    useReadableFont(application);
    const QString theme =
        options->theme.isEmpty() ? QSettings().value(QStringLiteral("window/theme")).toString() : options->theme;
    ThemeHub themes(application.font(), ThemeHub::choiceFromWord(theme));
    const auto composition = Composition::open(request);
    if (!composition) {
        say(stderr, userMessage(composition.error()) + u' ' + composition.error().detail);
        return 1;
    }
    ConsoleWindow window(**composition, themes, options->demonstration);
    if (!options->files.isEmpty())
        QTimer::singleShot(0, &window, [&] { window.importFiles(options->files); });
    if (!tours) {
        window.rememberLayout();
        window.show();
        return QApplication::exec();
    }
    Tour tour(**composition, window, themes, options->tourFolder);
    QObject::connect(&tour, &Tour::finished, &application, [&](const QStringList &pictures, bool complete) {
        printSummary(**composition, *(*composition)->hub().current(), pictures);
        QApplication::exit(complete ? 0 : 1);
    });
    QTimer::singleShot(0, &tour, &Tour::start);
    return QApplication::exec();
}
