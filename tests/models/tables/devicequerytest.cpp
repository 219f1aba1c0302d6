#include "models/tables/devicequery.h"

#include "tests/support/manualclock.h"
#include "tests/support/printers.h"
#include "tests/support/randomfleet.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>

using namespace ringward;
using namespace ringward::testing;
using ringward::testing::kRandomFleetNowMs;
using ringward::testing::randomFleet;

namespace {

struct DeviceQueryTest : ::testing::Test {
    FleetHub hub;
    ManualClock clock{kRandomFleetNowMs};

    static bool settled(const DeviceQuery &query)
    {
        return QTest::qWaitFor([&] { return !query.isBusy(); }, 10'000);
    }
};

} // namespace

TEST_F(DeviceQueryTest, AnswersWithTheRowsThatMatchInOrder)
{
    hub.publish(randomFleet(2000, 1));
    DeviceQuery query(hub, clock);
    query.setFilter(QStringLiteral("tier:t0 health:silent"));
    query.setSort(DeviceKey::LastSeen, Qt::AscendingOrder);
    ASSERT_TRUE(settled(query));
    const DeviceAnswer &answer = query.answer();
    ASSERT_TRUE(answer.complete);
    const auto expected = Filter::parse(QStringLiteral("tier:t0 health:silent")).match(*hub.current(), clock.nowMs());
    EXPECT_EQ(*answer.order, *sortedRows(*hub.current(), &*expected, DeviceKey::LastSeen, Qt::AscendingOrder));
    EXPECT_EQ(answer.summary.counts.of(Tier::T0, AgentHealth::Silent), answer.order->size());
    EXPECT_GT(answer.order->size(), 0U);
}

TEST_F(DeviceQueryTest, ALongAnswerComesFirstPageFirst)
{
    hub.publish(randomFleet(60'000, 2));
    DeviceQuery query(hub, clock);
    std::vector<DeviceAnswer> answers;
    QObject::connect(&query, &DeviceQuery::answered, [&answers](const DeviceAnswer &a) { answers.push_back(a); });
    query.setSort(DeviceKey::Host, Qt::DescendingOrder);
    ASSERT_TRUE(settled(query));
    ASSERT_GE(answers.size(), 2U);
    const DeviceAnswer &page = answers[answers.size() - 2];
    const DeviceAnswer &all = answers.back();
    EXPECT_FALSE(page.complete);
    EXPECT_TRUE(all.complete);
    EXPECT_EQ(all.order->size(), 60'000U);
    EXPECT_EQ(page.summary.counts.known(), 60'000U);
    EXPECT_TRUE(std::equal(page.order->begin(), page.order->end(), all.order->begin()));
}

TEST_F(DeviceQueryTest, ANewerQuestionReplacesTheOlder)
{
    hub.publish(randomFleet(120'000, 3));
    DeviceQuery query(hub, clock);
    int answers = 0;
    QObject::connect(&query, &DeviceQuery::answered, [&answers](const DeviceAnswer &) { ++answers; });
    for (int i = 0; i < 50; ++i)
        query.setFilter(QStringLiteral("host:bed%1").arg(i % 10));
    query.setFilter(QStringLiteral("id=77"));
    ASSERT_TRUE(settled(query));
    ASSERT_EQ(query.answer().order->size(), 1U);
    EXPECT_EQ(hub.current()->id(query.answer().order->front()), DeviceId{77});
    EXPECT_EQ(answers, 1) << "answers to questions that nobody asks any more are not told";
}

TEST_F(DeviceQueryTest, AWrongLineIsDiagnosedAndTheAnswerStays)
{
    hub.publish(randomFleet(500, 4));
    DeviceQuery query(hub, clock);
    query.setFilter(QStringLiteral("tier:t1"));
    ASSERT_TRUE(settled(query));
    const RowOrder before = query.answer().order;
    QSignalSpy diagnosed(&query, &DeviceQuery::diagnosed);
    query.setFilter(QStringLiteral("teir:t1"));
    EXPECT_EQ(diagnosed.count(), 1);
    EXPECT_EQ(query.diagnosis().state, FilterDiagnosis::State::Wrong);
    EXPECT_EQ(query.answer().order, before);
    hub.publish(hub.current());
    ASSERT_TRUE(settled(query));
    EXPECT_EQ(query.answer().order, before) << "the last valid line goes on, and what did not move is shared";
}

TEST_F(DeviceQueryTest, ViewsAreCountedNowAndAfterEveryChange)
{
    hub.publish(randomFleet(1000, 5));
    DeviceQuery query(hub, clock);
    QList<qint64> counts;
    QObject::connect(&query, &DeviceQuery::viewsCounted, [&counts](const QList<qint64> &c) { counts = c; });
    query.countViews({QString(), QStringLiteral("tier:"), QStringLiteral("cart:yes")});
    ASSERT_TRUE(QTest::qWaitFor([&] { return counts.size() == 3; }, 5000));
    EXPECT_EQ(counts[0], 1000);
    EXPECT_EQ(counts[1], -1);
    EXPECT_GT(counts[2], 0);
    hub.publish(randomFleet(10, 6));
    EXPECT_TRUE(QTest::qWaitFor([&] { return counts[0] == 10; }, 5000));
}

TEST_F(DeviceQueryTest, MayGoAwayWhileItWorks)
{
    hub.publish(randomFleet(200'000, 7));
    for (int i = 0; i < 5; ++i) {
        DeviceQuery query(hub, clock);
        query.countViews({QStringLiteral("bed")});
        query.setSort(DeviceKey::Host, Qt::DescendingOrder);
        QTest::qWait(i * 5);
    }
    QTest::qWait(20);
}
