#include "app/ctl/ringcall.h"
#include "models/base/counted.h"
#include "models/fleet/filter.h"
#include "models/fleet/streamlookup.h"

#include <QDateTime>
#include <QLocale>

namespace ringward::ctl {

namespace {

int list(const RingCall &rings, Output &out)
{
    const auto pins = rings.composition->rings().pins();
    const auto policies = rings.composition->rings().policies();
    if (!pins || !policies)
        return out.fail(pins ? policies.error() : pins.error());
    const std::vector<PinLine> lines = pinLines(*pins, rings.facts->fleet, *policies, rings.guardrails, rings.nowMs);
    if (out.isJson()) {
        for (const PinLine &line : lines) {
            QJsonObject json = ringward::toJson(line.pin);
            json.insert(QStringLiteral("device_count"), qint64(line.devices));
            json.insert(QStringLiteral("protection_age_min"), line.ageMin);
            json.insert(QStringLiteral("alarm"), alarmText(line));
            out.entry(json);
        }
        return AllDone;
    }
    out.table({{tr("Held to"), false},
               {tr("Stream"), false},
               {tr("Devices"), true},
               {tr("Behind"), true},
               {tr("Ends"), false},
               {tr("Owner"), false},
               {tr("Reason"), false},
               {tr("Alarm"), false},
               {tr("Id"), false}},
              lines.size(), [&](std::size_t row, std::size_t column) -> QString {
                  const PinLine &line = lines[row];
                  const std::array texts{
                      heldText(line.pin),
                      streamWord(line.pin.stream),
                      QLocale().toString(qulonglong(line.devices)),
                      durationText(line.ageMin),
                      QDateTime::fromMSecsSinceEpoch(line.pin.expiresMs).date().toString(Qt::ISODate),
                      line.pin.owner,
                      line.pin.reason,
                      alarmText(line),
                      line.pin.id};
                  return texts[column];
              });
    return AllDone;
}

int add(RingCall &rings, const QCommandLineParser &parser, Output &out)
{
    Pin pin;
    pin.stream = rings.facts->policy.stream;
    pin.sinceMs = rings.nowMs;
    const QString ward = parser.value(QStringLiteral("ward")), line = parser.value(QStringLiteral("filter"));
    if (ward.isEmpty() == line.isEmpty()) {
        out.complain(tr("Say whom to pin: either --ward or --filter."));
        return WrongUsage;
    }
    pin.scope.kind = ward.isEmpty() ? PinScope::Kind::Filter : PinScope::Kind::Ward;
    pin.scope.text = ward.isEmpty() ? line : ward;
    for (const PinKind kind : {PinKind::Ring, PinKind::Delay, PinKind::Version}) {
        const QString option = kind == PinKind::Ring ? QStringLiteral("ring") : word(kind);
        if (!parser.isSet(option))
            continue;
        pin.kind = kind;
        pin.target = parser.value(option);
        if (kind == PinKind::Delay) {
            const auto minutes = minutesFromText(pin.target);
            if (!minutes) {
                out.complain(tr("--delay takes a time such as 4h."));
                return WrongUsage;
            }
            pin.target = QString::number(*minutes);
        }
    }
    pin.reason = parser.value(QStringLiteral("reason"));
    pin.owner = parser.value(QStringLiteral("owner"));
    pin.approval = parser.value(QStringLiteral("approval"));
    const auto days = minutesFromText(parser.value(QStringLiteral("for")));
    pin.expiresMs = days ? rings.nowMs + qint64(*days) * 60'000 : 0;
    const std::vector<Row> rows = pinnedRows(pin, *rings.facts, rings.nowMs);
    if (rows.empty()) {
        out.complain(tr("That finds no device."));
        return Failed;
    }
    const auto saved = rings.composition->changes().rings().savePin(pin);
    if (!saved)
        return out.fail(saved.error());
    const std::size_t moves = movesFor(pin, *rings.facts, rings.nowMs).size();
    if (out.isJson())
        out.document({{QStringLiteral("id"), *saved},
                      {QStringLiteral("devices"), qint64(rows.size())},
                      {QStringLiteral("moves_needed"), qint64(moves)}});
    else
        out.line(tr("Pin %1 holds %2. Elsewhere: %3 of them; propose a change to move them.")
                     .arg(*saved)
                     .arg(counted(qint64(rows.size()), Noun::Device))
                     .arg(moves));
    return AllDone;
}

int import(RingCall &rings, const QString &path, Output &out)
{
    const Result<PinImport> read = readPins(path, *rings.facts->fleet);
    if (!read)
        return out.fail(read.error());
    const RingDesk::PinIntake intake = rings.composition->changes().rings().takePins(*read);
    if (out.isJson())
        out.document({{QStringLiteral("imported"), qint64(intake.saved)},
                      {QStringLiteral("known"), qint64(intake.known)},
                      {QStringLiteral("refused"), intake.refused.join(u'\n')}});
    else
        out.line(tr("%1 imported, %2 there already, %3 refused.")
                     .arg(counted(qint64(intake.saved), Noun::Pin))
                     .arg(intake.known)
                     .arg(intake.refused.size()));
    for (const QString &reason : intake.refused)
        out.complain(reason);
    return intake.refused.isEmpty() ? AllDone : intake.saved ? SomeRefused : Failed;
}

} // namespace

QCoro::Task<int> runPins(Call call, Output out)
{
    QCommandLineParser parser;
    addStreamOption(parser);
    addIdentityOptions(parser);
    const auto option = [&](const char *name, const QString &help, const char *value) {
        parser.addOption({QString::fromLatin1(name), help, QString::fromLatin1(value)});
    };
    option("ward", tr("Pin a ward, as “RGH 4W ICU”."), "WARD");
    option("filter", tr("Pin what this line finds."), "LINE");
    option("ring", tr("Hold to this ring."), "RING");
    option("delay", tr("Hold to at least this delay, such as 4h."), "TIME");
    option("version", tr("Hold to this version."), "VERSION");
    option("reason", tr("Why."), "TEXT");
    option("owner", tr("Who is asked before it ends."), "NAME");
    option("approval", tr("Reference of the change that permits it."), "TEXT");
    option("for", tr("How long, such as 30d. There is no pin without an end."), "TIME");
    if (const auto end = readArguments(parser, "pins", call, out, 0, 2))
        co_return *end;
    const QStringList words = parser.positionalArguments();
    const QString verb = words.value(0, QStringLiteral("list"));
    const bool takesWord = verb == u"remove" || verb == u"import";
    static const QStringList kVerbs{QStringLiteral("list"), QStringLiteral("add"), QStringLiteral("remove"),
                                    QStringLiteral("export"), QStringLiteral("import")};
    if (!kVerbs.contains(verb) || words.size() != (takesWord ? 2 : words.isEmpty() ? 0 : 1)) {
        out.complain(tr("“ringwardctl pins” takes one of: %1; remove needs an id, import a file.")
                         .arg(kVerbs.join(QStringLiteral(", "))));
        co_return WrongUsage;
    }
    int code = AllDone;
    std::optional<RingCall> rings = openRings(call, parser, out, code);
    if (!rings)
        co_return code;
    if (verb == u"add" || verb == u"import" || verb == u"remove") {
        auto signing = signIn(*rings, parser);
        if (const Result<Done> isIn = co_await std::move(signing); !isIn)
            co_return out.fail(isIn.error());
    }
    if (verb == u"add")
        co_return add(*rings, parser, out);
    if (verb == u"import")
        co_return import(*rings, words[1], out);
    if (verb == u"remove") {
        const auto removed = rings->composition->changes().rings().removePin(words[1]);
        if (!removed)
            co_return out.fail(removed.error());
        out.line(tr("Removed."));
        co_return AllDone;
    }
    if (verb == u"export") {
        const auto pins = rings->composition->rings().pins();
        if (!pins)
            co_return out.fail(pins.error());
        const QString csv = pinsToCsv(*pins, *rings->facts->fleet);
        for (const QString &line : csv.split(u'\n', Qt::SkipEmptyParts))
            out.line(line);
        co_return AllDone;
    }
    co_return list(*rings, out);
}

} // namespace ringward::ctl
