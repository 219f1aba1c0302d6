#include "models/rings/ringdesk.h"

#include "models/rings/drift.h"
#include "models/rings/ringdraft.h"
#include "models/rings/ringpicture.h"
#include "models/rings/sourcelimits.h"
#include "tests/support/manualclock.h"
#include "tests/support/printers.h"
#include "tests/support/ringfleet.h"

#include <gtest/gtest.h>

using namespace ringward;
using namespace ringward::testing;

namespace {

constexpr qint64 kDayMs = 86'400'000;

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
            .expiresMs = kRingNowMs + 7 * kDayMs};
};

} // namespace

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
