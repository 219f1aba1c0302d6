#include "models/audit/signingkeys.h"
#include "models/changes/changeattention.h"
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

TEST_F(BoardTest, AReviewThatIsOwedNagsUntilItIsClosed)
{
    EXPECT_TRUE(changeAttention(*board.list(), clock.nowMs()).empty());
    const ChangeId early = *board.propose(whitfield.person, proposal(1, ChangeKind::Emergency));
    EXPECT_TRUE(changeAttention(*board.list(), clock.nowMs()).empty()) << "nothing is owed before it is approved";
    ASSERT_TRUE(board.cast(sealed(commander, early)));
    clock.advance(3'600'000);
    const ChangeId late = *board.propose(whitfield.person, proposal(1, ChangeKind::Emergency));
    ASSERT_TRUE(board.cast(sealed(okafor, late)));
    auto rows = changeAttention(*board.list(), clock.nowMs());
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].count, 2U);
    EXPECT_EQ(rows[0].change, reference(early)) << "the one that is due first";
    EXPECT_TRUE(rows[0].remark.contains(QStringLiteral("due in"))) << rows[0].remark.toStdString();
    clock.advance(80LL * 3'600'000);
    rows = changeAttention(*board.list(), clock.nowMs());
    EXPECT_TRUE(rows[0].remark.contains(QStringLiteral("overdue for"))) << rows[0].remark.toStdString();
    const Change owed = *store.load(early);
    EXPECT_TRUE(owesReviewBy(owed, okafor.person));
    EXPECT_FALSE(owesReviewBy(owed, whitfield.person)) << "who asked";
    EXPECT_FALSE(owesReviewBy(owed, viewer.person));
    EXPECT_FALSE(owesReviewBy(owed, commander.person)) << "an incident commander closes no reviews";
    ASSERT_TRUE(board.review(okafor.person, early, QStringLiteral("Right, and too late.")));
    ASSERT_TRUE(board.review(okafor.person, late, QStringLiteral("Right.")));
    EXPECT_TRUE(changeAttention(*board.list(), clock.nowMs()).empty());
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

TEST_F(BoardTest, PoliciesAreDecidedByAnAdminWithAReasonAndCountForWhatIsProposedThen)
{
    const ChangeId before = propose();
    PolicyBook book = *board.policies();
    EXPECT_EQ(book, *initialPolicies());
    book.normal.yes = 1;
    book.normal.quotas.clear();
    book.normal.label = QStringLiteral("One of the board");
    const QString why = QStringLiteral("the officer is on leave");
    EXPECT_EQ(board.savePolicies(okafor.person, book, why).error().kind, Error::Kind::Denied);
    EXPECT_FALSE(board.savePolicies(whitfield.person, book, QStringLiteral(" ")));
    EXPECT_EQ(audited("policy.changed"), 0);
    ASSERT_TRUE(board.savePolicies(whitfield.person, book, why))
        << said(board.savePolicies(whitfield.person, book, why));
    EXPECT_EQ(audited("policy.changed"), 1);
    EXPECT_EQ(board.policies()->version, 1);
    EXPECT_EQ(board.policies()->normal.label, book.normal.label);
    const auto stale = board.savePolicies(whitfield.person, book, why);
    ASSERT_FALSE(stale) << "it was read before version 1";
    EXPECT_EQ(stale.error().kind, Error::Kind::Conflict);
    const ChangeId after = propose();
    ASSERT_TRUE(board.cast(sealed(ramirez, after)));
    EXPECT_EQ(stateOf(after), ChangeState::Approved);
    ASSERT_TRUE(board.cast(sealed(ramirez, before)));
    EXPECT_EQ(stateOf(before), ChangeState::Voting) << "a change keeps the policy that it was proposed under";
    EXPECT_FALSE(verifyLog(log)->broken);
}

TEST_F(BoardTest, TemplatesThatWereDecidedLimitStandardChanges)
{
    PolicyBook book = *board.policies();
    book.templates = {{QStringLiteral("spares"), QStringLiteral("Spare machines"), 2, 1, {Tier::T0}, {}}};
    ASSERT_TRUE(board.savePolicies(whitfield.person, book, QStringLiteral("routine")));
    Proposal within = proposal(2, ChangeKind::Standard), beyond = proposal(3, ChangeKind::Standard);
    for (Proposal *each : {&within, &beyond}) {
        each->templateName = QStringLiteral("spares");
        for (PlannedCall &call : each->plan.calls)
            call.tier = Tier::T2;
    }
    EXPECT_TRUE(board.propose(whitfield.person, within));
    EXPECT_FALSE(board.propose(whitfield.person, beyond));
    within.templateName = QStringLiteral("hold-late");
    EXPECT_FALSE(board.propose(whitfield.person, within)) << "that template is gone";
}
