#pragma once
#include "models/changes/vote.h"

namespace ringward {

/// How one person stands to a vote, for the list beside a change.
struct Standing {
    PersonId person;
    enum class State : quint8 { Yes, No, Abstained, Waiting, Stale, Excluded } state = State::Waiting;
    bool needed = false; ///< the policy cannot do without this person
    std::optional<Vote> vote; ///< the last one; on an earlier version when it is stale
};

struct Tally {
    enum class Outcome : quint8 { Waiting, Approved, Rejected } outcome = Outcome::Waiting;
    int yes = 0, no = 0, abstained = 0;
    int needed = 0; ///< yes votes
    QStringList missing; ///< translated: what the policy still wants
    std::vector<Standing> standings; ///< everybody who may vote, who voted on any version, and the proposer last
};

/// Counts the last vote that each person cast on the change's version; votes whose signature is not by the key that the
/// roster has of the voter count for nothing. Rejected as soon as the policy cannot be satisfied any more.
Tally tally(const Change &change, const std::vector<Person> &people, std::span<const Vote> votes);

} // namespace ringward
