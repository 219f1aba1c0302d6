#include "tests/support/ringfleet.h"

#include <gtest/gtest.h>

#include <random>

using namespace ringward;
using namespace ringward::testing;
using State = GuardrailResult::State;

TEST(GuardrailsProperty, TheSmallestFixNeverBreaksARuleThatHeld)
{
    for (quint32 seed = 1; seed <= 30; ++seed) {
        const auto facts = ringFacts(randomHospital(400, 14, 6, seed));
        const BoundGuardrails bound(facts, defaultGuardrails(), kRingNowMs);
        std::mt19937 random(seed);
        RingAssignment rings = facts->today;
        for (int i = 0; i < 60; ++i) {
            const auto row = Row(random() % facts->rows());
            if (!facts->isHeld(rings[row]))
                rings[row] = quint8(random() % 5);
        }
        const auto before = checkGuardrails(bound, rings, {}, kRingNowMs);
        for (const GuardrailResult &result : before) {
            RingAssignment fixed = rings;
            for (const RingMove &move : result.smallestFix)
                fixed[*facts->fleet->find(move.device)] = quint8(facts->policy.ringCalled(move.to.name));
            const auto after = checkGuardrails(bound, fixed, {}, kRingNowMs);
            for (std::size_t i = 0; i < after.size(); ++i) {
                if (before[i].state == State::Blocks)
                    continue;
                EXPECT_NE(after[i].state, State::Blocks) << "seed " << seed << ": fixing " << result.rule.toStdString()
                                                         << " broke " << after[i].rule.toStdString();
            }
        }
    }
}
