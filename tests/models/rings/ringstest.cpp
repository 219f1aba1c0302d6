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

namespace {

constexpr qint64 kDayMs = 86'400'000;

Pin pinOf(const RingFactsPtr &facts, Row row)
{
    Pin pin;
    pin.stream = facts->policy.stream;
    pin.scope.devices = {facts->fleet->id(row)};
    pin.target = QStringLiteral("Delayed");
    pin.reason = QStringLiteral("theatre list, \"big\" one");
    pin.owner = QStringLiteral("S. Adeyemi");
    pin.approval = QStringLiteral("CHG-12");
    pin.sinceMs = kRingNowMs - kDayMs;
    pin.expiresMs = kRingNowMs + 30 * kDayMs;
    return pin;
}

} // namespace

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

TEST(Pins, NeedAnEndAnOwnerAndAReason)
{
    const auto facts = ringFacts({{.ring = "Broad"}});
    MemoryRingBook book;
    Pin pin = pinOf(facts, 0);
    const auto broken = [&](const std::function<void(Pin &)> &change) {
        Pin changed = pin;
        change(changed);
        return !book.savePin(changed, kRingNowMs, {});
    };
    EXPECT_TRUE(broken([](Pin &p) { p.expiresMs = 0; }));
    EXPECT_TRUE(broken([](Pin &p) { p.expiresMs = kRingNowMs; }));
    EXPECT_TRUE(broken([](Pin &p) { p.owner.clear(); }));
    EXPECT_TRUE(broken([](Pin &p) { p.reason = QStringLiteral(" "); }));
    EXPECT_TRUE(broken([](Pin &p) { p.target = QStringLiteral("Nowhere"); }));
    EXPECT_TRUE(broken([](Pin &p) { p.scope.devices.clear(); }));
    const auto saved = book.savePin(pin, kRingNowMs, {});
    ASSERT_TRUE(saved);
    pin.id = *saved;
    EXPECT_EQ(book.pins()->front(), pin);
    EXPECT_TRUE(book.removePin(*saved, {}));
    EXPECT_FALSE(book.removePin(*saved, {}));
}

TEST(Pins, NameThousandDevicesAtMostAndThenSayWhatElse)
{
    const auto facts = ringFacts({{.ring = "Broad"}});
    Pin pin = pinOf(facts, 0);
    pin.scope.devices.assign(kMostPinnedByName, facts->fleet->id(0));
    EXPECT_TRUE(checkPin(pin, facts->policy, kRingNowMs));
    pin.scope.devices.push_back(facts->fleet->id(0));
    const auto tooMany = checkPin(pin, facts->policy, kRingNowMs);
    ASSERT_FALSE(tooMany);
    EXPECT_TRUE(userMessage(tooMany.error()).contains(QStringLiteral("filter line")));
    EXPECT_EQ(whomText(pin.scope), QStringLiteral("1,001 devices"));
}

TEST(Pins, OfAllStreamsAreListedWithWhatTheyHold)
{
    const auto facts = ringFacts({{.ring = "Broad"}, {.ring = "Delayed"}});
    Pin here = pinOf(facts, 0), elsewhere = pinOf(facts, 1);
    elsewhere.stream = defaultPolicies().at(0).stream; // the fleet has none of it
    ASSERT_NE(elsewhere.stream, here.stream);
    const auto lines = pinLines({elsewhere, here}, facts->fleet, defaultPolicies(), defaultGuardrails(), kRingNowMs);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].pin, elsewhere) << "in their order";
    EXPECT_EQ(lines[1].devices, 1U);
    EXPECT_EQ(lines[1].ageMin, 720);
    EXPECT_TRUE(alarmText(lines[1]).contains(QStringLiteral("earlier ring")));
}

TEST(Pins, AskInTimeAndRaiseAlarmsBothWays)
{
    const auto facts = ringFacts({{.ring = "Broad"}, {.ring = "Delayed"}});
    Pin pin = pinOf(facts, 0);
    const auto kinds = [&](int ceilingMin) {
        std::vector<PinAlarm::Kind> found;
        for (const PinAlarm &alarm : alarms(pin, *facts, ceilingMin, kRingNowMs))
            found.push_back(alarm.kind);
        return found;
    };
    using Kind = PinAlarm::Kind;
    EXPECT_EQ(kinds(1440), std::vector{Kind::TooEarly}) << "it is in Broad and held to Delayed";
    pin = pinOf(facts, 1);
    EXPECT_TRUE(kinds(1440).empty());
    EXPECT_EQ(kinds(719), std::vector{Kind::TooOld}) << "Delayed is 12 h behind";
    pin.expiresMs = kRingNowMs + kAskAheadMs;
    EXPECT_EQ(kinds(1440), std::vector{Kind::AsksForAnswer});
    pin.expiresMs = kRingNowMs;
    EXPECT_EQ(kinds(1440), std::vector{Kind::Expired});
    pin.kind = PinKind::Version;
    pin.target = QStringLiteral("1183");
    EXPECT_EQ(protectionAgeMin(pin, facts->policy, kRingNowMs), 1440);
}

TEST(Pins, BringTheirDevicesToTheRing)
{
    const auto facts =
        ringFacts({{.ward = "ICU", .ring = "Broad"}, {.ward = "ICU", .ring = "Delayed"}, {.ring = "Broad"}});
    Pin pin = pinOf(facts, 0);
    pin.scope = {PinScope::Kind::Ward, {}, QStringLiteral("rgh icu")};
    EXPECT_EQ(movesFor(pin, *facts, kRingNowMs), std::vector{facts->move(0, 2, 4)});
    pin.scope = {PinScope::Kind::Filter, {}, QStringLiteral("ring:broad")};
    EXPECT_EQ(movesFor(pin, *facts, kRingNowMs).size(), 2U);
    pin.kind = PinKind::Delay;
    pin.target = QStringLiteral("400");
    EXPECT_EQ(movesFor(pin, *facts, kRingNowMs).front().to.name, QStringLiteral("Late"));
}

TEST(Pins, MarkTheirDevicesUntilTheyEnd)
{
    const auto facts = ringFacts({{.ring = "Broad"}, {.ring = "Broad"}});
    const Pin pin = pinOf(facts, 1);
    EXPECT_EQ(withPins(facts, {pin}, kRingNowMs)->pinned, (std::vector<quint8>{0, 1}));
    EXPECT_EQ(withPins(facts, {pin}, pin.expiresMs), facts);
}

TEST(Pins, SurviveCsvAndListWhatIsWrong)
{
    const auto facts = ringFacts({{.host = "icu-1", .ring = "Broad"}, {.host = "icu-2", .ring = "Late"}});
    std::vector<Pin> pins{pinOf(facts, 0), pinOf(facts, 1)};
    pins[1].scope = {PinScope::Kind::Filter, {}, QStringLiteral("ward:icu, \"x\"")};
    pins[1].reason = QStringLiteral("=SUM(A1)");
    const QString csv = pinsToCsv(pins, *facts->fleet);
    EXPECT_TRUE(csv.contains(QStringLiteral("'=SUM"))) << "no spreadsheet runs it";
    const PinImport again = pinsFromCsv(csv, *facts->fleet);
    EXPECT_TRUE(again.refused.isEmpty()) << again.refused.join(u' ').toStdString();
    EXPECT_EQ(again.pins, pins);
    const PinImport bad =
        pinsFromCsv(csv
                        + QStringLiteral("rapid response,devices,ghost-9,ring,Late,r,o,,,2027-01-01T00:00:00Z\n"
                                         "rapid response,devices,icu-1,ring,Late,r,o,,,never\n"),
                    *facts->fleet);
    EXPECT_EQ(bad.pins.size(), 2U);
    ASSERT_EQ(bad.refused.size(), 2);
    EXPECT_TRUE(bad.refused[0].contains(QStringLiteral("ghost-9")));
    EXPECT_TRUE(bad.refused[0].contains(QStringLiteral("line 4")));
    EXPECT_EQ(pinsFromCsv(QStringLiteral("nothing"), *facts->fleet).refused.size(), 1);
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

namespace {

struct RingDeskTest : ::testing::Test {
    ManualClock clock{kRingNowMs};
    MemoryRingBook book;
    Person me = somebody(Role::Admin);
    RingDesk desk{book, clock, [this] {
                      return me;
                  }};
    Pin pin{.id = {},
            .stream = rapidPolicy().stream,
            .scope = {.kind = PinScope::Kind::Ward, .devices = {}, .text = QStringLiteral("RGH W1")},
            .kind = PinKind::Ring,
            .target = QStringLiteral("Delayed"),
            .reason = QStringLiteral("syringe pump drivers"),
            .owner = QStringLiteral("Ada"),
            .approval = {},
            .sinceMs = 0,
            .expiresMs = kRingNowMs + 7 * qint64(86'400'000)};
};

} // namespace

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

TEST_F(RingDeskTest, WhatIsDecidedIsInTheAuditWithWhoDecidedIt)
{
    const auto id = desk.savePin(pin);
    ASSERT_TRUE(id);
    ASSERT_TRUE(desk.removePin(*id));
    StreamPolicy policy = rapidPolicy();
    policy.reason = QStringLiteral("more soak");
    ASSERT_TRUE(desk.savePolicy(policy));
    ASSERT_TRUE(desk.saveTiers({}));
    ASSERT_EQ(book.audited.size(), 4U);
    const std::array deeds{"pin.set", "pin.removed", "rings.changed", "tiers.changed"};
    for (std::size_t i = 0; i < deeds.size(); ++i) {
        EXPECT_EQ(book.audited[i].deed, QLatin1StringView(deeds[i]));
        EXPECT_EQ(book.audited[i].who, QStringLiteral("Ada"));
        EXPECT_EQ(book.audited[i].atMs, kRingNowMs);
    }
    EXPECT_TRUE(book.audited[0].text.contains(QStringLiteral("syringe pump drivers")));
    EXPECT_EQ(book.audited[0].data.size(), 64) << "the hash of the pin as it was decided";
    EXPECT_EQ(desk.book().policyVersions(rapidPolicy().stream)->front().changedBy, QStringLiteral("Ada"));
}

TEST_F(RingDeskTest, APinGetsAnotherEndOnlyWithAReasonAndAsItWasSeen)
{
    pin.id = *desk.savePin(pin);
    const Pin seen = book.pins()->front();
    const qint64 later = seen.expiresMs + kDayMs;
    EXPECT_FALSE(desk.extendPin(seen, later, QStringLiteral(" "))) << "not without a reason";
    EXPECT_FALSE(desk.extendPin(seen, kRingNowMs, QStringLiteral("why"))) << "not into the past";
    EXPECT_EQ(book.pins()->front().expiresMs, seen.expiresMs);
    ASSERT_TRUE(desk.extendPin(seen, later, QStringLiteral("the vendor needs a week")));
    EXPECT_EQ(book.pins()->front().expiresMs, later);
    EXPECT_EQ(book.audited.back().deed, QStringLiteral("pin.extended"));
    EXPECT_TRUE(book.audited.back().text.contains(QStringLiteral("the vendor needs a week")));
    const auto again = desk.extendPin(seen, later + 1, QStringLiteral("and another"));
    ASSERT_FALSE(again) << "it is not as it was seen any more";
    EXPECT_EQ(again.error().kind, Error::Kind::Conflict);
    ASSERT_TRUE(desk.removePin(pin.id));
    EXPECT_EQ(desk.extendPin(seen, later, QStringLiteral("x")).error().kind, Error::Kind::NotFound);
}

TEST_F(RingDeskTest, PinsOfAFileAreTakenOnceAndWhatIsRefusedIsListed)
{
    Pin endless = pin;
    endless.expiresMs = 0;
    PinImport import{{pin, endless, pin}, {2, 3, 5}, {QStringLiteral("line 4: no device is called ghost.")}};
    const auto first = desk.takePins(import);
    EXPECT_EQ(first.saved, 1U);
    EXPECT_EQ(first.known, 1U) << "it is in the file twice";
    ASSERT_EQ(first.refused.size(), 2);
    EXPECT_TRUE(first.refused[1].startsWith(QStringLiteral("line 3:"))) << first.refused[1].toStdString();
    const auto second = desk.takePins(import);
    EXPECT_EQ(second.saved, 0U);
    EXPECT_EQ(second.known, 2U) << "though the file does not say since when";
    EXPECT_EQ(book.pins()->size(), 1U);
    std::stop_source stopped;
    stopped.request_stop();
    import.pins[0].reason = QStringLiteral("another");
    EXPECT_EQ(desk.takePins(import, stopped.get_token()).saved, 0U);
    me = somebody(Role::Auditor);
    EXPECT_EQ(desk.takePins(import).saved, 0U) << "who may not pin imports nothing";
}

TEST_F(RingDeskTest, WhoMayNotChangesNothing)
{
    me = somebody(Role::Auditor);
    for (const Result<Done> &refused :
         {desk.saveTiers({}), desk.savePolicy(rapidPolicy()), desk.saveGuardrails(defaultGuardrails()),
          desk.waive(
              {defaultGuardrails().rules.front().id, QStringLiteral("Ada"), QStringLiteral("x"), kRingNowMs + 1})}) {
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().kind, Error::Kind::Denied);
    }
    EXPECT_FALSE(desk.savePin(pin));
    EXPECT_TRUE(book.audited.empty());
    EXPECT_TRUE(book.pins()->empty());
    me = {};
    EXPECT_FALSE(desk.savePin(pin)) << "nobody is signed in";
}

TEST_F(RingDeskTest, AWaiverHasAnOwnerAReasonAndAnEndToCome)
{
    const QString rule = defaultGuardrails().rules.front().id;
    const QString ada = QStringLiteral("Ada"), why = QStringLiteral("two new machines on Friday");
    EXPECT_FALSE(desk.waive({rule, {}, why, kRingNowMs + 1}));
    EXPECT_FALSE(desk.waive({rule, ada, QStringLiteral(" "), kRingNowMs + 1}));
    EXPECT_FALSE(desk.waive({rule, ada, why, kRingNowMs}));
    EXPECT_FALSE(desk.waive({QStringLiteral("no-such-rule"), ada, why, kRingNowMs + 1}));
    ASSERT_TRUE(desk.waive({rule, ada, why, kRingNowMs + 1}));
    ASSERT_TRUE(desk.waive({rule, ada, why, kRingNowMs + 2})) << "in place of the first";
    EXPECT_EQ(book.guardrails()->waivers.size(), 1U);
    ASSERT_TRUE(desk.endWaiver(rule));
    EXPECT_TRUE(book.guardrails()->waivers.empty());
    EXPECT_EQ(desk.endWaiver(rule).error().kind, Error::Kind::NotFound);
}
