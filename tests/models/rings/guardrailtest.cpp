#include "models/rings/movejudge.h"
#include "tests/support/printers.h"
#include "tests/support/ringfleet.h"

#include <gtest/gtest.h>

#include <QDateTime>
#include <QJsonDocument>

using namespace ringward;
using namespace ringward::testing;
using State = GuardrailResult::State;

namespace {

std::vector<RingDevice> many(int count, RingDevice like)
{
    return std::vector<RingDevice>(std::size_t(count), like);
}

std::vector<RingDevice> operator+(std::vector<RingDevice> left, const std::vector<RingDevice> &right)
{
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

/// The default set with one rule changed.
GuardrailSet withRule(const char *id, const std::function<void(Guardrail &)> &change)
{
    GuardrailSet set = defaultGuardrails();
    for (Guardrail &rule : set.rules) {
        if (rule.id == QLatin1StringView(id))
            change(rule);
    }
    return set;
}

RingAssignment with(const RingFactsPtr &facts, std::initializer_list<std::pair<Row, quint8>> moves)
{
    RingAssignment rings = facts->today;
    for (const auto &[row, to] : moves)
        rings[row] = to;
    return rings;
}

/// After its smallest fix the rule must hold.
void expectFixed(const RingFactsPtr &facts, const char *rule, RingAssignment rings, const GuardrailResult &result,
                 const GuardrailSet &set = defaultGuardrails())
{
    ASSERT_FALSE(result.smallestFix.empty());
    for (const RingMove &move : result.smallestFix)
        rings[*facts->fleet->find(move.device)] = quint8(facts->policy.ringCalled(move.to.name));
    const GuardrailResult after = checkRule(facts, rule, rings, set);
    EXPECT_NE(after.state, State::Blocks) << after.detail.toStdString();
}

} // namespace

TEST(Guardrails, TheDefaultsAreReadWhole)
{
    EXPECT_EQ(defaultGuardrails().rules.size(), 17U);
    EXPECT_EQ(defaultPolicies().size(), 4U);
    const auto again = guardrailsFromJson(toJson(defaultGuardrails()));
    ASSERT_TRUE(again) << again.error().advice.toStdString();
    EXPECT_EQ(toJson(*again), toJson(defaultGuardrails()));
}

TEST(Guardrails, ARingAtItsCapHoldsAndOneMoreBlocks)
{
    // Broad takes at most 45 %.
    const auto at = ringFacts(many(45, {.ring = "Broad"}) + many(30, {.ring = "Late"}) + many(25, {.ring = "Early"}));
    EXPECT_EQ(checkRule(at, "ring-size").state, State::Holds);
    const auto over = ringFacts(many(46, {.ring = "Broad"}) + many(30, {.ring = "Late"}) + many(24, {.ring = "Early"}));
    const GuardrailResult result = checkRule(over, "ring-size");
    EXPECT_EQ(result.state, State::Blocks);
    EXPECT_EQ(result.devices.size(), 46U);
    EXPECT_EQ(result.smallestFix.size(), 1U);
    expectFixed(over, "ring-size", over->today, result);
}

TEST(Guardrails, ASiteHoldsAtItsShareAndBlocksAbove)
{
    const auto site = [](int inLate) {
        return ringFacts(many(inLate, {.ring = "Late", .site = "SMH"})
                         + many(100 - inLate, {.ring = "Early", .site = "SMH"})
                         + many(39, {.ring = "Broad", .site = "RGH"}));
    };
    EXPECT_EQ(checkRule(site(60), "site-share").state, State::Holds) << "a site below the fewest is left alone";
    EXPECT_EQ(checkRule(site(61), "site-share").state, State::Blocks);
}

TEST(Guardrails, AModelHoldsAtItsShareAndBlocksAbove)
{
    const auto model = [](int inLate) {
        return ringFacts(many(inLate, {.ring = "Late", .model = "Cart"})
                         + many(100 - inLate, {.ring = "Early", .model = "Cart"}));
    };
    EXPECT_EQ(checkRule(model(80), "model-share").state, State::Holds);
    EXPECT_EQ(checkRule(model(81), "model-share").state, State::Blocks);
    const auto few = ringFacts(many(19, {.ring = "Late", .model = "Rare"}));
    EXPECT_EQ(checkRule(few, "model-share").state, State::Holds) << "groups below the fewest are left alone";
}

TEST(Guardrails, AVendorHoldsAtItsShareAndBlocksAbove)
{
    const auto vendor = [](int inLate) {
        return ringFacts(many(inLate, {.ring = "Late"}) + many(100 - inLate, {.ring = "Early"}));
    };
    EXPECT_EQ(checkRule(vendor(50), "vendor-share").state, State::Holds);
    EXPECT_EQ(checkRule(vendor(51), "vendor-share").state, State::Blocks);
}

TEST(Guardrails, T0OfAWardMoveOneByOneAndNeverTheLast)
{
    const auto facts = ringFacts(many(3, {.tier = Tier::T0, .ring = "Delayed"}) + many(3, {.ring = "Early"}));
    const BoundGuardrails bound(facts, defaultGuardrails(), kRingNowMs);
    const RingAssignment rings = with(facts, {{0, 3}, {1, 3}});
    const WavePlan plan = planWaves(bound, rings);
    EXPECT_EQ(plan.count, 2);
    const auto of = [&](const WavePlan &waves) {
        for (const GuardrailResult &result : checkGuardrails(bound, rings, waves, kRingNowMs)) {
            if (result.rule == u"ward-continuity-t0")
                return result;
        }
        return GuardrailResult();
    };
    EXPECT_EQ(of(plan).state, State::Holds);
    const GuardrailResult together = of({plan.rows, {0, 0}, 1});
    EXPECT_EQ(together.state, State::Blocks);
    EXPECT_EQ(together.smallestFix.size(), 1U);
    EXPECT_EQ(together.wards, QStringList{QStringLiteral("RGH W1")});
}

TEST(Guardrails, TheLastWorkingT0StaysPut)
{
    const auto two = [](AgentHealth other) {
        return ringFacts(
            {{.tier = Tier::T0, .ring = "Delayed"}, {.tier = Tier::T0, .ring = "Delayed", .health = other}});
    };
    const auto both = two(AgentHealth::Up);
    EXPECT_EQ(checkRule(both, "ward-continuity-t0", with(both, {{0, 3}})).state, State::Holds);
    const auto last = two(AgentHealth::Silent);
    const GuardrailResult result = checkRule(last, "ward-continuity-t0", with(last, {{0, 3}}));
    EXPECT_EQ(result.state, State::Blocks);
    expectFixed(last, "ward-continuity-t0", with(last, {{0, 3}}), result);
    EXPECT_EQ(checkRule(last, "ward-continuity-t0", with(last, {{1, 3}})).state, State::Holds)
        << "a machine that does not work takes nothing away";
}

TEST(Guardrails, T1AndT2MoveByIntegerFloors)
{
    struct Case {
        const char *rule;
        Tier tier;
        int devices, most;
    };
    for (const Case &c : {Case{"ward-continuity-t1", Tier::T1, 3, 1}, Case{"ward-continuity-t1", Tier::T1, 7, 1},
                          Case{"ward-continuity-t1", Tier::T1, 8, 2}, Case{"ward-continuity-t2", Tier::T2, 3, 1},
                          Case{"ward-continuity-t2", Tier::T2, 5, 2}, Case{"ward-continuity-t2", Tier::T2, 6, 3}}) {
        const auto facts = ringFacts(many(c.devices, {.tier = c.tier, .ring = "Late"}));
        const BoundGuardrails bound(facts, defaultGuardrails(), kRingNowMs);
        for (const int moved : {c.most, c.most + 1}) {
            WavePlan plan{{}, {}, 1};
            RingAssignment rings = facts->today;
            for (Row row = 0; row < Row(moved); ++row) {
                plan.rows.push_back(row);
                plan.waves.push_back(0);
                rings[row] = 2;
            }
            for (const GuardrailResult &result : checkGuardrails(bound, rings, plan, kRingNowMs)) {
                if (result.rule == QLatin1StringView(c.rule)) {

                    EXPECT_EQ(result.state, moved == c.most ? State::Holds : State::Blocks)
                        << c.rule << ' ' << moved << " of " << c.devices;
                }
            }
        }
    }
}

TEST(Guardrails, AWardInOneRingIsNamedWithItsFix)
{
    const auto facts = ringFacts(
        many(4, {.ward = "NICU", .ring = "Delayed"}) + std::vector<RingDevice>{{.ward = "NICU", .ring = "Late"}}
        + many(20, {.ward = "W2", .ring = "Broad"}) + many(20, {.ward = "W2", .ring = "Early"}));
    EXPECT_EQ(checkRule(facts, "diversity").state, State::Holds);
    const RingAssignment rings = with(facts, {{4, 4}});
    const GuardrailResult result = checkRule(facts, "diversity", rings);
    EXPECT_EQ(result.state, State::Blocks);
    EXPECT_EQ(result.devices.size(), 5U);
    EXPECT_EQ(result.wards, QStringList{QStringLiteral("RGH NICU")});
    ASSERT_EQ(result.smallestFix.size(), 1U);
    EXPECT_EQ(result.smallestFix[0].device, facts->fleet->id(4)) << "the draft's own move goes back first";
    EXPECT_EQ(result.smallestFix[0].to.name, QStringLiteral("Late"));
    expectFixed(facts, "diversity", rings, result);
}

TEST(Guardrails, AWardOfOneDeviceAndHeldOnesAreNoFault)
{
    const auto facts = ringFacts(std::vector<RingDevice>{{.ward = "Lodge"}}
                                 + many(3, {.ward = "MRI", .tier = Tier::TX, .ring = "Held"}));
    EXPECT_EQ(checkRule(facts, "diversity").state, State::Holds);
}

TEST(Guardrails, ADowntimePcIsNeverWithItsStandInOrAnotherOne)
{
    const RingDevice downtime{.host = "d1", .tier = Tier::T0, .ring = "Delayed", .flags = DeviceFlag::DowntimePc};
    RingDevice second = downtime;
    second.host = "d2";
    const auto apart = ringFacts({downtime,
                                  {.host = "ns1", .tier = Tier::T1, .ring = "Late"},
                                  {.host = "ns2", .tier = Tier::T1, .ring = "Delayed"}});
    EXPECT_EQ(checkRule(apart, "redundancy-pairs").state, State::Holds) << "the stand-in is the first by name";
    const auto together = ringFacts({downtime, {.host = "ns1", .tier = Tier::T1, .ring = "Delayed"}});
    const GuardrailResult result = checkRule(together, "redundancy-pairs");
    EXPECT_EQ(result.state, State::Blocks);
    ASSERT_EQ(result.smallestFix.size(), 1U);
    EXPECT_EQ(result.smallestFix[0].device, together->fleet->id(1)) << "what the ward depends on less moves";
    expectFixed(together, "redundancy-pairs", together->today, result);
    EXPECT_EQ(checkRule(ringFacts({downtime, second}), "redundancy-pairs").state, State::Blocks);
    second.ring = "Late";
    EXPECT_EQ(checkRule(ringFacts({downtime, second}), "redundancy-pairs").state, State::Holds);
}

TEST(Guardrails, NamedHostsMustBeInRingsOfTheirOwn)
{
    const GuardrailSet set = withRule("independence", [](Guardrail &rule) {
        rule.parts = {{QStringLiteral("directory"), QStringLiteral("host:dc01")},
                      {QStringLiteral("boot server"), QStringLiteral("host:pxe01")}};
    });
    const auto check = [&](const char *ring) {
        const auto facts = ringFacts({{.host = "dc01", .ring = "Late"}, {.host = "pxe01", .ring = ring}});
        return checkRule(facts, "independence", facts->today, set);
    };
    EXPECT_EQ(check("Broad").state, State::Holds);
    EXPECT_EQ(check("Late").state, State::Blocks);
    const auto none = ringFacts({{.host = "pc1"}});
    const GuardrailResult result = checkRule(none, "independence", none->today, set);
    EXPECT_EQ(result.state, State::NotTold);
    EXPECT_TRUE(result.detail.contains(QStringLiteral("directory")));
}

TEST(Guardrails, TheDelayFloorCountsInMinutes)
{
    // Late has 480 minutes; a floor of exactly that holds, one more blocks.
    const auto facts = ringFacts({{.tier = Tier::T0, .ring = "Late"}, {.tier = Tier::T0, .ring = "Delayed"}});
    EXPECT_EQ(checkRule(facts, "delay-floor-t0").state, State::Holds);
    const auto floor = [](int minutes) {
        return withRule("delay-floor-t0", [minutes](Guardrail &rule) { rule.limit = minutes; });
    };
    EXPECT_EQ(checkRule(facts, "delay-floor-t0", facts->today, floor(480)).state, State::Holds);
    EXPECT_EQ(checkRule(facts, "delay-floor-t0", facts->today, floor(481)).state, State::Blocks);
    const auto early =
        ringFacts({{.tier = Tier::T0, .ring = "Early"}, {.tier = Tier::T0, .ring = "Delayed"}, {.ring = "Early"}});
    const GuardrailResult result = checkRule(early, "delay-floor-t0");
    EXPECT_EQ(result.state, State::Blocks);
    EXPECT_EQ(result.devices.size(), 1U);
}

TEST(Guardrails, ProtectionAgeIsNearBeforeItBlocks)
{
    const auto facts = ringFacts({{.ring = "Delayed"}}); // 720 minutes
    const auto ceiling = [](int minutes) {
        return withRule("protection-age", [minutes](Guardrail &rule) { rule.limit = minutes; });
    };
    EXPECT_EQ(checkRule(facts, "protection-age", facts->today, ceiling(1440)).state, State::Holds);
    EXPECT_EQ(checkRule(facts, "protection-age", facts->today, ceiling(720)).state, State::Near);
    EXPECT_EQ(checkRule(facts, "protection-age", facts->today, ceiling(719)).state, State::Blocks);
    const auto held = ringFacts({{.tier = Tier::TX, .ring = "Held"}});
    EXPECT_EQ(checkRule(held, "protection-age", held->today, ceiling(1)).state, State::Holds);
}

TEST(Guardrails, ThePinBudgetIsAShareOfAll)
{
    const auto pinned = [](int count) {
        return ringFacts(many(count, {.pin = PinKind::Ring}) + many(100 - count, {.ring = "Late"}));
    };
    EXPECT_EQ(checkRule(pinned(10), "pin-budget").state, State::Holds);
    EXPECT_EQ(checkRule(pinned(12), "pin-budget").state, State::Near);
    EXPECT_EQ(checkRule(pinned(13), "pin-budget").state, State::Blocks);
}

TEST(Guardrails, NothingMovesAroundAHandover)
{
    const auto facts = ringFacts({{.ring = "Late"}, {.ring = "Broad"}});
    const RingAssignment rings = with(facts, {{0, 2}});
    const auto at = [&](int hour, int minute) {
        const QDateTime start(QDate(2026, 9, 8), QTime(hour, minute)); // local, as shifts are
        return checkRule(facts, "handover", rings, defaultGuardrails(), start.toMSecsSinceEpoch()).state;
    };
    EXPECT_EQ(at(6, 30), State::Holds);
    EXPECT_EQ(at(6, 31), State::Blocks);
    EXPECT_EQ(at(7, 0), State::Blocks);
    EXPECT_EQ(at(7, 29), State::Blocks);
    EXPECT_EQ(at(7, 30), State::Holds);
    const QDateTime seven(QDate(2026, 9, 8), QTime(7, 0));
    EXPECT_EQ(checkRule(facts, "handover", facts->today, defaultGuardrails(), seven.toMSecsSinceEpoch()).state,
              State::Holds)
        << "the present moves nothing";
}

TEST(Guardrails, AFreezeIsForItsDevicesAndItsTime)
{
    const auto facts = ringFacts({{.ward = "W1", .ring = "Late"}, {.ward = "W2", .ring = "Late"}, {.ward = "W2"}});
    GuardrailSet set = defaultGuardrails();
    set.freezes = {{QStringLiteral("Theatre list"), QStringLiteral("ward:W1"), kRingNowMs, kRingNowMs + 1000}};
    const auto check = [&](Row row, qint64 startMs) {
        return checkRule(facts, "freeze", with(facts, {{row, 2}}), set, startMs);
    };
    EXPECT_EQ(check(0, kRingNowMs - 1).state, State::Holds);
    EXPECT_EQ(check(0, kRingNowMs).state, State::Blocks);
    EXPECT_EQ(check(0, kRingNowMs + 999).state, State::Blocks);
    EXPECT_EQ(check(0, kRingNowMs + 1000).state, State::Holds);
    EXPECT_EQ(check(1, kRingNowMs).state, State::Holds) << "another ward";
    EXPECT_EQ(check(0, kRingNowMs).smallestFix.size(), 1U);
}

TEST(Guardrails, AFreezeOfTheCalendarIsForItsSiteOrItsWardAndNoOtherOfALikeName)
{
    const auto facts = ringFacts({{.ward = "4W ICU", .ring = "Late"}, {.ward = "14W ICU", .ring = "Late"}});
    const auto stateOf = [&](Row row, const char *place) {
        GuardrailSet set = defaultGuardrails();
        set.freezes = {{QStringLiteral("f"), {}, kRingNowMs, kRingNowMs + 1, QString::fromLatin1(place)}};
        return checkRule(facts, "freeze", with(facts, {{row, 2}}), set, kRingNowMs).state;
    };
    EXPECT_EQ(stateOf(0, "RGH 4W ICU"), State::Blocks);
    EXPECT_EQ(stateOf(1, "RGH 4W ICU"), State::Holds);
    EXPECT_EQ(stateOf(1, "RGH"), State::Blocks);
    EXPECT_EQ(stateOf(0, "4W ICU"), State::Holds) << "no place is called so";
}

TEST(Guardrails, AWaiverCountsUntilItsEnd)
{
    const auto facts = ringFacts(many(3, {.ring = "Late"}));
    GuardrailSet set = defaultGuardrails();
    set.waivers = {{QStringLiteral("diversity"), QStringLiteral("P. Ramirez"), QStringLiteral("move"), kRingNowMs + 1}};
    const GuardrailResult waived = checkRule(facts, "diversity", facts->today, set);
    EXPECT_EQ(waived.state, State::Waived);
    EXPECT_EQ(waived.waivedBy, QStringLiteral("P. Ramirez"));
    set.waivers[0].untilMs = kRingNowMs;
    EXPECT_EQ(checkRule(facts, "diversity", facts->today, set).state, State::Blocks);
}

TEST(Guardrails, WhatMakesNoSenseIsRefusedWithAReason)
{
    const auto read = [](const char *json) {
        return guardrailsFromJson(QJsonDocument::fromJson(json).object());
    };
    for (const char *json :
         {R"({})", R"({"guardrails":[{"id":"x","measure":"luck"}]})",
          R"({"guardrails":[{"id":"x","measure":"diversity","limit":-1}]})",
          R"({"guardrails":[{"id":"x","measure":"diversity","scope":"teir:t0"}]})",
          R"({"guardrails":[{"id":"x","measure":"handover","times":["7 o'clock"]}]})",
          R"({"guardrails":[{"id":"x","measure":"diversity"},{"id":"x","measure":"diversity"}]})",
          R"({"guardrails":[{"id":"x","measure":"diversity"}],"waivers":[{"rule":"x","owner":"A"}]})",
          R"({"guardrails":[{"id":"x","measure":"diversity"}],"freezes":[{"name":"f","from_ms":2,"until_ms":1}]})"}) {
        const auto answer = read(json);
        ASSERT_FALSE(answer) << json;
        EXPECT_FALSE(answer.error().advice.isEmpty()) << json;
    }
}
