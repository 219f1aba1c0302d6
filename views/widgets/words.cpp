#include "views/widgets/words.h"

#include <QCoreApplication>

#include <array>

namespace ringward {

namespace {

constexpr char kContext[] = "ringward::Words";

struct HealthWord {
    const char *name;
    char16_t letter;
};
constexpr std::array<HealthWord, kHealthCount> kHealth{{
    {QT_TRANSLATE_NOOP("ringward::Words", "crash-looping"), u'C'},
    {QT_TRANSLATE_NOOP("ringward::Words", "silent"), u'S'},
    {QT_TRANSLATE_NOOP("ringward::Words", "degraded"), u'D'},
    {QT_TRANSLATE_NOOP("ringward::Words", "unknown"), u'?'},
    {QT_TRANSLATE_NOOP("ringward::Words", "up"), u'U'},
}};

struct TierWord {
    const char *label, *name;
};
constexpr std::array<TierWord, kTierCount> kTiers{{
    {"T0", QT_TRANSLATE_NOOP("ringward::Words", "life-critical")},
    {"T1", QT_TRANSLATE_NOOP("ringward::Words", "clinical")},
    {"T2", QT_TRANSLATE_NOOP("ringward::Words", "support")},
    {"T3", QT_TRANSLATE_NOOP("ringward::Words", "office")},
    {"TX", QT_TRANSLATE_NOOP("ringward::Words", "vendor-managed")},
}};

QString say(const char *text)
{
    return QCoreApplication::translate(kContext, text);
}

QString pair(const char *both, const char *one, qint64 large, qint64 small)
{
    return small ? say(both).arg(large).arg(small) : say(one).arg(large);
}

} // namespace

QString healthName(AgentHealth health)
{
    return say(kHealth[std::size_t(health)].name);
}

QChar healthLetter(AgentHealth health)
{
    return QChar(kHealth[std::size_t(health)].letter);
}

QString tierLabel(Tier tier)
{
    return QString::fromLatin1(kTiers[std::size_t(tier)].label);
}

QString tierName(Tier tier)
{
    return say(kTiers[std::size_t(tier)].name);
}

QString ageText(qint64 ms)
{
    const qint64 seconds = std::max<qint64>(0, ms / 1000);
    const qint64 minutes = seconds / 60, hours = minutes / 60, days = hours / 24;
    if (seconds < 60)
        return say(QT_TRANSLATE_NOOP("ringward::Words", "%1 s")).arg(seconds);
    if (minutes < 60)
        return say(QT_TRANSLATE_NOOP("ringward::Words", "%1 min")).arg(minutes);
    if (hours < 24)
        return pair(QT_TRANSLATE_NOOP("ringward::Words", "%1 h %2 min"), QT_TRANSLATE_NOOP("ringward::Words", "%1 h"),
                    hours, minutes % 60);
    if (days < 14)
        return pair(QT_TRANSLATE_NOOP("ringward::Words", "%1 d %2 h"), QT_TRANSLATE_NOOP("ringward::Words", "%1 d"),
                    days, hours % 24);
    return say(QT_TRANSLATE_NOOP("ringward::Words", "%1 d")).arg(days);
}

} // namespace ringward
