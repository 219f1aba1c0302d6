#include "models/fleet/device.h"

#include <array>
#include <span>

namespace ringward {

namespace {

// Positions are the values of the enumerations.
constexpr std::array kTiers{"t0", "t1", "t2", "t3", "tx"};
constexpr std::array kHealths{"crash-looping", "silent", "degraded", "unknown", "up"};
constexpr std::array kStreams{"agent", "content", "os"};
constexpr std::array kPins{"none", "ring", "delay", "version", "ward"};

using Words = std::span<const char *const>;

template <typename Enum>
QString wordAt(Words words, Enum value)
{
    return QString::fromLatin1(words[std::size_t(value)]);
}

template <typename Enum>
std::optional<Enum> valueOf(Words words, QStringView text)
{
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (text.compare(QLatin1StringView(words[i]), Qt::CaseInsensitive) == 0)
            return Enum(i);
    }
    return std::nullopt;
}

} // namespace

QString word(Tier tier)
{
    return wordAt(kTiers, tier);
}
QString word(AgentHealth health)
{
    return wordAt(kHealths, health);
}
QString word(StreamKind kind)
{
    return wordAt(kStreams, kind);
}
QString word(PinKind pin)
{
    return wordAt(kPins, pin);
}

std::optional<Tier> tierFromWord(QStringView text)
{
    return valueOf<Tier>(kTiers, text);
}
std::optional<AgentHealth> healthFromWord(QStringView text)
{
    return valueOf<AgentHealth>(kHealths, text);
}
std::optional<StreamKind> streamKindFromWord(QStringView text)
{
    return valueOf<StreamKind>(kStreams, text);
}
std::optional<PinKind> pinKindFromWord(QStringView text)
{
    return valueOf<PinKind>(kPins, text);
}

} // namespace ringward
