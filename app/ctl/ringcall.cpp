#include "app/ctl/ringcall.h"

#include "app/changeoffice.h"
#include "models/base/counted.h"
#include "models/fleet/streamlookup.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>
#include <array>

namespace ringward::ctl {

namespace {

QString stateWord(GuardrailResult::State state)
{
    static constexpr std::array kWords{"holds", "near", "waived", "blocks", "not told"};
    return tr(kWords[std::size_t(state)]);
}

} // namespace

void addStreamOption(QCommandLineParser &parser)
{
    parser.addOption(
        {QStringLiteral("stream"),
         tr("Which stream: agent, os, or a content category such as rapid; the first content when left out."),
         QStringLiteral("STREAM")});
}

void addStartOption(QCommandLineParser &parser)
{
    parser.addOption({QStringLiteral("start"),
                      tr("When the moves would begin, such as 2026-09-08T10:00 (local time); now when left out."),
                      QStringLiteral("TIME")});
}

std::optional<RingCall> openRings(const Call &call, const QCommandLineParser &parser, Output &out, int &code)
{
    code = Failed;
    const QString start =
        parser.optionNames().contains(QStringLiteral("start")) ? parser.value(QStringLiteral("start")) : QString();
    const QDateTime startsAt = QDateTime::fromString(start, Qt::ISODate);
    if (!start.isEmpty() && !startsAt.isValid()) {
        out.complain(tr("--start takes a time such as 2026-09-08T10:00."));
        code = WrongUsage;
        return std::nullopt;
    }
    auto opened = openExisting(call);
    if (!opened) {
        code = out.fail(opened.error());
        return std::nullopt;
    }
    RingCall rings{std::move(*opened), nullptr, {}, {}, 0, 0};
    rings.nowMs = rings.composition->clock().nowMs();
    rings.startMs = startsAt.isValid() ? startsAt.toMSecsSinceEpoch() : rings.nowMs;
    const FleetSnapshotPtr fleet = rings.composition->hub().current();
    const QString wanted = parser.value(QStringLiteral("stream"));
    const std::optional<std::size_t> position = streamPosition(fleet->names(), wanted);
    if (!position) {
        QStringList known;
        for (const Stream &stream : fleet->names().streams())
            known << streamWord(stream);
        out.complain(known.isEmpty()
                         ? tr("No source tells of any stream yet.")
                         : tr("There is no stream “%1”. There are: %2.").arg(wanted, known.join(QStringLiteral(", "))));
        code = wanted.isEmpty() ? Failed : WrongUsage;
        return std::nullopt;
    }
    const auto policies = rings.composition->rings().policies();
    auto guardrails = rings.composition->changes().guardrails(rings.startMs);
    const auto pins = rings.composition->rings().pins();
    if (!policies || !guardrails || !pins) {
        code = out.fail(!policies ? policies.error() : !guardrails ? guardrails.error() : pins.error());
        return std::nullopt;
    }
    const Stream &stream = fleet->names().streams()[*position];
    const auto policy =
        std::find_if(policies->begin(), policies->end(), [&](const StreamPolicy &p) { return p.stream == stream; });
    if (policy == policies->end()) {
        out.complain(
            tr("No rings are set up for “%1”. Save some with “ringwardctl rings save FILE”.").arg(streamWord(stream)));
        return std::nullopt;
    }
    rings.guardrails = std::move(*guardrails);
    rings.facts = withPins(gatherRingFacts(fleet, *policy, {}, &rings.unknownRings), *pins, rings.nowMs);
    code = AllDone;
    return rings;
}

QJsonObject toJson(const RingMove &move, const RingFacts &facts)
{
    const std::optional<Row> row = facts.fleet->find(move.device);
    return {{QStringLiteral("device"), qint64(move.device.value)},
            {QStringLiteral("host"), row ? facts.host(*row) : QString()},
            {QStringLiteral("stream"), streamWord(move.stream)},
            {QStringLiteral("from"), move.from.name},
            {QStringLiteral("to"), move.to.name}};
}

QJsonObject toJson(const GuardrailResult &result)
{
    static constexpr std::array kStates{"holds", "near", "waived", "blocks", "not_told"};
    QJsonArray devices, fix;
    for (const DeviceId device : result.devices)
        devices.append(qint64(device.value));
    for (const RingMove &move : result.smallestFix)
        fix.append(QJsonObject{{QStringLiteral("device"), qint64(move.device.value)},
                               {QStringLiteral("from"), move.from.name},
                               {QStringLiteral("to"), move.to.name}});
    QJsonObject json{{QStringLiteral("rule"), result.rule},
                     {QStringLiteral("name"), result.name},
                     {QStringLiteral("state"), QString::fromLatin1(kStates[std::size_t(result.state)])},
                     {QStringLiteral("value"), result.value},
                     {QStringLiteral("limit"), result.limit},
                     {QStringLiteral("detail"), result.detail.trimmed()},
                     {QStringLiteral("devices"), devices},
                     {QStringLiteral("wards"), QJsonArray::fromStringList(result.wards)},
                     {QStringLiteral("smallest_fix"), fix}};
    if (result.state == GuardrailResult::State::Waived)
        json.insert(QStringLiteral("waived_by"), result.waivedBy);
    return json;
}

void print(const std::vector<GuardrailResult> &results, Output &out)
{
    if (out.isJson()) {
        for (const GuardrailResult &result : results)
            out.entry(toJson(result));
        return;
    }
    out.table({{tr("Guardrail"), false},
               {tr("State"), false},
               {tr("Value"), false},
               {tr("Limit"), false},
               {tr("Why"), false}},
              results.size(), [&](std::size_t row, std::size_t column) -> QString {
                  const GuardrailResult &result = results[row];
                  const std::array texts{result.name, stateWord(result.state), result.value, result.limit,
                                         result.detail.trimmed()};
                  return texts[column];
              });
    const auto blocking = std::count_if(results.begin(), results.end(), [](const GuardrailResult &result) {
        return result.state == GuardrailResult::State::Blocks;
    });
    out.line({});
    out.line(blocking ? tr("Blocking: %1 of %2.").arg(blocking).arg(counted(qint64(results.size()), Noun::Guardrail))
                      : tr("Blocking: none of %1.").arg(counted(qint64(results.size()), Noun::Guardrail)));
}

Async<Done> signIn(const RingCall &rings, const QCommandLineParser &parser)
{
    auto signing = signIn(*rings.composition, parser);
    const Result<Person> person = co_await std::move(signing);
    if (!person)
        co_return person.error();
    co_return Done{};
}

std::optional<QJsonObject> readJsonFile(const QString &path, Output &out)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        out.complain(tr("%1 cannot be read: %2").arg(path, file.errorString()));
        return std::nullopt;
    }
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &problem);
    if (!document.isObject()) {
        out.complain(tr("%1 is no JSON document: %2 at byte %3.").arg(path, problem.errorString()).arg(problem.offset));
        return std::nullopt;
    }
    return document.object();
}

} // namespace ringward::ctl
