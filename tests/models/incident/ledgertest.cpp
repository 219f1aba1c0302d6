#include "models/incident/safemodewatch.h"
#include "tests/models/incident/campaignfixture.h"

using namespace ringward;

namespace {

struct LedgerTest : ringward::testing::ChangeTest {
    SqliteStepLedger stored{*database};
    StepLedger &ledger = stored;
    ChangeId change = propose();

    StepEntry entry(quint32 number, int attempt, const char *step, StepState state, qint64 atMs) const
    {
        return {{change, number, attempt}, QString::fromLatin1(step), state, 1, atMs, atMs, QStringLiteral("said")};
    }
    ModeEntry mode(quint32 device, bool isOpen, qint64 saidMs = 10) const
    {
        return {DeviceId{device},
                QStringLiteral("host-%1").arg(device),
                QStringLiteral("RGH W1"),
                change,
                device,
                isOpen,
                false,
                isOpen,
                saidMs,
                isOpen ? 5'000 : 0};
    }
};

} // namespace

TEST_F(LedgerTest, StepsComeBackInTheirOrderAndTheLastAttemptCounts)
{
    ASSERT_TRUE(ledger.write({entry(0, 1, "look", StepState::Done, 1), entry(0, 1, "arm", StepState::Failed, 2)}));
    ASSERT_TRUE(ledger.write({entry(0, 2, "look", StepState::Started, 3), entry(1, 1, "look", StepState::Waiting, 4)}));
    ASSERT_TRUE(ledger.write({entry(0, 2, "look", StepState::Done, 5)}));
    EXPECT_EQ(ledger.steps(StepPlace{change, 0, 1})->size(), 2U);
    const auto all = ledger.steps(change);
    ASSERT_TRUE(all);
    ASSERT_EQ(all->size(), 2U);
    EXPECT_EQ(all->at(0).place.attempt, 2);
    EXPECT_EQ(all->at(0).state, StepState::Done);
    EXPECT_EQ(all->at(1).place.number, 1U);
    EXPECT_EQ(all->at(1).evidence, QStringLiteral("said"));
}

TEST_F(LedgerTest, WhatMayBeInSafeModeStaysListedUntilItIsReadBackAsOut)
{
    ASSERT_TRUE(ledger.write({}, mode(7, true, 20)));
    ASSERT_TRUE(ledger.write({}, mode(8, true, 10)));
    ASSERT_EQ(ledger.openModes()->size(), 2U);
    EXPECT_EQ(ledger.openModes()->front().device, DeviceId{8}) << "longest first";
    ASSERT_TRUE(ledger.write({}, mode(8, false)));
    EXPECT_EQ(ledger.openModes()->size(), 1U);
    EXPECT_EQ(*ledger.mode(DeviceId{8}), mode(8, false));
    EXPECT_FALSE(*ledger.mode(DeviceId{9}));
}

TEST_F(LedgerTest, TheAlarmIsForWhatNobodyWorksAndForWhatIsThereTooLong)
{
    const std::vector<ModeEntry> open{mode(7, true), mode(8, true)};
    const auto worked = [](const ModeEntry &each) {
        return each.device == DeviceId{7};
    };
    auto rows = safeModeAttention(open, 5'000, worked);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].count, 1U);
    EXPECT_TRUE(rows[0].remark.contains(QStringLiteral("1 being worked")));
    EXPECT_EQ(rows[0].filterLine, QStringLiteral("host=\"host-8\""));
    rows = safeModeAttention(open, 5'001, worked); // past the time at which it leaves by itself
    EXPECT_EQ(rows[0].count, 2U);
    EXPECT_TRUE(safeModeAttention({}, 1, worked).empty());
    EXPECT_TRUE(safeModeAttention({mode(7, true)}, 1, worked).empty());
}

TEST_F(LedgerTest, APersonSettlesOnlyWhatWaitsForOne)
{
    ASSERT_TRUE(ledger.write({entry(0, 1, "go", StepState::Waiting, 1), entry(0, 1, "look", StepState::Started, 1)}));
    const StepPlace place{change, 0, 1};
    EXPECT_FALSE(settleByPerson(ledger, place, QStringLiteral("look"), true, {}, 5));
    EXPECT_FALSE(settleByPerson(ledger, place, QStringLiteral("none"), true, {}, 5));
    ASSERT_TRUE(settleByPerson(ledger, place, QStringLiteral("go"), true, QStringLiteral("A. Technician"), 5));
    EXPECT_FALSE(settleByPerson(ledger, place, QStringLiteral("go"), true, {}, 6)) << "once";
    const auto settled = ledger.steps(place);
    for (const StepEntry &each : *settled) {
        if (each.step == u"go") {
            EXPECT_EQ(each.state, StepState::Done);
            EXPECT_EQ(each.evidence, QStringLiteral("A. Technician"));
        }
    }
}
