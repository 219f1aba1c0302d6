#include "connectors/meshcentral/driverinventory.h"
#include "tests/connectors/meshcentral/meshfixture.h"

#include <QElapsedTimer>
#include <QJsonArray>

#include <ctime>

namespace ringward {
namespace {

using namespace testing;

struct MeshSourceTest : MeshTest {
    static const SourceRecord *find(const std::vector<SourceRecord> &all, const FakeAgent &agent)
    {
        const auto at = std::find_if(all.begin(), all.end(), [&](const auto &r) { return r.key == agent.nodeId(); });
        return at == all.end() ? nullptr : &*at;
    }
    static HandCommand command(const QString &script, int limitSec = 10, Shell shell = Shell::PowerShell)
    {
        return {"test-1", shell, script, limitSec};
    }
    /// An action of an administrator, beside the source under test.
    Result<MeshMessagePtr> asAdmin(const QJsonObject &request)
    {
        OneSecret password{QByteArray(MeshServer::kPassword)};
        MeshConnection admin(*MeshSettings::from(server->settings(QStringLiteral("admin"))), password, {},
                             [](MeshMessage &) {});
        if (auto ready = settle(admin.whenReady({}), 20'000); !ready)
            return ready.error();
        return settle(admin.ask(request, MeshConnection::Echo::ResponseId, 10'000, {}), 15'000);
    }
};

TEST_F(MeshSourceTest, ListsWhatThePlayedMachineTells)
{
    const auto agent = fake(1, QStringLiteral("ICU-07"));
    agent->machine().hardware =
        FakeMachine::identifiers(QStringLiteral("4C4C4544-0042-3510-8052-B4C04F595331"), QStringLiteral("SN-77"));
    ASSERT_TRUE(bringOnline(*agent));
    agent->tellHardware();
    ASSERT_TRUE(asAdmin({{QStringLiteral("action"), QStringLiteral("changedevice")},
                         {QStringLiteral("nodeid"), agent->nodeId()},
                         {QStringLiteral("tags"), QJsonArray{QStringLiteral("critical"), QStringLiteral("ring:2")}}})
                    .has_value());
    const auto mesh = source({{QStringLiteral("group_is"), QStringLiteral("ward")}});
    const auto all = devices(*mesh);
    const SourceRecord *record = find(all, *agent);
    ASSERT_NE(record, nullptr);
    EXPECT_EQ((*record)[Field::HostName], QStringLiteral("ICU-07"));
    EXPECT_EQ((*record)[Field::OsName], QStringLiteral("Microsoft Windows 10 Enterprise"));
    EXPECT_EQ((*record)[Field::OsBuild], QStringLiteral("19045"));
    EXPECT_EQ((*record)[Field::WardName], QStringLiteral("ICU Workstations"));
    EXPECT_EQ((*record)[Field::Tags], QStringLiteral("critical,ring:2,group:ICU Workstations"));
    EXPECT_EQ((*record)[Field::AgentId], agent->nodeId());
    EXPECT_EQ(record->signs.online, true);
    EXPECT_EQ(record->signs.bootTimeMs, agent->machine().bootMs);
    ASSERT_EQ(record->streams.size(), 1u);
    EXPECT_EQ(record->streams[0].ring.name, QStringLiteral("2"));
    EXPECT_EQ(record->streams[0].ring.order, 2);
    EXPECT_GT(record->lastSeenMs, QDateTime::currentMSecsSinceEpoch() - 20'000);

    const auto whole = settle(mesh->fetchRecord(agent->nodeId(), {}));
    ASSERT_TRUE(whole.has_value());
    EXPECT_EQ((*whole)[Field::HardwareUuid], QStringLiteral("4c4c4544-0042-3510-8052-b4c04f595331"));
    EXPECT_EQ((*whole)[Field::SerialNumber], QStringLiteral("SN-77"));
    EXPECT_EQ((*whole)[Field::MacAddress], QStringLiteral("02:fc:00:00:00:01"));
}

TEST_F(MeshSourceTest, EventsTellOfChangesWithoutReadingTheListAgain)
{
    const auto mesh = source();
    devices(*mesh);
    const auto agent = fake(2, QStringLiteral("ICU-08"));
    ASSERT_TRUE(bringOnline(*agent));
    const auto changes = [&](qint64 sinceMs) {
        auto page = settle(mesh->fetchChanges(sinceMs, {}, {}));
        return page ? std::move(page->records) : std::vector<SourceRecord>();
    };
    const auto isOnline = [&](bool online) {
        const auto all = changes(0);
        const SourceRecord *record = find(all, *agent);
        return record && record->signs.online == online;
    };
    EXPECT_TRUE(QTest::qWaitFor([&] { return isOnline(true); }, 10'000));
    const qint64 droppedMs = QDateTime::currentMSecsSinceEpoch();
    agent->drop();
    EXPECT_TRUE(QTest::qWaitFor([&] { return isOnline(false); }, 10'000));
    const auto since = changes(droppedMs);
    EXPECT_NE(find(since, *agent), nullptr);
    agent->machine().bootMs += 60'000;
    ASSERT_TRUE(bringOnline(*agent));
    EXPECT_TRUE(QTest::qWaitFor([&] { return isOnline(true); }, 10'000));
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            const auto all = changes(0);
            const SourceRecord *record = find(all, *agent);
            return record && record->signs.bootTimeMs == agent->machine().bootMs;
        },
        10'000));
}

TEST_F(MeshSourceTest, OnlyTheGroupsThatWereAskedForAreShown)
{
    const auto inside = fake(3, QStringLiteral("ICU-09")),
               outside = fake(4, QStringLiteral("OFFICE-1"), QStringLiteral("Offices"));
    ASSERT_TRUE(bringOnline(*inside) && bringOnline(*outside));
    const auto mesh = source({{QStringLiteral("groups"), QStringLiteral("icu workstations")}});
    const auto all = devices(*mesh);
    EXPECT_NE(find(all, *inside), nullptr);
    EXPECT_EQ(find(all, *outside), nullptr);
}

TEST_F(MeshSourceTest, AScriptGoesThereAndItsAnswerComesBack)
{
    const auto agent = fake(5, QStringLiteral("ICU-10"));
    const QString script = QStringLiteral("Write-Output 'Zażółć \\ \"x\"'\r\nexit 3");
    FakeCommand seen;
    agent->onCommand = [&](FakeAgent &, const FakeCommand &command) {
        seen = command;
        return FakeReply{QStringLiteral("Zażółć\r\nline 2"), 3};
    };
    ASSERT_TRUE(bringOnline(*agent));
    const auto mesh = source();
    const auto answer = settle(mesh->hand()->run(agent->nodeId(), command(script), {}), 15'000);
    ASSERT_TRUE(answer.has_value()) << answer.error().detail.toStdString();
    EXPECT_EQ(answer->output, QStringLiteral("Zażółć\nline 2"));
    EXPECT_EQ(answer->exitCode, 3);
    EXPECT_FALSE(answer->isCut);
    EXPECT_EQ(seen.script, QStringLiteral("Write-Output 'Zażółć \\ \"x\"'\nexit 3"));
    EXPECT_TRUE(seen.mark.startsWith("test-1."));
}

TEST_F(MeshSourceTest, WhatIsNoAnswerIsNotBelieved)
{
    const auto agent = fake(6, QStringLiteral("ICU-11"));
    FakeReply reply;
    agent->onCommand = [&](FakeAgent &, const FakeCommand &) {
        return reply;
    };
    ASSERT_TRUE(bringOnline(*agent));
    const auto mesh = source();
    const auto run = [&](int limitSec) {
        return settle(mesh->hand()->run(agent->nodeId(), command(QStringLiteral("x"), limitSec), {}), 15'000);
    };
    reply.manner = FakeReply::AnswersBare;
    auto answer = run(5);
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().kind, Error::Kind::Malformed);

    reply.manner = FakeReply::StaysSilent;
    answer = run(1);
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().kind, Error::Kind::Timeout);

    reply.manner = FakeReply::IsBusy;
    QElapsedTimer since;
    since.start();
    answer = run(10);
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().kind, Error::Kind::Conflict);
    EXPECT_LT(since.elapsed(), 3000);
}

TEST_F(MeshSourceTest, ALateAndASecondAnswerAnswerNothingElse)
{
    const auto agent = fake(7, QStringLiteral("ICU-12"));
    int call = 0;
    agent->onCommand = [&](FakeAgent &, const FakeCommand &) {
        FakeReply reply{QStringLiteral("answer %1").arg(++call)};
        if (call == 1)
            reply.delayMs = 1600; // after its command was given up
        if (call == 2)
            reply.manner = FakeReply::AnswersTwice;
        if (call == 3)
            reply.delayMs = 900; // while the second answer of the one before comes in
        return reply;
    };
    ASSERT_TRUE(bringOnline(*agent));
    const auto mesh = source();
    const auto run = [&](int limitSec) {
        return settle(mesh->hand()->run(agent->nodeId(), command(QStringLiteral("x"), limitSec), {}), 15'000);
    };
    EXPECT_FALSE(run(1).has_value());
    for (int i = 2; i <= 3; ++i) {
        const auto answer = run(5);
        ASSERT_TRUE(answer.has_value());
        EXPECT_EQ(answer->output, QStringLiteral("answer %1").arg(i));
    }
}

TEST_F(MeshSourceTest, ADeviceDoesOneThingAtATime)
{
    const auto agent = fake(8, QStringLiteral("ICU-13"));
    int running = 0, most = 0;
    agent->onCommand = [&](FakeAgent &, const FakeCommand &) {
        most = std::max(most, ++running);
        QTimer::singleShot(100, agent.get(), [&] { --running; });
        return FakeReply{QStringLiteral("ok"), 0, 110};
    };
    ASSERT_TRUE(bringOnline(*agent));
    const auto mesh = source();
    devices(*mesh);
    int answered = 0;
    for (int i = 0; i < 5; ++i) {
        QCoro::connect(mesh->hand()->run(agent->nodeId(), command(QStringLiteral("x")), {}), agent.get(),
                       [&](const Result<HandAnswer> &answer) { answered += answer.has_value(); });
    }
    EXPECT_TRUE(QTest::qWaitFor([&] { return answered == 5; }, 10'000)) << answered;
    EXPECT_EQ(most, 1);
}

TEST_F(MeshSourceTest, AMachineThatIsNotThereIsOfflineAndNothingWasSent)
{
    const auto agent = fake(9, QStringLiteral("ICU-14"));
    agent->onCommand = [](FakeAgent &, const FakeCommand &) {
        return FakeReply{};
    };
    ASSERT_TRUE(bringOnline(*agent));
    const auto mesh = source();
    devices(*mesh);
    agent->drop();
    Hand *hand = mesh->hand();
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            const auto reach = settle(hand->reach(agent->nodeId(), {}));
            return reach && !reach->connected;
        },
        10'000));
    const auto answer = settle(hand->run(agent->nodeId(), command(QStringLiteral("x")), {}));
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().kind, Error::Kind::Offline);
    EXPECT_EQ(agent->commands, 0);
    const auto power = settle(hand->power(agent->nodeId(), PowerAction::Restart, {}));
    ASSERT_FALSE(power.has_value());
    EXPECT_EQ(power.error().kind, Error::Kind::Offline);
    const auto unknown = settle(hand->run(QStringLiteral("node//nobody"), command(QStringLiteral("x")), {}));
    ASSERT_FALSE(unknown.has_value());
    EXPECT_EQ(unknown.error().kind, Error::Kind::NotFound);
    const auto posix = settle(hand->run(agent->nodeId(), command(QStringLiteral("x"), 5, Shell::Posix), {}));
    ASSERT_FALSE(posix.has_value());
}

TEST_F(MeshSourceTest, ARestartIsSeenByWhatFollowsIt)
{
    const auto agent = fake(10, QStringLiteral("ICU-15"));
    agent->onPower = [](FakeAgent &machine, int type) {
        if (type == 3)
            machine.restart(500);
    };
    ASSERT_TRUE(bringOnline(*agent));
    const auto mesh = source();
    Hand *hand = mesh->hand();
    const auto before = settle(hand->reach(agent->nodeId(), {}));
    ASSERT_TRUE(before.has_value());
    EXPECT_TRUE(before->connected);
    EXPECT_EQ(before->safeModeNetworking, true);
    EXPECT_EQ(before->isWired, true);
    EXPECT_EQ(before->bootMs, agent->machine().bootMs);
    EXPECT_GT(before->lastWordMs, QDateTime::currentMSecsSinceEpoch() - 5000);
    ASSERT_TRUE(settle(hand->power(agent->nodeId(), PowerAction::Restart, {})).has_value());
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            const auto reach = settle(hand->reach(agent->nodeId(), {}));
            return reach && !reach->connected;
        },
        10'000));
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            const auto reach = settle(hand->reach(agent->nodeId(), {}));
            return reach && reach->connected && reach->bootMs > before->bootMs;
        },
        10'000));
    EXPECT_EQ(agent->powers, 1);
    const auto firmware = settle(hand->power(agent->nodeId(), PowerAction::RestartToFirmware, {}));
    ASSERT_FALSE(firmware.has_value());
    EXPECT_EQ(firmware.error().kind, Error::Kind::NotSupported);
}

TEST_F(MeshSourceTest, AConnectedMachineThatDoesNotAnswerIsToldApart)
{
    const auto agent = fake(11, QStringLiteral("ICU-16"));
    ASSERT_TRUE(bringOnline(*agent));
    const auto mesh = source();
    devices(*mesh);
    agent->answersProbe = false;
    const qint64 askedMs = QDateTime::currentMSecsSinceEpoch();
    const auto reach = settle(mesh->hand()->reach(agent->nodeId(), {}), 15'000);
    ASSERT_TRUE(reach.has_value());
    EXPECT_TRUE(reach->connected);
    EXPECT_LT(reach->lastWordMs, askedMs);
    EXPECT_TRUE(reach->note.contains(QStringLiteral("did not answer"))) << reach->note.toStdString();
    const auto answer = settle(mesh->hand()->run(agent->nodeId(), command(QStringLiteral("x"), 3), {}), 15'000);
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().kind, Error::Kind::Offline);
    EXPECT_EQ(agent->commands, 0) << "nothing is sent to who does not answer";
}

TEST_F(MeshSourceTest, WhoIsSignedInIsToldAsTheAgentSaysIt)
{
    const auto agent = fake(14, QStringLiteral("ICU-19"));
    ASSERT_TRUE(bringOnline(*agent));
    const auto mesh = source();
    const auto user = [&] {
        const auto reach = settle(mesh->hand()->reach(agent->nodeId(), {}), 15'000);
        EXPECT_TRUE(reach);
        return reach ? reach->user : std::nullopt;
    };
    EXPECT_EQ(user(), std::nullopt) << "an agent that does not tell is not one where nobody is";
    agent->machine().users = {QStringLiteral("RGH\\nurse7"), QStringLiteral("RGH\\admin")};
    agent->tellCore();
    EXPECT_TRUE(QTest::qWaitFor([&] { return user() == QStringLiteral("RGH\\nurse7, RGH\\admin"); }, 10'000));
    agent->machine().users = QStringList();
    agent->tellCore();
    EXPECT_TRUE(QTest::qWaitFor([&] { return user() == QString(); }, 10'000));
}

TEST_F(MeshSourceTest, KeysAreGivenToFullAdministratorsOnly)
{
    const QString id = QStringLiteral("1B2C3D4E-0000-4000-8000-123456789ABC");
    const QString password = QStringLiteral("111111-222222-333333-444444-555555-666666-077777-088888");
    const auto agent = fake(12, QStringLiteral("ICU-17"));
    agent->machine().hardware = FakeMachine::bitLocker(id, password);
    ASSERT_TRUE(bringOnline(*agent));
    agent->tellHardware();
    const auto mesh = source();
    KeyHolder *keys = mesh->keys();
    EXPECT_EQ(settle(keys->keySight({}), 15'000).value_or(KeySight::None), KeySight::Read);
    std::vector<RecoveryKeyInfo> infos;
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            const auto page = settle(keys->fetchKeyInfos({}, {}));
            infos = page ? page->keys : infos;
            return page && !page->keys.empty();
        },
        10'000));
    ASSERT_EQ(infos.size(), 1u);
    EXPECT_EQ(infos[0].record, agent->nodeId());
    EXPECT_EQ(infos[0].keyId, id);
    const auto key = settle(keys->fetchKey(agent->nodeId(), id, {}));
    ASSERT_TRUE(key.has_value());
    EXPECT_TRUE(key->use([&](QByteArrayView bytes) { return bytes == password.toLatin1(); }));
    const auto other =
        settle(keys->fetchKey(agent->nodeId(), QStringLiteral("1B2C3D4E-0000-4000-8000-000000000000"), {}));
    ASSERT_FALSE(other.has_value());
    EXPECT_EQ(other.error().kind, Error::Kind::NotFound);

    const quint32 rights = 4 + 8 + 16 + 64 + MeshRights::RunCommands + MeshRights::Details; // no restarts, no keys
    ASSERT_TRUE(asAdmin({{QStringLiteral("action"), QStringLiteral("addmeshuser")},
                         {QStringLiteral("meshid"), server->group(QStringLiteral("ICU Workstations"))},
                         {QStringLiteral("usernames"), QJsonArray{QStringLiteral("limited")}},
                         {QStringLiteral("meshadmin"), qint64(rights)}})
                    .has_value());
    const auto less = source({}, QStringLiteral("limited"));
    EXPECT_EQ(settle(less->keys()->keySight({}), 15'000).value_or(KeySight::None), KeySight::Existence);
    const auto denied = settle(less->keys()->fetchKey(agent->nodeId(), id, {}));
    ASSERT_FALSE(denied.has_value());
    EXPECT_EQ(denied.error().kind, Error::Kind::Denied);
    const auto power = settle(less->hand()->power(agent->nodeId(), PowerAction::Restart, {}));
    ASSERT_FALSE(power.has_value());
    EXPECT_EQ(power.error().kind, Error::Kind::Denied) << "the server would have said ok";
    EXPECT_EQ(agent->powers, 0);
    const auto said = settle(less->test({}));
    ASSERT_TRUE(said.has_value());
    EXPECT_TRUE(said->contains(QStringLiteral("BitLocker"))) << said->toStdString();
}

TEST_F(MeshSourceTest, DriversAreListedWhereAnAdminAskedForIt)
{
    const auto agent = fake(13, QStringLiteral("ICU-18"));
    QString seen;
    agent->onCommand = [&](FakeAgent &, const FakeCommand &command) {
        seen = command.script;
        return FakeReply{packPieces(R"({"format":1,"at":"2026-11-26T01:02:03Z","drivers":[
            {"n":"CSAgent","p":"\\SystemRoot\\system32\\drivers\\CSAgent.sys","s":"Boot","v":"7.28.20009.0"}]})"),
                         0};
    };
    ASSERT_TRUE(bringOnline(*agent));
    const auto mesh = source({{QStringLiteral("driver_hours"), 24}});
    EXPECT_TRUE(mesh->capabilities().testFlag(Source::ReadDrivers));
    EXPECT_FALSE(source()->capabilities().testFlag(Source::ReadDrivers));
    std::vector<SourceRecord> all;
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            all = devices(*mesh);
            const SourceRecord *record = find(all, *agent);
            return record && record->drivers;
        },
        20'000));
    const SourceRecord *record = find(all, *agent);
    ASSERT_TRUE(record && record->drivers);
    ASSERT_EQ(record->drivers->drivers.size(), 1u);
    EXPECT_EQ(record->drivers->drivers[0].image, QStringLiteral("csagent.sys"));
    EXPECT_EQ(seen, driverInventoryScript());
    EXPECT_EQ(agent->commands, 1) << "and not again while it is fresh";
}

/// By hand: --gtest_also_run_disabled_tests --gtest_filter=*Fleet*
TEST_F(MeshSourceTest, DISABLED_FleetOfFiftyThousandIsListed)
{
    server->stop();
    ASSERT_TRUE(server->addDevices(50'000, QStringLiteral("Offices")));
    ASSERT_TRUE(server->startAgain());
    QElapsedTimer since;
    for (int round = 0; round < 3; ++round) {
        const auto mesh = source();
        since.start();
        const std::clock_t before = std::clock();
        const auto all = devices(*mesh);
        std::printf("%zu devices in %lld ms, from the first byte of the connection; %ld ms of them our own work\n",
                    all.size(), since.elapsed(), long((std::clock() - before) * 1000 / CLOCKS_PER_SEC));
        EXPECT_GE(all.size(), 50'000u);
    }
}

TEST_F(MeshSourceTest, DISABLED_FleetOfAThousandAgentsAnswers)
{
    // With 50,000 devices in its file the server is a minute about a thousand new ones, and answers nobody meanwhile.
    auto fresh = MeshServer::start();
    ASSERT_TRUE(fresh.has_value());
    server = std::move(*fresh);
    QElapsedTimer since;
    since.start();
    const std::vector<AgentIdentity> identities = agentIdentities(1000);
    std::printf("1000 identities in %lld ms\n", since.restart());
    std::vector<std::unique_ptr<FakeAgent>> agents;
    for (int i = 0; i < 1000; ++i) {
        FakeMachine machine;
        machine.name = QStringLiteral("FLEET-%1").arg(i);
        machine.group = server->group(QStringLiteral("Offices"));
        agents.push_back(std::make_unique<FakeAgent>(server->port(), server->certificateHash(),
                                                     identities[std::size_t(i)], machine));
        agents.back()->onCommand = [](FakeAgent &, const FakeCommand &) {
            return FakeReply{QStringLiteral("done")};
        };
        agents.back()->connectToServer();
        if (i % 50 == 49)
            QTest::qWait(50);
    }
    const auto online = [&] {
        return std::count_if(agents.begin(), agents.end(), [](const auto &agent) { return agent->isOnline(); });
    };
    EXPECT_TRUE(QTest::qWaitFor([&] { return online() == 1000; }, 120'000)) << online();
    std::printf("1000 agents online in %lld ms\n", since.restart());
    const auto mesh = source();
    EXPECT_GE(devices(*mesh).size(), 1000u);
    since.restart();
    int answered = 0, failed = 0;
    for (const auto &agent : agents) {
        QCoro::connect(mesh->hand()->run(agent->nodeId(), command(QStringLiteral("x"), 60), {}), agent.get(),
                       [&](const Result<HandAnswer> &answer) { ++(answer ? answered : failed); });
    }
    EXPECT_TRUE(QTest::qWaitFor([&] { return answered + failed == 1000; }, 60'000));
    std::printf("%d answers, %d failures in %lld ms\n", answered, failed, since.restart());
    EXPECT_EQ(answered, 1000);
}

} // namespace
} // namespace ringward
