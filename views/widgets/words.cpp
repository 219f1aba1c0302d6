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

} // namespace ringward
