#include "models/drivers/drivercensus.h"

#include "models/fleet/drivermember.h"
#include "models/fleet/filter.h"
#include "models/fleet/fleetbuilder.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <array>

using namespace ringward;

namespace {

/// Devices 1..count; device n has driver d when n is divisible by d, for d in 1..3. Those divisible by 7 tell nothing.
FleetSnapshotPtr fleetOf(quint32 count)
{
    FleetBuilder builder;
    std::array<quint32, 4> ids{};
    for (quint32 d = 1; d <= 3; ++d)
        ids[d] = builder.editNames().drivers.intern(QStringLiteral("d%1.sys").arg(d));
    for (quint32 n = 1; n <= count; ++n) {
        std::vector<quint32> set;
        for (quint32 d = 1; d <= 3; ++d) {
            if (n % d == 0 && n % 7 != 0)
                set.push_back(ids[d]);
        }
        builder.append({.id = DeviceId{n},
                        .host = std::to_string(n),
                        .tier = Tier(n % kTierCount),
                        .driverSet = builder.editNames().driverSet(set)});
    }
    return builder.publish(1);
}

} // namespace

TEST(DriverCensus, CountsAgreeWithLookingAtEveryDevice)
{
    constexpr quint32 count = kChunkRows + 1234;
    const FleetSnapshotPtr fleet = fleetOf(count);
    RowSet some(count);
    std::array<quint32, 4> expected{};
    std::array<quint32, 4> expectedT0{};
    quint32 known = 0;
    for (quint32 n = 1; n <= count; ++n) {
        if (n % 11 == 0)
            continue;
        some.set(n - 1);
        if (n % 7 == 0)
            continue;
        ++known;
        for (quint32 d = 1; d <= 3; ++d) {
            expected[d] += n % d == 0;
            expectedT0[d] += n % d == 0 && n % kTierCount == 0;
        }
    }
    const auto census = driverCensus(*fleet, &some);
    ASSERT_TRUE(census);
    EXPECT_EQ(census->known.devices, known);
    EXPECT_EQ(census->distinctSets, 4U);
    for (quint32 d = 1; d <= 3; ++d) {
        const quint32 id = fleet->names().drivers.find(QStringLiteral("d%1.sys").arg(d));
        EXPECT_EQ(census->drivers[id].devices, expected[d]);
        EXPECT_EQ(census->drivers[id].byTier[0], expectedT0[d]);
        EXPECT_EQ(devicesWith(*fleet, {id})->count(), driverCensus(*fleet, nullptr)->drivers[id].devices);
    }
}

TEST(DriverCensus, StopsWhenAsked)
{
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(driverCensus(*fleetOf(10), nullptr, stop.get_token()), std::nullopt);
    EXPECT_EQ(devicesWith(*fleetOf(10), {1}, stop.get_token()), std::nullopt);
}

TEST(DriverDifference, NamesWhatOneSideHasAndTheOtherHasNot)
{
    const FleetSnapshotPtr fleet = fleetOf(600);
    RowSet odd(600);
    RowSet even(600);
    for (Row row = 0; row < 600; ++row)
        ((row + 1) % 2 ? odd : even).set(row);
    const auto differences =
        driverDifference(*fleet, *driverCensus(*fleet, &odd), *fleet, *driverCensus(*fleet, &even));
    ASSERT_EQ(differences.size(), 1U);
    EXPECT_EQ(differences[0].key, QStringLiteral("d2.sys"));
    EXPECT_EQ(differences[0].before, 0U);
    EXPECT_EQ(differences[0].after, differences[0].afterKnown);
    EXPECT_TRUE(
        driverDifference(*fleet, *driverCensus(*fleet, &odd), *fleet, *driverCensus(*fleet, &odd), true).empty());
}

TEST(DriverCensus, WhatIsDisabledIsCleanAndAPartialListIsTold)
{
    FleetBuilder builder;
    FleetDictionaries &names = builder.editNames();
    const quint32 a = names.drivers.intern(QStringLiteral("a.sys")), b = names.drivers.intern(QStringLiteral("b.sys"));
    const std::vector<std::vector<quint32>> lists{
        {a, b}, {a | kDisabledDriver, b}, {kPartialList, b}, {a, a | kDisabledDriver}};
    quint32 id = 0;
    for (const std::vector<quint32> &list : lists)
        builder.append({.id = DeviceId{++id}, .host = std::to_string(id), .driverSet = names.driverSet(list)});
    const FleetSnapshotPtr fleet = builder.publish(1);
    const auto census = driverCensus(*fleet, nullptr);
    ASSERT_TRUE(census);
    EXPECT_EQ(census->known.devices, 4U);
    EXPECT_EQ(census->partial, 1U);
    EXPECT_EQ(census->drivers[a].devices, 2U) << "a second service that starts counts more than one that does not";
    EXPECT_EQ(census->disabled[a], 1U);
    EXPECT_EQ(census->drivers[b].devices, 3U);
    EXPECT_EQ(devicesWith(*fleet, {a})->count(), 2U);
    EXPECT_EQ(Filter::parse(QStringLiteral("driver:a.sys")).match(*fleet, 1)->count(), 3U) << "wherever it lies";
    EXPECT_EQ(driversIn(names.driverSets()[names.driverSet({kPartialList, b})]), 1U);
}
