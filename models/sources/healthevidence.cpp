#include "models/sources/healthrules.h"
#include "models/sources/merge.h"

#include <span>

namespace ringward {

namespace {

quint32 silenceOf(const Evidence &evidence, quint32 seenSec)
{
    return evidence.asOfSec > seenSec ? evidence.asOfSec - seenSec : 0U;
}

/// How many check-ins this source has missed since it saw the device itself; nothing when it does not count them.
std::optional<quint32> ownMissed(const Evidence &evidence)
{
    if (evidence.checkInSec == 0 || evidence.lastSeenSec == 0)
        return std::nullopt;
    return silenceOf(evidence, evidence.lastSeenSec) / evidence.checkInSec;
}

void tell(HealthSigned &signs, HealthSign sign, qint32 value, quint32 source)
{
    signs.value[std::size_t(sign)] = value;
    signs.source[std::size_t(sign)] = source;
}

/// Of all sources that count, the one that has missed most since anybody saw the device.
void weighSilence(HealthSigned &signs, std::span<const Evidence> evidence)
{
    for (const Evidence &each : evidence)
        signs.newestSec = std::max(signs.newestSec, each.lastSeenSec);
    tell(signs, HealthSign::Seen, signs.newestSec != 0, 0);
    for (const Evidence &each : evidence) {
        const std::optional<quint32> own = ownMissed(each);
        if (!own)
            continue;
        const quint32 silence = silenceOf(each, signs.newestSec);
        const auto missed = qint32(silence / each.checkInSec);
        if (missed > signs.of(HealthSign::MissedCheckIns)) {
            tell(signs, HealthSign::MissedCheckIns, missed, each.source);
            signs.silenceSec = silence;
            signs.intervalSec = each.checkInSec;
        }
        if (qint32(*own) > signs.of(HealthSign::AgentMissedCheckIns) && each.lastSeenSec < signs.newestSec
            && signs.newestSec - each.lastSeenSec <= kStaleAfterSec) {
            tell(signs, HealthSign::AgentMissedCheckIns, qint32(*own), each.source);
            signs.agentSilenceSec = silenceOf(each, each.lastSeenSec);
            signs.agentIntervalSec = each.checkInSec;
        }
    }
}

} // namespace

HealthSigned weigh(std::span<const Evidence> evidence)
{
    constexpr std::array kYesNo{HealthSign::Online, HealthSign::ReducedFunctionality, HealthSign::AgentStopped,
                                HealthSign::ContentError, HealthSign::RebootPending}; // in the order of PackedSigns
    constexpr quint32 kLost = 3; // check-ins missed by a source before its other words are no longer believed
    HealthSigned signs;
    weighSilence(signs, evidence);
    std::array<quint64, kSignCount> believed{}; // when the word we have was said, and by whom: the newest wins
    const auto hear = [&](HealthSign sign, qint32 value, const Evidence &from) {
        const quint64 rank = quint64(from.lastSeenSec) << 32 | (0xffffffffU - from.source);
        if (rank < believed[std::size_t(sign)])
            return;
        believed[std::size_t(sign)] = rank;
        tell(signs, sign, value, from.source);
    };
    for (const Evidence &each : evidence) {
        if (ownMissed(each).value_or(0) >= kLost && each.lastSeenSec < signs.newestSec)
            continue;
        for (std::size_t i = 0; i < kYesNo.size(); ++i) {
            if (const unsigned told = each.signs.told >> (2 * i) & 3U)
                hear(kYesNo[i], told == 2, each);
        }
        if (each.signs.restarts != 0xffff)
            hear(HealthSign::RestartsLastHour, each.signs.restarts, each);
    }
    return signs;
}

} // namespace ringward
