#include "models/changes/planner.h"

#include "models/fleet/fleetbuilder.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <map>

using namespace ringward;

namespace {

/// Wards of ten machines: two T0 up, four T1 of which one is silent, four T2.
struct PlannerTest : ::testing::Test {
    FleetSnapshotPtr fleet;
    std::vector<PlannedCall> calls;

    void make(int wards, quint16 minimum)
    {
        FleetBuilder builder;
        for (int w = 0; w < wards; ++w) {
            const quint32 ward = builder.editNames().ward({.siteCode = QStringLiteral("RGH"),
                                                           .siteName = {},
                                                           .building = {},
                                                           .code = QStringLiteral("W%1").arg(w),
                                                           .name = {},
                                                           .kind = {},
                                                           .beds = 10,
                                                           .minimumCover = minimum});
            for (int i = 0; i < 10; ++i) {
                DeviceRow row;
                row.id = DeviceId{quint32(w * 10 + i + 1)};
                row.host = "h" + std::to_string(w * 10 + i);
                row.ward = ward;
                row.tier = i < 2 ? Tier::T0 : i < 6 ? Tier::T1 : Tier::T2;
                row.health = i == 5 ? AgentHealth::Silent : AgentHealth::Up;
                builder.append(row);
                PlannedCall call;
                call.move.device = row.id;
                call.tier = row.tier;
                call.host = QString::fromStdString(row.host);
                calls.push_back(call);
            }
        }
        fleet = builder.publish(1);
    }
};

} // namespace

TEST_F(PlannerTest, NoStepTakesMoreThanTheWardCanSpare)
{
    make(3, 4); // five work in each: one to spare
    const Plan plan = makePlan(*fleet, calls, {.perWard = 3}, 7);
    ASSERT_EQ(plan.calls.size(), 30U);
    ASSERT_EQ(plan.cover.size(), 3U);
    for (const WardCover &cover : plan.cover) {
        EXPECT_EQ(cover.workingNow, 5U) << "the silent one does not count, nor do T2";
        EXPECT_EQ(cover.needed, 4U);
        EXPECT_EQ(cover.devices, 10U);
        EXPECT_EQ(cover.atStep.size(), plan.steps);
        EXPECT_GE(cover.least(), 4U);
        EXPECT_EQ(cover.after, 5U);
    }
    std::map<std::pair<QString, int>, int> inStep;
    for (const PlannedCall &call : plan.calls)
        EXPECT_LE(++inStep[std::pair(call.ward, int(call.step))], 3);
}

TEST_F(PlannerTest, OneT0MachineAWardAndStep)
{
    make(2, 0);
    const Plan plan = makePlan(*fleet, calls, {.perWard = 10}, 7);
    std::map<std::pair<QString, int>, int> t0;
    for (const PlannedCall &call : plan.calls) {
        if (call.tier == Tier::T0) {
            EXPECT_LE(++t0[std::pair(call.ward, int(call.step))], 1);
        }
    }
}

TEST_F(PlannerTest, AWardAtItsMinimumMovesOneByOneAndThePlanSaysSo)
{
    make(1, 5);
    const Plan plan = makePlan(*fleet, calls, {.perWard = 4}, 7);
    EXPECT_EQ(plan.cover[0].least(), 4U) << "below what is needed, and shown as it is";
    std::map<int, int> working;
    for (const PlannedCall &call : plan.calls) {
        if (call.tier != Tier::T2 && call.host != u"h5") {
            EXPECT_LE(++working[call.step], 1);
        }
    }
}

TEST_F(PlannerTest, StepsComeInOrderAndNothingIsLost)
{
    make(5, 2);
    const Plan plan = makePlan(*fleet, calls, {}, 7);
    QSet<quint32> devices;
    for (std::size_t i = 0; i < plan.calls.size(); ++i) {
        devices.insert(plan.calls[i].move.device.value);
        EXPECT_TRUE(i == 0 || plan.calls[i - 1].step <= plan.calls[i].step);
        EXPECT_LT(plan.calls[i].step, plan.steps);
        EXPECT_FALSE(plan.calls[i].ward.isEmpty());
    }
    EXPECT_EQ(devices.size(), 50);
}
