#include "models/changes/changecodec.h"
#include "tests/models/changes/changefixture.h"

using namespace ringward;
using ringward::testing::Member;

namespace {

struct VoteTest : ringward::testing::ChangeTest {
    ChangeId change = propose();

    VoteFault fault(const Vote &vote)
    {
        const auto dossier = board.file(vote.change);
        return checkVote(vote, {dossier->change, dossier->people, dossier->votes, clock.nowMs()});
    }
    /// Casts, expects the refusal, and that it is in the audit and counts for nothing.
    void expectRefused(const Vote &vote, VoteFault why)
    {
        const int before = audited("vote.refused");
        const auto cast = board.cast(vote);
        ASSERT_FALSE(cast);
        EXPECT_TRUE(userMessage(cast.error()).contains(label(why))) << userMessage(cast.error()).toStdString();
        EXPECT_EQ(audited("vote.refused"), before + 1);
        EXPECT_EQ(board.file(vote.change)->tally.yes, 0);
    }
};

} // namespace

TEST_F(VoteTest, AGoodVoteCounts)
{
    const auto tally = board.cast(sealed(lindqvist, change));
    ASSERT_TRUE(tally);
    EXPECT_EQ(tally->yes, 1);
    EXPECT_EQ(tally->needed, 2);
    EXPECT_EQ(tally->outcome, Tally::Outcome::Waiting);
    EXPECT_EQ(audited("vote.cast"), 1);
}

TEST_F(VoteTest, AForgedVoteIsRefusedAndAudited)
{
    Vote byAnother = *signVote(ballot(okafor, change), ramirez.keys.secretKey);
    expectRefused(byAnother, VoteFault::Forged);
    Vote claimed = byAnother;
    claimed.key = okafor.keys.publicKey;
    expectRefused(claimed, VoteFault::Forged);
    Vote turned = sealed(okafor, change, Choice::No, "because");
    turned.choice = Choice::Yes;
    expectRefused(turned, VoteFault::Forged);
    Vote otherHash = ballot(okafor, change);
    otherHash.hash = Hasher("another plan").finish();
    expectRefused(*signVote(otherHash, okafor.keys.secretKey), VoteFault::Forged);
    Vote nobody = ballot(okafor, change);
    nobody.voter = PersonId{999};
    expectRefused(*signVote(nobody, okafor.keys.secretKey), VoteFault::Forged);
    AuditQuery refused;
    refused.deed = QStringLiteral("vote.refused");
    EXPECT_EQ(log.find(refused)->front().person, PersonId()) << "a forgery accuses nobody";
}

TEST_F(VoteTest, EveryFieldOfAVoteIsUnderTheSignature)
{
    const Vote good = sealed(okafor, change);
    const auto changed = [&](auto edit) {
        Vote vote = good;
        edit(vote);
        return fault(vote);
    };
    EXPECT_EQ(fault(good), VoteFault::None);
    EXPECT_EQ(changed([](Vote &v) { v.comment = QStringLiteral("x"); }), VoteFault::Forged);
    EXPECT_EQ(changed([](Vote &v) { v.atMs += 1; }), VoteFault::Forged);
    EXPECT_EQ(changed([](Vote &v) { v.version += 1; }), VoteFault::Forged);
    EXPECT_EQ(changed([](Vote &v) { v.noConflict = false; }), VoteFault::Forged);
    EXPECT_EQ(changed([](Vote &v) { v.hash.bytes[0] ^= 1; }), VoteFault::Forged);
}

TEST_F(VoteTest, AVoteReplayedOnAnotherChangeIsRefused)
{
    const Vote good = sealed(okafor, change);
    const ChangeId other = propose();
    Vote replayed = good;
    replayed.change = other;
    const int before = audited("vote.refused");
    EXPECT_FALSE(board.cast(replayed)) << "its signature names the first change";
    EXPECT_EQ(audited("vote.refused"), before + 1);
    const auto dossier = board.file(other);
    EXPECT_EQ(checkVote(good, {dossier->change, dossier->people, dossier->votes, clock.nowMs()}),
              VoteFault::OtherChange);
}

TEST_F(VoteTest, TheSameVoteTwiceAndAnOlderOneAfterwardsAreRefused)
{
    const Vote yes = sealed(ramirez, change);
    ASSERT_TRUE(board.cast(yes));
    const auto again = board.cast(yes);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, Error::Kind::Conflict);
    ASSERT_TRUE(board.cast(sealed(ramirez, change, Choice::No, "NICU needs one station outside")));
    EXPECT_FALSE(board.cast(yes)) << "the old yes must not come back after the no";
    const auto tally = board.file(change)->tally;
    EXPECT_EQ(tally.yes, 0);
    EXPECT_EQ(tally.no, 1);
    EXPECT_EQ(audited("vote.refused"), 2);
}

TEST_F(VoteTest, AnEditMakesVotesStale)
{
    const Vote early = sealed(okafor, change);
    ASSERT_TRUE(board.cast(sealed(lindqvist, change)));
    ASSERT_TRUE(board.edit(whitfield.person, change, 1, proposal(2)));
    expectRefused(early, VoteFault::Stale);
    const auto dossier = board.file(change);
    EXPECT_EQ(dossier->change.version, 2U);
    EXPECT_EQ(dossier->tally.yes, 0);
    const auto standing = std::find_if(dossier->tally.standings.begin(), dossier->tally.standings.end(),
                                       [&](const Standing &each) { return each.person == lindqvist.person.id; });
    ASSERT_NE(standing, dossier->tally.standings.end());
    EXPECT_EQ(standing->state, Standing::State::Stale);
    approve(change);
}

TEST_F(VoteTest, TheProposerAndWhoIsNotEntitledAreRefused)
{
    const Member both = join("both", "B. Oth", Roles(Role::Admin) | Role::BoardMember);
    const ChangeId own = *board.propose(both.person, proposal());
    expectRefused(sealed(both, own), VoteFault::Proposer);
    expectRefused(sealed(whitfield, change), VoteFault::Proposer);
    expectRefused(sealed(viewer, change), VoteFault::NotEntitled);
    expectRefused(sealed(commander, change), VoteFault::NotEntitled);
}

TEST_F(VoteTest, AConflictOfInterestLeavesOnlyAbstaining)
{
    Vote vote = ballot(okafor, change);
    vote.noConflict = false;
    expectRefused(*signVote(vote, okafor.keys.secretKey), VoteFault::Conflict);
    vote.choice = Choice::Abstain;
    EXPECT_TRUE(board.cast(*signVote(vote, okafor.keys.secretKey)));
}

TEST_F(VoteTest, ANoNeedsAReason)
{
    expectRefused(sealed(okafor, change, Choice::No, "  "), VoteFault::NoReason);
}

TEST_F(VoteTest, LateVotesAndVotesFromTheFutureAreRefused)
{
    Vote early = ballot(okafor, change);
    early.atMs += 3'600'000;
    expectRefused(*signVote(early, okafor.keys.secretKey), VoteFault::Late);
    const Vote vote = sealed(okafor, change);
    clock.advance(73 * 3'600'000LL);
    expectRefused(vote, VoteFault::Late);
    EXPECT_EQ(stateOf(change), ChangeState::Expired);
    EXPECT_EQ(audited("change.expired"), 1);
}

TEST_F(VoteTest, AVoteWithAnEarlierKeyHasToBeCastAgain)
{
    ASSERT_TRUE(board.cast(sealed(lindqvist, change)));
    const KeyPair fresh = makeKeyPair();
    ASSERT_TRUE(desk.setKey(lindqvist.person, lindqvist.person.id, fresh.publicKey));
    EXPECT_EQ(board.file(change)->tally.yes, 0);
}

TEST_F(VoteTest, EveryPartOfAChangeIsUnderTheHash)
{
    const Change good = *store.load(change);
    const Hash hash = hashOf(good);
    EXPECT_EQ(hashOf(*changeFromJson(toJson(good))).isNull(), false);
    const auto differs = [&](auto edit) {
        Change changed = good;
        edit(changed);
        return hashOf(changed) != hash;
    };
    EXPECT_TRUE(differs([](Change &c) { c.id.value += 1; }));
    EXPECT_TRUE(differs([](Change &c) { c.version += 1; }));
    EXPECT_TRUE(differs([](Change &c) { c.title += u'.'; }));
    EXPECT_TRUE(differs([](Change &c) { c.why += u'.'; }));
    EXPECT_TRUE(differs([](Change &c) { c.risk += u'.'; }));
    EXPECT_TRUE(differs([](Change &c) { c.wayBack += u'.'; }));
    EXPECT_TRUE(differs([](Change &c) { c.proposer = PersonId{9}; }));
    EXPECT_TRUE(differs([](Change &c) { c.kind = ChangeKind::Emergency; }));
    EXPECT_TRUE(differs([](Change &c) { c.startMs += 1; }));
    EXPECT_TRUE(differs([](Change &c) { c.endsMs += 1; }));
    EXPECT_TRUE(differs([](Change &c) { c.policy.yes = 1; }));
    EXPECT_TRUE(differs([](Change &c) { c.plan.limits.stopAfter = 99; }));
    EXPECT_TRUE(differs([](Change &c) { c.plan.calls[0].request += "x"; }));
    EXPECT_TRUE(differs([](Change &c) { c.plan.calls[0].repeatable = !c.plan.calls[0].repeatable; }));
    EXPECT_TRUE(differs([](Change &c) { c.plan.calls[0].move.to.name = QStringLiteral("Canary"); }));
    EXPECT_TRUE(differs([](Change &c) { c.plan.calls[0].source = SourceId{2}; }));
    EXPECT_TRUE(differs([](Change &c) { c.plan.calls.pop_back(); }));
    EXPECT_FALSE(differs([](Change &c) { c.comments.push_back({}); })) << "a comment changes nothing";
    EXPECT_FALSE(differs([](Change &c) { c.state = ChangeState::Running; }));
}

TEST_F(VoteTest, WhatIsKeptHasTheHashThatItHad)
{
    Proposal odd = proposal();
    odd.title = QStringLiteral("“Quoted” – ward β ✓");
    odd.plan.calls[0].request = QByteArray("\0\xff\n", 3);
    odd.plan.cover.push_back({QStringLiteral("RGH W0"), 3, 1, 4, {3, 2}, 4});
    const ChangeId id = *board.propose(whitfield.person, odd);
    const Change loaded = *store.load(id);
    EXPECT_EQ(loaded.plan.calls[0].request, odd.plan.calls[0].request);
    EXPECT_EQ(loaded.plan.calls, odd.plan.calls);
    EXPECT_EQ(loaded.plan.cover, odd.plan.cover);
    EXPECT_EQ(planHash(loaded.plan), planHash(odd.plan));
}

TEST_F(VoteTest, ManyVotesVerifySideBySide)
{
    std::vector<Vote> votes(101, sealed(okafor, change));
    votes[57].atMs += 1;
    const auto good = areSigned(votes);
    EXPECT_EQ(std::count(good.begin(), good.end(), true), 100);
    EXPECT_FALSE(good[57]);
}
