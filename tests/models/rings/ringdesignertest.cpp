#include "models/rings/ringdesigner.h"

#include "models/rings/whatif.h"
#include "tests/support/printers.h"
#include "tests/support/ringfleet.h"

#include <gtest/gtest.h>

using namespace ringward;
using namespace ringward::testing;
using State = GuardrailResult::State;

TEST(CanarySight, CleanMachinesProveWhatTheFormulaSays)
{
    EXPECT_EQ(CanarySight::cleanNeeded(0.05), 59U);
    EXPECT_EQ(CanarySight::cleanNeeded(0.01), 299U);
    EXPECT_EQ(CanarySight::cleanNeeded(0.001), 2995U);
    EXPECT_EQ(CanarySight::cleanNeeded(0.10, 0.90), 22U);
    EXPECT_EQ(CanarySight::cleanNeeded(0.02, 0.99), 228U);
    EXPECT_LT(CanarySight::excludedShare(59), 0.05);
    EXPECT_GT(CanarySight::excludedShare(58), 0.05);
    EXPECT_EQ(CanarySight::excludedShare(0), 1.0);
}

TEST(RingDesigner, MovesNothingWhenNothingIsWrong)
{
    std::vector<RingDevice> devices;
    for (const char *ward : {"W1", "W2", "W3", "W4"}) {
        for (const char *ring : {"Canary", "Early", "Broad", "Late"})
            devices.push_back({.ward = ward, .tier = Tier::T3, .ring = ring});
    }
    const auto facts = ringFacts(devices);
    const BoundGuardrails bound(facts, defaultGuardrails(), kRingNowMs);
    const auto design = designRings(bound, facts->today, kRingNowMs);
    ASSERT_TRUE(design);
    EXPECT_TRUE(design->moves.empty());
    EXPECT_TRUE(isPermitted(design->results));
    EXPECT_EQ(design->after.seen, 1U);
}

TEST(RingDesigner, SaysWhatItCannotHave)
{
    const auto facts = ringFacts({{.tier = Tier::T0, .ring = "Delayed", .model = "Bedside"},
                                  {.tier = Tier::T0, .ring = "Late", .model = "Bedside"},
                                  {.ward = "Lodge", .tier = Tier::T3, .ring = "Early"}});
    const BoundGuardrails bound(facts, defaultGuardrails(), kRingNowMs);
    const auto design = designRings(bound, facts->today, kRingNowMs);
    ASSERT_TRUE(design);
    EXPECT_EQ(design->rings[0], 4);
    EXPECT_EQ(design->rings[1], 3);
    const QString said = design->unsatisfied.join(u'\n');
    EXPECT_TRUE(said.contains(QStringLiteral("all its machines are T0 or T1"))) << said.toStdString();
}

TEST(RingDesignerProperty, TheDesignKeepsItsPromises)
{
    for (quint32 seed = 1; seed <= 25; ++seed) {
        const auto facts = ringFacts(randomHospital(900, 30, 8, seed));
        const BoundGuardrails bound(facts, defaultGuardrails(), kRingNowMs);
        const auto design = designRings(bound, facts->today, kRingNowMs);
        ASSERT_TRUE(design);
        for (const GuardrailResult &result : design->results)
            EXPECT_NE(result.state, State::Blocks)
                << "seed " << seed << ", " << result.rule.toStdString() << ": " << result.detail.toStdString();
        std::vector<bool> seen(facts->strata.size(), false), could(facts->strata.size(), false);
        for (Row row = 0; row < facts->rows(); ++row) {
            const quint8 before = facts->today[row], after = design->rings[row];
            if (facts->isHeld(before)) {
                EXPECT_EQ(before, after) << "held machines stay";
            }
            if (after == 0) {
                EXPECT_NE(facts->tier[row], Tier::T0);
                EXPECT_NE(facts->tier[row], Tier::T1);
                seen[facts->stratum[row]] = seen[facts->stratum[row]] || facts->working[row];
            }
            could[facts->stratum[row]] = could[facts->stratum[row]] || canBeCanary(*facts, row);
        }
        for (std::size_t stratum = 0; stratum < seen.size(); ++stratum)
            EXPECT_TRUE(seen[stratum] || !could[stratum]) << "seed " << seed << ", stratum " << stratum;
        EXPECT_LT(design->moves.size(), facts->rows() / 3) << "seed " << seed << ": few devices move";
    }
}

TEST(RingDesigner, EveryMoveIsNeeded)
{
    const auto facts = ringFacts(randomHospital(500, 20, 5, 7));
    const BoundGuardrails bound(facts, defaultGuardrails(), kRingNowMs);
    const auto design = designRings(bound, facts->today, kRingNowMs);
    ASSERT_TRUE(design);
    ASSERT_TRUE(isPermitted(design->results));
    for (const DesignedMove &move : design->moves) {
        RingAssignment without = design->rings;
        without[move.row] = facts->today[move.row];
        const bool permitted = isPermitted(checkGuardrails(bound, without, planWaves(bound, without), kRingNowMs));
        const bool sees = canarySight(*facts, without).seen >= design->after.seen;
        const bool clinical = without[move.row] == 0 && facts->tier[move.row] <= Tier::T1;
        EXPECT_FALSE(permitted && sees && !clinical) << "row " << move.row << " for " << move.why.toStdString();
    }
}

TEST(RingDesigner, CanBeStopped)
{
    const auto facts = ringFacts(randomHospital(300, 10, 4, 3));
    const BoundGuardrails bound(facts, defaultGuardrails(), kRingNowMs);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_FALSE(designRings(bound, facts->today, kRingNowMs, stop.get_token()));
}

TEST(WhatIf, TheNineteenthOfJulyWithAndWithoutRings)
{
    std::vector<RingDevice> devices;
    for (int i = 0; i < 10; ++i)
        devices.push_back({.ward = "ICU", .tier = Tier::T0, .ring = "Delayed", .cover = 4, .beds = 12});
    for (int i = 0; i < 5; ++i)
        devices.push_back({.ward = "Office", .tier = Tier::T3, .ring = "Early"});
    const auto facts = ringFacts(devices);
    const Damage none = damageWithoutRings(*facts, {.failureShare = 1, .revertedMin = 78});
    EXPECT_EQ(none.machines, 15);
    EXPECT_EQ(none.wards, 2);
    EXPECT_EQ(none.beds, 12);
    const Damage rings = damage(*facts, facts->today, {.failureShare = 1, .revertedMin = 78});
    EXPECT_EQ(rings.machines, 5) << "Early has it after 60 minutes, Delayed after 12 hours";
    EXPECT_EQ(rings.wards, 1);
    EXPECT_EQ(rings.tiers[std::size_t(Tier::T0)], 0);
    EXPECT_EQ(damage(*facts, facts->today, {.failureShare = 1, .revertedMin = 60}).machines, 0);
    EXPECT_EQ(damage(*facts, facts->today, {.failureShare = 1, .revertedMin = 61}).machines, 5);
}

TEST(WhatIf, AShareOfFailuresGivesChances)
{
    // Two machines, one of which must work: below cover when both fail.
    const auto facts = ringFacts({{.ring = "Early", .cover = 1}, {.ring = "Early", .cover = 1}});
    const Damage half = damage(*facts, facts->today, {.failureShare = 0.5, .revertedMin = 78});
    EXPECT_DOUBLE_EQ(half.machines, 1);
    EXPECT_NEAR(half.wards, 0.25, 1e-9);
}

TEST(WhatIf, ALotKeepsTheSizesOfRings)
{
    const auto facts = ringFacts(randomHospital(600, 20, 6, 5));
    const RingAssignment drawn = byLot(*facts, facts->today, 9);
    std::array<int, 6> before{}, after{};
    for (Row row = 0; row < facts->rows(); ++row) {
        ++before[facts->today[row]];
        ++after[drawn[row]];
    }
    EXPECT_EQ(before, after);
    EXPECT_NE(drawn, facts->today);
}
