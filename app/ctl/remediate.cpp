#include "app/ctl/changedocument.h"
#include "app/ctl/changeswrite.h"
#include "app/ctl/remedydocument.h"
#include "app/ctl/syncwait.h"
#include "models/fleet/filter.h"
#include "models/fleet/fleetquery.h"

#include <QJsonArray>

#include <algorithm>
#include <limits>

namespace ringward::ctl {

namespace {

using Parser = QCommandLineParser;

int wrong(Output &out, const QString &text)
{
    out.complain(text);
    return WrongUsage;
}

/// The devices of --filter, by host.
std::optional<std::vector<DeviceId>> devicesOf(const Composition &, const FleetSnapshot &fleet, qint64 nowMs,
                                               const Parser &parser, Output &out)
{
    const Filter filter = Filter::parse(parser.value(QStringLiteral("filter")));
    if (!parser.isSet(QStringLiteral("filter")) || !filter.isValid()) {
        out.complain(filter.isValid() ? tr("--filter names the devices.")
                                      : tr("--filter names the devices: %1").arg(filter.diagnosis().message));
        return std::nullopt;
    }
    const std::optional<RowSet> set = filter.match(fleet, nowMs);
    std::vector<DeviceId> devices;
    const auto rows = sortedRows(fleet, &*set, DeviceKey::Host, Qt::AscendingOrder);
    for (const Row row : *rows)
        devices.push_back(fleet.id(row));
    return devices;
}

std::optional<ParameterValues> valuesOf(const Parser &parser, Output &out)
{
    ParameterValues values;
    for (const QString &given : parser.values(QStringLiteral("set"))) {
        const qsizetype equals = given.indexOf(u'=');
        if (equals < 1) {
            out.complain(tr("--set takes NAME=VALUE."));
            return std::nullopt;
        }
        values.insert_or_assign(given.left(equals), given.mid(equals + 1));
    }
    return values;
}

int listRunbooks(RemedyDesk &desk, Output &out)
{
    const RunbookLibrary &library = desk.library();
    if (out.isJson()) {
        for (const Runbook &runbook : library.runbooks)
            out.entry(toJson(runbook));
    } else {
        const std::vector<TableColumn> heads{{tr("Runbook"), false}, {tr("Title"), false}, {tr("Takes"), false}};
        out.table(heads, library.runbooks.size(), [&](std::size_t row, std::size_t column) -> QString {
            const Runbook &runbook = library.runbooks[row];
            QStringList takes;
            for (const RunbookParameter &each : runbook.parameters)
                takes << (each.initial.isEmpty() ? each.name : QStringLiteral("[%1]").arg(each.name));
            const std::array texts{runbook.id, runbook.title, takes.join(u' ')};
            return texts[column];
        });
    }
    for (const RefusedRunbook &refused : library.refused)
        out.complain(refused.file + QStringLiteral(": ") + refused.reason);
    return library.refused.empty() ? AllDone : SomeRefused;
}

/// What the sources tell now is what a plan is made of.
QCoro::Task<bool> freshen(Composition &composition, Output &out)
{
    co_await restored(composition.synchroniser());
    std::vector<SourceId> sources;
    for (const SourceStatus &status : composition.synchroniser().sources())
        sources.push_back(status.config.id);
    auto syncing = syncAndSave(composition, sources);
    const Result<Done> synced = co_await std::move(syncing);
    if (!synced)
        (void)out.fail(synced.error());
    co_return synced.has_value();
}

QCoro::Task<int> planOrPropose(Composition &composition, const Parser &parser, bool proposes, Output &out)
{
    RemedyDesk &desk = composition.changes().remedies();
    const auto kind = changeKindFromWord(parser.value(QStringLiteral("kind")));
    if (!kind)
        co_return wrong(out, tr("--kind is normal or emergency."));
    const Runbook *runbook = desk.library().find(parser.value(QStringLiteral("runbook")));
    if (!runbook)
        co_return wrong(out, tr("--runbook names one of: “ringwardctl remediate runbooks”."));
    auto freshening = freshen(composition, out);
    if (!co_await std::move(freshening))
        co_return Failed;
    const FleetSnapshotPtr fleet = composition.hub().current();
    const auto devices = devicesOf(composition, *fleet, composition.clock().nowMs(), parser, out);
    const auto values = valuesOf(parser, out);
    if (!devices || !values)
        co_return WrongUsage;
    ExecutionLimits limits = remedyLimits(devices->size());
    for (const auto &[name, number] : {std::pair("at-once", &limits.atOnce), std::pair("per-ward", &limits.perWard),
                                       std::pair("stop-after", &limits.stopAfter)}) {
        const QString text = parser.value(QString::fromLatin1(name));
        bool isNumber = true;
        if (!text.isEmpty())
            *number = text.toInt(&isNumber);
        if (!isNumber || *number < 1)
            co_return wrong(out, tr("--at-once, --per-ward and --stop-after take whole numbers from 1."));
    }
    RemedyWish wish{*runbook, *values, *devices, limits, parser.value(QStringLiteral("override-in-use"))};
    auto planning = desk.plan(std::move(wish), 0, {});
    const Result<PlannedRemedy> planned = co_await std::move(planning);
    if (!planned)
        co_return out.fail(planned.error());
    for (const Refusal &refusal : planned->refused)
        out.complain(refusal.where + QStringLiteral(": ") + refusal.reason);
    const bool isBlocked = std::any_of(planned->plan.guardrails.begin(), planned->plan.guardrails.end(),
                                       [](const auto &each) { return each.state == GuardrailResult::State::Blocks; });
    if (!proposes) {
        if (out.isJson())
            out.document(toJson(*planned, *fleet));
        else
            print(*planned, out);
        co_return isBlocked ? Failed : planned->refused.empty() ? AllDone : SomeRefused;
    }
    const Result<ChangeId> id =
        desk.propose(*kind, parser.value(QStringLiteral("title")), parser.value(QStringLiteral("why")), *planned);
    if (!id)
        co_return out.fail(id.error());
    const int code = showChange(composition, *id, out);
    co_return code == AllDone && !planned->refused.empty() ? int(SomeRefused) : code;
}

int showStatus(Composition &composition, const QStringList &words, Output &out)
{
    RemedyDesk &desk = composition.changes().remedies();
    if (!words.isEmpty()) {
        const auto id = changeNamed(words[0], out);
        if (!id)
            return WrongUsage;
        const Result<Campaign> campaign = desk.campaign(*id);
        if (!campaign)
            return out.fail(campaign.error());
        if (out.isJson())
            out.document(toJson(*campaign));
        else
            print(*campaign, out);
        return AllDone;
    }
    const Result<std::vector<Change>> campaigns = desk.campaigns();
    const Result<std::vector<ModeEntry>> open = desk.openModes();
    if (!campaigns || !open)
        return out.fail(!campaigns ? campaigns.error() : open.error());
    if (out.isJson()) {
        QJsonArray list, modes;
        for (const Change &change : *campaigns)
            list.append(QJsonObject{{QStringLiteral("change"), reference(change.id)},
                                    {QStringLiteral("state"), word(change.state)},
                                    {QStringLiteral("title"), change.title}});
        for (const ModeEntry &mode : *open)
            modes.append(toJson(mode));
        out.document({{QStringLiteral("campaigns"), list}, {QStringLiteral("may_be_in_safe_mode"), modes}});
        return AllDone;
    }
    for (const Change &change : *campaigns)
        out.line(QStringLiteral("%1  %2  %3").arg(reference(change.id), label(change.state), change.title));
    print(*open, out);
    return AllDone;
}

QCoro::Task<int> carryOut(Composition &composition, const QStringList &words, bool retry, Output &out)
{
    const auto id = changeNamed(words[0], out);
    if (!id)
        co_return WrongUsage;
    co_await restored(composition.synchroniser());
    ChangeDesk &desk = composition.changes().desk();
    auto ending = ended(desk, *id);
    if (const Result<Done> started = desk.run(*id, retry); !started)
        co_return out.fail(started.error());
    const Execution::Outcome outcome = co_await std::move(ending);
    if (outcome.error)
        out.complain(userMessage(*outcome.error));
    const int code = showStatus(composition, words, out);
    co_return outcome.kind == Execution::Outcome::Kind::Finished ? code : int(Failed);
}

QCoro::Task<int> showReach(Composition &composition, const Parser &parser, Output &out)
{
    auto freshening = freshen(composition, out);
    if (!co_await std::move(freshening))
        co_return Failed;
    const FleetSnapshotPtr fleet = composition.hub().current();
    const auto devices = devicesOf(composition, *fleet, composition.clock().nowMs(), parser, out);
    if (!devices)
        co_return WrongUsage;
    auto asking = composition.changes().remedies().reachOf(*devices, {});
    const Result<std::vector<RemedyDevice>> told = co_await std::move(asking);
    if (!told)
        co_return out.fail(told.error());
    std::vector<Preflight> all;
    for (const RemedyDevice &device : *told) {
        all.push_back(device.preflight);
        if (out.isJson())
            out.entry(toJson(device, *fleet));
    }
    if (!out.isJson())
        print(summaryOf(all), out);
    co_return AllDone;
}

int settle(Composition &composition, QStringList words, bool isDone, Output &out)
{
    const auto id = changeNamed(words.takeFirst(), out);
    if (!id)
        return WrongUsage;
    RemedyDesk &desk = composition.changes().remedies();
    const Result<Campaign> campaign = desk.campaign(*id);
    if (!campaign)
        return out.fail(campaign.error());
    const QString host = words.takeFirst(), step = words.takeFirst();
    for (quint32 number = 0; number < campaign->devices.size(); ++number) {
        if (campaign->devices[number].call.host.compare(host, Qt::CaseInsensitive) != 0)
            continue;
        const Result<Done> settled = desk.settle(*id, number, step, isDone, words.join(u' '));
        return settled ? showStatus(composition, {reference(*id)}, out) : out.fail(settled.error());
    }
    return wrong(out, tr("%1 is no device of %2.").arg(host, reference(*id)));
}

QCoro::Task<int> look(Composition &composition, Output &out)
{
    co_await restored(composition.synchroniser());
    auto looking = composition.changes().remedies().lookAgain({});
    const Result<Done> looked = co_await std::move(looking);
    co_return looked ? showStatus(composition, {}, out) : out.fail(looked.error());
}

} // namespace

QCoro::Task<int> runRemediate(Call call, Output out)
{
    QCommandLineParser parser;
    addIdentityOptions(parser);
    const auto option = [&](const char *name, const QString &text, const char *value, const char *initial = "") {
        parser.addOption({QString::fromLatin1(name), text, QString::fromLatin1(value), QString::fromLatin1(initial)});
    };
    option("runbook", tr("plan, propose: which runbook."), "ID");
    option("set", tr("plan, propose: a value of the runbook; may be given several times."), "NAME=VALUE");
    option("filter", tr("plan, propose, reach: which devices, as in the console."), "LINE");
    option("kind", tr("propose: normal or emergency."), "KIND", "normal");
    option("title", tr("propose: what will happen."), "TEXT");
    option("why", tr("propose: what it is for."), "TEXT");
    option("override-in-use", tr("plan, propose: who answers for machines that are in use."), "NAME");
    option("at-once", tr("plan, propose: devices at work together."), "N");
    option("per-ward", tr("plan, propose: of those, in one ward."), "N");
    option("stop-after", tr("plan, propose: failures that stop it."), "N");
    if (const auto end = readArguments(parser, "remediate", call, out, 0, std::numeric_limits<qsizetype>::max()))
        co_return *end;
    QStringList words = parser.positionalArguments();
    const QString verb = words.isEmpty() ? QStringLiteral("status") : words.takeFirst();
    struct Shape {
        const char *verb;
        qsizetype fewest, most;
        bool asksWho;
    };
    static constexpr std::array kShapes{Shape{"runbooks", 0, 0, false}, Shape{"reach", 0, 0, false},
                                        Shape{"plan", 0, 0, false},     Shape{"propose", 0, 0, true},
                                        Shape{"run", 1, 1, true},       Shape{"retry", 1, 1, true},
                                        Shape{"status", 0, 1, false},   Shape{"look", 0, 0, true},
                                        Shape{"done", 3, 99, true},     Shape{"cannot", 3, 99, true}};
    const auto shape = std::find_if(kShapes.begin(), kShapes.end(),
                                    [&](const Shape &each) { return verb == QLatin1StringView(each.verb); });
    if (shape == kShapes.end() || words.size() < shape->fewest || words.size() > shape->most)
        co_return wrong(out, tr("That is not how it is used. “ringwardctl remediate --help” says how."));
    auto opened = openExisting(call);
    if (!opened)
        co_return out.fail(opened.error());
    Composition &composition = **opened;
    if (shape->asksWho) {
        auto signing = signIn(composition, parser);
        const Result<Person> person = co_await std::move(signing);
        if (!person)
            co_return out.fail(person.error());
    }
    if (verb == u"runbooks")
        co_return listRunbooks(composition.changes().remedies(), out);
    if (verb == u"status")
        co_return showStatus(composition, words, out);
    if (verb == u"done" || verb == u"cannot")
        co_return settle(composition, words, verb == u"done", out);
    if (verb == u"run" || verb == u"retry") {
        auto carrying = carryOut(composition, words, verb == u"retry", out);
        co_return co_await std::move(carrying);
    }
    if (verb == u"look") {
        auto looking = look(composition, out);
        co_return co_await std::move(looking);
    }
    if (verb == u"reach") {
        auto showing = showReach(composition, parser, out);
        co_return co_await std::move(showing);
    }
    auto planning = planOrPropose(composition, parser, verb == u"propose", out);
    co_return co_await std::move(planning);
}

} // namespace ringward::ctl
