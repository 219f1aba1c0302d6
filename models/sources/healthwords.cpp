#include "models/base/age.h"
#include "models/sources/healthrules.h"

#include <QCoreApplication>

#include <span>

namespace ringward {

namespace {

constexpr const char *kContext = "ringward::HealthRules";

QString joined(const QStringList &names)
{
    if (names.size() < 2)
        return names.join(QString());
    return QCoreApplication::translate(kContext, "%1 and %2")
        .arg(names.mid(0, names.size() - 1).join(u", "), names.last());
}

struct Words {
    const HealthSigned &signs;
    WardNeighbours ward;
    QString others;
};

QString filled(const QByteArray &text, const Words &words, qint32 limit, HealthSign sign)
{
    const bool agent = sign == HealthSign::AgentMissedCheckIns;
    QString line = QCoreApplication::translate(kContext, text.constData());
    const HealthSigned &s = words.signs;
    line.replace(QStringLiteral("{age}"), ageText(1000LL * (agent ? s.agentSilenceSec : s.silenceSec)));
    line.replace(QStringLiteral("{interval}"), ageText(1000LL * (agent ? s.agentIntervalSec : s.intervalSec)));
    line.replace(QStringLiteral("{limit}"), QString::number(limit));
    line.replace(QStringLiteral("{value}"), QString::number(std::max(0, s.of(sign))));
    line.replace(QStringLiteral("{answering}"), QString::number(words.ward.answering));
    line.replace(QStringLiteral("{neighbours}"), QString::number(words.ward.all));
    line.replace(QStringLiteral("{others}"), words.others);
    return line;
}

/// The other sources beside the one that counts the silence, and how many of them heard the device later.
QString weighOthers(HealthSigned &signs, std::span<const Evidence> evidence,
                    const std::function<QString(quint32)> &nameOf)
{
    const quint32 counting = signs.source[std::size_t(HealthSign::MissedCheckIns)];
    const auto own =
        std::find_if(evidence.begin(), evidence.end(), [&](const Evidence &e) { return e.source == counting; });
    if (own == evidence.end())
        return {};
    QStringList names;
    qint32 heard = 0;
    for (const Evidence &each : evidence) {
        if (each.source == counting || each.lastSeenSec == 0)
            continue;
        signs.others.push_back(each.source);
        names.append(nameOf(each.source));
        const bool sinceThen = each.asOfSec > 0 && each.lastSeenSec > own->lastSeenSec + own->checkInSec;
        heard += sinceThen;
    }
    names.removeDuplicates();
    signs.value[std::size_t(HealthSign::Others)] = qint32(names.size());
    signs.value[std::size_t(HealthSign::OthersHeard)] = heard;
    return joined(names);
}

} // namespace

std::vector<HealthReason> HealthRules::explain(std::span<const Evidence> evidence, const WardNeighbours &ward,
                                               const std::function<QString(quint32)> &nameOf) const
{
    HealthSigned signs = weigh(evidence);
    Words words{signs, ward, weighOthers(signs, evidence, nameOf)};
    if (ward.all > 0) {
        signs.value[std::size_t(HealthSign::WardNeighbours)] = qint32(ward.all);
        signs.value[std::size_t(HealthSign::WardAnsweringPercent)] = qint32(quint64(ward.answering) * 100 / ward.all);
    }
    const AgentHealth state = judge(signs);
    std::vector<HealthReason> deciding;
    std::vector<HealthReason> holding;
    std::vector<HealthReason> other;
    for (const Rule &rule : m_rules) {
        const bool now = holds(rule, signs);
        if (rule.onlyWhen && *rule.onlyWhen != state)
            continue;
        if (now && rule.when.empty() && rule.state != state)
            continue; // the rule for what no other rule explains
        if (!now && (rule.whyNot.isEmpty() || !told(rule, signs)))
            continue;
        const Condition first = rule.when.empty() ? Condition{} : rule.when.front();
        HealthReason reason{.holds = now, .text = {}, .who = {}};
        reason.text = filled(now ? rule.why : rule.whyNot, words, first.limit, first.sign);
        if (first.sign == HealthSign::Others) {
            const auto all = signs.of(HealthSign::Others);
            const auto heard = std::min(all, signs.of(HealthSign::OthersHeard));
            reason.who = QCoreApplication::translate(kContext, "%1 of %2").arg(now ? all : heard).arg(all);
        } else if (const quint32 source = rule.when.empty() ? 0U : signs.source[std::size_t(first.sign)]) {
            reason.who = nameOf(source);
        }
        (!now ? other : rule.state == state ? deciding : holding).push_back(std::move(reason));
    }
    deciding.insert(deciding.end(), holding.begin(), holding.end());
    deciding.insert(deciding.end(), other.begin(), other.end());
    return deciding;
}

QString HealthRules::inAWord(AgentHealth health, const HealthSigned &signs) const
{
    const Words words{signs, {}, {}};
    for (const Rule &rule : m_rules) {
        if (rule.state == health && holds(rule, signs)) {
            const Condition first = rule.when.empty() ? Condition{} : rule.when.front();
            return filled(rule.why, words, first.limit, first.sign);
        }
    }
    return QCoreApplication::translate(kContext, "No source tells when it last checked in");
}

} // namespace ringward
