#include "app/ctl/changeswrite.h"

#include "app/ctl/syncwait.h"
#include "models/audit/rights.h"
#include "models/base/counted.h"
#include "models/changes/icsimport.h"
#include "models/fleet/filter.h"
#include "models/fleet/fleetquery.h"

#include <QFile>
#include <QPromise>
#include <qcorofuture.h>

#include <algorithm>

namespace ringward::ctl {

namespace {

using Words = QStringList;
using Parser = QCommandLineParser;

int finish(const Result<Done> &done, Composition &composition, ChangeId change, Output &out)
{
    return done ? showChange(composition, change, out) : out.fail(done.error());
}

/// By the word of its kind, or by its category: "agent", "os", "rapid response".
std::optional<Stream> streamNamed(const FleetSnapshot &fleet, const QString &text)
{
    for (const Stream &stream : fleet.names().streams()) {
        const QString name = stream.category.isEmpty() ? word(stream.kind) : stream.category;
        if (name.compare(text, Qt::CaseInsensitive) == 0)
            return stream;
    }
    return std::nullopt;
}

std::optional<RingName> ringNamed(const FleetSnapshot &fleet, const QString &text)
{
    for (const RingName &ring : fleet.names().rings()) {
        if (!ring.name.isEmpty() && ring.name.compare(text, Qt::CaseInsensitive) == 0)
            return ring;
    }
    return std::nullopt;
}

struct Wish {
    Proposal proposal;
    std::vector<RingMove> moves;
    ExecutionLimits limits;
};

bool readLimits(const Parser &parser, ExecutionLimits &limits)
{
    const std::array<std::pair<const char *, int *>, 5> numbers{{{"at-once", &limits.atOnce},
                                                                 {"per-ward", &limits.perWard},
                                                                 {"stop-after", &limits.stopAfter},
                                                                 {"read-back", &limits.readBackSec},
                                                                 {"ask-again", &limits.askAgainSec}}};
    for (const auto &[name, number] : numbers) {
        const QString text = parser.value(QString::fromLatin1(name));
        bool isNumber = true;
        if (!text.isEmpty())
            *number = text.toInt(&isNumber);
        if (!isNumber || *number < 1)
            return false;
    }
    return true;
}

std::optional<Wish> readWish(const FleetSnapshot &fleet, qint64 nowMs, const Parser &parser, Output &out)
{
    const auto value = [&](const char *name) {
        return parser.value(QString::fromLatin1(name));
    };
    const auto wrong = [&](const QString &text) {
        out.complain(text);
        return std::nullopt;
    };
    Wish wish;
    const auto kind = changeKindFromWord(value("kind"));
    const Filter filter = Filter::parse(value("filter"));
    const auto stream = streamNamed(fleet, value("stream"));
    const auto ring = ringNamed(fleet, value("to"));
    if (!kind)
        return wrong(tr("--kind is standard, normal or emergency."));
    if (value("filter").isEmpty() || !filter.isValid())
        return wrong(tr("--filter names the devices: %1").arg(filter.diagnosis().message));
    if (!stream)
        return wrong(tr("No source tells a stream “%1”.").arg(value("stream")));
    if (!ring)
        return wrong(tr("No source tells a ring “%1”.").arg(value("to")));
    if (!readLimits(parser, wish.limits))
        return wrong(tr("--at-once, --per-ward, --stop-after, --read-back and --ask-again take whole numbers from 1."));
    if (!value("start").isEmpty()) {
        const QDateTime start = QDateTime::fromString(value("start"), Qt::ISODate);
        if (!start.isValid())
            return wrong(tr("--start takes a time like 2026-09-08T13:00:00Z."));
        wish.proposal.startMs = start.toMSecsSinceEpoch();
    }
    wish.proposal.kind = *kind;
    wish.proposal.title = value("title");
    wish.proposal.why = value("why");
    wish.proposal.risk = value("risk");
    wish.proposal.wayBack = value("way-back");
    wish.proposal.templateName = value("template");
    const std::optional<RowSet> set = filter.match(fleet, nowMs);
    wish.moves = movesTo(fleet, *sortedRows(fleet, &*set, DeviceKey::Host, Qt::AscendingOrder), *stream, *ring);
    return wish;
}

QCoro::Task<int> propose(Composition &composition, Words, const Parser &parser, Output &out)
{
    co_await restored(composition.synchroniser());
    std::vector<SourceId> sources; // a plan is made of what they tell now
    for (const SourceStatus &status : composition.synchroniser().sources())
        sources.push_back(status.config.id);
    auto syncing = syncAndSave(composition, sources);
    if (const Result<Done> synced = co_await std::move(syncing); !synced)
        co_return out.fail(synced.error());
    std::optional<Wish> wish = readWish(*composition.hub().current(), composition.clock().nowMs(), parser, out);
    if (!wish)
        co_return WrongUsage;
    ChangeDesk &desk = composition.changes().desk();
    auto planning = desk.plan(wish->moves, wish->limits, wish->proposal.startMs, {});
    Result<PlannedMoves> planned = co_await std::move(planning);
    if (!planned)
        co_return out.fail(planned.error());
    wish->proposal.plan = std::move(planned->plan);
    const Result<ChangeId> id = desk.board().propose(desk.me(), wish->proposal);
    if (!id)
        co_return out.fail(id.error());
    for (const ringward::Refusal &refusal : planned->refused)
        out.complain(refusal.where + QStringLiteral(": ") + refusal.reason);
    const int code = showChange(composition, *id, out);
    co_return code == AllDone && !planned->refused.empty() ? SomeRefused : code;
}

QCoro::Task<int> vote(Composition &composition, Words words, const Parser &parser, Output &out)
{
    const auto id = changeNamed(words[0], out);
    const auto choice = choiceFromWord(words[1]);
    if (!choice)
        out.complain(tr("A vote is yes, no or abstain."));
    if (!id || !choice)
        co_return WrongUsage;
    auto voting = composition.changes().desk().vote(*id, *choice, parser.value(QStringLiteral("comment")),
                                                    !parser.isSet(QStringLiteral("conflict")), {});
    const Result<Tally> tally = co_await std::move(voting);
    co_return tally ? showChange(composition, *id, out) : out.fail(tally.error());
}

} // namespace

QCoro::Task<Execution::Outcome> ended(ChangeDesk &desk, ChangeId id)
{
    auto promise = std::make_shared<QPromise<Execution::Outcome>>();
    promise->start();
    QObject context;
    QObject::connect(&desk, &ChangeDesk::ended, &context,
                     [promise, id](ChangeId which, const Execution::Outcome &outcome) {
                         if (which != id)
                             return;
                         promise->addResult(outcome);
                         promise->finish();
                     });
    auto future = promise->future();
    co_return co_await future;
}

namespace {

QCoro::Task<int> carryOut(Composition &composition, Words words, bool retry, Output &out)
{
    const auto id = changeNamed(words[0], out);
    if (!id)
        co_return WrongUsage;
    ChangeDesk &desk = composition.changes().desk();
    auto ending = ended(desk, *id);
    if (const Result<Done> started = desk.run(*id, retry); !started)
        co_return out.fail(started.error());
    const Execution::Outcome outcome = co_await std::move(ending);
    if (outcome.error)
        out.complain(userMessage(*outcome.error));
    const int code = showChange(composition, *id, out);
    if (!out.isJson())
        out.line(outcomeText(outcome.counts));
    co_return outcome.kind == Execution::Outcome::Kind::Finished ? code : int(Failed);
}

QCoro::Task<int> run(Composition &composition, Words words, const Parser &, Output &out)
{
    auto carrying = carryOut(composition, words, false, out);
    co_return co_await std::move(carrying);
}

QCoro::Task<int> retry(Composition &composition, Words words, const Parser &, Output &out)
{
    auto carrying = carryOut(composition, words, true, out);
    co_return co_await std::move(carrying);
}

QCoro::Task<int> withdraw(Composition &composition, Words words, const Parser &, Output &out)
{
    const auto id = changeNamed(words[0], out);
    ChangeOffice &office = composition.changes();
    co_return id ? finish(office.board().withdraw(office.desk().me(), *id), composition, *id, out) : int(WrongUsage);
}

QCoro::Task<int> comment(Composition &composition, Words words, const Parser &, Output &out)
{
    const auto id = changeNamed(words.takeFirst(), out);
    ChangeOffice &office = composition.changes();
    co_return id ? finish(office.board().comment(office.desk().me(), *id, words.join(u' ')), composition, *id, out)
                 : int(WrongUsage);
}

QCoro::Task<int> review(Composition &composition, Words words, const Parser &, Output &out)
{
    const auto id = changeNamed(words.takeFirst(), out);
    ChangeOffice &office = composition.changes();
    co_return id ? finish(office.board().review(office.desk().me(), *id, words.join(u' ')), composition, *id, out)
                 : int(WrongUsage);
}

QStringList scopesOf(const FleetSnapshot &fleet)
{
    QStringList scopes;
    for (const Ward &ward : fleet.names().wards())
        scopes << ward.siteCode << wardLabel(ward);
    scopes.removeDuplicates();
    return scopes;
}

QCoro::Task<int> freeze(Composition &composition, Words words, const Parser &, Output &out)
{
    ChangeOffice &office = composition.changes();
    const Person me = office.desk().me();
    if (const Result<Done> allowed = allow(me, Deed::EditCalendar); !allowed)
        co_return out.fail(allowed.error());
    QFile file(words[0]);
    if (!file.open(QIODevice::ReadOnly)) {
        out.complain(tr("%1 cannot be read: %2").arg(words[0], file.errorString()));
        co_return Failed;
    }
    const auto import =
        importIcs(file.read(8 << 20), scopesOf(*composition.hub().current()), QTimeZone::systemTimeZone());
    if (!import)
        co_return out.fail(import.error());
    const auto noted = office.audit().append(
        draftOf(me, composition.clock(), "freeze.changed", {},
                tr("%1 from %2").arg(counted(qint64(import->freezes.size()), Noun::Freeze), words[0])));
    if (!noted)
        co_return out.fail(noted.error());
    for (const Freeze &each : import->freezes) {
        if (const Result<FreezeId> saved = office.freezes().save(each); !saved)
            co_return out.fail(saved.error());
    }
    for (const IcsImport::Refused &refused : import->refused)
        out.complain(refused.what + QStringLiteral(": ") + refused.reason);
    const int code = listFreezes(composition, out);
    co_return code == AllDone && !import->refused.empty() ? int(SomeRefused) : code;
}

constexpr std::array kVerbs{
    ChangeVerb{"propose", 0, 0, propose},   ChangeVerb{"vote", 2, 2, vote},
    ChangeVerb{"run", 1, 1, run},           ChangeVerb{"retry", 1, 1, retry},
    ChangeVerb{"withdraw", 1, 1, withdraw}, ChangeVerb{"comment", 2, 999, comment},
    ChangeVerb{"review", 2, 999, review},   ChangeVerb{"freeze", 1, 1, freeze},
};

} // namespace

std::span<const ChangeVerb> changeVerbs()
{
    return kVerbs;
}

void addProposalOptions(QCommandLineParser &parser)
{
    const auto option = [&](const char *name, const QString &text, const char *value, const char *initial = "") {
        parser.addOption({QString::fromLatin1(name), text, QString::fromLatin1(value), QString::fromLatin1(initial)});
    };
    option("title", tr("propose: what will happen."), "TEXT");
    option("why", tr("propose: what it is for."), "TEXT");
    option("risk", tr("propose: what could go wrong."), "TEXT");
    option("way-back", tr("propose: what is done when it goes wrong."), "TEXT");
    option("kind", tr("propose: standard, normal or emergency."), "KIND", "normal");
    option("template", tr("propose: the template of a standard change."), "NAME");
    option("filter", tr("propose: which devices, as in the console."), "LINE");
    option("stream", tr("propose: agent, os, or a content category."), "NAME", "rapid response");
    option("to", tr("propose: the ring to move them to."), "RING");
    option("start", tr("propose: not before this time."), "TIME");
    option("at-once", tr("propose: devices in flight together."), "N");
    option("per-ward", tr("propose: of those, in one ward."), "N");
    option("stop-after", tr("propose: failures that stop it."), "N");
    option("read-back", tr("propose: how long the source may take to tell the new state."), "SECONDS");
    option("ask-again", tr("propose: how often it is asked."), "SECONDS");
}

} // namespace ringward::ctl
