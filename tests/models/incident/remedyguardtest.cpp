#include "models/incident/remedyguard.h"

#include "models/changes/planner.h"
#include "models/fleet/fleetbuilder.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

using namespace ringward;
using State = GuardrailResult::State;

namespace {

struct Machine {
    Tier tier = Tier::T1;
    AgentHealth health = AgentHealth::Up;
    bool isPlanned = true;
};

struct RemedyGuardTest : ::testing::Test {
    FleetBuilder builder;
    FleetSnapshotPtr fleet;
    std::vector<PlannedCall> calls;
    quint32 wards = 0, devices = 0;
    Plan plan;

    void ward(const std::vector<Machine> &machines, quint16 cover = 0)
    {
        const quint32 ward = builder.editNames().ward({.siteCode = QStringLiteral("RGH"),
                                                       .siteName = {},
                                                       .building = {},
                                                       .code = QStringLiteral("W%1").arg(++wards),
                                                       .name = {},
                                                       .kind = {},
                                                       .beds = 0,
                                                       .minimumCover = cover});
        for (const Machine &machine : machines) {
            DeviceRow row;
            row.id = DeviceId{++devices};
            row.host = "h" + std::to_string(devices);
            row.ward = ward;
            row.tier = machine.tier;
            row.health = machine.health;
            builder.append(row);
            if (!machine.isPlanned)
                continue;
            PlannedCall call;
            call.move.device = row.id;
            call.tier = row.tier;
            call.host = QString::fromStdString(row.host);
            call.ward = QStringLiteral("RGH W%1").arg(wards);
            call.remediation = RemediationOrder();
            calls.push_back(call);
        }
    }
    void make(int perWard = 2, WardRule rule = WardRule::KeepOneWorking)
    {
        fleet = builder.publish(1);
        plan = makePlan(*fleet, calls, {.atOnce = 20, .perWard = perWard}, 1, rule);
    }
    GuardrailResult rule(const char *id, const std::map<DeviceId, QString> &users = {})
    {
        for (const GuardrailResult &each : checkRemedy(*fleet, plan, users)) {
            if (each.rule == QLatin1StringView(id))
                return each;
        }
        ADD_FAILURE() << id;
        return {};
    }
};

const Machine kDown{Tier::T1, AgentHealth::CrashLooping, true}, kUp{}, kOtherUp{Tier::T1, AgentHealth::Up, false};

} // namespace

TEST_F(RemedyGuardTest, TheLastWorkingMachineIsNeverTaken)
{
    ward({kUp, kDown, kDown}); // one works, and it is planned
    make();
    const GuardrailResult last = rule("remedy-last-working");
    EXPECT_EQ(last.state, State::Blocks);
    EXPECT_EQ(last.devices, std::vector{DeviceId{1}});
    EXPECT_TRUE(last.detail.contains(QStringLiteral("h1")));
}

TEST_F(RemedyGuardTest, OneOtherWorkingMachineIsEnough)
{
    ward({kUp, kOtherUp, kDown});
    make();
    EXPECT_EQ(rule("remedy-last-working").state, State::Holds);
}

TEST_F(RemedyGuardTest, MachinesThatAreDownAreNobodysLast)
{
    ward({kDown, kDown});
    make();
    EXPECT_EQ(rule("remedy-last-working").state, State::Holds);
}

TEST_F(RemedyGuardTest, ThePlanItselfLeavesOneWorkingHoweverManyAreAllowedTogether)
{
    ward({{Tier::T3}, {Tier::T3}}); // tiers that give no cover
    make(10);
    EXPECT_EQ(plan.steps, 2);
    EXPECT_EQ(rule("remedy-last-working").state, State::Holds);
    make(10, WardRule::KeepCover);
    EXPECT_EQ(plan.steps, 1) << "ring moves are as before";
    EXPECT_EQ(rule("remedy-last-working").state, State::Blocks);
}

TEST_F(RemedyGuardTest, NeverTwoT0OfAWardTogether)
{
    ward({{Tier::T0, AgentHealth::CrashLooping}, {Tier::T0, AgentHealth::CrashLooping}, kOtherUp});
    ward({{Tier::T0, AgentHealth::CrashLooping}, kOtherUp}); // of another ward: may be away at the same time
    make(10);
    EXPECT_EQ(rule("remedy-t0-apart").state, State::Holds);
    EXPECT_EQ(plan.steps, 2);
    for (PlannedCall &call : plan.calls)
        call.step = 0; // a plan that somebody made otherwise
    const GuardrailResult apart = rule("remedy-t0-apart");
    EXPECT_EQ(apart.state, State::Blocks);
    EXPECT_EQ(apart.devices.size(), 2U);
    EXPECT_EQ(apart.wards, QStringList{QStringLiteral("RGH W1")});
}

TEST_F(RemedyGuardTest, AMachineInUseBlocksUnlessANamedPersonAnswersForIt)
{
    ward({kUp, kUp, kOtherUp});
    make();
    EXPECT_EQ(rule("remedy-in-use").state, State::Holds);
    const std::map<DeviceId, QString> users{{DeviceId{2}, QStringLiteral("RGH\\nurse")}};
    EXPECT_EQ(rule("remedy-in-use", users).state, State::Blocks);
    EXPECT_EQ(rule("remedy-in-use", users).devices, std::vector{DeviceId{2}});
    EXPECT_EQ(rule("remedy-in-use", {{DeviceId{3}, QStringLiteral("x")}}).state, State::Holds) << "not planned";
    for (PlannedCall &call : plan.calls)
        call.remediation->overriddenBy = QStringLiteral("Dr A. Okafor");
    EXPECT_EQ(rule("remedy-in-use", users).state, State::Waived);
    EXPECT_EQ(rule("remedy-in-use", users).waivedBy, QStringLiteral("Dr A. Okafor"));
}

TEST_F(RemedyGuardTest, LessThanMinimumCoverIsSaid)
{
    ward({kUp, kUp, kUp}, 2);
    make();
    EXPECT_EQ(rule("remedy-cover").state, State::Holds);
    ward({kUp, kUp}, 2);
    make();
    EXPECT_EQ(rule("remedy-cover").state, State::Near);
    EXPECT_EQ(rule("remedy-cover").wards, QStringList{QStringLiteral("RGH W2")});
}

TEST_F(RemedyGuardTest, WhenAMachineIsTakenTheWardAsItIsThenDecides)
{
    ward({{Tier::T0}, {Tier::T0}, kOtherUp});
    ward({kUp, kDown});
    make();
    const auto objection = [&](quint32 device, std::set<DeviceId> underWay) {
        return objectionTo(*fleet, DeviceId{device}, underWay).has_value();
    };
    EXPECT_FALSE(objection(1, {}));
    EXPECT_TRUE(objection(1, {DeviceId{2}})) << "the other T0 is away";
    EXPECT_FALSE(objection(1, {DeviceId{4}})) << "another ward";
    EXPECT_FALSE(objection(2, {DeviceId{3}})) << "the T0 beside it works";
    EXPECT_TRUE(objection(4, {})) << "the only one that works";
    EXPECT_FALSE(objection(5, {})) << "it does not work anyway";
    EXPECT_TRUE(objection(3, {DeviceId{1}, DeviceId{2}}));
    EXPECT_FALSE(objection(99, {})) << "unknown to the fleet";
}
