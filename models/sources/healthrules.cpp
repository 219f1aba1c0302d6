#include "models/sources/healthrules.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <span>

namespace ringward {

namespace {

constexpr std::array<QLatin1StringView, kSignCount> kSignWords{
    QLatin1StringView("missed_check_ins"),
    QLatin1StringView("agent_missed_check_ins"),
    QLatin1StringView("seen"),
    QLatin1StringView("online"),
    QLatin1StringView("restarts_last_hour"),
    QLatin1StringView("reduced_functionality"),
    QLatin1StringView("content_error"),
    QLatin1StringView("agent_stopped"),
    QLatin1StringView("reboot_pending"),
    QLatin1StringView("others"),
    QLatin1StringView("others_heard"),
    QLatin1StringView("ward_neighbours"),
    QLatin1StringView("ward_answering_percent"),
};
constexpr std::array<QLatin1StringView, 5> kCompareWords{QLatin1StringView("<"), QLatin1StringView("<="),
                                                         QLatin1StringView("="), QLatin1StringView(">="),
                                                         QLatin1StringView(">")};

template <typename Words>
std::optional<quint8> positionOf(const Words &words, const QString &word)
{
    const auto at = std::find(words.begin(), words.end(), word);
    return at == words.end() ? std::nullopt : std::optional(quint8(at - words.begin()));
}

Error malformed(const QString &what)
{
    return {Error::Kind::Malformed, QStringLiteral("health-rules.json: ") + what};
}

} // namespace

Result<HealthRules::Rule> HealthRules::parseRule(const QJsonObject &object)
{
    const QString id = object[u"id"].toString();
    Rule rule;
    rule.why = object[u"why"].toString().toUtf8();
    rule.whyNot = object[u"why_not"].toString().toUtf8();
    rule.state = healthFromWord(object[u"state"].toString());
    rule.onlyWhen = healthFromWord(object[u"only_when"].toString());
    if (rule.why.isEmpty() || (!rule.state && !object[u"state"].toString().isEmpty()))
        return malformed(id + QStringLiteral(" has no words or no known state"));
    for (const QJsonValue each : object[u"when"].toArray()) {
        const QJsonArray parts = each.toArray();
        const auto sign = positionOf(kSignWords, parts.at(0).toString());
        const auto compare = positionOf(kCompareWords, parts.at(1).toString());
        const QJsonValue limit = parts.at(2);
        if (!sign || !compare || !(limit.isDouble() || limit.isBool()))
            return malformed(id + QStringLiteral(" has a condition that cannot be read"));
        rule.when.push_back(
            {HealthSign(*sign), Compare(*compare), limit.isBool() ? qint32(limit.toBool()) : qint32(limit.toInt())});
    }
    return rule;
}

Result<HealthRules> HealthRules::parse(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonObject root = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError)
        return malformed(error.errorString());
    HealthRules rules;
    for (const QJsonValue each : root[u"rules"].toArray()) {
        Result<Rule> rule = parseRule(each.toObject());
        if (!rule)
            return rule.error();
        for (const Condition &condition : rule->when) {
            if (rule->state == AgentHealth::Silent && condition.sign == HealthSign::MissedCheckIns)
                rules.m_silentAfter = condition.limit;
        }
        rules.m_rules.push_back(std::move(*rule));
    }
    if (rules.m_rules.empty())
        return malformed(QStringLiteral("no rules"));
    return rules;
}

const HealthRules &HealthRules::builtIn()
{
    static const HealthRules rules = [] {
        QFile file(QStringLiteral(":/ringward/catalogues/health-rules.json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("the catalogue of health rules is not part of this program");
        Result<HealthRules> parsed = parse(file.readAll());
        if (!parsed)
            qFatal("%s", qUtf8Printable(parsed.error().detail));
        return std::move(*parsed);
    }();
    return rules;
}

bool HealthRules::holds(const Condition &condition, const HealthSigned &signs)
{
    if (!signs.told(condition.sign))
        return false;
    const qint32 value = signs.of(condition.sign);
    switch (condition.compare) {
    case Compare::Less:
        return value < condition.limit;
    case Compare::AtMost:
        return value <= condition.limit;
    case Compare::Equal:
        return value == condition.limit;
    case Compare::AtLeast:
        return value >= condition.limit;
    case Compare::More:
        return value > condition.limit;
    }
    return false;
}

bool HealthRules::holds(const Rule &rule, const HealthSigned &signs)
{
    return std::all_of(rule.when.begin(), rule.when.end(), [&](const Condition &c) { return holds(c, signs); });
}

bool HealthRules::told(const Rule &rule, const HealthSigned &signs)
{
    return std::all_of(rule.when.begin(), rule.when.end(), [&](const Condition &c) { return signs.told(c.sign); });
}

AgentHealth HealthRules::judge(const HealthSigned &signs) const
{
    for (const Rule &rule : m_rules) {
        if (rule.state && holds(rule, signs))
            return *rule.state;
    }
    return AgentHealth::Unknown;
}

} // namespace ringward
