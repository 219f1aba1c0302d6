// A console that carries out one approved campaign and nothing else, as a process of its own that a test can kill.
// usage: meshcampaign_console ORDER, a JSON file; the secret of the source comes in RINGWARD_TEST_TOKEN.

#include "connectors/meshcentral/meshsource.h"
#include "models/changes/changedesk.h"
#include "models/incident/remedyguard.h"
#include "models/incident/runbookperformer.h"
#include "models/store/sqlitearchive.h"
#include "models/store/sqlitechanges.h"
#include "models/store/sqlitejournal.h"
#include "models/store/sqlitestepledger.h"
#include "tests/connectors/meshcentral/campaign/sharedclock.h"
#include "tests/peers/meshcentral/meshserver.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>

#include <csignal>

using namespace ringward;
using namespace ringward::testing;

namespace {

/// Kills its process after so many writes; 0 for never.
struct DeadlyLedger : SqliteStepLedger {
    DeadlyLedger(const Database &on, int writes)
        : SqliteStepLedger(on)
        , left(writes)
    {
    }
    Result<Done> write(const std::vector<StepEntry> &steps, const std::optional<ModeEntry> &mode) override
    {
        const Result<Done> written = SqliteStepLedger::write(steps, mode);
        if (!steps.empty() && --left == 0)
            raise(SIGKILL);
        return written;
    }
    int left;
};

int carryOut(const QJsonObject &order)
{
    const auto database = Database::open(order.value(u"store").toString());
    const auto settings = MeshSettings::from(order.value(u"mesh").toObject());
    if (!database || !settings)
        return 3;
    const SharedClock clock(order.value(u"clock").toObject());
    SqliteJournal journal(**database);
    DeadlyLedger ledger(**database, order.value(u"writes").toInt());
    FleetHub hub;
    SqliteArchive archive(**database);
    const auto fleet = archive.loadSnapshot();
    const auto change = SqliteChanges(**database).load(ChangeId{quint32(order.value(u"change").toInteger())});
    if (!fleet || !change)
        return 4;
    hub.publish(*fleet);
    OneSecret secret(qgetenv("RINGWARD_TEST_TOKEN"));
    const auto source = std::make_shared<MeshSource>(change->plan.calls.front().source, *settings, secret);
    const auto objection = [&hub](DeviceId device, const std::set<DeviceId> &underWay) {
        return objectionTo(*hub.current(), device, underWay);
    };
    const auto performer = std::make_shared<RunbookPerformer>(
        RunbookPerformer::Parts{ledger, clock, order.value(u"poll").toInt(), {}, objection});
    Person actor;
    actor.id = PersonId{quint32(order.value(u"actor").toInteger())};
    const auto door = [&source](SourceId) {
        return Result<std::shared_ptr<Source>>(source);
    };
    Execution execution({journal, clock, door, performer}, *change, actor);
    QObject::connect(&execution, &Execution::ended, qApp, [](const Execution::Outcome &outcome) {
        if (outcome.error)
            qWarning("stopped: %ls", qUtf16Printable(userMessage(*outcome.error) + u' ' + outcome.error->detail));
        std::printf("console: %s\n", outcomeText(outcome.counts).toUtf8().constData());
        QCoreApplication::exit(outcome.kind != Execution::Outcome::Kind::Cancelled && !outcome.error ? 0 : 5);
    });
    if (const auto started = execution.start(); !started) {
        qWarning("not started: %ls", qUtf16Printable(userMessage(started.error())));
        return 6;
    }
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QFile order(QString::fromLocal8Bit(argc > 1 ? argv[1] : ""));
    if (!order.open(QIODevice::ReadOnly))
        return 2;
    return carryOut(QJsonDocument::fromJson(order.readAll()).object());
}
