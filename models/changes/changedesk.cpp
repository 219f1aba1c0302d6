#include "models/changes/changedesk.h"

#include "models/audit/auditdeeds.h"
#include "models/audit/rights.h"

#include <QDateTime>
#include <QLocale>
#include <QtConcurrent>
#include <qcorofuture.h>

#include <algorithm>

namespace ringward {

namespace {

constexpr qint64 kHourMs = 3'600'000;

QStringList wardsOf(const Plan &plan)
{
    QStringList wards;
    for (const WardCover &cover : plan.cover)
        wards << cover.ward;
    return wards;
}

Error nobody()
{
    return {Error::Kind::Denied, QStringLiteral("not in the roster"),
            ChangeDesk::tr("Nobody in the roster is at this computer. An admin adds people.")};
}

} // namespace

QString outcomeText(const OperationCounts &counts)
{
    QStringList parts{ChangeDesk::tr("%1 confirmed").arg(counts.of(OperationState::Confirmed))};
    const auto add = [&](OperationState state, const QString &text) {
        if (const int count = counts.of(state))
            parts << text.arg(count);
    };
    add(OperationState::Failed, ChangeDesk::tr("%1 failed"));
    add(OperationState::Unknown, ChangeDesk::tr("%1 unknown"));
    add(OperationState::Sent, ChangeDesk::tr("%1 in flight"));
    add(OperationState::Planned, ChangeDesk::tr("%1 not sent"));
    return parts.join(QStringLiteral(", "));
}

ChangeDesk::ChangeDesk(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
}

ChangeDesk::~ChangeDesk() = default;

void ChangeDesk::setMe(const Person &person)
{
    m_me = person;
    Q_EMIT meChanged();
}

Result<Done> ChangeDesk::refreshMe()
{
    const Result<std::vector<Person>> people = m_parts.roster.people();
    if (!people)
        return people.error();
    if (const Person *now = findPerson(*people, m_me.id); now && *now != m_me)
        setMe(*now);
    return Done{};
}

Async<PublicKey> ChangeDesk::makeMyKey(std::stop_token stop)
{
    const QPointer<ChangeDesk> self(this);
    if (!m_me.id)
        co_return nobody();
    SigningKeys keys(m_parts.keysOf(m_me), m_parts.people);
    auto making = keys.make(m_me, stop);
    const Result<PublicKey> made = co_await std::move(making);
    if (made && self) {
        if (const Result<Done> fresh = self->refreshMe(); !fresh)
            co_return fresh.error();
    }
    co_return made;
}

Async<PlannedMoves> ChangeDesk::plan(std::vector<RingMove> moves, ExecutionLimits limits, qint64 startMs,
                                     std::stop_token stop)
{
    const QPointer<ChangeDesk> self(this);
    const FleetSnapshotPtr fleet = m_parts.hub.current();
    const qint64 nowMs = m_parts.clock.nowMs();
    auto planning = planMoves(m_parts.synchroniser, fleet, moves, limits, nowMs, stop);
    Result<PlannedMoves> planned = co_await std::move(planning);
    if (!planned || !self)
        co_return planned;
    Plan &plan = planned->plan;
    const qint64 fromMs = std::max(startMs, nowMs);
    if (const Parts::Judge judge = self->m_parts.guardrails) {
        using Verdict = std::shared_ptr<Result<std::vector<GuardrailResult>>>;
        auto judging = QtConcurrent::run([judge, fleet, moves, fromMs]() -> Verdict {
            return std::make_shared<Verdict::element_type>(judge(*fleet, moves, fromMs));
        });
        const Verdict verdict = co_await judging;
        if (!*verdict)
            co_return verdict->error();
        plan.guardrails = std::move(**verdict);
        if (!self)
            co_return Error{Error::Kind::Cancelled, {}, {}};
    }
    const Result<std::vector<Freeze>> freezes = self->m_parts.freezes.freezes();
    if (!freezes)
        co_return freezes.error();
    const qint64 lengthMs = std::max<qint64>(kHourMs, plan.steps * qint64(limits.askAgainSec) * 1000);
    plan.freezes = collisions(*freezes, wardsOf(plan), fromMs, fromMs + lengthMs);
    co_return planned;
}

Async<Tally> ChangeDesk::vote(ChangeId change, Choice choice, QString comment, bool noConflict, std::stop_token stop)
{
    const QPointer<ChangeDesk> self(this);
    if (!m_me.id)
        co_return nobody();
    const Person me = m_me;
    const Result<ChangeFile> file = m_parts.board.file(change);
    if (!file)
        co_return file.error();
    SigningKeys keys(m_parts.keysOf(me), m_parts.people);
    auto reading = keys.read(me, stop);
    const Result<Secret> secret = co_await std::move(reading);
    if (!secret)
        co_return secret.error();
    if (!self)
        co_return Error{Error::Kind::Cancelled, {}, {}};
    const Vote unsignedVote{change,
                            file->change.version,
                            hashOf(file->change),
                            me.id,
                            choice,
                            noConflict,
                            comment,
                            self->m_parts.clock.nowMs(),
                            {},
                            {}};
    const Result<Vote> vote = signVote(unsignedVote, *secret);
    if (!vote)
        co_return vote.error();
    Result<Tally> tally = self->m_parts.board.cast(*vote);
    Q_EMIT self->changed();
    co_return tally;
}

Async<AuditHead> ChangeDesk::signHead(std::stop_token stop)
{
    const QPointer<ChangeDesk> self(this);
    const Person me = m_me;
    if (const Result<Done> allowed = me.id ? allow(me, Deed::SignHead) : Result<Done>(nobody()); !allowed)
        co_return allowed.error();
    SigningKeys keys(m_parts.keysOf(me), m_parts.people);
    auto reading = keys.read(me, stop);
    const Result<Secret> secret = co_await std::move(reading);
    if (!secret)
        co_return secret.error();
    if (!self)
        co_return Error{Error::Kind::Cancelled, {}, {}};
    const auto last = self->m_parts.audit.last();
    if (!last || !*last)
        co_return last ? Error{Error::Kind::NotFound, {}, tr("The audit is empty.")} : last.error();
    const auto head = ringward::signHead((*last)->number, (*last)->hash, self->m_parts.clock.nowMs(), me.id, *secret);
    if (!head)
        co_return head.error();
    if (const Result<Done> saved = self->m_parts.audit.saveHead(*head); !saved)
        co_return saved.error();
    co_return *head;
}

Result<Done> ChangeDesk::checkFreezes(const Change &change) const
{
    if (change.kind == ChangeKind::Emergency)
        return Done{};
    const Result<std::vector<Freeze>> freezes = m_parts.freezes.freezes();
    if (!freezes)
        return freezes.error();
    const qint64 nowMs = m_parts.clock.nowMs();
    for (const FreezeHit &hit : collisions(*freezes, wardsOf(change.plan), nowMs, nowMs + 1)) {
        const std::vector<FreezeHit> &approved = change.plan.freezes;
        if (std::find(approved.begin(), approved.end(), hit) != approved.end())
            continue;
        return Error{
            Error::Kind::Conflict, QStringLiteral("freeze %1").arg(hit.name),
            tr("“%1” holds until %2, and who approved this did not see it. Start it then, or ask for an "
               "emergency.")
                .arg(hit.name, QLocale().toString(QDateTime::fromMSecsSinceEpoch(hit.toMs), QLocale::ShortFormat))};
    }
    return Done{};
}

Result<Done> ChangeDesk::run(ChangeId id, bool retry)
{
    if (m_running.contains(id))
        return Error{Error::Kind::Conflict, reference(id), tr("%1 is running already.").arg(reference(id))};
    if (!m_me.id)
        return nobody();
    const Result<ChangeFile> file = m_parts.board.file(id);
    if (!file)
        return file.error();
    if (const Result<Done> isQuiet = checkFreezes(file->change); !isQuiet)
        return isQuiet;
    Result<Change> change = m_parts.board.start(m_me, id);
    if (!change)
        return change.error();
    const Synchroniser &synchroniser = m_parts.synchroniser;
    auto execution = std::make_unique<Execution>(
        Execution::Parts{m_parts.journal, m_parts.clock,
                         [&synchroniser](SourceId source) { return synchroniser.writable(source); }, m_parts.performer},
        std::move(*change), m_me);
    connect(execution.get(), &Execution::progressed, this, [this, id] { Q_EMIT progressed(id); });
    connect(execution.get(), &Execution::ended, this,
            [this, id](const Execution::Outcome &outcome) { take(id, outcome); });
    if (const Result<Done> started = execution->start(retry); !started) {
        const Result<Done> stopped = m_parts.board.stop(m_me, id, userMessage(started.error()));
        return stopped ? started : stopped;
    }
    m_running.emplace(id, std::move(execution));
    Q_EMIT changed();
    return Done{};
}

void ChangeDesk::take(ChangeId id, const Execution::Outcome &reached)
{
    Execution::Outcome outcome = reached;
    const auto running = m_running.find(id);
    if (running != m_running.end()) {
        running->second.release()->deleteLater(); // it is its own signal that brought us here
        m_running.erase(running);
    }
    QString text = outcomeText(outcome.counts);
    if (outcome.error)
        text += QStringLiteral(". ") + userMessage(*outcome.error);
    const bool isDone = outcome.kind == Execution::Outcome::Kind::Finished;
    const Result<Done> noted = isDone ? m_parts.board.finish(m_me, id, text) : m_parts.board.stop(m_me, id, text);
    if (!noted && !outcome.error)
        outcome.error = noted.error();
    Q_EMIT changed();
    Q_EMIT ended(id, outcome);
}

void ChangeDesk::cancel(ChangeId change)
{
    if (const auto running = m_running.find(change); running != m_running.end())
        running->second->cancel();
}

const Execution *ChangeDesk::execution(ChangeId change) const
{
    const auto running = m_running.find(change);
    return running == m_running.end() ? nullptr : running->second.get();
}

std::optional<std::vector<Operation>> ChangeDesk::running(ChangeId change) const
{
    const Execution *const here = execution(change);
    return here ? std::optional(here->operations()) : std::nullopt;
}

Result<std::vector<Operation>> ChangeDesk::operations(ChangeId change) const
{
    if (auto here = running(change))
        return std::move(*here);
    return m_parts.journal.load(change);
}

Result<Done> ChangeDesk::switchWriting(SourceId id, bool on)
{
    if (!m_me.id)
        return nobody();
    if (const Result<Done> allowed = allow(m_me, Deed::ManageSources); !allowed)
        return allowed;
    for (const SourceStatus &status : m_parts.synchroniser.sources()) {
        if (status.config.id != id)
            continue;
        // The decision is in the audit before it has an effect.
        const QString text = on ? tr("Writing to “%1” switched on.") : tr("Writing to “%1” switched off.");
        const auto noted =
            m_parts.audit.append(draftOf(m_me, m_parts.clock, "source.writing",
                                         QStringLiteral("source %1").arg(id.value), text.arg(status.config.name)));
        if (!noted)
            return noted.error();
        SourceConfig config = status.config;
        config.writing = on;
        const Result<SourceId> saved = m_parts.synchroniser.saveSource(config);
        return saved ? Result<Done>(Done{}) : saved.error();
    }
    return Error{Error::Kind::NotFound, QStringLiteral("source %1").arg(id.value), tr("There is no such source.")};
}

} // namespace ringward
