#include "connectors/meshcentral/meshroster.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace ringward {
namespace {

struct MeshRosterTest : ::testing::Test {
    MeshSettings settings;
    std::unique_ptr<MeshRoster> roster;

    void SetUp() override
    {
        settings.idleLimitSec = 150;
        roster = std::make_unique<MeshRoster>(SourceId{1}, settings);
    }
    void say(const QByteArray &json, qint64 atMs)
    {
        auto message = readMeshMessage(json);
        ASSERT_TRUE(message.has_value()) << json.toStdString();
        roster->take(**message, atMs);
    }
    void list(const QByteArray &nodes, qint64 atMs)
    {
        say(R"({"action":"nodes","nodes":{"mesh//a":[)" + nodes + "]}}", atMs);
    }
    static QByteArray connect(const char *id, int conn)
    {
        return R"({"action":"event","event":{"action":"nodeconnect","nodeid":")" + QByteArray(id) + R"(","conn":)"
            + QByteArray::number(conn) + R"(,"pwr":1,"ct":5000}})";
    }
    SourceRecord at(const char *id, qint64 nowMs)
    {
        const auto made = roster->record(QLatin1StringView(id), nowMs);
        EXPECT_TRUE(made.has_value());
        return made.value_or(SourceRecord());
    }
    std::vector<QString> changed(qint64 sinceMs, qint64 nowMs) { return roster->changedKeys(sinceMs, nowMs); }
};

TEST_F(MeshRosterTest, AListAgainMarksOnlyWhatIsDifferent)
{
    list(R"({"_id":"node//1","name":"a"},{"_id":"node//2","name":"b"},{"_id":"node//3"})", 1000);
    list(R"({"_id":"node//1","name":"a"},{"_id":"node//2","name":"B"},{"_id":"node//4"})", 2000);
    EXPECT_EQ(changed(2000, 2000), (std::vector<QString>{QStringLiteral("node//2"), QStringLiteral("node//4")}));
    EXPECT_FALSE(roster->record(QStringLiteral("node//3"), 2000).has_value());
}

TEST_F(MeshRosterTest, EventsFromWhileTheListWasMadeAreNotUndoneByIt)
{
    list(R"({"_id":"node//1","conn":1})", 1000);
    roster->expectList();
    say(connect("node//1", 0), 1500);
    list(R"({"_id":"node//1","conn":1})", 1600); // read before the event, arrived after it
    EXPECT_EQ(at("node//1", 1600).signs.online, false);
    list(R"({"_id":"node//1","conn":1})", 1700); // a later list stands
    EXPECT_EQ(at("node//1", 1700).signs.online, true);
}

TEST_F(MeshRosterTest, AChangedDeviceKeepsItsConnection)
{
    list(R"({"_id":"node//1","conn":1,"agct":900})", 1000);
    say(R"({"action":"event","event":{"action":"changenode","node":{"_id":"node//1","name":"new","tags":["x"]}}})",
        1500);
    const SourceRecord record = at("node//1", 1500);
    EXPECT_EQ(record[Field::HostName], QStringLiteral("new"));
    EXPECT_EQ(record.signs.online, true);
    EXPECT_EQ(changed(1500, 1500).size(), 1u);
}

TEST_F(MeshRosterTest, OnlineIsNoSignOfLifeForLongerThanTheServerWaits)
{
    list(R"({"_id":"node//1","conn":1,"agct":1000},{"_id":"node//2"})", 2000);
    EXPECT_EQ(at("node//1", 1'000'000).lastSeenMs, 850'000);
    EXPECT_EQ(at("node//1", 100'000).lastSeenMs, 1000) << "it connected then, and that is all that is known";
    EXPECT_EQ(at("node//2", 1'000'000).lastSeenMs, 0);
    roster->setHeard(QStringLiteral("node//1"), 950'000);
    EXPECT_EQ(at("node//1", 1'000'000).lastSeenMs, 950'000);
    say(connect("node//1", 0), 1'200'000);
    EXPECT_EQ(at("node//1", 9'000'000).lastSeenMs, 1'050'000);
    roster->setLastConnect(QStringLiteral("node//2"), 70'000, 1'300'000);
    EXPECT_EQ(at("node//2", 9'000'000).lastSeenMs, 70'000);
    EXPECT_EQ(at("node//1", 500'000).lastSeenMs, 500'000) << "never in the future";
}

TEST_F(MeshRosterTest, ConnectedDevicesAreToldAgainNowAndThen)
{
    list(R"({"_id":"node//1","conn":1},{"_id":"node//2"})", 1000);
    std::ignore = at("node//1", 2000);
    EXPECT_TRUE(changed(5000, 5000).empty());
    EXPECT_EQ(changed(500'000, 2000 + MeshRoster::kRetellMs), std::vector<QString>{QStringLiteral("node//1")});
}

TEST_F(MeshRosterTest, DevicesComeGoAndMove)
{
    list(R"({"_id":"node//1"})", 1000);
    say(R"({"action":"event","event":{"action":"addnode","node":{"_id":"node//2","meshid":"mesh//b"}}})", 1500);
    EXPECT_EQ(roster->keys().size(), 2u);
    say(R"({"action":"event","event":{"action":"nodemeshchange","nodeid":"node//2","meshid":"mesh//c"}})", 1600);
    EXPECT_EQ(roster->node(QStringLiteral("node//2"))->meshId, QStringLiteral("mesh//c"));
    say(R"({"action":"event","event":{"action":"removenode","nodeid":"node//2"}})", 1700);
    EXPECT_EQ(roster->keys().size(), 1u);
    say(connect("node//unknown", 1), 1800);
    EXPECT_EQ(roster->keys().size(), 1u);
}

} // namespace
} // namespace ringward
