#include "models/rings/guardrail.h"

#include "models/fleet/filter.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTime>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

// Positions are the values of the enumerations.
constexpr std::array kMeasures{"ring-size",   "ring-share",   "ward-in-flight", "diversity",
                               "pairs-apart", "independence", "delay-floor",    "protection-age",
                               "pin-budget",  "handover",     "freeze"};
constexpr std::array kGroups{"site", "model", "vendor"};

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Rings", text);
}

Error malformed(const QString &advice)
{
    return {Error::Kind::Malformed, QStringLiteral("guardrails"), advice};
}

template <typename Words>
int positionOf(const Words &words, const QString &word)
{
    const auto at =
        std::find_if(words.begin(), words.end(), [&](const char *w) { return word == QLatin1StringView(w); });
    return at == words.end() ? -1 : int(at - words.begin());
}

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &each : value.toArray())
        texts << each.toString();
    return texts;
}

Result<Done> checkLine(const QString &line, const QString &rule)
{
    const Filter filter = Filter::parse(line);
    if (!filter.isValid())
        return malformed(tr("The filter “%1” of “%2” is not valid: %3").arg(line, rule, filter.diagnosis().message));
    return Done{};
}

Result<Guardrail> ruleFromJson(const QJsonObject &json)
{
    Guardrail rule;
    rule.id = json[QStringLiteral("id")].toString();
    rule.name = json[QStringLiteral("name")].toString(rule.id);
    rule.why = json[QStringLiteral("why")].toString();
    const QString measure = json[QStringLiteral("measure")].toString();
    const int known = positionOf(kMeasures, measure);
    const int group = positionOf(kGroups, json[QStringLiteral("group")].toString(QString::fromLatin1(kGroups[0])));
    if (rule.id.isEmpty() || known < 0 || group < 0)
        return malformed(
            tr("The guardrail “%1” has no measure “%2”, or a group that does not exist.").arg(rule.id, measure));
    rule.measure = Guardrail::Measure(known);
    rule.group = Guardrail::Group(group);
    rule.scope = json[QStringLiteral("scope")].toString();
    rule.streams = textsOf(json[QStringLiteral("streams")]);
    rule.limit = json[QStringLiteral("limit")].toInt();
    rule.fewest = json[QStringLiteral("fewest")].toInt();
    rule.atLeast = json[QStringLiteral("at-least")].toInt();
    rule.keepLast = json[QStringLiteral("keep-last")].toBool();
    rule.times = textsOf(json[QStringLiteral("times")]);
    if (rule.limit < 0 || rule.fewest < 0 || rule.atLeast < 0)
        return malformed(tr("A limit of “%1” is below 0.").arg(rule.name));
    if (const auto line = checkLine(rule.scope, rule.name); !line)
        return line.error();
    for (const QJsonValue &part : json[QStringLiteral("parts")].toArray()) {
        rule.parts.push_back(textsOf(part));
        if (rule.parts.back().size() != 2)
            return malformed(tr("A part of “%1” is not a pair of texts.").arg(rule.name));
        const qsizetype first = rule.measure == Guardrail::Measure::Independence ? 1 : 0;
        for (qsizetype i = first; i < 2; ++i) {
            if (const auto line = checkLine(rule.parts.back()[i], rule.name); !line)
                return line.error();
        }
    }
    for (const QString &time : rule.times) {
        if (!QTime::fromString(time, QStringLiteral("HH:mm")).isValid())
            return malformed(tr("“%1” of “%2” is no time of the day like 07:00.").arg(time, rule.name));
    }
    return rule;
}

QJsonObject toJson(const Guardrail &rule)
{
    QJsonObject json{{QStringLiteral("id"), rule.id},
                     {QStringLiteral("name"), rule.name},
                     {QStringLiteral("why"), rule.why},
                     {QStringLiteral("measure"), QString::fromLatin1(kMeasures[std::size_t(rule.measure)])},
                     {QStringLiteral("group"), QString::fromLatin1(kGroups[std::size_t(rule.group)])},
                     {QStringLiteral("scope"), rule.scope},
                     {QStringLiteral("streams"), QJsonArray::fromStringList(rule.streams)},
                     {QStringLiteral("limit"), rule.limit},
                     {QStringLiteral("fewest"), rule.fewest},
                     {QStringLiteral("at-least"), rule.atLeast},
                     {QStringLiteral("keep-last"), rule.keepLast},
                     {QStringLiteral("times"), QJsonArray::fromStringList(rule.times)}};
    QJsonArray parts;
    for (const QStringList &part : rule.parts)
        parts.append(QJsonArray::fromStringList(part));
    json.insert(QStringLiteral("parts"), parts);
    return json;
}

} // namespace

const Guardrail *GuardrailSet::find(QStringView id) const
{
    const auto at = std::find_if(rules.begin(), rules.end(), [&](const Guardrail &rule) { return rule.id == id; });
    return at == rules.end() ? nullptr : &*at;
}

const Waiver *GuardrailSet::waiverOf(QStringView id, qint64 nowMs) const
{
    const auto at = std::find_if(waivers.begin(), waivers.end(),
                                 [&](const Waiver &waiver) { return waiver.rule == id && waiver.untilMs > nowMs; });
    return at == waivers.end() ? nullptr : &*at;
}

QJsonObject toJson(const GuardrailSet &set)
{
    QJsonArray rules, freezes, waivers;
    for (const Guardrail &rule : set.rules)
        rules.append(toJson(rule));
    for (const FreezeTime &freeze : set.freezes)
        freezes.append(QJsonObject{{QStringLiteral("name"), freeze.name},
                                   {QStringLiteral("filter"), freeze.filter},
                                   {QStringLiteral("from_ms"), freeze.fromMs},
                                   {QStringLiteral("until_ms"), freeze.untilMs}});
    for (const Waiver &waiver : set.waivers)
        waivers.append(QJsonObject{{QStringLiteral("rule"), waiver.rule},
                                   {QStringLiteral("owner"), waiver.owner},
                                   {QStringLiteral("reason"), waiver.reason},
                                   {QStringLiteral("until_ms"), waiver.untilMs}});
    return {{QStringLiteral("version"), set.version},
            {QStringLiteral("guardrails"), rules},
            {QStringLiteral("freezes"), freezes},
            {QStringLiteral("waivers"), waivers}};
}

Result<GuardrailSet> guardrailsFromJson(const QJsonObject &json)
{
    GuardrailSet set;
    set.version = json[QStringLiteral("version")].toInt();
    for (const QJsonValue &value : json[QStringLiteral("guardrails")].toArray()) {
        Result<Guardrail> rule = ruleFromJson(value.toObject());
        if (!rule)
            return rule.error();
        if (set.find(rule->id))
            return malformed(tr("Two guardrails are called “%1”.").arg(rule->id));
        set.rules.push_back(std::move(*rule));
    }
    if (set.rules.empty())
        return malformed(tr("There is no guardrail in it."));
    for (const QJsonValue &value : json[QStringLiteral("freezes")].toArray()) {
        FreezeTime freeze{value[u"name"].toString(), value[u"filter"].toString(), value[u"from_ms"].toInteger(),
                          value[u"until_ms"].toInteger()};
        if (freeze.untilMs <= freeze.fromMs)
            return malformed(tr("The freeze “%1” ends before it begins.").arg(freeze.name));
        if (const auto line = checkLine(freeze.filter, freeze.name); !line)
            return line.error();
        set.freezes.push_back(std::move(freeze));
    }
    for (const QJsonValue &value : json[QStringLiteral("waivers")].toArray()) {
        Waiver waiver{value[u"rule"].toString(), value[u"owner"].toString(), value[u"reason"].toString(),
                      value[u"until_ms"].toInteger()};
        if (!set.find(waiver.rule) || waiver.owner.isEmpty() || waiver.untilMs <= 0)
            return malformed(tr("A waiver names a guardrail, an owner and an end."));
        set.waivers.push_back(std::move(waiver));
    }
    return set;
}

const GuardrailSet &defaultGuardrails()
{
    static const GuardrailSet set = [] {
        QFile file(QStringLiteral(":/catalogues/guardrails.json"));
        if (!file.open(QIODevice::ReadOnly))
            return GuardrailSet();
        Result<GuardrailSet> read = guardrailsFromJson(QJsonDocument::fromJson(file.readAll()).object());
        return read ? std::move(*read) : GuardrailSet();
    }();
    return set;
}

} // namespace ringward
