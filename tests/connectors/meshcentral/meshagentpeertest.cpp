#include "connectors/meshcentral/scripttrailer.h"
#include "tests/connectors/meshcentral/meshfixture.h"
#include "tests/peers/meshcentral/realagent.h"

#include <QElapsedTimer>

namespace ringward {
namespace {

using namespace testing;

/// The real Linux agent. No power and no wake messages here: they would act on this machine.
struct MeshAgentTest : MeshTest {
    static void SetUpTestSuite()
    {
        MeshTest::SetUpTestSuite();
        if (!server)
            return;
        auto started = RealAgent::start(*server, QStringLiteral("ICU Workstations"));
        ASSERT_TRUE(started.has_value()) << started.error().detail.toStdString();
        agent = std::move(*started);
    }
    static void TearDownTestSuite()
    {
        agent.reset();
        MeshTest::TearDownTestSuite();
    }
    void SetUp() override
    {
        MeshTest::SetUp();
        ASSERT_TRUE(agent);
        mesh = source();
        ASSERT_TRUE(becomes(true, 30'000));
    }
    bool becomes(bool online, int limitMs)
    {
        return QTest::qWaitFor(
            [&] {
                const auto page = settle(mesh->fetchChanges(0, {}, {}), 20'000);
                if (!page || page->records.empty())
                    return false;
                key = page->records.front().key;
                return page->records.front().signs.online == online;
            },
            limitMs);
    }
    Result<HandAnswer> run(const QString &script, int limitSec = 20)
    {
        return settle(mesh->hand()->run(key, {"real", Shell::Posix, script, limitSec}, {}), limitSec * 1000 + 5000);
    }

    static inline std::unique_ptr<RealAgent> agent;
    std::unique_ptr<MeshSource> mesh;
    QString key;
};

TEST_F(MeshAgentTest, OutputAndExitCodeComeBack)
{
    const auto answer = run(QStringLiteral("echo \"it's $((6*7))\"; echo err >&2; cat; exit 3"));
    ASSERT_TRUE(answer.has_value()) << answer.error().detail.toStdString();
    EXPECT_EQ(answer->output, QStringLiteral("it's 42\nerr\n"));
    EXPECT_EQ(answer->exitCode, 3);
    const auto quiet = run(QStringLiteral("printf 'no line end'"));
    ASSERT_TRUE(quiet.has_value());
    EXPECT_EQ(quiet->output, QStringLiteral("no line end"));
    EXPECT_EQ(quiet->exitCode, 0);
}

TEST_F(MeshAgentTest, ForeignLettersSurvive)
{
    const auto answer = run(QStringLiteral("echo 'Zażółć gęślą jaźń, 日本語'"));
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->output, QStringLiteral("Zażółć gęślą jaźń, 日本語\n"));
}

TEST_F(MeshAgentTest, BigOutputComesCutAndStillTellsItsExit)
{
    const auto answer =
        run(QStringLiteral("i=0; while [ $i -lt 30000 ]; do echo \"line $i ........................................\"; "
                           "i=$((i+1)); done; exit 7"),
            60);
    ASSERT_TRUE(answer.has_value()) << answer.error().detail.toStdString();
    EXPECT_TRUE(answer->isCut);
    EXPECT_EQ(answer->output.size(), kLongestAnswer);
    EXPECT_EQ(answer->exitCode, 7);
}

TEST_F(MeshAgentTest, RunsManyTimesWithoutBeingThrownOut)
{
    for (int i = 0; i < 40; ++i) { // the server throws out an agent after some 30 equal lines on its console
        const auto answer = run(QStringLiteral("echo same"));
        ASSERT_TRUE(answer.has_value()) << i << ": " << answer.error().detail.toStdString();
        ASSERT_EQ(answer->output, QStringLiteral("same\n"));
    }
}

TEST_F(MeshAgentTest, AFrozenMachineIsFoundSilentAndBackAfterwards)
{
    agent->freeze();
    const auto reach = settle(mesh->hand()->reach(key, {}), 15'000);
    agent->thaw();
    ASSERT_TRUE(reach.has_value());
    EXPECT_TRUE(!reach->connected || reach->note.contains(QStringLiteral("did not answer")))
        << reach->note.toStdString();
    EXPECT_TRUE(becomes(true, 30'000));
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            const auto again = settle(mesh->hand()->reach(key, {}), 15'000);
            return again && again->connected && again->note.isEmpty();
        },
        30'000));
}

TEST_F(MeshAgentTest, DeathInMidCommandEndsInAnUnknownOutcome)
{
    QTimer::singleShot(1000, qApp, [] { agent->stop(); });
    QElapsedTimer since;
    since.start();
    const auto answer = run(QStringLiteral("sleep 30"), 5);
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().kind, Error::Kind::Timeout) << "it may have been done";
    EXPECT_LT(since.elapsed(), 8000);
    EXPECT_TRUE(becomes(false, 20'000));
    ASSERT_TRUE(agent->startAgain());
    EXPECT_TRUE(becomes(true, 30'000));
    const auto after = run(QStringLiteral("echo back"));
    ASSERT_TRUE(after.has_value()) << after.error().detail.toStdString();
    EXPECT_EQ(after->output, QStringLiteral("back\n"));
}

} // namespace
} // namespace ringward
