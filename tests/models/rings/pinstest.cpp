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
