#include "models/rings/drift.h"
#include "models/rings/ringdesk.h"
#include "models/rings/ringdraft.h"
#include "models/rings/ringpicture.h"
#include "models/rings/sourcelimits.h"
#include "tests/support/printers.h"
#include "tests/support/ringfleet.h"

#include <gtest/gtest.h>

using namespace ringward;
using namespace ringward::testing;

TEST(SourceLimits, WhatASourceRefusesIsSaid)
{
    const SourceLimits &falcon = *limitsOf(u"falcon-content");
    const Stream critical{StreamKind::SecurityContent, QStringLiteral("system critical")};
    const Stream rapid{StreamKind::SecurityContent, QStringLiteral("rapid response")};
    Ring ring{.name = {QStringLiteral("Held"), 5, true}, .hold = RingHold::Pause};
    EXPECT_TRUE(refusals(ring, critical, falcon).join(u' ').contains(QStringLiteral("refuses a pause")));
    EXPECT_TRUE(refusals(ring, rapid, falcon).isEmpty());
    ring.hold = RingHold::None;
    ring.delayMin = 480;
    EXPECT_TRUE(refusals(ring, critical, falcon).isEmpty());
    ring.delayMin = 360;
    EXPECT_FALSE(refusals(ring, critical, falcon).isEmpty()) << "6 h is not on its list";
    EXPECT_FALSE(refusals(ring, {StreamKind::SecurityContent, QStringLiteral("else")}, falcon).isEmpty());
    EXPECT_FALSE(refusals(ring, critical, *limitsOf(u"defender-intelligence")).isEmpty());
    ring.delayMin = 30 * 1440;
    const Stream os{StreamKind::OperatingSystem, {}};
    EXPECT_TRUE(refusals(ring, os, *limitsOf(u"intune-quality")).isEmpty());
    ring.delayMin += 1;
    EXPECT_FALSE(refusals(ring, os, *limitsOf(u"intune-quality")).isEmpty());
}

TEST(StreamPolicies, TheDefaultsAreWhatTheirSourcesTake)
{
    for (const StreamPolicy &policy : defaultPolicies()) {
        EXPECT_TRUE(refusals(policy).isEmpty()) << refusals(policy).join(u' ').toStdString();
        const auto again = streamPolicyFromJson(toJson(policy));
        ASSERT_TRUE(again);
        EXPECT_EQ(*again, policy);
    }
}

TEST(StreamPolicies, RingsOutOfOrderAreRefused)
{
    StreamPolicy policy = rapidPolicy();
    std::swap(policy.rings[1], policy.rings[2]);
    EXPECT_FALSE(streamPolicyFromJson(toJson(policy)));
    policy = rapidPolicy();
    policy.rings[1].name.name = QStringLiteral("canary");
    EXPECT_FALSE(streamPolicyFromJson(toJson(policy))) << "names differ in more than case";
    policy = rapidPolicy();
    std::swap(policy.rings[4], policy.rings[5]);
    EXPECT_FALSE(streamPolicyFromJson(toJson(policy))) << "held rings come last";
}

TEST(RingBook, PoliciesAreKeptInEveryVersion)
{
    MemoryRingBook book;
    StreamPolicy policy = rapidPolicy();
    policy.rings[1].delayMin = 120;
    ASSERT_TRUE(book.savePolicy(policy, {}));
    const auto stale = book.savePolicy(policy, {});
    ASSERT_FALSE(stale);
    EXPECT_EQ(stale.error().kind, Error::Kind::Conflict) << "it was made from version 0";
    EXPECT_EQ(book.policyVersions(policy.stream)->size(), 2U);
    EXPECT_EQ(book.policies()->at(1).rings[1].delayMin, 120);
    EXPECT_EQ(book.policies()->at(1).version, 1);
    policy.version = 1;
    policy.rings[5].hold = RingHold::Pause;
    policy.stream.category = QStringLiteral("system critical");
    policy.version = 0;
    const auto refused = book.savePolicy(policy, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Error::Kind::NotSupported);
}

TEST(RingDraft, UndoAndRedoGoStepByStep)
{
    const auto facts = ringFacts({{.ring = "Broad"}, {.ring = "Late"}});
    RingDraft draft;
    draft.take({QStringLiteral("one"), {facts->move(0, 2, 3)}});
    draft.take({QStringLiteral("two"), {facts->move(0, 3, 4), facts->move(1, 3, 4)}});
    ASSERT_EQ(draft.moves().size(), 2U);
    EXPECT_EQ(draft.moves()[0].from.name, QStringLiteral("Broad")) << "from where it was before the draft";
    EXPECT_EQ(draft.moves()[0].to.name, QStringLiteral("Delayed"));
    EXPECT_EQ(withMoves(*facts, draft.moves()), (RingAssignment{4, 4}));
    EXPECT_TRUE(draft.undo());
    EXPECT_EQ(withMoves(*facts, draft.moves()), (RingAssignment{3, 3}));
    EXPECT_EQ(draft.redoText(), QStringLiteral("two"));
    EXPECT_TRUE(draft.redo());
    EXPECT_EQ(withMoves(*facts, draft.moves()), (RingAssignment{4, 4}));
    draft.take({QStringLiteral("back"), {facts->move(0, 4, 2)}});
    EXPECT_EQ(draft.moves().size(), 1U) << "what is back where it was is out of the draft";
    EXPECT_FALSE(draft.redo());
    while (draft.undo()) {}
    EXPECT_TRUE(draft.isEmpty());
}

TEST(Drift, FindsWhatIsNotAsApprovedAndTheWayBack)
{
    const auto approved = ringFacts({{.ring = "Broad"}, {.ring = "Late"}, {.ring = "Late"}});
    MemoryRingBook book;
    ASSERT_TRUE(book.saveIntent(intentAsFound(*approved, kRingNowMs), {}));
    const RingIntent intent = *book.intent(approved->policy.stream);
    EXPECT_EQ(intent.rings.size(), 3);
    EXPECT_TRUE(findDrift(*approved, intent, {}).devices.empty());
    const auto later = ringFacts({{.ring = "Broad"}, {.ring = "Broad"}, {.ring = "Late"}, {.ring = "Early"}});
    const Drift drift = findDrift(*later, intent, {QStringLiteral("Surprise")});
    EXPECT_EQ(drift.count(DriftedDevice::Kind::WrongRing), 1U);
    EXPECT_EQ(drift.count(DriftedDevice::Kind::Unplanned), 1U);
    EXPECT_EQ(drift.policy.size(), 1);
    EXPECT_EQ(wayBack(*later, drift), std::vector{later->move(1, 2, 3)});
}

TEST(Drift, ContentThatWasNotAppliedIsBehind)
{
    const auto facts = ringFacts({{.ring = "Broad"}, {.ring = "Broad"}, {.ring = "Broad", .version = "1185"}});
    const Drift drift = findDrift(*facts, {}, {});
    ASSERT_EQ(drift.devices.size(), 1U);
    EXPECT_EQ(drift.devices[0].kind, DriftedDevice::Kind::Behind);
    EXPECT_EQ(drift.devices[0].expected, QStringLiteral("1187"));
}

TEST(TierRules, TheFirstRuleThatSaysItCountsAndAPersonStandsAboveAll)
{
    const auto fleet =
        ringFleet({{.host = "icu-1", .ward = "ICU"}, {.host = "icu-2", .ward = "ICU"}, {.host = "pc-1"}});
    TierSet set;
    set.rules = {{QStringLiteral("ICU"), QStringLiteral("ward:icu"), {Tier::T0, {}, {}}},
                 {QStringLiteral("everybody"), QStringLiteral("host:*"), {Tier::T1, QStringLiteral("desk"), true}}};
    set.overrides = {{fleet->id(1), {Tier::T3, {}, {}}, QStringLiteral("S. Adeyemi"), QStringLiteral("store room")}};
    const auto decided = decideTiers(*fleet, set, kRingNowMs);
    ASSERT_EQ(decided.size(), 3U);
    EXPECT_EQ(decided[0].decided, (TierSaying{Tier::T0, QStringLiteral("desk"), true}));
    EXPECT_EQ(decided[0].rule, 0);
    EXPECT_EQ(decided[1].decided.tier, Tier::T3);
    EXPECT_TRUE(decided[1].byHand);
    EXPECT_EQ(decided[2].rule, 1);
    const FleetSnapshotPtr after = withTiers(fleet, set, kRingNowMs);
    EXPECT_EQ(after->tier(0), Tier::T0);
    EXPECT_EQ(after->tier(1), Tier::T3);
    EXPECT_TRUE(after->flags(2).testFlag(DeviceFlag::DowntimePc));
    EXPECT_EQ(withTiers(fleet, {}, kRingNowMs), fleet) << "no rules, no copy";
    MemoryRingBook book;
    ASSERT_TRUE(book.saveTiers(set, {}));
    EXPECT_EQ(book.tiers()->overrides, set.overrides);
    EXPECT_EQ(book.tiers()->version, 1);
    set.rules[0].filter = QStringLiteral("wrd:icu");
    EXPECT_FALSE(book.saveTiers(set, {}));
}

TEST(TierRules, CountWhatTheyFindAndWhatTheyDecide)
{
    const auto fleet = ringFleet({{.host = "icu-1", .ward = "ICU", .tier = Tier::T2},
                                  {.host = "icu-2", .ward = "ICU", .tier = Tier::T0},
                                  {.host = "lab-1", .ward = "Lab", .tier = Tier::T2}});
    TierSet set;
    set.rules = {{QStringLiteral("role only"), QStringLiteral("host:icu-1"), {{}, QStringLiteral("Bedside"), {}}},
                 {QStringLiteral("icu"), QStringLiteral("ward:icu"), {Tier::T0, {}, {}}},
                 {QStringLiteral("broken"), QStringLiteral("ward:"), {Tier::T3, {}, {}}},
                 {QStringLiteral("rest"), QStringLiteral("tier<=2"), {Tier::T2, {}, {}}}};
    const TierCounts counts = countTiers(*fleet, set, kRingNowMs);
    ASSERT_EQ(counts.rules.size(), 4U);
    const std::array finds{1U, 2U, 0U, 3U}, decides{0U, 2U, 0U, 1U};
    for (std::size_t i = 0; i < finds.size(); ++i) {
        EXPECT_EQ(counts.rules[i].finds, finds[i]) << i;
        EXPECT_EQ(counts.rules[i].decides, decides[i]) << i;
    }
    EXPECT_EQ(counts.changed, 1U) << "icu-1; the others are as told";
}
