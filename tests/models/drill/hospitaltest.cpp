#include "tests/models/drill/demoworld.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QSet>

#include <map>

using namespace ringward;
using namespace ringward::drill;
using namespace ringward::drill::testing;

namespace {

constexpr qint64 kMinute = 60'000, kHour = 60 * kMinute, kDay = 24 * kHour;

struct HospitalTest : ::testing::Test {
    std::shared_ptr<DemoWorld> small = world();
    Hospital &hospital = small->hospital;
    const HospitalPlan &plan = small->hospital.plan();

    HealthCounts counts(qint64 atMs) const { return hospital.countsAt(atMs, hospital.overrides()); }
    DeviceState state(quint32 device, qint64 atMs) const
    {
        const Overrides overrides = hospital.overrides();
        const auto changed = overrides.constFind(device);
        return hospital.state(plan.place(device), changed == overrides.constEnd() ? nullptr : &changed.value(), atMs);
    }
    quint32 firstUp(qint64 atMs) const
    {
        for (quint32 device = 0; device < plan.devices(); ++device) {
            if (state(device, atMs).health == AgentHealth::Up)
                return device;
        }
        return ~0U;
    }
};

} // namespace

TEST(MixTest, NumbersAreTheSameOnEveryPlatform)
{
    static_assert(scramble(1) == 0x5692161d100b05e5ULL);
    constexpr Mix mix(291, 7);
    EXPECT_EQ(mix.of(0), Mix(291, 7).of(0));
    EXPECT_NE(mix.of(0), Mix(291, 8).of(0));
    EXPECT_NE(mix.of(0), Mix(292, 7).of(0));
}

TEST_F(HospitalTest, OpensOnTheMorningOfThePictures)
{
    const HealthCounts now = counts(kOpenedMs);
    EXPECT_EQ(now.known(), 5216U);
    EXPECT_GE(now.of(AgentHealth::Up), 4'980U);
    EXPECT_NEAR(now.of(AgentHealth::Degraded), 74, 30);
    EXPECT_NEAR(now.of(AgentHealth::CrashLooping), 7, 4);
    EXPECT_NEAR(now.of(AgentHealth::Silent), 71, 25);
    EXPECT_NEAR(now.of(AgentHealth::Unknown), 18, 9);
    EXPECT_GE(now.of(Tier::T0, AgentHealth::Silent), 4U);
}

TEST_F(HospitalTest, OpensWithTwoWardsAtMinimumCoverAndNoneBelow)
{
    QStringList atMinimum;
    for (quint32 w = 0; w < plan.wards().size(); ++w) {
        const PlannedWard &ward = plan.wards()[w];
        int working = 0;
        for (quint32 i = 0; i < ward.devices; ++i) {
            const AgentHealth health = hospital.state(plan.placeIn(w, i), nullptr, kOpenedMs).health;
            working += health == AgentHealth::Up || health == AgentHealth::Degraded;
        }
        EXPECT_GE(working, ward.cover) << plan.pattern(ward).name.toStdString();
        if (working == ward.cover)
            atMinimum.append(plan.pattern(ward).code);
    }
    EXPECT_EQ(atMinimum, (QStringList{QStringLiteral("ED Resus"), QStringLiteral("NICU")}));
}

TEST_F(HospitalTest, OpensOnTheSameMorningWhenever)
{
    const qint64 later = kOpenedMs + 77 * kDay; // the same hour of the day: nights are real
    const auto other = world(5216, 291, later);
    EXPECT_EQ(other->hospital.countsAt(later, {}), counts(kOpenedMs));
}

TEST_F(HospitalTest, OneSwitchTakesPartOfAWardTogether)
{
    for (quint32 w = 0; w < plan.wards().size(); ++w) {
        const PlannedWard &ward = plan.wards()[w];
        if (plan.pattern(ward).code != u"Ward 9")
            continue;
        std::map<int, int> silentBySwitch;
        for (quint32 i = 0; i < ward.devices; ++i) {
            const DevicePlace place = plan.placeIn(w, i);
            if (hospital.state(place, nullptr, kOpenedMs).health == AgentHealth::Silent)
                ++silentBySwitch[hospital.timeline().switchOf(place)];
        }
        EXPECT_GE(silentBySwitch[2], 7);
    }
}

TEST_F(HospitalTest, NoHourOfAWeekIsOutOfBounds)
{
    for (qint64 at = kOpenedMs - 4 * kDay; at < kOpenedMs + 3 * kDay; at += 5 * kHour) {
        const HealthCounts then = counts(at);
        EXPECT_EQ(then.known(), 5216U);
        EXPECT_LT(then.of(AgentHealth::Silent), 210U) << (at - kOpenedMs) / kHour;
        EXPECT_GT(then.of(AgentHealth::Silent), 25U) << (at - kOpenedMs) / kHour;
        EXPECT_LT(then.of(AgentHealth::CrashLooping), 30U) << (at - kOpenedMs) / kHour;
        EXPECT_LT(then.of(AgentHealth::Degraded), 130U) << (at - kOpenedMs) / kHour;
    }
}

TEST_F(HospitalTest, StateDependsOnSeedDeviceAndTimeOnly)
{
    const auto again = world(), other = world(5216, 292);
    int different = 0;
    for (quint32 device = 0; device < plan.devices(); device += 7) {
        const qint64 at = kOpenedMs + device * kMinute;
        const DeviceState here = state(device, at);
        const DeviceState there = again->hospital.state(plan.place(device), nullptr, at);
        EXPECT_EQ(here.lastSeenMs, there.lastSeenMs);
        EXPECT_EQ(here.signs, there.signs);
        different += here.lastSeenMs != other->hospital.state(plan.place(device), nullptr, at).lastSeenMs;
    }
    EXPECT_GT(different, 600);
}

TEST_F(HospitalTest, CheckInsOnlyEverMoveForwardAndNeverComeFromTheFuture)
{
    for (quint32 device = 0; device < plan.devices(); device += 41) {
        qint64 last = 0;
        for (qint64 at = kOpenedMs - kDay; at < kOpenedMs + kDay; at += 7 * kMinute) {
            const qint64 seen = state(device, at).lastSeenMs;
            EXPECT_LE(seen, at);
            EXPECT_GE(seen, last) << device;
            last = seen;
        }
    }
}

TEST_F(HospitalTest, SilenceLastsUntilTheNextCheckIn)
{
    for (quint32 device = 0; device < plan.devices(); ++device) {
        const DeviceState now = state(device, kOpenedMs);
        if (now.health != AgentHealth::Silent)
            continue;
        EXPECT_GE(kOpenedMs - now.lastSeenMs, 15 * kMinute - 1000);
        EXPECT_NE(state(device, now.lastSeenMs + kMinute).health, AgentHealth::Silent) << device;
    }
}

TEST_F(HospitalTest, RingsKeepTheRulesOfTheTiers)
{
    std::array<std::array<int, kDemoRings>, kTierCount> seen{};
    for (quint32 device = 0; device < plan.devices(); ++device) {
        const DevicePlace place = plan.place(device);
        const DemoRing ring = hospital.ring(DemoStream::RapidResponse, place, nullptr);
        ++seen[std::size_t(place.tier)][std::size_t(ring)];
        const bool downtime = plan.catalogue().roles[place.role].flags.testFlag(DeviceFlag::DowntimePc);
        const bool lifeCritical = downtime || place.tier == Tier::T0;
        EXPECT_TRUE(!lifeCritical || ring == DemoRing::Delayed);
        EXPECT_TRUE(place.tier != Tier::T1 || ring == DemoRing::Late || ring == DemoRing::Delayed);
        EXPECT_TRUE(place.tier != Tier::TX || ring == DemoRing::Held);
    }
    const std::array expected{64, 512, 2026, 1988, 522, 104};
    for (std::size_t ring = 0; ring < expected.size(); ++ring) {
        int all = 0;
        for (const auto &tier : seen)
            all += tier[ring];
        EXPECT_NEAR(all, expected[ring], 0.15 * expected[ring] + 8) << ringName(DemoRing(ring)).name.toStdString();
    }
}

TEST_F(HospitalTest, ContentReachesTheRingsInOrder)
{
    const Rollout &rollout = hospital.rollout();
    for (qint64 at = kOpenedMs - 2 * kDay; at < kOpenedMs + 2 * kDay; at += 17 * kMinute) {
        int earlier = std::numeric_limits<int>::max();
        for (const DemoRing ring : {DemoRing::Canary, DemoRing::Early, DemoRing::Broad, DemoRing::Late}) {
            const Rollout::Arrival arrival = rollout.arrival(DemoStream::RapidResponse, ring, 77, at);
            EXPECT_LE(arrival.release, earlier);
            EXPECT_LE(arrival.atMs, at);
            earlier = arrival.release;
        }
    }
    const DemoSystem &system = plan.catalogue().systems.front();
    const auto version = [&](DemoRing ring) {
        const auto arrival = rollout.arrival(DemoStream::RapidResponse, ring, 77, kOpenedMs);
        return rollout.version(DemoStream::RapidResponse, arrival.release, system);
    };
    EXPECT_EQ(version(DemoRing::Canary), QStringLiteral("1187"));
    EXPECT_EQ(version(DemoRing::Early), QStringLiteral("1187"));
    EXPECT_EQ(version(DemoRing::Late), QStringLiteral("1185"));
    EXPECT_EQ(version(DemoRing::Held), QStringLiteral("1183"));
}

TEST_F(HospitalTest, CommandsChangeTheirDeviceOnly)
{
    const quint32 device = firstUp(kOpenedMs);
    const std::array devices{device};
    hospital.setRing(devices, DemoStream::RapidResponse, DemoRing::Canary, kOpenedMs);
    hospital.setPin(devices, {PinKind::Version, kOpenedMs + kDay}, kOpenedMs);
    hospital.injectFault(devices, {DemoFault::CrashLoop, kOpenedMs, kOpenedMs + kHour}, kOpenedMs);
    const Overrides overrides = hospital.overrides();
    ASSERT_EQ(overrides.size(), 1);
    const DeviceOverride *changed = &*overrides.constFind(device);
    const DevicePlace place = plan.place(device);
    EXPECT_EQ(hospital.ring(DemoStream::RapidResponse, place, changed), DemoRing::Canary);
    EXPECT_EQ(hospital.pin(place, changed, kOpenedMs).kind, PinKind::Version);
    EXPECT_EQ(state(device, kOpenedMs + 10 * kMinute).health, AgentHealth::CrashLooping);
    EXPECT_NE(state(device, kOpenedMs - kMinute).health, AgentHealth::CrashLooping) << "the past stays as it was";
    hospital.clearFaults(devices, kOpenedMs + 20 * kMinute);
    EXPECT_NE(state(device, kOpenedMs + 35 * kMinute).health, AgentHealth::CrashLooping);
    EXPECT_EQ(state(device, kOpenedMs + 15 * kMinute).health, AgentHealth::CrashLooping);
}

TEST_F(HospitalTest, DeviceThatIsSwitchedOffFallsSilentAfterThreeMissedCheckIns)
{
    const quint32 device = firstUp(kOpenedMs);
    hospital.injectFault(std::array{device}, {DemoFault::Off, kOpenedMs, kOpenedMs + 2 * kHour}, kOpenedMs);
    EXPECT_EQ(state(device, kOpenedMs + 8 * kMinute).health, AgentHealth::Up);
    EXPECT_EQ(state(device, kOpenedMs + 21 * kMinute).health, AgentHealth::Silent);
    EXPECT_LT(state(device, kOpenedMs + kHour).lastSeenMs, kOpenedMs);
}

TEST_F(HospitalTest, LargeFleetsAreCountedFromAPartAndStillAddUp)
{
    const auto large = world(600'000);
    const HealthCounts counted = large->hospital.countsAt(kOpenedMs, {});
    EXPECT_EQ(counted.known(), 600'000U);
    EXPECT_NEAR(counted.of(AgentHealth::Silent), 7'800, 3'500);
}

TEST_F(HospitalTest, DriverSetsAreSharedAndPlausible)
{
    QSet<const DriverList *> lists;
    QSet<QString> images;
    for (quint32 device = 0; device < plan.devices(); ++device) {
        const DriverListPtr list =
            small->equipment.drivers(plan.place(device), QStringLiteral("7.28.20009"), QStringLiteral("22631.4112"));
        lists.insert(list.get());
        ASSERT_GE(list->drivers.size(), 60U);
    }
    for (const DriverList *list : lists) {
        for (const Driver &driver : list->drivers) {
            images.insert(driver.image);
            if (driver.image == u"csagent.sys") {
                EXPECT_EQ(driver.altitude, QStringLiteral("321410"));
                EXPECT_EQ(driver.start, StartType::System);
                EXPECT_EQ(driver.version, QStringLiteral("7.28.20009.0"));
            }
        }
    }
    EXPECT_GT(lists.size(), 60);
    EXPECT_LT(lists.size(), 500);
    EXPECT_GT(images.size(), 110);
}
