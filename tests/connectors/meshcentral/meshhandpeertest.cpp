#include "tests/connectors/meshcentral/meshsourcefixture.h"

#include <QElapsedTimer>
#include <QJsonArray>

namespace ringward {
namespace {

using namespace testing;

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

} // namespace
} // namespace ringward
