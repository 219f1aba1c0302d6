#include "models/incident/preflight.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

using namespace ringward;
using Kind = ReachReason::Kind;

namespace {

PreflightFacts good()
{
    PreflightFacts facts;
    facts.hasHand = true;
    facts.reach.connected = true;
    facts.reach.safeModeNetworking = true;
    facts.reach.isWired = true;
    facts.key = {true, true, true, false};
    return facts;
}

template <typename Edit>
Preflight with(const Edit &edit)
{
    PreflightFacts facts = good();
    edit(facts);
    return assessReach(facts);
}

void expectOne(const Preflight &preflight, ReachLevel level, Kind kind)
{
    EXPECT_EQ(preflight.level, level);
    ASSERT_EQ(preflight.reasons.size(), 1U);
    EXPECT_EQ(preflight.reasons[0].kind, kind);
}

} // namespace

TEST(Preflight, EachThingThatIsMissingHasItsReason)
{
    EXPECT_EQ(assessReach(good()).level, ReachLevel::Ready);
    using enum ReachLevel;
    expectOne(with([](auto &f) { f.hasHand = false; }), NotReachable, Kind::NoHand);
    expectOne(with([](auto &f) { f.reach.connected = false; }), NotReachable, Kind::NotConnected);
    expectOne(with([](auto &f) { f.reach.safeModeNetworking = false; }), NotReachable, Kind::NotForSafeMode);
    expectOne(with([](auto &f) { f.reach.safeModeNetworking.reset(); }), Doubtful, Kind::SafeModeNotTold);
    expectOne(with([](auto &f) { f.reach.isWired = false; }), NotReachable, Kind::Wireless);
    expectOne(with([](auto &f) { f.reach.isWired.reset(); }), Doubtful, Kind::WireNotTold);
    expectOne(with([](auto &f) { f.key.asksForPin = true; }), NotReachable, Kind::AsksForPin);
    expectOne(with([](auto &f) { f.key.hasKey = false; }), Doubtful, Kind::NoKey);
    expectOne(with([](auto &f) { f.key.hasKey.reset(); }), Doubtful, Kind::KeyNotTold);
    expectOne(with([](auto &f) { f.key.isHeldApart = false; }), Doubtful, Kind::KeyOnlyInDirectory);
    expectOne(with([](auto &f) { f.key.hasLocalAdmin = false; }), Doubtful, Kind::NoLocalAdmin);
    for (int i = 0; i < kReachReasons; ++i) {
        EXPECT_FALSE(label(Kind(i)).isEmpty());
        EXPECT_FALSE(remedyOf(Kind(i)).isEmpty());
    }
}

TEST(Preflight, ThePlanToImproveBeginsWithWhatHelpsMost)
{
    const Preflight ready = assessReach(good()), wireless = with([](auto &f) { f.reach.isWired = false; }),
                    noKey = with([](auto &f) { f.key.hasKey = false; });
    const PreflightSummary summary = summaryOf({ready, wireless, wireless, noKey});
    EXPECT_EQ(summary.ready, 1U);
    EXPECT_EQ(summary.doubtful, 1U);
    EXPECT_EQ(summary.notReachable, 2U);
    ASSERT_EQ(summary.plan.size(), 2U);
    EXPECT_EQ(summary.plan[0], std::pair(Kind::Wireless, 2U));
}
