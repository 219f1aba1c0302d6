#include "models/audit/rights.h"
#include "models/changes/changeboard.h"
#include "models/changes/workflow.h"

#include <QCoreApplication>

namespace ringward {

// What the board says before and after an Execution; the rest of it is in changeboard.cpp.

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::ChangeBoard", text);
}

} // namespace

Result<Change> ChangeBoard::start(const Person &actor, ChangeId id)
{
    Result<ChangeFile> file = this->file(id);
    if (!file)
        return file.error();
    Change &change = file->change;
    const qint64 nowMs = m_parts.clock.nowMs();
    Result<Done> allowed = allow(actor, Deed::Execute);
    const bool isRunning = change.state == ChangeState::Running;
    if (allowed && !isRunning)
        allowed = checkMove(change.state, ChangeState::Running);
    if (allowed && nowMs < change.startMs)
        allowed = Error{Error::Kind::Conflict, QStringLiteral("too early"),
                        tr("It is planned for later. Wait until then, or edit it and vote again.")};
    if (allowed && nowMs > change.endsMs)
        allowed = Error{Error::Kind::Conflict, QStringLiteral("too late"),
                        tr("Its time is over. Propose what is left as a new change.")};
    if (allowed && change.kind != ChangeKind::Standard && file->tally.outcome != Tally::Outcome::Approved)
        allowed = Error{Error::Kind::Denied, QStringLiteral("the votes do not verify"),
                        tr("The votes on this version do not satisfy the policy: %1.")
                            .arg(file->tally.missing.join(QStringLiteral(", ")))};
    if (!allowed)
        return refuse(actor, change, allowed.error());
    const AuditDraft why =
        draft(actor, "change.started", change, isRunning ? tr("It goes on where the journal stands.") : change.title);
    const Result<Done> moved = isRunning ? m_parts.store.update(change, change.version, change.state, why)
                                         : moveTo(change, ChangeState::Running, why);
    if (!moved)
        return moved.error();
    return std::move(change);
}

Result<Done> ChangeBoard::stop(const Person &actor, ChangeId id, const QString &what)
{
    Result<Change> change = m_parts.store.load(id);
    if (!change)
        return change.error();
    return moveTo(*change, ChangeState::Stopped, draft(actor, "change.stopped", *change, what));
}

Result<Done> ChangeBoard::finish(const Person &actor, ChangeId id, const QString &what)
{
    Result<Change> change = m_parts.store.load(id);
    if (!change)
        return change.error();
    const Result<Done> allowed = allow(actor, Deed::Execute);
    if (!allowed)
        return refuse(actor, *change, allowed.error());
    return moveTo(*change, ChangeState::Finished, draft(actor, "change.finished", *change, what));
}

} // namespace ringward
