#include "tests/connectors/meshcentral/campaign/meshcampaignfixture.h"

#include <sys/prctl.h>

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

#include <csignal>

namespace ringward::testing {

namespace {

QJsonObject settingsFor(const MeshServer &server)
{
    QJsonObject settings = server.settings();
    settings.insert(QStringLiteral("group_is"), QStringLiteral("ward"));
    return settings;
}

} // namespace

void MeshCampaignTest::SetUpTestSuite()
{
    auto started = MeshServer::start();
    ASSERT_TRUE(started.has_value()) << started.error().detail.toStdString();
    server = std::move(*started);
}

QStringList MeshCampaignTest::makeGroups(int count)
{
    OneSecret password{QByteArray(MeshServer::kPassword)};
    MeshConnection admin(*MeshSettings::from(server->settings(QStringLiteral("admin"))), password, {},
                         [](MeshMessage &) {});
    EXPECT_TRUE(settleLive(admin.whenReady({}), 20'000));
    QStringList groups;
    for (int i = 0; i < count; ++i) {
        const QJsonObject request{{QStringLiteral("action"), QStringLiteral("createmesh")},
                                  {QStringLiteral("meshname"), QStringLiteral("Ward %1").arg(i + 1)},
                                  {QStringLiteral("meshtype"), 2}};
        const auto made = settleLive(admin.ask(request, MeshConnection::Echo::ResponseId, 10'000, {}), 15'000);
        EXPECT_TRUE(made) << (made ? "" : made.error().detail.toStdString());
        if (made)
            groups << (*made)->object.value(u"meshid").toString();
    }
    return groups;
}

void MeshCampaignTest::begin(int count, int inWard, int factor)
{
    since.start();
    shared = std::make_shared<SharedClock>(kNowMs, factor);
    secret.bytes = server->tokenPassword();
    const QStringList groups = makeGroups((count + inWard - 1) / inWard);
    played = std::make_unique<PlayedMachines>(*server, shared);
    played->add(count, groups);
    ASSERT_EQ(played->all().size(), std::size_t(count)) << "the hospital has too few machines of some kind";
    ASSERT_TRUE(liveUntil([&] { return played->areOnline() && played->areSettled(); }, 180'000));
    std::printf("%d machines online in %lld ms\n", count, since.restart());
    findFleet(count);
    std::printf("found by the synchroniser in %lld ms\n", since.restart());
    const Result<PlannedRemedy> planned = planAll(count);
    ASSERT_TRUE(planned) << userMessage(planned.error()).toStdString();
    std::printf("planned in %lld ms: %u ready, %u doubtful, %u not reachable, %u steps\n", since.restart(),
                planned->summary.ready, planned->summary.doubtful, planned->summary.notReachable, planned->plan.steps);
    ASSERT_EQ(planned->plan.calls.size(), std::size_t(count));
    EXPECT_TRUE(planned->refused.empty());
    for (const GuardrailResult &rule : planned->plan.guardrails)
        EXPECT_NE(rule.state, GuardrailResult::State::Blocks) << rule.detail.toStdString();
    QStringList scripts;
    for (const auto *steps : {&planned->filled.steps, &planned->filled.wayBack}) {
        for (const RunbookStep &step : *steps)
            scripts << step.scripts[std::size_t(Shell::PowerShell)];
    }
    played->setApproved(scripts);
    Proposal made = proposal();
    made.plan = planned->plan;
    const auto id = board.propose(whitfield.person, made);
    ASSERT_TRUE(id) << userMessage(id.error()).toStdString();
    approve(*id);
    change = *board.start(whitfield.person, *id);
    std::fflush(stdout); // a run by hand takes minutes
}

void MeshCampaignTest::findFleet(int count)
{
    synchroniser =
        std::make_unique<Synchroniser>(Synchroniser::Parts{hub, archive, secret, wall, {MeshSource::kind()}});
    ASSERT_TRUE(synchroniser->open());
    ASSERT_TRUE(liveUntil([&] { return synchroniser->isRestored(); }, 30'000));
    SourceConfig config;
    config.kind = QStringLiteral("meshcentral");
    config.name = QStringLiteral("Remote control");
    config.settings = settingsFor(*server);
    config.syncEverySec = 5;
    const auto saved = synchroniser->saveSource(config);
    ASSERT_TRUE(saved);
    source = *saved;
    ASSERT_TRUE(liveUntil(
        [&] {
            int up = 0;
            for (Row row = 0; row < hub.current()->size(); ++row)
                up += hub.current()->health(row) == AgentHealth::Up;
            return up == count;
        },
        60'000))
        << hub.current()->size();
}

/// As the holder of keys at the server tells it.
KeyFacts MeshCampaignTest::keyFacts()
{
    const auto kept = std::make_shared<std::map<DeviceId, KeyFact>>();
    std::vector<QString> with;
    QByteArray after;
    do {
        const auto page = settleLive(synchroniser->source(source)->keys()->fetchKeyInfos(after, {}), 120'000);
        EXPECT_TRUE(page);
        if (!page)
            break;
        for (const RecoveryKeyInfo &info : page->keys)
            with.push_back(info.record);
        after = page->next;
    } while (!after.isEmpty());
    const auto devices = settleLive(synchroniser->devicesOf(source, with, {}), 30'000);
    EXPECT_TRUE(devices);
    for (const DeviceId device : devices ? *devices : std::vector<DeviceId>())
        (*kept)[device].hasKey = true;
    return [kept](DeviceId device) -> std::optional<KeyFact> {
        const auto known = kept->find(device);
        KeyFact fact;
        fact.hasKey = known != kept->end();
        return fact;
    };
}

Result<PlannedRemedy> MeshCampaignTest::planAll(int count)
{
    RemedyWish wish;
    wish.runbook = *loadRunbooks().find(QStringLiteral("remove-content-file"));
    wish.values.emplace(QStringLiteral("sha256"), QString(64, u'b'));
    for (Row row = 0; row < hub.current()->size(); ++row)
        wish.devices.push_back(hub.current()->id(row));
    wish.limits = remedyLimits(std::size_t(count));
    wish.limits.atOnce = 40;
    wish.limits.stopAfter = count;
    const KeyFacts keys = keyFacts();
    std::printf("keys told in %lld ms\n", since.restart());
    return settleLive(planRemedy(*synchroniser, hub.current(), wish, keys, kNowMs, {}), 300'000);
}

void MeshCampaignTest::carryOut(Kills kills, int limitMs)
{
    synchroniser.reset(); // the console reads the fleet and the change from the store
    ASSERT_TRUE(archive.saveSnapshot(hub.told()));
    shared->start();
    since.restart();
    QJsonObject order{{QStringLiteral("store"), file},
                      {QStringLiteral("mesh"), settingsFor(*server)},
                      {QStringLiteral("change"), qint64(change.id.value)},
                      {QStringLiteral("actor"), qint64(whitfield.person.id.value)},
                      {QStringLiteral("clock"), shared->hand()},
                      {QStringLiteral("poll"), kPollMs}};
    for (bool isOver = false; !isOver && since.elapsed() < limitMs;) {
        const bool byItself = killed < kills.inAll && killed % 2 == 0, fromOutside = killed < kills.inAll && !byItself;
        order[QStringLiteral("writes")] = byItself ? kills.writes + killed * 7 : 0;
        QFile told(folder.filePath(QStringLiteral("order.json")));
        ASSERT_TRUE(told.open(QIODevice::WriteOnly));
        told.write(QJsonDocument(order).toJson());
        told.close();
        QProcess console;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("RINGWARD_TEST_TOKEN"), QString::fromLatin1(secret.bytes));
        console.setProcessEnvironment(environment);
        console.setProcessChannelMode(QProcess::ForwardedChannels);
        console.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
        console.start(QCoreApplication::applicationDirPath() + QStringLiteral("/meshcampaign_console"),
                      {told.fileName()});
        ASSERT_TRUE(console.waitForStarted(10'000));
        const auto hasEnded = [&] {
            return console.state() == QProcess::NotRunning;
        };
        if (!liveUntil(hasEnded, fromOutside ? kills.afterMs + killed * 130 : limitMs - int(since.elapsed()))) {
            console.kill();
            ASSERT_TRUE(liveUntil(hasEnded, 10'000));
        }
        isOver = console.exitStatus() == QProcess::NormalExit;
        ASSERT_TRUE(!isOver || console.exitCode() == 0) << console.exitCode();
        killed += !isOver;
    }
    std::printf("carried out in %lld ms; the console was killed %d times\n", since.restart(), killed);
    EXPECT_EQ(killed, kills.inAll);
}

void MeshCampaignTest::lookAnHourLater()
{
    shared->skip(3'600'000);
    ASSERT_TRUE(liveUntil([&] { return played->areSettled(); }, 60'000));
    const auto mesh = std::make_shared<MeshSource>(source, *MeshSettings::from(settingsFor(*server)), secret);
    RunbookPerformer performer({ledger, *shared, kPollMs, {}, {}});
    const auto approved = std::make_shared<const Change>(change);
    const std::vector<ModeEntry> before = openModes();
    for (const ModeEntry &mode : before)
        (void)settleLive(performer.lookAgain({approved, mode.number, 1, mesh}, {}), 60'000);
    std::printf("listed as perhaps in safe mode after the campaign: %zu, an hour later: %zu\n", before.size(),
                openModes().size());
}

} // namespace ringward::testing
