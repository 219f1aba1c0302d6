#include "models/drivers/altitude.h"

#include <gtest/gtest.h>

using namespace ringward;

TEST(Altitude, RangesAreWithoutGapsInMeaningAndWithoutOverlap)
{
    int lowestSoFar = 1'000'000;
    for (const AltitudeGroup &group : altitudeGroups()) {
        EXPECT_LE(group.lowest, group.highest) << group.loadOrderGroup;
        EXPECT_LT(group.highest, lowestSoFar) << group.loadOrderGroup;
        lowestSoFar = group.lowest;
    }
}

TEST(Altitude, TheGroupIsFoundOnBothSidesOfItsLimits)
{
    const auto groupOf = [](const char16_t *altitude) {
        const AltitudeGroup *group = altitudeGroupOf(altitude);
        return std::string(group ? group->loadOrderGroup : "none");
    };
    EXPECT_EQ(groupOf(u"321410"), "FSFilter Anti-Virus") << "csagent.sys";
    EXPECT_EQ(groupOf(u"320000"), "FSFilter Anti-Virus");
    EXPECT_EQ(groupOf(u"329999.99"), "FSFilter Anti-Virus");
    EXPECT_EQ(groupOf(u"319999"), "none");
    EXPECT_EQ(groupOf(u"330000"), "none");
    EXPECT_EQ(groupOf(u"385250.5"), "FSFilter Activity Monitor");
    EXPECT_EQ(groupOf(u"<Legacy>"), "none");
    EXPECT_EQ(groupOf(u""), "none");
    EXPECT_EQ(groupOf(u"99999999999999999999"), "none");
}

TEST(Altitude, ComparesAsDecimalsOfAnyPrecision)
{
    EXPECT_EQ(compareAltitudes(u"385250.5", u"385250.50"), 0);
    EXPECT_LT(*compareAltitudes(u"385250.25", u"385250.5"), 0);
    EXPECT_GT(*compareAltitudes(u"400000", u"99999.99999"), 0);
    EXPECT_LT(*compareAltitudes(u"1.00000000000000000001", u"1.00000000000000000002"), 0);
    EXPECT_EQ(compareAltitudes(u"1.2.3", u"1"), std::nullopt);
}
