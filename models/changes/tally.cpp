#include "models/changes/tally.h"

#include "models/audit/roster.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Tally", text);
}

/// The last good vote of each person, whatever its version.
std::map<PersonId, Vote> lastVotes(const Change &change, const std::vector<Person> &people, std::span<const Vote> votes)
{
    const std::vector<bool> isGood = areSigned(votes);
    std::map<PersonId, Vote> last;
    for (std::size_t i = 0; i < votes.size(); ++i) {
        const Vote &vote = votes[i];
        const Person *voter = findPerson(people, vote.voter);
        if (!isGood[i] || !voter || voter->key != vote.key || vote.change != change.id)
            continue;
        const auto [at, isNew] = last.emplace(vote.voter, vote);
        const bool isLater = std::pair(vote.version, vote.atMs) > std::pair(at->second.version, at->second.atMs);
        if (!isNew && isLater)
            at->second = vote;
    }
    return last;
}

Standing::State stateOf(const Change &change, const Hash &hash, const std::optional<Vote> &vote)
{
    if (!vote)
        return Standing::State::Waiting;
    if (vote->version != change.version || vote->hash != hash)
        return Standing::State::Stale;
    constexpr std::array kStates{Standing::State::Yes, Standing::State::No, Standing::State::Abstained};
    return kStates[std::size_t(vote->choice)];
}

bool isMandatory(const Person &person, const ApprovalPolicy &policy)
{
    return std::find(policy.mandatory.begin(), policy.mandatory.end(), person.id) != policy.mandatory.end();
}

/// Counts of those among the standings whose person `concerns`.
struct Count {
    int yes = 0, no = 0, abstained = 0, open = 0;

    template <typename Concerns>
    Count(const std::vector<Standing> &standings, const std::vector<Person> &people, const Concerns &concerns)
    {
        for (const Standing &standing : standings) {
            const Person *person = findPerson(people, standing.person);
            if (!person || !concerns(*person))
                continue;
            yes += standing.state == Standing::State::Yes;
            no += standing.state == Standing::State::No;
            abstained += standing.state == Standing::State::Abstained;
            open += standing.state == Standing::State::Waiting || standing.state == Standing::State::Stale;
        }
    }
};

/// What the policy still wants; notes when it cannot be had any more.
struct Demand {
    Tally &tally;
    bool lost = false;

    void need(const Count &count, int yes, const QString &whom)
    {
        if (count.yes >= yes)
            return;
        tally.missing << tr("%1 more yes from %2").arg(yes - count.yes).arg(whom);
        lost = lost || count.yes + count.open < yes;
    }
};

} // namespace

Tally tally(const Change &change, const std::vector<Person> &people, std::span<const Vote> votes)
{
    const ApprovalPolicy &policy = change.policy;
    const std::map<PersonId, Vote> last = lastVotes(change, people, votes);
    const Hash hash = hashOf(change);
    Tally made;
    made.needed = policy.yes;
    for (const Person &person : people) {
        const bool mandatory = isMandatory(person, policy);
        if (person.id == change.proposer || !person.active || !((person.roles & policy.from) || mandatory))
            continue;
        const auto vote = last.find(person.id);
        const auto found = vote == last.end() ? std::nullopt : std::optional(vote->second);
        made.standings.push_back({person.id, stateOf(change, hash, found), mandatory, found});
    }
    const auto everybody = [](const Person &) {
        return true;
    };
    const Count all(made.standings, people, everybody);
    made.yes = all.yes;
    made.no = all.no;
    made.abstained = all.abstained;
    Demand demand{made};
    for (const PersonId id : policy.mandatory) {
        const Person *person = findPerson(people, id);
        demand.need(Count(made.standings, people, [&](const Person &each) { return each.id == id; }), 1,
                    person ? person->name : tr("a person who is gone"));
    }
    for (const ApprovalPolicy::Quota &quota : policy.quotas) {
        const auto holds = [&](const Person &each) {
            return each.roles.testFlag(quota.role);
        };
        demand.need(Count(made.standings, people, holds), quota.yes, label(quota.role));
        const auto holders = std::count_if(made.standings.begin(), made.standings.end(), [&](const Standing &each) {
            return holds(*findPerson(people, each.person));
        });
        for (Standing &standing : made.standings)
            standing.needed = standing.needed || (holders <= quota.yes && holds(*findPerson(people, standing.person)));
    }
    demand.need(all, policy.yes, tr("those who may vote"));
    if (made.missing.isEmpty())
        made.outcome = Tally::Outcome::Approved;
    else if (demand.lost)
        made.outcome = Tally::Outcome::Rejected;
    made.standings.push_back({change.proposer, Standing::State::Excluded, false, std::nullopt});
    return made;
}

} // namespace ringward
