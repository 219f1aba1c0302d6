#include "models/rings/movejudge.h"

#include "tests/support/ringfleet.h"

#include <gtest/gtest.h>

using namespace ringward;
using namespace ringward::testing;

TEST(MoveJudge, JudgesTheStreamsThatMoveAndRefusesRingsThatDoNotExist)
{
    const auto facts = ringFacts({{.ring = "Broad"}, {.ring = "Late"}, {.ring = "Late"}});
    const auto judge = [&](const std::vector<RingMove> &moves) {
        return judgeMoves(*facts->fleet, defaultPolicies(), defaultGuardrails(), {}, moves, kRingNowMs);
    };
    EXPECT_TRUE(judge({}).empty());
    const auto fine = judge({facts->move(1, 3, 4)});
    EXPECT_EQ(fine.size(), 15U) << "the rules of one stream";
    EXPECT_TRUE(isPermitted(fine));
    EXPECT_FALSE(isPermitted(judge({facts->move(0, 2, 3)}))) << "the ward would be in one ring";
    RingMove nowhere = facts->move(1, 3, 4);
    nowhere.to.name = QStringLiteral("Nowhere");
    EXPECT_FALSE(isPermitted(judge({nowhere})));
}
