#include "models/changes/intentkeeper.h"

#include "models/store/sqliteringbook.h"
#include "tests/models/changes/changefixture.h"

using namespace ringward;
using namespace ringward::testing;

namespace {

struct IntentKeeperTest : ChangeTest {
    SqliteRingBook rings{*database};
    Change change;
    IntentKeeperTest()
    {
        change.id = ChangeId{142};
        change.plan = planOf(3);
    }
    static std::vector<Operation> operations()
    {
        return {{.number = 0, .state = OperationState::Confirmed, .atMs = kNowMs},
                {.number = 1, .state = OperationState::Failed, .atMs = kNowMs},
                {.number = 7, .state = OperationState::Confirmed, .atMs = kNowMs}};
    }
    DeviceId deviceOf(std::size_t call) const { return change.plan.calls[call].move.device; }
};

} // namespace

TEST_F(IntentKeeperTest, ConfirmedMovesAreWhereDevicesAreMeantToBe)
{
    RingIntent before{.stream = kContent, .approval = QStringLiteral("as found"), .sinceMs = 1, .rings = {}};
    before.rings.insert(deviceOf(0), kLate.name);
    before.rings.insert(deviceOf(1), kLate.name);
    ASSERT_TRUE(rings.saveIntent(before, {}));
    ASSERT_TRUE(keepIntent(rings, change, operations()));
    const Result<RingIntent> after = rings.intent(kContent);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->rings.value(deviceOf(0)), kDelayed.name);
    EXPECT_EQ(after->rings.value(deviceOf(1)), kLate.name) << "it failed";
    EXPECT_EQ(after->rings.size(), 2);
    EXPECT_EQ(after->approval, QStringLiteral("CHG-0142"));
    EXPECT_EQ(after->sinceMs, kNowMs);
}

TEST_F(IntentKeeperTest, WhatNobodyApprovedIsNotApprovedByOneChange)
{
    ASSERT_TRUE(keepIntent(rings, change, operations()));
    const Result<RingIntent> after = rings.intent(kContent);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->sinceMs, 0);
    EXPECT_TRUE(after->rings.isEmpty());
}
