#include "models/drivers/kernelreport.h"

#include "models/drivers/driverattention.h"
#include "models/drivers/reductionplan.h"
#include "models/fleet/drivermember.h"
#include "tests/models/drivers/driverfleet.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

using namespace ringward;
using namespace ringward::testing;

namespace {

struct KernelReportTest : ::testing::Test {
    DriverFleet fleet;

    void SetUp() override
    {
        Driver disk;
        disk.image = QStringLiteral("disk.sys");
        disk.signer = QStringLiteral("Microsoft Windows");
        fleet.library.add(disk);
        Driver agent;
        agent.name = QStringLiteral("CSAgent");
        agent.image = QStringLiteral("csagent.sys");
        agent.version = QStringLiteral("7.28");
        agent.altitude = QStringLiteral("321410");
        agent.start = StartType::System;
        fleet.library.add(agent);
        fleet.add("ICU", Tier::T0, {"csagent.sys 7.28", "disk.sys"});
        fleet.add("ICU", Tier::T1, {"csagent.sys 7.28", "csdevicecontrol.sys 7.28", "disk.sys"});
        fleet.add("LAB", Tier::T3, {"vboxdrv.sys 7.0", "disk.sys"});
        fleet.add("LAB", Tier::T3, {"disk.sys"});
    }
};

} // namespace

TEST_F(KernelReportTest, CountsByMakerTierAndWard)
{
    const auto report = kernelReport(*fleet.assess(), {});
    ASSERT_TRUE(report);
    EXPECT_EQ(report->known.devices, 4U);
    EXPECT_EQ(report->withCode.devices, 3U);
    EXPECT_EQ(report->withContent.devices, 2U);
    EXPECT_EQ(report->withContent.byTier[std::size_t(Tier::T0)], 1U);
    ASSERT_EQ(report->makers.size(), 2U) << "parts of Windows are not what a hospital depends on by choice";
    const KernelReport::Maker &first = report->makers.front();
    EXPECT_EQ(first.name, QStringLiteral("CrowdStrike"));
    EXPECT_EQ(first.images, (QStringList{QStringLiteral("csagent.sys"), QStringLiteral("csdevicecontrol.sys")}));
    EXPECT_EQ(first.count.devices, 2U) << "a device with two of its images is one device";
    EXPECT_EQ(first.wards, 1U);
    EXPECT_TRUE(first.loadsContent);
    EXPECT_FALSE(first.failed.isEmpty());
    ASSERT_EQ(report->wards.size(), 2U);
    EXPECT_EQ(report->wards[0].ward, QStringLiteral("ICU"));
    EXPECT_EQ(report->wards[0].withContent, 2U);
    EXPECT_EQ(report->wards[1].devices, 2U);
    EXPECT_EQ(report->wards[1].withCode, 1U);
    EXPECT_TRUE(report->findings.join(u' ').contains(QStringLiteral("life-critical")));
    EXPECT_TRUE(report->asks.join(u' ').contains(QStringLiteral("CrowdStrike")));
}

TEST_F(KernelReportTest, OfOneMakerOnly)
{
    const auto report = kernelReport(*fleet.assess(), {.vendor = QStringLiteral("virtualbox"), .hospital = {}});
    ASSERT_TRUE(report);
    ASSERT_EQ(report->makers.size(), 1U);
    EXPECT_EQ(report->withContent.devices, 0U);
    EXPECT_EQ(kernelReport(*fleet.assess(), {.vendor = QStringLiteral("nobody"), .hospital = {}}).error().kind,
              Error::Kind::NotFound);
    EXPECT_FALSE(kernelReport(*DriverFleet().assess(), {})) << "of an empty fleet there is nothing to report";
}

TEST_F(KernelReportTest, ThePlanNamesDevicesDependantsAndTheWayBack)
{
    fleet.reviews = {
        {.subject = ReviewSubject::Image,
         .name = QStringLiteral("csagent.sys"),
         .state = ReviewState::Replace,
         .owner = QStringLiteral("A"),
         .reason = QStringLiteral("B")},
        {.subject = ReviewSubject::Image, .name = QStringLiteral("vboxdrv.sys"), .state = ReviewState::Keep}};
    const auto plan = planReduction(*fleet.assess(), {}, 0);
    ASSERT_EQ(plan.size(), 1U);
    const ReductionItem &item = plan[0];
    EXPECT_EQ(item.keys, std::vector<QString>{QStringLiteral("csagent.sys 7.28")});
    EXPECT_EQ(item.count.devices, 2U);
    EXPECT_EQ(item.count.byTier[std::size_t(Tier::T0)], 1U);
    EXPECT_EQ(item.wards, 1U);
    EXPECT_FALSE(item.waived);
    ASSERT_EQ(item.order.size(), 1U) << "no ring is told";
    EXPECT_TRUE(std::any_of(item.dependants.begin(), item.dependants.end(), [](const DriverDependant &dependant) {
        return dependant.name == QStringLiteral("csdevicecontrol.sys");
    }));
    const auto disable = std::find_if(item.steps.begin(), item.steps.end(), [](const ReductionStep &step) {
        return step.kind == ReductionStep::Kind::SetValue;
    });
    ASSERT_NE(disable, item.steps.end());
    EXPECT_EQ(disable->key, QStringLiteral("HKLM\\SYSTEM\\CurrentControlSet\\Services\\CSAgent"));
    EXPECT_EQ(disable->before, QVariant(1));
    EXPECT_EQ(disable->after, QVariant(4));
    ASSERT_FALSE(item.rollBack.empty());
    EXPECT_EQ(item.rollBack[0].after, QVariant(1));
    EXPECT_EQ(item.steps.back().kind, ReductionStep::Kind::Verify);
    ASSERT_GE(item.progress.size(), 2U);
    EXPECT_EQ(item.progress.back().devices, 2U);
}

TEST_F(KernelReportTest, ADeviceOnWhichItIsDisabledIsCleanAndThePlanCanReachItsEnd)
{
    fleet.reviews = {
        {.subject = ReviewSubject::Image, .name = QStringLiteral("vboxdrv.sys"), .state = ReviewState::Remove}};
    const DriverAssessmentPtr before = fleet.assess();
    const auto has = devicesWith(before->fleet(), {before->find(u"vboxdrv.sys 7.0")->id});
    const quint32 devices = planReduction(*before, {}, 0).at(0).count.devices;
    ASSERT_GT(devices, 0U);
    for (Row row = 0; row < before->fleet().size(); ++row) {
        if (!has->test(row))
            continue;
        DeviceRow device = before->fleet().row(row);
        std::vector<quint32> set = before->fleet().names().driverSets()[device.driverSet];
        for (quint32 &member : set)
            member |= member == before->find(u"vboxdrv.sys 7.0")->id ? kDisabledDriver : 0;
        set.push_back(kPartialList);
        device.driverSet = fleet.builder.editNames().driverSet(set);
        fleet.builder.update(row, device);
    }
    const DriverAssessmentPtr assessment = fleet.assess();
    ASSERT_TRUE(assessment->find(u"vboxdrv.sys 7.0")) << "it still lies there";
    EXPECT_EQ(assessment->find(u"vboxdrv.sys 7.0")->disabled, devices);
    const ReductionItem item = planReduction(*assessment, {}, 0).at(0);
    EXPECT_EQ(item.count.devices, 0U);
    EXPECT_EQ(item.disabled, devices);
    EXPECT_EQ(item.partial, devices);
    EXPECT_EQ(item.progress.back().devices, 0U);
}

TEST_F(KernelReportTest, APlanKeepsToItsScopeAndItsWaiver)
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(fleet.nowMs).date();
    fleet.reviews = {{.subject = ReviewSubject::Image,
                      .name = QStringLiteral("csagent.sys"),
                      .scope = QStringLiteral("tier:t1"),
                      .state = ReviewState::Remove,
                      .waiver = QStringLiteral("ordered"),
                      .waiverUntil = today}};
    const auto plan = planReduction(*fleet.assess(), {}, 0);
    ASSERT_EQ(plan.size(), 1U);
    EXPECT_EQ(plan[0].count.devices, 1U);
    EXPECT_TRUE(plan[0].waived);
}

TEST_F(KernelReportTest, WhatIsOverdueAndWhatIsNewNeedsAttention)
{
    EXPECT_TRUE(driverAttention(*fleet.assess()).empty());
    const QDate yesterday = QDateTime::fromMSecsSinceEpoch(fleet.nowMs).date().addDays(-1);
    fleet.reviews = {
        {.subject = ReviewSubject::Image,
         .name = QStringLiteral("vboxdrv.sys"),
         .state = ReviewState::Remove,
         .reviewBy = yesterday,
         .waiver = QStringLiteral("ordered"),
         .waiverUntil = yesterday},
        {.subject = ReviewSubject::Key, .name = QStringLiteral("csagent.sys 7.28"), .openedBy = QStringLiteral("new")}};
    const auto rows = driverAttention(*fleet.assess());
    ASSERT_EQ(rows.size(), 3U);
    for (const AttentionRow &row : rows) {
        EXPECT_EQ(row.count, 1U);
        EXPECT_TRUE(row.filterLine.isEmpty());
        EXPECT_FALSE(row.driverLine.isEmpty());
    }
    EXPECT_EQ(rows[2].kind, AttentionRow::Kind::DriversArrived);
}
