#include "models/changes/vote.h"

#include "models/audit/roster.h"
#include "models/base/parallel.h"

#include <QCoreApplication>

#include <algorithm>

namespace ringward {

namespace {

constexpr qint64 kClockSkewMs = 120'000; ///< that two desks may differ

struct ChoiceText {
    const char *word;
    const char *label;
};
constexpr std::array kChoices{ChoiceText{"yes", QT_TRANSLATE_NOOP("ringward::Vote", "yes")},
                              ChoiceText{"no", QT_TRANSLATE_NOOP("ringward::Vote", "no")},
                              ChoiceText{"abstain", QT_TRANSLATE_NOOP("ringward::Vote", "abstained")}};

// Positions are the values of VoteFault.
constexpr std::array kFaults{
    "",
    QT_TRANSLATE_NOOP("ringward::Vote", "The signature is not the voter's, or not over this."),
    QT_TRANSLATE_NOOP("ringward::Vote", "It was cast on another change."),
    QT_TRANSLATE_NOOP("ringward::Vote", "It was cast on an earlier version. Read this version and vote again."),
    QT_TRANSLATE_NOOP("ringward::Vote", "It was cast before."),
    QT_TRANSLATE_NOOP("ringward::Vote", "Who asks for a change cannot vote on it."),
    QT_TRANSLATE_NOOP("ringward::Vote", "Its voter is not among those who may vote on this."),
    QT_TRANSLATE_NOOP("ringward::Vote", "Who has a conflict of interest can only abstain."),
    QT_TRANSLATE_NOOP("ringward::Vote", "A no needs a reason."),
    QT_TRANSLATE_NOOP("ringward::Vote", "The vote is closed."),
};

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Vote", text);
}

bool isLate(const Vote &vote, const BallotBox &box)
{
    return box.change.state != ChangeState::Voting || box.nowMs > box.change.closesMs
        || vote.atMs > box.nowMs + kClockSkewMs || vote.atMs < box.change.proposedMs - kClockSkewMs;
}

bool wasOvertaken(const Vote &vote, const BallotBox &box)
{
    return std::any_of(box.cast.begin(), box.cast.end(), [&](const Vote &each) {
        return each.voter == vote.voter && each.version == vote.version && each.atMs >= vote.atMs;
    });
}

bool isEntitled(const Person &person, const ApprovalPolicy &policy)
{
    return person.active
        && ((person.roles & policy.from)
            || std::find(policy.mandatory.begin(), policy.mandatory.end(), person.id) != policy.mandatory.end());
}

} // namespace

QString word(Choice choice)
{
    return QString::fromLatin1(kChoices[std::size_t(choice)].word);
}

QString label(Choice choice)
{
    return tr(kChoices[std::size_t(choice)].label);
}

std::optional<Choice> choiceFromWord(QStringView text)
{
    for (std::size_t i = 0; i < kChoices.size(); ++i) {
        if (text.compare(QLatin1StringView(kChoices[i].word), Qt::CaseInsensitive) == 0)
            return Choice(i);
    }
    return std::nullopt;
}

QString label(VoteFault fault)
{
    return tr(kFaults[std::size_t(fault)]);
}

Hash voteHash(const Vote &vote)
{
    return Hasher("ringward vote 1")
        .put(qint64(vote.change.value))
        .put(vote.version)
        .put(vote.hash)
        .put(qint64(vote.voter.value))
        .put(word(vote.choice))
        .put(qint64(vote.noConflict))
        .put(vote.comment)
        .put(vote.atMs)
        .put(vote.key.view())
        .finish();
}

Result<Vote> signVote(Vote vote, const Secret &secretKey)
{
    const std::optional<PublicKey> key = publicKeyOf(secretKey);
    if (!key)
        return Error{Error::Kind::Malformed, QStringLiteral("not an Ed25519 secret key"), {}};
    vote.key = *key;
    const Result<Signature> signature = sign(secretKey, voteHash(vote));
    if (!signature)
        return signature.error();
    vote.signature = *signature;
    return vote;
}

VoteFault checkVote(const Vote &vote, const BallotBox &box)
{
    const Person *voter = findPerson(box.people, vote.voter);
    if (!voter || vote.key != voter->key || !isSignedBy(vote.key, voteHash(vote), vote.signature))
        return VoteFault::Forged;
    if (vote.change != box.change.id)
        return VoteFault::OtherChange;
    if (vote.version < box.change.version)
        return VoteFault::Stale;
    if (vote.version > box.change.version || vote.hash != hashOf(box.change))
        return VoteFault::Forged;
    if (vote.voter == box.change.proposer)
        return VoteFault::Proposer;
    if (!isEntitled(*voter, box.change.policy))
        return VoteFault::NotEntitled;
    if (wasOvertaken(vote, box))
        return VoteFault::Replayed;
    if (isLate(vote, box))
        return VoteFault::Late;
    if (vote.choice != Choice::Abstain && !vote.noConflict)
        return VoteFault::Conflict;
    if (vote.choice == Choice::No && vote.comment.trimmed().isEmpty())
        return VoteFault::NoReason;
    return VoteFault::None;
}

std::vector<bool> areSigned(std::span<const Vote> votes)
{
    std::vector<char> good(votes.size()); // bits of a vector<bool> cannot be written side by side
    parallelFor(votes.size(), {},
                [&](std::size_t i) { good[i] = isSignedBy(votes[i].key, voteHash(votes[i]), votes[i].signature); });
    return {good.begin(), good.end()};
}

} // namespace ringward
