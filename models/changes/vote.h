#pragma once
#include "models/changes/change.h"

#include <span>

namespace ringward {

enum class Choice : quint8 { Yes, No, Abstain };
QString word(Choice choice);
QString label(Choice choice); ///< translated
std::optional<Choice> choiceFromWord(QStringView text);

/// What one person says to one version of a change, signed.
struct Vote {
    ChangeId change;
    quint32 version = 0;
    Hash hash; ///< hashOf() that version
    PersonId voter;
    Choice choice = Choice::Abstain;
    bool noConflict = false; ///< the voter declares to have no conflict of interest
    QString comment; ///< part of what is signed; a no needs one
    qint64 atMs = 0; ///< UTC
    PublicKey key; ///< of the voter when it was cast
    Signature signature; ///< over voteHash()
    friend bool operator==(const Vote &, const Vote &) = default;
};
Hash voteHash(const Vote &vote); ///< Hasher("ringward vote 1"): all fields in their order, without the signature

/// Malformed when `secretKey` is not the secret half of a key.
Result<Vote> signVote(Vote vote, const Secret &secretKey);

enum class VoteFault : quint8 {
    None,
    Forged, ///< not signed by the voter's key, or signed over something else
    OtherChange, ///< a vote on another change, replayed here
    Stale, ///< for an earlier version
    Replayed, ///< cast before, or older than what the voter said last
    Proposer,
    NotEntitled,
    Conflict, ///< yes or no by somebody who has a conflict of interest
    NoReason, ///< a no without a comment
    Late, ///< after the vote was closed, or with a time in the future
};
QString label(VoteFault fault); ///< a sentence, translated

/// What a vote is judged against.
struct BallotBox {
    const Change &change;
    const std::vector<Person> &people;
    std::span<const Vote> cast; ///< on any version
    qint64 nowMs = 0;
};
VoteFault checkVote(const Vote &vote, const BallotBox &box);

/// Which of `votes` are signed by the key that they name, on all cores.
std::vector<bool> areSigned(std::span<const Vote> votes);

} // namespace ringward
