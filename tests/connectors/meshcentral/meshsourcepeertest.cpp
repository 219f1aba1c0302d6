#include "connectors/meshcentral/driverinventory.h"
#include "tests/connectors/meshcentral/meshsourcefixture.h"

#include <QElapsedTimer>
#include <QJsonArray>

#include <ctime>

namespace ringward {
namespace {

using namespace testing;

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
