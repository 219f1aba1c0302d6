#include "models/drivers/driverassessment.h"

#include "models/fleet/fleetbuilder.h"
#include "tests/models/drivers/driverfleet.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

using namespace ringward;
using namespace ringward::testing;

TEST(DriverAssessment, CountsDevicesTiersAndWards)
{
    DriverFleet fleet;
    fleet.add("ICU", Tier::T0, {"csagent.sys 7.28", "disk.sys"});
    fleet.add("ICU", Tier::T1, {"csagent.sys 7.28"});
    fleet.add("LAB", Tier::T3, {"csagent.sys 7.27", "disk.sys"});
    fleet.add("LAB", Tier::T3, {});
    const DriverAssessmentPtr assessment = fleet.assess();
    ASSERT_EQ(assessment->drivers.size(), 3U);
    EXPECT_EQ(assessment->known.devices, 3U) << "a device of which nobody tells drivers is no part of a share";
    const AssessedDriver *disk = assessment->find(u"disk.sys");
    ASSERT_NE(disk, nullptr);
    EXPECT_EQ(disk->count.devices, 2U);
    EXPECT_EQ(disk->count.byTier[std::size_t(Tier::T0)], 1U);
    EXPECT_EQ(disk->wards, 2U);
    EXPECT_NEAR(disk->share, 2.0 / 3, 1e-9);
    EXPECT_EQ(assessment->find(u"csagent.sys 7.28")->wards, 1U);
    EXPECT_EQ(assessment->find(u"csagent.sys"), nullptr);
    ASSERT_EQ(assessment->wards.size(), 2U);
    EXPECT_EQ(assessment->wards[0].devices, 2U);
    EXPECT_EQ(assessment->wards[0].byClass[std::size_t(DriverClass::SecurityAgent)], 2U);
    EXPECT_EQ(assessment->wards[1].byClass[std::size_t(DriverClass::SecurityAgent)], 1U);
}

TEST(DriverAssessment, IsTheSameAndCheaperTheSecondTime)
{
    DriverFleet fleet;
    fleet.add("ICU", Tier::T0, {"csagent.sys 7.28", "disk.sys"});
    const DriverAssessmentPtr first = fleet.assess();
    const DriverAssessmentPtr again = fleet.assess(first);
    ASSERT_EQ(again->drivers.size(), first->drivers.size());
    for (std::size_t i = 0; i < first->drivers.size(); ++i)
        EXPECT_EQ(again->drivers[i].judged, first->drivers[i].judged);
    Driver signer;
    signer.image = QStringLiteral("disk.sys");
    signer.signer = QStringLiteral("Microsoft Windows");
    fleet.library.add(signer);
    const DriverAssessmentPtr told = fleet.assess(again);
    EXPECT_TRUE(told->find(u"disk.sys")->judged->image.inbox) << "a fact that was told later is judged anew";
    EXPECT_EQ(told->find(u"csagent.sys 7.28")->judged, first->find(u"csagent.sys 7.28")->judged);
}

TEST(DriverAssessment, AStoppedOneGivesNothing)
{
    DriverFleet fleet;
    fleet.add("ICU", Tier::T0, {"disk.sys"});
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(assessDrivers(fleet.inputs(), nullptr, stop.get_token()), nullptr);
}

TEST(DriverReview, InboxDriversAreKeptByRuleUnlessSomebodyDecided)
{
    DriverFleet fleet;
    Driver disk;
    disk.image = QStringLiteral("disk.sys");
    disk.signer = QStringLiteral("Microsoft Windows");
    fleet.library.add(disk);
    fleet.add("ICU", Tier::T0, {"csagent.sys 7.28", "disk.sys"});
    EXPECT_EQ(fleet.assess()->find(u"disk.sys")->review.state, ReviewState::Keep);
    EXPECT_TRUE(fleet.assess()->find(u"disk.sys")->review.byRule);
    EXPECT_EQ(fleet.assess()->find(u"csagent.sys 7.28")->review.state, ReviewState::Unreviewed);
    fleet.reviews = {
        {.subject = ReviewSubject::Image, .name = QStringLiteral("disk.sys"), .state = ReviewState::Remove}};
    EXPECT_EQ(fleet.assess()->find(u"disk.sys")->review.state, ReviewState::Remove);
    EXPECT_FALSE(fleet.assess()->find(u"disk.sys")->review.byRule);
}

TEST(DriverReview, TheNearestDecisionHoldsAndDatesAreWatched)
{
    DriverFleet fleet;
    fleet.add("ICU", Tier::T0, {"csagent.sys 7.28", "csagent.sys 7.27"});
    const QDate today = QDateTime::fromMSecsSinceEpoch(fleet.nowMs).date();
    fleet.reviews = {
        {.subject = ReviewSubject::Image,
         .name = QStringLiteral("csagent.sys"),
         .state = ReviewState::Replace,
         .reviewBy = today.addDays(-1)},
        {.subject = ReviewSubject::Key,
         .name = QStringLiteral("csagent.sys 7.28"),
         .state = ReviewState::Keep,
         .waiver = QStringLiteral("until the new build"),
         .waiverUntil = today},
    };
    const DriverAssessmentPtr assessment = fleet.assess();
    const ReviewStanding &newer = assessment->find(u"csagent.sys 7.28")->review;
    EXPECT_EQ(newer.state, ReviewState::Keep);
    EXPECT_EQ(newer.reviews.size(), 2U);
    EXPECT_TRUE(newer.overdue);
    EXPECT_FALSE(newer.waiverExpired) << "its last day is still good";
    EXPECT_EQ(newer.due, today.addDays(-1));
    EXPECT_EQ(assessment->find(u"csagent.sys 7.27")->review.state, ReviewState::Replace);
    fleet.nowMs += 2 * 24 * 3600 * 1000LL;
    EXPECT_TRUE(fleet.assess()->find(u"csagent.sys 7.28")->review.waiverExpired);
}

TEST(DriverReview, WhatIsMissingIsSaid)
{
    DriverReview review{.name = QStringLiteral("csagent.sys")};
    EXPECT_TRUE(problemOf(review).isEmpty()) << "an open one needs nothing";
    review.state = ReviewState::Keep;
    EXPECT_FALSE(problemOf(review).isEmpty());
    review.owner = QStringLiteral("A. Night");
    EXPECT_FALSE(problemOf(review).isEmpty());
    review.reason = QStringLiteral("protects the ward");
    EXPECT_TRUE(problemOf(review).isEmpty());
    review.scope = QStringLiteral("teir:t0");
    EXPECT_TRUE(problemOf(review).contains(QStringLiteral("tier")));
    review.scope.clear();
    review.waiver = QStringLiteral("for now");
    EXPECT_FALSE(problemOf(review).isEmpty()) << "a waiver without an end is none";
}
