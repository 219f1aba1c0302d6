#include "connectors/meshcentral/meshrequests.h"

#include "connectors/meshcentral/deviceturns.h"
#include "tests/support/printers.h"
#include "tests/support/settle.h"

#include <gtest/gtest.h>

namespace ringward {
namespace {

using Echo = MeshRequests::Echo;
using testing::settle;

struct MeshRequestsTest : ::testing::Test {
    std::vector<QJsonObject> sent;
    std::unique_ptr<MeshRequests> requests =
        std::make_unique<MeshRequests>([this](const QJsonObject &request) { sent.push_back(request); });
    std::map<int, Result<MeshMessagePtr>> answers;
    QObject context;

    void ask(int number, QJsonObject request, Echo echo, int limitMs = 5000, std::stop_token stop = {})
    {
        QCoro::connect(requests->ask(std::move(request), echo, limitMs, std::move(stop)), &context,
                       [this, number](const Result<MeshMessagePtr> &answer) { answers.emplace(number, answer); });
    }
    bool say(const QByteArray &json)
    {
        const bool taken = requests->take(*readMeshMessage(json));
        QTest::qWait(10);
        return taken;
    }
    QString said(int number) { return (*answers.at(number))->object.value(u"v").toString(); }
    static QJsonObject about(const char *action, const char *node = "")
    {
        return {{QStringLiteral("action"), QLatin1StringView(action)},
                {QStringLiteral("nodeid"), QLatin1StringView(node)}};
    }
};

TEST_F(MeshRequestsTest, EchoedIdsMayComeInAnyOrder)
{
    ask(1, about("runcommands"), Echo::ResponseId);
    ask(2, about("runcommands"), Echo::ResponseId);
    ASSERT_EQ(sent.size(), 2u);
    for (const std::size_t i : {1u, 0u})
        EXPECT_TRUE(say(R"({"action":"msg","type":"runcommands","nodeid":"node//1","v":"x","responseid":")"
                        + sent[i].value(u"responseid").toString().toLatin1() + "\"}"));
    EXPECT_EQ(answers.size(), 2u);
}

TEST_F(MeshRequestsTest, WithoutAnIdOneOfAKindIsOutAtATime)
{
    ask(1, about("getsysinfo", "node//1"), Echo::ActionOnly);
    ask(2, about("getsysinfo", "node//1"), Echo::ActionOnly);
    ask(3, about("getsysinfo", "node//2"), Echo::ActionOnly);
    EXPECT_EQ(sent.size(), 2u);
    EXPECT_TRUE(say(R"({"action":"getsysinfo","nodeid":"node//1","v":"first"})"));
    EXPECT_EQ(said(1), QStringLiteral("first"));
    EXPECT_EQ(answers.count(2), 0u);
    EXPECT_EQ(sent.size(), 3u);
    EXPECT_TRUE(say(R"({"action":"getsysinfo","nodeid":"node//1","v":"second"})"));
    EXPECT_EQ(said(2), QStringLiteral("second"));
    EXPECT_FALSE(say(R"({"action":"getsysinfo","nodeid":"node//1","v":"third"})"));
    EXPECT_EQ(answers.count(3), 0u);
}

TEST_F(MeshRequestsTest, AnAnswerAfterTheDeadlineAnswersNothing)
{
    ask(1, about("runcommands"), Echo::ResponseId, 30);
    QTest::qWait(100);
    ASSERT_EQ(answers.count(1), 1u);
    EXPECT_EQ(answers.at(1).error().kind, Error::Kind::Timeout);
    EXPECT_FALSE(say(R"({"action":"msg","v":"late","responseid":")" + sent[0].value(u"responseid").toString().toLatin1()
                     + "\"}"));
}

TEST_F(MeshRequestsTest, StoppingALostConnectionAndTheEndAreAnswers)
{
    std::stop_source stop;
    ask(1, about("meshes"), Echo::ActionOnly, 5000, stop.get_token());
    ask(2, about("meshes"), Echo::ActionOnly);
    stop.request_stop();
    QTest::qWait(10);
    EXPECT_EQ(answers.at(1).error().kind, Error::Kind::Cancelled);
    EXPECT_EQ(sent.size(), 2u) << "the next one goes out";
    requests->failAll({Error::Kind::Offline, QStringLiteral("gone"), {}});
    QTest::qWait(10);
    EXPECT_EQ(answers.at(2).error().kind, Error::Kind::Offline);
    ask(3, about("meshes"), Echo::ActionOnly);
    requests.reset();
    QTest::qWait(10);
    EXPECT_EQ(answers.at(3).error().kind, Error::Kind::Cancelled);
}

TEST(DeviceTurnsTest, OneAfterTheOtherAndOverThoseWhoGaveUp)
{
    const auto turns = std::make_shared<DeviceTurns>();
    const auto take = [&](int limitMs) {
        return DeviceTurns::take(turns, QStringLiteral("a"), limitMs, {});
    };
    auto first = settle(take(1000));
    ASSERT_TRUE(first.has_value());
    EXPECT_TRUE(settle(DeviceTurns::take(turns, QStringLiteral("b"), 1000, {})).has_value());
    EXPECT_EQ(settle(take(20)).error().kind, Error::Kind::Timeout);
    auto third = take(5000);
    first = Error{};
    EXPECT_TRUE(settle(std::move(third)).has_value());
    EXPECT_TRUE(settle(take(1000)).has_value());
}

} // namespace
} // namespace ringward
