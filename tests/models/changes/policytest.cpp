#include "models/changes/meeting.h"
#include "models/changes/policycheck.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

using namespace ringward;

namespace {

struct Voter {
    Person person;
    KeyPair keys;
};

/// A change with a policy, and people numbered from 1; the proposer is number 1.
struct PolicyTest : ::testing::Test {
    std::vector<Voter> voters;
    Change change;

    void SetUp() override
    {
        change.id = ChangeId{7};
        change.policy = initialPolicies()->normal;
        change.proposer = add(Role::Admin);
    }
    PersonId add(Roles roles)
    {
        Voter voter;
        voter.keys = makeKeyPair();
        const PersonId id{quint32(voters.size() + 1)};
        voter.person = {id,    QString::number(id.value), QStringLiteral("P%1").arg(id.value), {},
                        roles, voter.keys.publicKey};
        voters.push_back(std::move(voter));
        return id;
    }
    std::vector<Person> people() const
    {
        std::vector<Person> all;
        for (const Voter &voter : voters)
            all.push_back(voter.person);
        return all;
    }
    Vote vote(PersonId id, Choice choice) const
    {
        Vote made{change.id, change.version, hashOf(change), id, choice, true, QStringLiteral("why"), 10, {}, {}};
        return *signVote(made, voters[id.value - 1].keys.secretKey);
    }
    Tally count(const std::vector<Vote> &votes) const { return tally(change, people(), votes); }
    Tally::Outcome outcome(const std::vector<Vote> &votes) const { return count(votes).outcome; }
};

} // namespace

TEST_F(PolicyTest, TheInitialPoliciesAreReadAndWrittenAlike)
{
    const auto book = initialPolicies();
    ASSERT_TRUE(book);
    EXPECT_EQ(*policyFromJson(toJson(book->normal)), book->normal);
    EXPECT_EQ(*policyFromJson(toJson(book->emergency)), book->emergency);
    EXPECT_GT(book->emergency.reviewHours, 0);
    EXPECT_FALSE(book->templates.empty());
    EXPECT_FALSE(policyFromJson({}));
    QJsonObject wrong = toJson(book->normal);
    wrong[u"yes"] = 0;
    EXPECT_FALSE(policyFromJson(wrong));
}

TEST_F(PolicyTest, TwoYesVotesOfWhichOneIsTheSafetyOfficers)
{
    const PersonId a = add(Role::BoardMember), b = add(Role::BoardMember), officer = add(Role::SafetyOfficer);
    using enum Tally::Outcome;
    EXPECT_EQ(outcome({}), Waiting);
    EXPECT_EQ(outcome({vote(a, Choice::Yes)}), Waiting);
    EXPECT_EQ(outcome({vote(a, Choice::Yes), vote(b, Choice::Yes)}), Waiting) << "the safety officer is missing";
    EXPECT_EQ(outcome({vote(a, Choice::Yes), vote(officer, Choice::Yes)}), Approved);
    EXPECT_EQ(outcome({vote(officer, Choice::No)}), Rejected) << "nobody else can give that yes";
    EXPECT_EQ(outcome({vote(a, Choice::No)}), Waiting);
    EXPECT_EQ(outcome({vote(a, Choice::No), vote(b, Choice::No)}), Rejected) << "two yes votes cannot be reached";
    EXPECT_EQ(outcome({vote(a, Choice::Abstain), vote(b, Choice::Abstain)}), Rejected);
}

TEST_F(PolicyTest, ANamedMandatoryMemberDecidesWhateverTheRole)
{
    const PersonId a = add(Role::BoardMember), officer = add(Role::SafetyOfficer), chief = add(Role::Viewer);
    change.policy.mandatory = {chief};
    using enum Tally::Outcome;
    EXPECT_EQ(outcome({vote(a, Choice::Yes), vote(officer, Choice::Yes)}), Waiting);
    EXPECT_EQ(outcome({vote(a, Choice::Yes), vote(officer, Choice::Yes), vote(chief, Choice::Yes)}), Approved);
    EXPECT_EQ(outcome({vote(chief, Choice::No)}), Rejected);
    EXPECT_TRUE(count({}).missing.contains(QStringLiteral("1 more yes from P4")));
}

TEST_F(PolicyTest, NobodyCountsWhoHasLeftOrProposed)
{
    const PersonId a = add(Role::BoardMember), b = add(Roles(Role::BoardMember) | Role::SafetyOfficer);
    voters[a.value - 1].person.active = false;
    EXPECT_EQ(count({vote(a, Choice::Yes), vote(b, Choice::Yes)}).yes, 1);
    change.proposer = b;
    EXPECT_EQ(count({vote(b, Choice::Yes)}).yes, 0);
}

TEST_F(PolicyTest, TheLastVoteOfAPersonCounts)
{
    const PersonId a = add(Role::BoardMember);
    add(Role::SafetyOfficer);
    Vote later = vote(a, Choice::Yes);
    later.atMs = 20;
    later = *signVote(later, voters[a.value - 1].keys.secretKey);
    EXPECT_EQ(count({later, vote(a, Choice::No)}).yes, 1) << "whatever the order";
    EXPECT_EQ(count({vote(a, Choice::No), later}).no, 0);
}

TEST_F(PolicyTest, AnEmergencyTakesTwoPeople)
{
    change.policy = initialPolicies()->emergency;
    change.kind = ChangeKind::Emergency;
    const PersonId commander = add(Role::Commander);
    EXPECT_EQ(outcome({}), Tally::Outcome::Waiting) << "one person alone sends nothing";
    EXPECT_EQ(outcome({vote(commander, Choice::Yes)}), Tally::Outcome::Approved);
}

TEST_F(PolicyTest, AMeetingIsQuorateWhenThosePresentCouldDecide)
{
    const PersonId a = add(Role::BoardMember), b = add(Role::BoardMember), officer = add(Role::SafetyOfficer);
    const auto quorum = [&](const std::vector<PersonId> &present) {
        return quorumOf({change, {}, count({}), people()}, present);
    };
    EXPECT_TRUE(quorum({a, officer}).reached);
    EXPECT_FALSE(quorum({a, b}).reached) << "the safety officer is missing";
    EXPECT_TRUE(quorum({a, b}).missing.contains(QStringLiteral("1 more of clinical safety officer")));
    EXPECT_FALSE(quorum({officer}).reached);
    EXPECT_FALSE(quorum({officer, change.proposer}).reached) << "the proposer does not count";
    change.policy.mandatory = {b};
    EXPECT_FALSE(quorum({a, officer}).reached);
    EXPECT_TRUE(quorum({a, b, officer}).reached);
}

TEST_F(PolicyTest, TheMinutesSayWhoVotedHowAndQuoteNobodysMarkup)
{
    const PersonId a = add(Role::BoardMember);
    const PersonId officer = add(Role::SafetyOfficer);
    change.title = QStringLiteral("<b>Hold</b>");
    const std::vector<Vote> votes{vote(a, Choice::Yes)};
    const QString html = minutesHtml({1, {change.id}, {a, officer}}, {{change, votes, count(votes), people()}}, 2);
    EXPECT_TRUE(html.contains(QStringLiteral("P2: yes")));
    EXPECT_TRUE(html.contains(QStringLiteral("P3: no vote")));
    EXPECT_TRUE(html.contains(QStringLiteral("The board was quorate.")));
    EXPECT_TRUE(html.contains(hashOf(change).hex()));
    EXPECT_FALSE(html.contains(QStringLiteral("<b>Hold")));
}

TEST(Policies, SayWhatIsWrongWithThem)
{
    const auto person = [](quint32 id, Roles roles, bool active = true) {
        Person made;
        made.id = PersonId{id};
        made.login = made.name = QStringLiteral("p%1").arg(id);
        made.roles = roles;
        made.active = active;
        return made;
    };
    const std::vector<Person> people{person(1, Role::Admin), person(2, Role::BoardMember),
                                     person(3, Role::SafetyOfficer), person(4, Role::Commander),
                                     person(5, Role::BoardMember, false)};
    const PolicyBook fine = *initialPolicies();
    EXPECT_EQ(problemsOf(fine, people), QStringList());
    struct Case {
        std::function<void(PolicyBook &)> spoil;
        const char *says;
    };
    const Case cases[] = {
        {[](PolicyBook &b) { b.normal.label.clear(); }, "Normal: say in one line"},
        {[](PolicyBook &b) { b.normal.from = {}; }, "Normal: somebody has to vote"},
        {[](PolicyBook &b) { b.normal.from |= Role::Auditor; }, "auditor may not vote at all"},
        {[](PolicyBook &b) { b.normal.yes = 3; }, "3 votes needed, but only 2 people may vote"},
        {[](PolicyBook &b) {
             b.normal.quotas = {{Role::Commander, 1}};
         },
         "does not vote"},
        {[](PolicyBook &b) {
             b.normal.quotas = {{Role::SafetyOfficer, 2}};
         },
         "which 1 person may give"},
        {[](PolicyBook &b) {
             b.normal.quotas = {{Role::SafetyOfficer, 1}, {Role::BoardMember, 2}};
         },
         "more than the"},
        {[](PolicyBook &b) { b.normal.mandatory = {PersonId{9}}; }, "not in the roster"},
        {[](PolicyBook &b) { b.normal.mandatory = {PersonId{5}}; }, "p5 has left"},
        {[](PolicyBook &b) { b.normal.mandatory = {PersonId{1}}; }, "p1 must agree, but has no role that votes"},
        {[](PolicyBook &b) { b.normal.hoursToRun = kMostHours + 1; }, "the time to vote"},
        {[](PolicyBook &b) { b.normal.reviewHours = 1; }, "only an emergency"},
        {[](PolicyBook &b) { b.emergency.hoursToRun = kMostEmergencyHours + 1; }, "Emergency: the time to vote"},
        {[](PolicyBook &b) { b.emergency.reviewHours = 0; }, "Emergency: an emergency owes a review"},
        {[](PolicyBook &b) { b.templates[0].label = QStringLiteral(" "); }, "needs a name"},
        {[](PolicyBook &b) { b.templates[0].name = b.templates[1].name; }, "is called “hold-late” as well"},
        {[](PolicyBook &b) { b.templates[0].mostDevices = kMostStandardDevices + 1; }, "1 to 200 devices"},
        {[](PolicyBook &b) { b.templates[0].mostWards = 0; }, "1 to 50 wards"},
    };
    for (const Case &each : cases) {
        PolicyBook book = fine;
        each.spoil(book);
        const QString problems = problemsOf(book, people).join(u' ');
        EXPECT_TRUE(problems.contains(QString::fromUtf8(each.says)))
            << each.says << "\n said: " << problems.toStdString();
    }
    PolicyBook most = fine;
    most.templates[0].mostDevices = kMostStandardDevices;
    most.emergency.hoursToRun = kMostEmergencyHours;
    EXPECT_EQ(problemsOf(most, people), QStringList()) << "at the limit";
}

TEST(Policies, AreReadBackAsTheyWereWritten)
{
    PolicyBook book = *initialPolicies();
    book.version = 7;
    book.normal.mandatory = {PersonId{3}};
    EXPECT_EQ(*policyBookFromJson(toJson(book)), book);
    QJsonObject broken = toJson(book);
    broken.remove(QStringLiteral("emergency"));
    EXPECT_FALSE(policyBookFromJson(broken));
}
