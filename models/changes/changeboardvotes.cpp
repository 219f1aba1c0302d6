#include "models/changes/changeboard.h"
#include "models/changes/workflow.h"

#include <QCoreApplication>

namespace ringward {

// Casting and counting votes; the rest of the board is in changeboard.cpp.

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::ChangeBoard", text);
}

Person knownOr(const std::vector<Person> &people, PersonId id)
{
    const Person *found = findPerson(people, id);
    Person stranger;
    stranger.id = id;
    stranger.name = tr("unknown person %1").arg(id.value);
    return found ? *found : stranger;
}

} // namespace

Result<Tally> ChangeBoard::cast(const Vote &vote)
{
    Result<ChangeFile> file = this->file(vote.change);
    if (!file)
        return file.error();
    const Person voter = knownOr(file->people, vote.voter);
    const VoteFault fault = checkVote(vote, {file->change, file->people, file->votes, m_parts.clock.nowMs()});
    const QString data = QStringLiteral("%1 version %2, signature %3")
                             .arg(word(vote.choice))
                             .arg(vote.version)
                             .arg(vote.signature.hex());
    if (fault != VoteFault::None) {
        // A forged vote says nothing about the person whose name it bears.
        const bool isForged = fault == VoteFault::Forged;
        const QString text = isForged ? tr("In the name of %1. %2").arg(voter.name, label(fault)) : label(fault);
        const auto noted = m_parts.audit.append(draftOf(isForged ? ringwardItself() : voter, m_parts.clock,
                                                        "vote.refused", reference(vote.change), text, data));
        if (!noted)
            return noted.error();
        const bool isRight = fault == VoteFault::Stale || fault == VoteFault::Late || fault == VoteFault::Replayed;
        return Error{isRight ? Error::Kind::Conflict : Error::Kind::Denied, data,
                     tr("The vote was not counted. %1").arg(label(fault))};
    }
    const QString text =
        vote.comment.isEmpty() ? label(vote.choice) : label(vote.choice) + QStringLiteral(": ") + vote.comment;
    const AuditDraft why = draftOf(voter, m_parts.clock, "vote.cast", reference(vote.change), text, data);
    if (const Result<Done> saved = m_parts.store.addVote(vote, why); !saved)
        return saved.error();
    if (const Result<Done> counted = count(file->change, voter); !counted)
        return counted.error();
    file = this->file(vote.change);
    if (!file)
        return file.error();
    return file->tally;
}

/// After a vote: whether it was the deciding one.
Result<Done> ChangeBoard::count(Change &change, const Person &last)
{
    const Result<ChangeFile> now = file(change.id);
    if (!now)
        return now.error();
    change = now->change;
    if (change.state != ChangeState::Voting || now->tally.outcome == Tally::Outcome::Waiting)
        return Done{};
    const bool isYes = now->tally.outcome == Tally::Outcome::Approved;
    const QString text =
        tr("%1 yes, %2 no, %3 abstained").arg(now->tally.yes).arg(now->tally.no).arg(now->tally.abstained);
    return moveTo(change, isYes ? ChangeState::Approved : ChangeState::Rejected,
                  draft(last, isYes ? "change.approved" : "change.rejected", change, text));
}

} // namespace ringward
