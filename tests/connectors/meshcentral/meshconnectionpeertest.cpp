#include "tests/connectors/meshcentral/meshfixture.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>

namespace ringward {
namespace {

using namespace testing;

struct MeshConnectionTest : MeshTest {};

TEST_F(MeshConnectionTest, LogsInWithATokenAndTheAuthorityOfTheServer)
{
    const auto answer = settle(source()->test({}), 20'000);
    ASSERT_TRUE(answer.has_value()) << answer.error().detail.toStdString();
    EXPECT_TRUE(answer->contains(QStringLiteral("in 2 groups"))) << answer->toStdString();
}

TEST_F(MeshConnectionTest, ThePinnedCertificateNeedsNoAuthority)
{
    const QString pin = QString::fromLatin1(server->certificateHash().toHex());
    const auto pinned = source({{QStringLiteral("ca"), QString()}, {QStringLiteral("pin"), pin}});
    EXPECT_TRUE(settle(pinned->test({}), 20'000).has_value());
}

TEST_F(MeshConnectionTest, AnotherCertificateThanThePinnedIsRefusedEvenWithTheRightAuthority)
{
    QByteArray other = server->certificateHash();
    other[0] = char(other[0] ^ 1);
    const auto pinned = source({{QStringLiteral("pin"), QString::fromLatin1(other.toHex())}});
    const auto answer = settle(pinned->test({}), 20'000);
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().kind, Error::Kind::Denied);
    EXPECT_TRUE(answer.error().detail.contains(QString::fromLatin1(server->certificateHash().toHex().toUpper())))
        << "the fingerprint that was seen is told, to be compared";
}

TEST_F(MeshConnectionTest, AnAuthorityThatDidNotSignIsRefused)
{
    const QString other = server->folder() + QStringLiteral("/data/mpsserver-cert-public.crt");
    for (const QString &ca : {other, QString()}) {
        const auto answer = settle(source({{QStringLiteral("ca"), ca}})->test({}), 20'000);
        ASSERT_FALSE(answer.has_value());
        EXPECT_EQ(answer.error().kind, Error::Kind::Denied);
        EXPECT_FALSE(answer.error().advice.isEmpty());
    }
    const auto missing = settle(source({{QStringLiteral("ca"), QStringLiteral("/no/such.pem")}})->test({}), 20'000);
    ASSERT_FALSE(missing.has_value());
    EXPECT_EQ(missing.error().kind, Error::Kind::NotFound);
}

TEST_F(MeshConnectionTest, AWrongPasswordIsToldAtOnceAndNotAfterHalfAMinute)
{
    const auto wrong = source();
    secrets.bytes = "wrong";
    QElapsedTimer since;
    since.start();
    const auto answer = settle(wrong->test({}), 25'000);
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().kind, Error::Kind::Denied);
    EXPECT_TRUE(answer.error().advice.contains(QStringLiteral("token"))) << answer.error().advice.toStdString();
    EXPECT_LT(since.elapsed(), 5000);
    EXPECT_FALSE(answer.error().detail.contains(QStringLiteral("wrong")));
}

TEST_F(MeshConnectionTest, ARefusedLoginIsNotTriedAgainByEveryoneWhoAsks)
{
    const auto wrong = source();
    secrets.bytes = "wrong";
    ASSERT_FALSE(settle(wrong->test({}), 25'000).has_value());
    QElapsedTimer since;
    since.start();
    EXPECT_FALSE(settle(wrong->fetchRecord(QStringLiteral("node//x"), {})).has_value());
    EXPECT_LT(since.elapsed(), 100);
}

TEST_F(MeshConnectionTest, NobodyListeningIsOffline)
{
    QTcpServer probe;
    ASSERT_TRUE(probe.listen(QHostAddress::LocalHost));
    const quint16 port = probe.serverPort();
    probe.close();
    const QString url = QStringLiteral("https://127.0.0.1:%1").arg(port);
    const auto answer = settle(source({{QStringLiteral("url"), url}})->test({}), 20'000);
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().kind, Error::Kind::Offline);
    EXPECT_FALSE(answer.error().advice.isEmpty());
}

TEST_F(MeshConnectionTest, AServerThatAcceptsAndSaysNothingIsGivenUpWhenAskedToStop)
{
    QTcpServer silent;
    ASSERT_TRUE(silent.listen(QHostAddress::LocalHost));
    const QString url = QStringLiteral("https://127.0.0.1:%1").arg(silent.serverPort());
    const auto asked = source({{QStringLiteral("url"), url}});
    std::stop_source stop;
    QTimer::singleShot(300, &silent, [&] { stop.request_stop(); });
    const auto answer = settle(asked->test(stop.get_token()), 5000);
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().kind, Error::Kind::Cancelled);
}

TEST_F(MeshConnectionTest, WhatChangedWhileTheServerWasAwayIsSeenWhenItIsBack)
{
    const auto agent = fake(0, QStringLiteral("AWAY-1"));
    ASSERT_TRUE(bringOnline(*agent));
    const auto watched = source();
    ASSERT_TRUE(QTest::qWaitFor([&] { return devices(*watched).size() == 1; }, 10'000));
    const qint64 beforeMs = QDateTime::currentMSecsSinceEpoch();
    agent->drop();
    server->stop();
    const auto gone = settle(watched->hand()->reach(agent->nodeId(), {}), 10'000);
    ASSERT_FALSE(gone.has_value());
    EXPECT_EQ(gone.error().kind, Error::Kind::Offline);
    ASSERT_TRUE(server->addDevices(3, QStringLiteral("Offices")));
    ASSERT_TRUE(server->startAgain());
    std::vector<SourceRecord> changed;
    ASSERT_TRUE(QTest::qWaitFor(
        [&] {
            auto page = settle(watched->fetchChanges(beforeMs, {}, {}), 20'000);
            changed = page ? std::move(page->records) : std::vector<SourceRecord>();
            return changed.size() == 4;
        },
        30'000));
    const auto away =
        std::find_if(changed.begin(), changed.end(), [&](const auto &r) { return r.key == agent->nodeId(); });
    ASSERT_NE(away, changed.end());
    EXPECT_EQ(away->signs.online, false);
}

} // namespace
} // namespace ringward
