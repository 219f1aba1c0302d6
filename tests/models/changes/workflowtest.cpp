#include "models/changes/workflow.h"

#include "models/changes/operation.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <set>

using namespace ringward;

TEST(WorkflowTest, OnlyTheListedMovesAreAllowed)
{
    using enum ChangeState;
    const std::set<std::pair<ChangeState, ChangeState>> allowed{
        {Voting, Approved}, {Voting, Rejected},  {Voting, Withdrawn},   {Voting, Expired},
        {Approved, Voting}, {Approved, Running}, {Approved, Withdrawn}, {Approved, Expired},
        {Running, Stopped}, {Running, Finished}, {Stopped, Running},    {Stopped, Finished}};
    for (int from = 0; from < kChangeStates; ++from) {
        for (int to = 0; to < kChangeStates; ++to) {
            const bool isAllowed = allowed.contains({ChangeState(from), ChangeState(to)});
            EXPECT_EQ(mayMove(ChangeState(from), ChangeState(to)), isAllowed) << from << " to " << to;
            const auto checked = checkMove(ChangeState(from), ChangeState(to));
            EXPECT_EQ(checked.has_value(), isAllowed);
            EXPECT_TRUE(checked || checked.error().kind == Error::Kind::Conflict);
        }
    }
}

TEST(WorkflowTest, NothingLeavesAnEnd)
{
    for (const ChangeState end :
         {ChangeState::Finished, ChangeState::Rejected, ChangeState::Withdrawn, ChangeState::Expired})
        EXPECT_FALSE(isOpen(end));
    for (const ChangeState open :
         {ChangeState::Voting, ChangeState::Approved, ChangeState::Running, ChangeState::Stopped})
        EXPECT_TRUE(isOpen(open));
}

TEST(WorkflowTest, AnOperationIsConfirmedForGoodAndNeverSentFromUnknown)
{
    using enum OperationState;
    const std::set<std::pair<OperationState, OperationState>> allowed{
        {Planned, Sent}, {Planned, Confirmed}, {Sent, Sent},      {Sent, Confirmed}, {Sent, Failed},
        {Sent, Unknown}, {Unknown, Confirmed}, {Unknown, Failed}, {Failed, Planned}};
    for (int from = 0; from < kOperationStates; ++from) {
        for (int to = 0; to < kOperationStates; ++to)
            EXPECT_EQ(mayMove(OperationState(from), OperationState(to)),
                      allowed.contains({OperationState(from), OperationState(to)}))
                << from << " to " << to;
    }
}

TEST(WorkflowTest, WordsReadBack)
{
    for (int state = 0; state < kChangeStates; ++state)
        EXPECT_EQ(changeStateFromWord(word(ChangeState(state))), ChangeState(state));
    for (int state = 0; state < kOperationStates; ++state)
        EXPECT_EQ(operationStateFromWord(word(OperationState(state))), OperationState(state));
    EXPECT_EQ(reference(ChangeId{142}), QStringLiteral("CHG-0142"));
    for (const char16_t *text : {u"CHG-0142", u"chg-142", u"142"})
        EXPECT_EQ(changeFromReference(text), ChangeId{142});
    for (const char16_t *text : {u"", u"CHG-", u"CHG-0", u"x", u"-3"})
        EXPECT_FALSE(changeFromReference(text));
}
