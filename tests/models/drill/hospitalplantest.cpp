#include "tests/models/drill/demoworld.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QSet>

#include <numeric>

using namespace ringward;
using namespace ringward::drill;
using namespace ringward::drill::testing;

TEST(DemoCatalogueTest, BuiltInFilesFitTogether)
{
    const auto loaded = DemoCatalogue::load();
    ASSERT_TRUE(loaded) << loaded.error().detail.toStdString();
    EXPECT_EQ((*loaded)->sites.size(), 4U);
    EXPECT_GE((*loaded)->drivers.size(), 100U);
}

TEST(DemoCatalogueTest, EveryLineOfTheStoryHasItsDevices)
{
    const auto small = world();
    const DemoCatalogue &facts = small->hospital.plan().catalogue();
    std::size_t expected = 0, told = 0;
    for (const DemoStoryLine &line : facts.story) {
        EXPECT_TRUE(demoFault(line.fault)) << line.fault.toStdString();
        expected += std::size_t(line.count);
    }
    for (quint32 device = 0; device < small->hospital.plan().devices(); ++device) {
        if (const FaultSpans *spans = small->hospital.timeline().story(device))
            told += spans->size();
    }
    EXPECT_EQ(told, expected);
}

TEST(HospitalPlanTest, DefaultHospitalIsTheOneInThePictures)
{
    const HospitalPlan plan(catalogue(), 5216, 291);
    ASSERT_EQ(plan.sites().size(), 4U);
    EXPECT_EQ(plan.wards().size(), 136U);
    EXPECT_EQ(plan.sites()[0].code, QStringLiteral("RGH"));
    EXPECT_EQ(plan.sites()[3].name, QStringLiteral("Eastlake Clinics"));
    std::array<int, 4> bySite{};
    for (const PlannedWard &ward : plan.wards())
        bySite[ward.site] += ward.devices;
    EXPECT_EQ(bySite, (std::array{2604, 1402, 812, 398}));
}

TEST(HospitalPlanTest, AnySizeGivesExactlyThatManyDevices)
{
    for (const quint32 devices :
         {200U, 201U, 999U, 2'607U, 2'608U, 5'215U, 5'216U, 7'824U, 7'825U, 100'003U, 8'400'000U}) {
        const HospitalPlan plan(catalogue(), devices, 7);
        quint32 next = 0;
        for (const PlannedWard &ward : plan.wards()) {
            ASSERT_EQ(ward.firstDevice, next);
            ASSERT_GT(ward.devices, 0) << devices;
            next += ward.devices;
        }
        EXPECT_EQ(next, devices);
        EXPECT_EQ(plan.devices(), devices);
    }
    EXPECT_EQ(HospitalPlan(catalogue(), 3, 7).devices(), 200U);
    EXPECT_EQ(HospitalPlan(catalogue(), 4'000'000'000U, 7).devices(), 8'400'000U);
}

TEST(HospitalPlanTest, LargestPlanTakesAFewBytesAWardAndNoneADevice)
{
    const HospitalPlan plan(catalogue(), HospitalPlan::kMost, 291);
    EXPECT_LT(plan.memory(), 8U << 20);
    EXPECT_GT(plan.wards().size(), 150'000U);
}

TEST(HospitalPlanTest, SiteCodesAndNamesAreUniqueInTheLargestGroup)
{
    const HospitalPlan plan(catalogue(), HospitalPlan::kMost, 291);
    QSet<QString> codes, names;
    for (const PlannedSite &site : plan.sites()) {
        EXPECT_EQ(site.code.size(), 3);
        codes.insert(site.code);
        names.insert(site.name);
    }
    EXPECT_EQ(std::size_t(codes.size()), plan.sites().size());
    EXPECT_EQ(std::size_t(names.size()), plan.sites().size());
}

TEST(HospitalPlanTest, EveryWardHasADowntimePcAndCoverItCanHave)
{
    for (const quint32 devices : {200U, 5'216U, 30'000U}) {
        const HospitalPlan plan(catalogue(), devices, 291);
        const int downtime = plan.catalogue().roleIndex(QStringLiteral("dtpc"));
        for (quint32 w = 0; w < plan.wards().size(); ++w) {
            const PlannedWard &ward = plan.wards()[w];
            EXPECT_EQ(plan.placeIn(w, 0).role, downtime);
            EXPECT_GE(ward.cover, 2);
            EXPECT_LT(ward.cover, ward.devices);
        }
    }
}

TEST(HospitalPlanTest, PlaceOfADeviceIsFoundFromItsNumberAlone)
{
    const HospitalPlan plan(catalogue(), 50'000, 291);
    quint32 device = 0;
    for (quint32 w = 0; w < plan.wards().size(); ++w) {
        for (quint32 i = 0; i < plan.wards()[w].devices; ++i, ++device) {
            const DevicePlace place = plan.place(device);
            ASSERT_EQ(place.ward, w);
            ASSERT_EQ(place.inWard, i);
            ASSERT_EQ(place.device, device);
        }
    }
}

TEST(HospitalPlanTest, TiersHaveTheSharesOfAHospital)
{
    const HospitalPlan plan(catalogue(), 5216, 291);
    std::array<int, kTierCount> tiers{};
    for (quint32 device = 0; device < plan.devices(); ++device)
        ++tiers[std::size_t(plan.place(device).tier)];
    const std::array expected{482, 968, 2044, 1618, 104};
    for (std::size_t tier = 0; tier < tiers.size(); ++tier)
        EXPECT_NEAR(tiers[tier], expected[tier], 0.1 * expected[tier]) << "tier " << tier;
}
