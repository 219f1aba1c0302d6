#include "models/sources/healthrules.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

using namespace ringward;

namespace {

constexpr quint32 kNow = 1'757'320'000;

Evidence seen(quint32 agoSec, HealthSigns signs = {}, quint32 source = 1, quint32 checkInSec = 300)
{
    return {PackedSigns::of(signs), agoSec ? kNow - agoSec : kNow, kNow, checkInSec, source};
}

AgentHealth judge(std::vector<Evidence> evidence)
{
    return HealthRules::builtIn().judge(weigh(evidence));
}

} // namespace

TEST(HealthRules, SilentFromTheThirdMissedCheckInOn)
{
    EXPECT_EQ(judge({seen(0)}), AgentHealth::Up);
    EXPECT_EQ(judge({seen(899)}), AgentHealth::Up);
    EXPECT_EQ(judge({seen(900)}), AgentHealth::Silent);
}

TEST(HealthRules, TheIntervalOfTheSourceDecides)
{
    EXPECT_EQ(judge({seen(900, {}, 1, 3600)}), AgentHealth::Up);
    EXPECT_EQ(judge({seen(10'799, {}, 1, 3600)}), AgentHealth::Up);
    EXPECT_EQ(judge({seen(10'800, {}, 1, 3600)}), AgentHealth::Silent);
    EXPECT_EQ(judge({seen(900'000, {}, 1, 0)}), AgentHealth::Unknown) << "silence of a list says nothing";
}

TEST(HealthRules, AnOnlineFlagDoesNotOverrideMissedCheckIns)
{
    EXPECT_EQ(judge({seen(900, {.online = true})}), AgentHealth::Silent);
    EXPECT_EQ(judge({seen(60, {.online = false})}), AgentHealth::Up);
}

TEST(HealthRules, ThreeRestartsInAnHourAreALoop)
{
    EXPECT_EQ(judge({seen(60, {.restartsLastHour = 2})}), AgentHealth::Up);
    EXPECT_EQ(judge({seen(60, {.restartsLastHour = 3})}), AgentHealth::CrashLooping);
    EXPECT_EQ(judge({seen(900, {.restartsLastHour = 3})}), AgentHealth::Silent);
}

TEST(HealthRules, EachSignOfAnUnwellAgentDegrades)
{
    EXPECT_EQ(judge({seen(60, {.reducedFunctionality = true})}), AgentHealth::Degraded);
    EXPECT_EQ(judge({seen(60, {.agentStopped = true})}), AgentHealth::Degraded);
    EXPECT_EQ(judge({seen(60, {.contentError = true})}), AgentHealth::Degraded);
    EXPECT_EQ(judge({seen(60, {.reducedFunctionality = false, .agentStopped = false, .contentError = false})}),
              AgentHealth::Up);
}

TEST(HealthRules, TheNewestEvidenceWins)
{
    EXPECT_EQ(judge({seen(120, {.reducedFunctionality = true}, 1), seen(60, {.reducedFunctionality = false}, 2)}),
              AgentHealth::Up);
    EXPECT_EQ(judge({seen(60, {.reducedFunctionality = true}, 1), seen(120, {.reducedFunctionality = false}, 2)}),
              AgentHealth::Degraded);
}

TEST(HealthRules, AMachineHeardByAnotherSourceIsNotSilentButItsAgentIs)
{
    EXPECT_EQ(judge({seen(960, {}, 1), seen(30, {}, 2)}), AgentHealth::Degraded);
    EXPECT_EQ(judge({seen(960, {}, 1), seen(1000, {}, 2)}), AgentHealth::Silent);
}

TEST(HealthRules, ASourceThatAsksSeldomDoesNotHideTheSilenceOfOneThatAsksOften)
{
    EXPECT_EQ(judge({seen(960, {}, 1, 300), seen(3000, {}, 2, 14 * 86'400)}), AgentHealth::Silent);
}

TEST(HealthRules, NothingToldIsUnknown)
{
    EXPECT_EQ(judge({}), AgentHealth::Unknown);
    EXPECT_EQ(judge({Evidence{}}), AgentHealth::Unknown);
    Evidence online;
    online.signs = PackedSigns::of({.online = true});
    EXPECT_EQ(judge({online}), AgentHealth::Up);
    online.signs = PackedSigns::of({.online = false});
    EXPECT_EQ(judge({online}), AgentHealth::Silent);
}

TEST(HealthRules, SayWhyAsThePaneShowsIt)
{
    const std::vector<Evidence> evidence{seen(960, {}, 1), seen(3060, {}, 2), seen(970, {}, 3)};
    const auto name = [](quint32 id) {
        return QStringList{QString(), QStringLiteral("Falcon"), QStringLiteral("Directory"), QStringLiteral("Relay")}
            .at(int(id));
    };
    const std::vector<HealthReason> why = HealthRules::builtIn().explain(evidence, {35, 32}, name);
    ASSERT_EQ(why.size(), 3U);
    EXPECT_TRUE(why[0].holds);
    EXPECT_EQ(why[0].text, QStringLiteral("No check-in for 16 min (limit 3 × 5 min)"));
    EXPECT_EQ(why[0].who, QStringLiteral("Falcon"));
    EXPECT_TRUE(why[1].holds);
    EXPECT_EQ(why[1].text, QStringLiteral("Directory and Relay silent too"));
    EXPECT_EQ(why[1].who, QStringLiteral("2 of 2"));
    EXPECT_FALSE(why[2].holds);
    EXPECT_EQ(why[2].text, QStringLiteral("Not the network: 32 of 35 in ward answer"));
}

TEST(HealthRules, ABrokenCatalogueIsRefused)
{
    EXPECT_FALSE(HealthRules::parse("{"));
    EXPECT_FALSE(HealthRules::parse("{}"));
    EXPECT_FALSE(HealthRules::parse(R"({"rules":[{"state":"well","why":"x"}]})"));
    EXPECT_FALSE(HealthRules::parse(R"({"rules":[{"state":"up","why":"x","when":[["nonsense",">=",1]]}]})"));
    EXPECT_FALSE(HealthRules::parse(R"({"rules":[{"state":"up","why":"x","when":["nonsense"]}]})"));
}

TEST(HealthRules, SignsSurvivePacking)
{
    const HealthSigns signs{true, false, std::nullopt, true, false, 7, 5'000};
    EXPECT_EQ(PackedSigns::of(signs).unpacked(), signs);
    EXPECT_EQ(PackedSigns::of({}).unpacked(), HealthSigns{});
}
