#include "models/changes/changeboard.h"

#include "models/audit/auditdeeds.h"
#include "models/audit/rights.h"
#include "models/base/counted.h"
#include "models/changes/proposalcheck.h"
#include "models/changes/workflow.h"

#include <QCoreApplication>

#include <algorithm>

namespace ringward {

namespace {

constexpr qint64 kHourMs = 3'600'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::ChangeBoard", text);
}

} // namespace

Person ringwardItself()
{
    Person person;
    person.name = QStringLiteral("Ringward");
    return person;
}

ChangeBoard::ChangeBoard(Parts parts)
    : m_parts(std::move(parts))
{
}

AuditDraft ChangeBoard::draft(const Person &actor, const char *deed, const Change &change, const QString &text) const
{
    return draftOf(actor, m_parts.clock, deed, reference(change.id), text,
                   QStringLiteral("version %1, %2").arg(change.version).arg(hashOf(change).hex()));
}

/// Puts a refusal into the audit and hands it on.
Error ChangeBoard::refuse(const Person &actor, const Change &change, const Error &error)
{
    const auto noted =
        m_parts.audit.append(draftOf(actor, m_parts.clock, "change.refused",
                                     change.id ? reference(change.id) : QString(), userMessage(error), error.detail));
    return noted ? error : noted.error();
}

Result<Done> ChangeBoard::moveTo(Change &change, ChangeState to, const AuditDraft &why)
{
    const ChangeState from = change.state;
    if (const Result<Done> allowed = checkMove(from, to); !allowed)
        return allowed;
    Change moved = change;
    moved.state = to;
    if (to == ChangeState::Approved && moved.kind == ChangeKind::Emergency)
        moved.reviewDueMs = m_parts.clock.nowMs() + moved.policy.reviewHours * kHourMs;
    const Result<Done> written = m_parts.store.update(moved, change.version, from, why);
    if (written)
        change = std::move(moved);
    return written;
}

Result<Done> ChangeBoard::expire(Change &change)
{
    const qint64 nowMs = m_parts.clock.nowMs();
    const bool voteIsOver = change.state == ChangeState::Voting && nowMs > change.closesMs;
    const bool timeIsOver = change.state == ChangeState::Approved && nowMs > change.endsMs;
    if (!voteIsOver && !timeIsOver)
        return Done{};
    const QString text = voteIsOver ? tr("The time for votes is over.") : tr("It was not carried out in time.");
    return moveTo(change, ChangeState::Expired, draft(ringwardItself(), "change.expired", change, text));
}

Result<std::vector<Change>> ChangeBoard::list()
{
    Result<std::vector<Change>> changes = m_parts.store.list();
    if (!changes)
        return changes;
    for (Change &change : *changes) {
        const qint64 limitMs = change.state == ChangeState::Voting ? change.closesMs
            : change.state == ChangeState::Approved                ? change.endsMs
                                                                   : 0;
        if (!limitMs || m_parts.clock.nowMs() <= limitMs)
            continue;
        Result<Change> whole = m_parts.store.load(change.id); // its hash needs the plan
        if (!whole)
            return whole.error();
        if (const Result<Done> expired = expire(*whole); !expired && expired.error().kind != Error::Kind::Conflict)
            return expired.error();
        change.state = whole->state;
    }
    return changes;
}

Result<ChangeFile> ChangeBoard::file(ChangeId id)
{
    Result<Change> change = m_parts.store.load(id);
    if (!change)
        return change.error();
    if (const Result<Done> expired = expire(*change); !expired)
        return expired.error();
    Result<std::vector<Vote>> votes = m_parts.store.votes(id);
    if (!votes)
        return votes.error();
    Result<std::vector<Person>> people = m_parts.roster.people();
    if (!people)
        return people.error();
    Tally counted = tally(*change, *people, *votes);
    return ChangeFile{std::move(*change), std::move(*votes), std::move(counted), std::move(*people)};
}

Change ChangeBoard::made(const Person &actor, const Proposal &proposal, const PolicyBook &policies, Change base) const
{
    base.kind = proposal.kind;
    base.title = proposal.title.trimmed();
    base.why = proposal.why.trimmed();
    base.risk = proposal.risk.trimmed();
    base.wayBack = proposal.wayBack.trimmed();
    base.templateName = proposal.templateName;
    base.proposer = actor.id;
    base.proposedMs = m_parts.clock.nowMs();
    base.policy = proposal.kind == ChangeKind::Emergency ? policies.emergency : policies.normal;
    base.closesMs = base.proposedMs + base.policy.hoursToVote * kHourMs;
    base.startMs = proposal.startMs;
    base.endsMs = std::max(base.proposedMs, base.startMs) + base.policy.hoursToRun * kHourMs;
    base.plan = proposal.plan;
    base.state = proposal.kind == ChangeKind::Standard ? ChangeState::Approved : ChangeState::Voting;
    return base;
}

Result<ChangeId> ChangeBoard::propose(const Person &actor, const Proposal &proposal)
{
    const Deed deed = proposal.kind == ChangeKind::Emergency ? Deed::ProposeEmergency : Deed::Propose;
    const Result<PolicyBook> inForce = policies();
    if (!inForce)
        return inForce.error();
    Result<Done> allowed = allow(actor, deed);
    if (allowed)
        allowed = checkProposal(proposal, *inForce);
    if (!allowed)
        return refuse(actor, Change(), allowed.error());
    const Result<ChangeId> id = m_parts.store.nextId();
    if (!id)
        return id;
    Change base;
    base.id = *id;
    const Change change = made(actor, proposal, *inForce, std::move(base));
    const QString text =
        tr("%1: “%2”, %3 in %4. %5")
            .arg(label(change.kind), change.title, counted(qint64(change.plan.calls.size()), Noun::Device),
                 counted(change.plan.steps, Noun::Step), change.why);
    if (const Result<Done> saved = m_parts.store.insert(change, draft(actor, "change.proposed", change, text)); !saved)
        return saved.error();
    return *id;
}

Result<Done> ChangeBoard::edit(const Person &actor, ChangeId id, quint32 version, const Proposal &proposal)
{
    const Result<Change> before = m_parts.store.load(id);
    const Result<PolicyBook> inForce = policies();
    if (!before || !inForce)
        return before ? inForce.error() : before.error();
    Result<Done> allowed =
        allow(actor, proposal.kind == ChangeKind::Emergency ? Deed::ProposeEmergency : Deed::Propose);
    if (allowed && before->proposer != actor.id)
        allowed = Error{Error::Kind::Denied, QStringLiteral("not the proposer"),
                        tr("Only who proposed a change can edit it. Add a comment instead.")};
    if (allowed && before->state != ChangeState::Voting)
        allowed = checkMove(before->state, ChangeState::Voting);
    if (allowed && before->version != version)
        allowed = Error{Error::Kind::Conflict, QStringLiteral("version %1").arg(before->version), {}};
    if (allowed && before->plan.isRemediation() != proposal.plan.isRemediation())
        allowed = Error{Error::Kind::Conflict, QStringLiteral("another kind of plan"),
                        tr("A remediation stays one. Withdraw it and propose the other change by itself.")};
    if (allowed)
        allowed = checkProposal(proposal, *inForce);
    if (!allowed)
        return refuse(actor, *before, allowed.error());
    Change base = *before;
    base.version = version + 1;
    const Change change = made(actor, proposal, *inForce, std::move(base));
    const QString text =
        tr("Version %1: “%2”. Votes on earlier versions no longer count.").arg(change.version).arg(change.title);
    return m_parts.store.update(change, version, before->state, draft(actor, "change.edited", change, text));
}

Result<Done> ChangeBoard::comment(const Person &actor, ChangeId id, const QString &text)
{
    Result<Change> change = m_parts.store.load(id);
    if (!change)
        return change.error();
    if (const Result<Done> allowed = allow(actor, Deed::Propose); !allowed)
        return refuse(actor, *change, allowed.error());
    if (text.trimmed().isEmpty())
        return Error{Error::Kind::Malformed, {}, tr("A comment needs words.")};
    change->comments.push_back({actor.id, m_parts.clock.nowMs(), text.trimmed()});
    return m_parts.store.update(*change, change->version, change->state,
                                draft(actor, "change.commented", *change, text.trimmed()));
}

Result<Done> ChangeBoard::withdraw(const Person &actor, ChangeId id)
{
    Result<Change> change = m_parts.store.load(id);
    if (!change)
        return change.error();
    Result<Done> allowed = allow(actor, Deed::Propose);
    if (allowed && change->proposer != actor.id && !may(actor.roles, Deed::ManagePeople))
        allowed = Error{Error::Kind::Denied, QStringLiteral("not the proposer"),
                        tr("Only who proposed a change, or an admin, can withdraw it.")};
    if (!allowed)
        return refuse(actor, *change, allowed.error());
    return moveTo(*change, ChangeState::Withdrawn, draft(actor, "change.withdrawn", *change, change->title));
}

Result<Done> ChangeBoard::review(const Person &actor, ChangeId id, const QString &text)
{
    Result<Change> change = m_parts.store.load(id);
    if (!change)
        return change.error();
    Result<Done> allowed = allow(actor, Deed::Review);
    if (allowed && change->proposer == actor.id)
        allowed =
            Error{Error::Kind::Denied, QStringLiteral("proposer"), tr("Who asked for the emergency cannot review it.")};
    if (allowed && !change->owesReview())
        allowed = Error{Error::Kind::Conflict, QStringLiteral("no review owed"), tr("This change owes no review.")};
    if (allowed && text.trimmed().isEmpty())
        allowed =
            Error{Error::Kind::Malformed, {}, tr("A review needs words: was it right, and what is to be learned?")};
    if (!allowed)
        return refuse(actor, *change, allowed.error());
    change->reviewer = actor.id;
    change->reviewedMs = m_parts.clock.nowMs();
    change->review = text.trimmed();
    return m_parts.store.update(*change, change->version, change->state,
                                draft(actor, "change.reviewed", *change, change->review));
}

} // namespace ringward
