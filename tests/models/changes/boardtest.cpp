#include "models/audit/signingkeys.h"
#include "tests/models/changes/changefixture.h"

using namespace ringward;

namespace {

using BoardTest = ringward::testing::ChangeTest;

template <typename T>
std::string said(const Result<T> &result)
{
    return result ? std::string("done") : userMessage(result.error()).toStdString();
}

} // namespace

TEST_F(BoardTest, TwoYesVotesApproveAndItRunsAndEnds)
{
    const ChangeId change = propose();
    EXPECT_EQ(stateOf(change), ChangeState::Voting);
    EXPECT_FALSE(board.start(whitfield.person, change)) << "nothing is sent before it is approved";
    approve(change);
    ASSERT_TRUE(board.start(whitfield.person, change));
    EXPECT_EQ(stateOf(change), ChangeState::Running);
    ASSERT_TRUE(board.finish(whitfield.person, change, QStringLiteral("3 confirmed")));
    EXPECT_EQ(stateOf(change), ChangeState::Finished);
    for (const char *deed : {"change.proposed", "change.approved", "change.started", "change.finished"})
        EXPECT_EQ(audited(deed), 1) << deed;
    EXPECT_FALSE(verifyLog(log)->broken);
}

TEST_F(BoardTest, ANoThatDecidesRejects)
{
    const ChangeId change = propose();
    ASSERT_TRUE(board.cast(sealed(okafor, change, Choice::No, "NICU needs one station outside")));
    EXPECT_EQ(stateOf(change), ChangeState::Rejected);
    EXPECT_FALSE(board.cast(sealed(ramirez, change))) << "it is over";
}

TEST_F(BoardTest, RightsAreEnforcedAndRefusalsAudited)
{
    const ChangeId change = propose();
    EXPECT_FALSE(board.propose(viewer.person, proposal()));
    EXPECT_FALSE(board.propose(ramirez.person, proposal(1, ChangeKind::Emergency)));
    EXPECT_FALSE(board.edit(lindqvist.person, change, 1, proposal())) << "somebody else's";
    EXPECT_FALSE(board.withdraw(ramirez.person, change));
    approve(change);
    EXPECT_FALSE(board.start(lindqvist.person, change)) << "who votes does not send";
    EXPECT_EQ(audited("change.refused"), 5);
    ASSERT_TRUE(board.withdraw(whitfield.person, change));
    EXPECT_EQ(stateOf(change), ChangeState::Withdrawn);
}

TEST_F(BoardTest, AnIncompleteOrBlockedProposalIsRefusedWithTheReason)
{
    Proposal untitled = proposal();
    untitled.title = QStringLiteral("  ");
    EXPECT_FALSE(board.propose(whitfield.person, untitled));
    Proposal noWay = proposal();
    noWay.wayBack.clear();
    EXPECT_FALSE(board.propose(whitfield.person, noWay));
    Proposal empty = proposal();
    empty.plan.calls.clear();
    EXPECT_FALSE(board.propose(whitfield.person, empty));
    Proposal blocked = proposal();
    GuardrailResult result;
    result.state = GuardrailResult::State::Blocks;
    result.name = QStringLiteral("Ward continuity T0");
    result.detail = QStringLiteral("2 machines of 4W ICU");
    blocked.plan.guardrails = {result};
    const auto refused = board.propose(whitfield.person, blocked);
    ASSERT_FALSE(refused);
    EXPECT_NE(said(refused).find("Ward continuity T0"), std::string::npos);
    blocked.plan.guardrails[0].state = GuardrailResult::State::Waived;
    EXPECT_TRUE(board.propose(whitfield.person, blocked));
}

TEST_F(BoardTest, AnEditOfAnApprovedChangeGoesBackToTheVote)
{
    const ChangeId change = propose();
    approve(change);
    EXPECT_FALSE(board.edit(whitfield.person, change, 7, proposal(2))) << "another version";
    ASSERT_TRUE(board.edit(whitfield.person, change, 1, proposal(2)));
    EXPECT_EQ(stateOf(change), ChangeState::Voting);
    EXPECT_EQ(board.file(change)->tally.yes, 0);
    EXPECT_FALSE(board.start(whitfield.person, change));
}

TEST_F(BoardTest, AStandardChangeIsApprovedWithinItsTemplateOnly)
{
    Proposal standard = proposal(3, ChangeKind::Standard);
    standard.templateName = QStringLiteral("hold-late");
    const auto id = board.propose(whitfield.person, standard);
    ASSERT_TRUE(id) << said(id);
    EXPECT_EQ(stateOf(*id), ChangeState::Approved);
    EXPECT_TRUE(board.start(whitfield.person, *id));
    standard.plan = ringward::testing::planOf(13);
    EXPECT_FALSE(board.propose(whitfield.person, standard)) << "too many devices";
    standard.plan = ringward::testing::planOf(3, true, 1);
    EXPECT_FALSE(board.propose(whitfield.person, standard)) << "too many wards";
    standard.plan = ringward::testing::planOf(3);
    standard.plan.calls[1].tier = Tier::TX;
    EXPECT_FALSE(board.propose(whitfield.person, standard)) << "not for vendor devices";
    standard.plan.calls[1].tier = Tier::T1;
    standard.plan.calls[1].move.to.name = QStringLiteral("Canary");
    EXPECT_FALSE(board.propose(whitfield.person, standard)) << "not into that ring";
    standard.templateName = QStringLiteral("anything");
    EXPECT_FALSE(board.propose(whitfield.person, standard));
}

TEST_F(BoardTest, AnEmergencyTakesTwoPeopleIsTimeBoxedAndOwesAReview)
{
    const ChangeId change = propose(3, ChangeKind::Emergency);
    EXPECT_FALSE(board.start(whitfield.person, change)) << "one person alone";
    ASSERT_TRUE(board.cast(sealed(commander, change)));
    EXPECT_EQ(stateOf(change), ChangeState::Approved);
    EXPECT_TRUE(store.load(change)->owesReview());
    ASSERT_TRUE(board.start(whitfield.person, change));
    ASSERT_TRUE(board.finish(whitfield.person, change, {}));
    EXPECT_FALSE(board.review(whitfield.person, change, QStringLiteral("fine"))) << "by the one who asked";
    EXPECT_FALSE(board.review(okafor.person, change, QStringLiteral(" ")));
    ASSERT_TRUE(board.review(okafor.person, change, QStringLiteral("Right, and too late.")));
    EXPECT_FALSE(store.load(change)->owesReview());
    EXPECT_FALSE(board.review(okafor.person, change, QStringLiteral("again")));

    const ChangeId late = propose(3, ChangeKind::Emergency);
    ASSERT_TRUE(board.cast(sealed(commander, late)));
    clock.advance(5 * 3'600'000LL);
    EXPECT_FALSE(board.start(whitfield.person, late)) << "the time box is over";
    EXPECT_EQ(stateOf(late), ChangeState::Expired);
}

TEST_F(BoardTest, ItDoesNotStartBeforeItsTime)
{
    Proposal later = proposal();
    later.startMs = kNowMs + 4 * 3'600'000LL;
    const ChangeId change = *board.propose(whitfield.person, later);
    approve(change);
    EXPECT_FALSE(board.start(whitfield.person, change));
    clock.set(later.startMs);
    EXPECT_TRUE(board.start(whitfield.person, change));
}

TEST_F(BoardTest, TheListClosesWhatIsOver)
{
    const ChangeId change = propose();
    clock.advance(73 * 3'600'000LL);
    const auto changes = board.list();
    ASSERT_TRUE(changes);
    EXPECT_EQ(changes->front().id, change);
    EXPECT_EQ(changes->front().state, ChangeState::Expired);
    EXPECT_EQ(stateOf(change), ChangeState::Expired);
}

TEST_F(BoardTest, TwoWhoEditAtOnceDoNotOverwriteEachOther)
{
    const ChangeId change = propose();
    Change first = *store.load(change), second = first;
    first.version = 2;
    EXPECT_TRUE(store.update(first, 1, ChangeState::Voting, {}));
    second.version = 2;
    const auto refused = store.update(second, 1, ChangeState::Voting, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Error::Kind::Conflict);
}

TEST_F(BoardTest, CommentsStayAndDoNotTouchTheVotes)
{
    const ChangeId change = propose();
    ASSERT_TRUE(board.cast(sealed(lindqvist, change)));
    ASSERT_TRUE(board.comment(ramirez.person, change, QStringLiteral("NICU needs one station outside.")));
    EXPECT_FALSE(board.comment(ramirez.person, change, QString()));
    EXPECT_FALSE(board.comment(viewer.person, change, QStringLiteral("hello")));
    EXPECT_EQ(store.load(change)->comments.size(), 1U);
    EXPECT_EQ(board.file(change)->tally.yes, 1);
}
