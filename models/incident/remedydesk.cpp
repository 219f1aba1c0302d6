#include "models/incident/remedydesk.h"

#include "models/audit/auditdeeds.h"
#include "models/audit/rights.h"
#include "models/incident/remedyguard.h"
#include "models/incident/safemodewatch.h"

#include <algorithm>

namespace ringward {

namespace {

constexpr qint64 kHourMs = 3'600'000;

} // namespace

RemedyDesk::RemedyDesk(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
    const QPointer<RemedyDesk> self(this);
    const auto stepped = [self](const StepPlace &place) {
        if (!self)
            return;
        Q_EMIT self->stepped(place.change);
        Q_EMIT self->modesChanged();
    };
    const auto objection = [&hub = m_parts.desk.parts().hub](DeviceId device, const std::set<DeviceId> &underWay) {
        return objectionTo(*hub.current(), device, underWay);
    };
    m_performer = std::make_shared<RunbookPerformer>(
        RunbookPerformer::Parts{m_parts.ledger, m_parts.desk.parts().clock, m_parts.pollMs, stepped, objection});
    m_parts.desk.setPerformer(m_performer);
    reloadLibrary();
}

void RemedyDesk::reloadLibrary()
{
    m_library = loadRunbooks(m_parts.ownRunbooks);
}

Async<PlannedRemedy> RemedyDesk::plan(RemedyWish wish, qint64 startMs, std::stop_token stop)
{
    const QPointer<RemedyDesk> self(this);
    const ChangeDesk::Parts &parts = m_parts.desk.parts();
    const qint64 nowMs = parts.clock.nowMs();
    auto planning = planRemedy(parts.synchroniser, parts.hub.current(), std::move(wish), m_parts.keys, nowMs, stop);
    Result<PlannedRemedy> planned = co_await std::move(planning);
    if (!planned || !self)
        co_return planned;
    const Result<std::vector<Freeze>> freezes = self->m_parts.desk.parts().freezes.freezes();
    if (!freezes)
        co_return freezes.error();
    QStringList wards;
    for (const WardCover &cover : planned->plan.cover)
        wards << cover.ward;
    const qint64 fromMs = std::max(startMs, nowMs);
    planned->plan.freezes =
        collisions(*freezes, wards, fromMs, fromMs + kHourMs * std::max<int>(1, planned->plan.steps / 4));
    co_return planned;
}

Async<std::vector<RemedyDevice>> RemedyDesk::reachOf(std::vector<DeviceId> devices, std::stop_token stop)
{
    const ChangeDesk::Parts &parts = m_parts.desk.parts();
    auto asking = askReach(parts.synchroniser, parts.hub.current(), std::move(devices), m_parts.keys, stop);
    co_return co_await std::move(asking);
}

Result<ChangeId> RemedyDesk::propose(ChangeKind kind, const QString &title, const QString &why,
                                     const PlannedRemedy &planned)
{
    Proposal proposal;
    proposal.kind = kind;
    proposal.title = title;
    proposal.why = why;
    proposal.risk = planned.filled.risk;
    proposal.wayBack = planned.filled.wayBackWords;
    proposal.plan = planned.plan;
    return m_parts.desk.board().propose(m_parts.desk.me(), proposal);
}

Result<Campaign> RemedyDesk::campaign(ChangeId change) const
{
    return readCampaign(books(), change, m_parts.desk.running(change), openModes());
}

std::function<CampaignReading()> RemedyDesk::reading(ChangeId change) const
{
    return [books = books(), change, running = m_parts.desk.running(change)] {
        CampaignReading made{readCampaigns(books), books.ledger.openModes(), change, {}};
        if (change)
            made.campaign = readCampaign(books, change, running, made.modes);
        return made;
    };
}

Result<Done> RemedyDesk::settle(ChangeId id, quint32 number, const QString &step, bool isDone, const QString &words)
{
    const Person &me = m_parts.desk.me();
    if (const Result<Done> allowed = allow(me, Deed::Execute); !allowed)
        return allowed;
    const Result<Campaign> known = campaign(id);
    if (!known)
        return known.error();
    if (number >= known->devices.size() || !known->runbook.step(step))
        return Error{Error::Kind::NotFound, step, tr("There is no such step.")};
    const CampaignDevice &device = known->devices[number];
    const QString said = isDone ? tr("done, says %1").arg(me.name) : tr("could not be done, says %1").arg(me.name);
    const QString evidence = words.trimmed().isEmpty() ? said : said + QStringLiteral(": ") + words.trimmed();
    const StepPlace place{id, number, std::max(1, device.operation.attempts)};
    const Clock &clock = m_parts.desk.parts().clock;
    if (const Result<Done> settled = settleByPerson(m_parts.ledger, place, step, isDone, evidence, clock.nowMs());
        !settled)
        return settled;
    const QString text = tr("%1, step “%2”: %3").arg(device.call.host, known->runbook.step(step)->title, evidence);
    const auto noted = m_parts.desk.parts().audit.append(draftOf(me, clock, "step.settled", reference(id), text));
    if (!noted)
        return noted.error();
    Q_EMIT stepped(id);
    return Done{};
}

bool RemedyDesk::isUnderWay(const ModeEntry &mode) const
{
    const Execution *execution = m_parts.desk.execution(mode.change);
    if (!execution || mode.number >= execution->operations().size())
        return false;
    return execution->operations()[mode.number].state == OperationState::Sent;
}

std::vector<AttentionRow> RemedyDesk::attention(const std::vector<ModeEntry> &open) const
{
    return safeModeAttention(open, m_parts.desk.parts().clock.nowMs(),
                             [this](const ModeEntry &mode) { return isUnderWay(mode); });
}

Async<Done> RemedyDesk::lookAgain(std::stop_token stop)
{
    const QPointer<RemedyDesk> self(this);
    const Result<std::vector<ModeEntry>> open = openModes();
    if (!open)
        co_return open.error();
    for (const ModeEntry &mode : *open) {
        if (self->isUnderWay(mode))
            continue;
        const Result<ChangeFile> file = self->m_parts.desk.board().file(mode.change);
        if (!file || mode.number >= file->change.plan.calls.size())
            continue;
        const PlannedCall &call = file->change.plan.calls[mode.number];
        // Looking needs the same permission as acting: a script runs on the machine.
        const Result<std::shared_ptr<Source>> source = self->m_parts.desk.parts().synchroniser.writable(call.source);
        if (!source)
            co_return source.error();
        const auto performer = self->m_performer;
        const PerformerJob job{std::make_shared<const Change>(file->change), mode.number, 1, *source};
        auto looking = performer->lookAgain(job, stop);
        const Result<bool> looked = co_await std::move(looking);
        if (!self || stop.stop_requested())
            co_return Error{Error::Kind::Cancelled, {}, {}};
        if (!looked && looked.error().kind == Error::Kind::Storage)
            co_return looked.error();
    }
    Q_EMIT self->modesChanged();
    co_return Done{};
}

} // namespace ringward
