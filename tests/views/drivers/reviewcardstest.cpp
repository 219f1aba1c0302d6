#include "views/drivers/reviewcards.h"

#include "tests/models/drivers/driverfleet.h"
#include "tests/support/printers.h"
#include "views/drivers/drivercells.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>

using namespace ringward;
using namespace ringward::testing;

namespace {

const QDate kToday(2025, 9, 8);
bool never(const DriverImage &)
{
    return false;
}

struct ReviewCardsTest : ::testing::Test {
    ReviewCardModel model;
    QAbstractItemModelTester contract{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
    DriverFleet fleet;
    DriverReview keep{.name = QStringLiteral("npcap.sys"),
                      .state = ReviewState::Keep,
                      .owner = QStringLiteral("L. Moreau"),
                      .reason = QStringLiteral("network team"),
                      .reviewBy = kToday.addDays(-18)};
    void SetUp() override
    {
        fleet.add("ICU", Tier::T0, {"csagent.sys 7.28", "npcap.sys 1.79"});
        fleet.add("LAB", Tier::T3, {"csagent.sys 7.28", "zfs.sys"});
    }
};

} // namespace

TEST_F(ReviewCardsTest, WhatIsLateComesFirstAndSaysHowLate)
{
    DriverReview other = keep;
    other.name = QStringLiteral("csagent.sys");
    other.reviewBy = kToday.addDays(60);
    const auto assessment = fleet.assess();
    const auto cards = cardsOf(*assessment, {other, keep}, never, kToday)[std::size_t(ReviewState::Keep)];
    ASSERT_EQ(cards.size(), 2U);
    EXPECT_EQ(cards[0].name, QStringLiteral("npcap.sys 1.79"));
    EXPECT_TRUE(cards[0].late);
    EXPECT_EQ(cards[0].remark, QStringLiteral("18 days overdue"));
    EXPECT_EQ(cards[0].line, QStringLiteral("L. Moreau · 1 device"));
    EXPECT_FALSE(cards[1].late);
}

TEST_F(ReviewCardsTest, VersionsOfOneImageAreOneCardWhileTheDecisionIsEqual)
{
    fleet.add("LAB", Tier::T3, {"csagent.sys 7.29"});
    const auto assessment = fleet.assess();
    const auto cards = cardsOf(*assessment, {keep}, never, kToday)[std::size_t(ReviewState::Unreviewed)];
    const auto both =
        std::find_if(cards.begin(), cards.end(), [](const ReviewCard &card) { return card.keys.size() == 2; });
    ASSERT_NE(both, cards.end());
    EXPECT_EQ(both->name, QStringLiteral("csagent.sys · 2 versions"));
    EXPECT_EQ(both->key, QStringLiteral("csagent.sys 7.28")) << "that most devices have";
    EXPECT_TRUE(both->line.endsWith(QStringLiteral("3 devices"))) << both->line.toStdString();
    DriverReview newer{.subject = ReviewSubject::Key,
                       .name = QStringLiteral("csagent.sys 7.29"),
                       .state = ReviewState::Remove,
                       .owner = QStringLiteral("L. Moreau"),
                       .reason = QStringLiteral("crashes")};
    const auto apart = cardsOf(*assessment, {keep, newer}, never, kToday);
    ASSERT_EQ(apart[std::size_t(ReviewState::Remove)].size(), 1U);
    EXPECT_EQ(apart[std::size_t(ReviewState::Remove)][0].name, QStringLiteral("csagent.sys 7.29"));
}

TEST_F(ReviewCardsTest, EachDriverStandsInOneColumn)
{
    const auto assessment = fleet.assess();
    std::size_t all = 0;
    for (const std::vector<ReviewCard> &column : cardsOf(*assessment, {keep}, never, kToday))
        all += column.size();
    EXPECT_EQ(all, 3U);
}

TEST_F(ReviewCardsTest, TheModelSpeaksForAScreenReader)
{
    model.show({{{QStringLiteral("k"), QStringLiteral("k 2")},
                 QStringLiteral("k"),
                 QStringLiteral("k.sys"),
                 QStringLiteral("2 devices"),
                 {},
                 false,
                 true}});
    EXPECT_TRUE(model.index(0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("draft")));
    EXPECT_TRUE(model.index(0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("k 2")));
    EXPECT_EQ(model.rowOf(QStringLiteral("k")), 0);
    EXPECT_EQ(model.rowOf(QStringLiteral("k 2")), 0);
    EXPECT_EQ(model.rowOf(QStringLiteral("x")), -1);
    model.show({});
    EXPECT_EQ(model.rowCount(), 0);
}

TEST_F(ReviewCardsTest, TheRowsOfThePageKeepTheContractOfATable)
{
    DriverTable table;
    DriverRows rows;
    rows.setSourceModel(&table);
    rows.setToday(kToday);
    const QAbstractItemModelTester tester(&rows, QAbstractItemModelTester::FailureReportingMode::Fatal);
    table.show(fleet.assess());
    ASSERT_EQ(rows.rowCount(), 3);
    EXPECT_TRUE(rows.index(0, DriverTable::ScoreColumn).data(Qt::ToolTipRole).toString().contains(u'S'));
    const QPersistentModelIndex first = rows.index(0, DriverTable::NameColumn);
    const QString name = first.data().toString();
    rows.sort(DriverTable::NameColumn, Qt::DescendingOrder);
    EXPECT_EQ(first.data().toString(), name);
    table.setFilter(DriverFilter::parse(QStringLiteral("devices>1")));
    EXPECT_EQ(rows.rowCount(), 1);
}
