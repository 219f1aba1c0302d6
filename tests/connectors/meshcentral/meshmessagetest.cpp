#include "connectors/meshcentral/meshmessage.h"

#include "connectors/meshcentral/meshrecord.h"
#include "connectors/meshcentral/meshrefusal.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace ringward {
namespace {

TEST(MeshMessageTest, ReadsTheListWithTheGroupOfEach)
{
    const auto read = readMeshMessage(R"({"action":"nodes","responseid":"r2","nodes":{"mesh//a":[
        {"_id":"node//1","name":"vm","rname":"VM-1","osdesc":"x","agent":{"id":6,"core":"c"},"conn":1,"pwr":1,"agct":1795328793454,
         "lastbootuptime":1795328000000.0,"tags":["a","b",7]},
        {"name":"no id"}, 7, {"_id":"mesh//wrong"}],"mesh//b":[{"_id":"node//2","conn":-4,"agent":null,"tags":"x"}],"mesh//c":5}})");
    ASSERT_TRUE(read.has_value());
    const MeshMessage &message = **read;
    EXPECT_TRUE(message.isList);
    EXPECT_EQ(message.responseId, QStringLiteral("r2"));
    ASSERT_EQ(message.nodes.size(), 2u);
    EXPECT_EQ(message.nodes[0].meshId, QStringLiteral("mesh//a"));
    EXPECT_EQ(message.nodes[0].host, QStringLiteral("VM-1"));
    EXPECT_EQ(message.nodes[0].bootMs, 1795328000000);
    EXPECT_EQ(message.nodes[0].connectedMs, 1795328793454);
    EXPECT_EQ(message.nodes[0].tags, QStringList({QStringLiteral("a"), QStringLiteral("b")}));
    EXPECT_EQ(message.nodes[1].connections, 0u);
}

TEST(MeshMessageTest, ARefusedListIsNoList)
{
    const auto read = readMeshMessage(R"({"action":"nodes","responseid":"r2","result":"Invalid group id"})");
    ASSERT_TRUE(read.has_value());
    EXPECT_FALSE((*read)->isList);
    EXPECT_EQ((*read)->object.value(u"result").toString(), QStringLiteral("Invalid group id"));
}

TEST(MeshMessageTest, HostileTextsAreErrorsAndNothingWorse)
{
    const QByteArray deep =
        QByteArray(R"({"action":"x","a":)") + QByteArray(100'000, '[') + QByteArray(100'000, ']') + '}';
    const QByteArray cut = R"({"action":"nodes","nodes":{"mesh//a":[{"_id":"node//1)";
    for (const QByteArray &bad : {QByteArray(), QByteArray("null"), QByteArray("[]"), QByteArray("{"), deep, cut,
                                  QByteArray("\xff\xfe"), QByteArray("{\"action\":\"\xff\"}")}) {
        const auto read = readMeshMessage(bad);
        ASSERT_FALSE(read.has_value()) << bad.left(60).toStdString();
        EXPECT_EQ(read.error().kind, Error::Kind::Malformed);
    }
    const QByteArray longOne = R"({"action":"x","a":")" + QByteArray(33 * 1024 * 1024, 'a') + "\"}";
    EXPECT_FALSE(readMeshMessage(longOne).has_value());
    const QByteArray huge =
        R"({"action":"nodes","nodes":{"m":[{"_id":"node//1","conn":1e300,"pwr":99999999999999999999}]}})";
    EXPECT_TRUE(!readMeshMessage(huge).has_value() || (*readMeshMessage(huge))->nodes[0].connections == 0);
}

TEST(MeshMessageTest, EventsAreTakenApart)
{
    const auto gone = readMeshMessage(
        R"({"action":"event","event":{"action":"nodeconnect","meshid":"mesh//a","nodeid":"node//1","conn":0,"pwr":0}})");
    ASSERT_TRUE(gone.has_value() && (*gone)->event);
    EXPECT_EQ((*gone)->event->connections, 0);
    const auto changed = readMeshMessage(
        R"({"action":"event","event":{"action":"changenode","node":{"_id":"node//1","meshid":"mesh//a","name":"n"}}})");
    ASSERT_TRUE(changed.has_value() && (*changed)->event && (*changed)->event->node);
    EXPECT_EQ((*changed)->event->nodeId, QStringLiteral("node//1"));
    EXPECT_EQ((*changed)->event->connections, -1);
}

TEST(MeshRefusalTest, EachCauseSaysWhatToDo)
{
    const auto refusal = [](const char *cause, const char *message) {
        return meshRefusal({{QStringLiteral("action"), QStringLiteral("close")},
                            {QStringLiteral("cause"), QLatin1StringView(cause)},
                            {QStringLiteral("msg"), QLatin1StringView(message)}});
    };
    EXPECT_TRUE(refusal("noauth", "tokenrequired").error.advice.contains(QStringLiteral("second factor")));
    EXPECT_TRUE(refusal("noauth", "noauth-2d").error.advice.contains(QStringLiteral("did not accept")));
    EXPECT_TRUE(refusal("notools", "notools").error.advice.contains(QStringLiteral("no tools")));
    EXPECT_TRUE(refusal("banned", "banned-1").error.advice.contains(QStringLiteral("shut out")));
    EXPECT_FALSE(refusal("expired", "expired-1").isFinal);
    const MeshRefusal unknown = refusal("something", "new");
    EXPECT_TRUE(unknown.isFinal);
    EXPECT_EQ(unknown.error.kind, Error::Kind::Denied);
    EXPECT_TRUE(unknown.error.detail.contains(QStringLiteral("something")));
}

TEST(MeshRecordTest, SystemsHostsAndRingsAreReadOutOfTheirTexts)
{
    MeshSettings settings;
    settings.ringPrefix = QStringLiteral("ring:");
    MeshNode node;
    node.id = QStringLiteral("node//1");
    node.name = QStringLiteral("shown name");
    node.osText = QStringLiteral("Microsoft Windows Server 2019 Standard - 1809/17763.5");
    node.tags = {QStringLiteral("Ring:early"), QStringLiteral("x"), QStringLiteral("ring:")};
    SourceRecord record = meshRecord(node, nullptr, {}, settings);
    EXPECT_EQ(record[Field::HostName], QStringLiteral("shown name"));
    EXPECT_EQ(record[Field::OsName], QStringLiteral("Microsoft Windows Server 2019 Standard"));
    EXPECT_EQ(record[Field::OsBuild], QStringLiteral("17763.5"));
    EXPECT_TRUE(record.flags.testFlag(DeviceFlag::Server));
    ASSERT_EQ(record.streams.size(), 1u);
    EXPECT_EQ(record.streams[0].ring.name, QStringLiteral("early"));

    node.host = QStringLiteral("pc-7.hospital.example");
    node.osText = QStringLiteral("Debian GNU/Linux 12 (bookworm)");
    settings.ringPrefix.clear();
    record = meshRecord(node, nullptr, {}, settings);
    EXPECT_EQ(record[Field::HostName], QStringLiteral("pc-7"));
    EXPECT_EQ(record[Field::Domain], QStringLiteral("hospital.example"));
    EXPECT_EQ(record[Field::OsName], node.osText);
    EXPECT_TRUE(record.streams.empty());
    node.host = QStringLiteral("10.0.0.7");
    EXPECT_EQ(meshRecord(node, nullptr, {}, settings)[Field::HostName], QStringLiteral("10.0.0.7"));
}

} // namespace
} // namespace ringward
