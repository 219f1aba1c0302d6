#include "models/drill/rollout.h"

#include <QCoreApplication>

namespace ringward::drill {

namespace {

enum Purpose : quint64 { RingOfDevice = 200, TurnInRing, Laggard };

constexpr qint64 kMinute = 60'000, kHour = 60 * kMinute, kDay = 24 * kHour;

/// The beat of a stream. Held devices get every `heldEvery`-th release, `heldBehind` after the others.
struct Beat {
    qint64 everyMs, ageAtOpeningMs, spreadMs;
    std::array<qint64, kDemoRings> delayMs;
    int heldEvery, heldBehind;
    int laggardPermille; ///< devices that are one more behind
};
constexpr std::array<Beat, kDemoStreams> kBeats{{
    {28 * kDay, 9 * kDay, 2 * kDay, {0, 1 * kDay, 4 * kDay, 12 * kDay, 20 * kDay, 0}, 1, 2, 12},
    {12 * kHour, 4 * kHour + 24 * kMinute, 28 * kMinute, {0, 1 * kHour, 4 * kHour, 8 * kHour, 12 * kHour, 0}, 8, 2, 3},
    {48 * kHour, 30 * kHour, 40 * kMinute, {0, 2 * kHour, 6 * kHour, 12 * kHour, 24 * kHour, 0}, 1, 1, 3},
    {30 * kDay, 12 * kDay, 3 * kDay, {0, 3 * kDay, 7 * kDay, 14 * kDay, 21 * kDay, 0}, 1, 2, 25},
}};

/// Shares of the rings in each tier, per ten thousand, early to late.
constexpr std::array<std::array<quint16, kDemoRings>, kTierCount> kShares{{
    {0, 0, 0, 0, 10'000, 0},
    {0, 0, 0, 9'590, 410, 0},
    {0, 0, 4'810, 5'190, 0, 0},
    {395, 3'165, 6'440, 0, 0, 0},
    {0, 0, 0, 0, 0, 10'000},
}};

/// Both kinds of content go one way through the fleet, agent builds and systems another.
quint64 lot(DemoStream stream)
{
    return stream == DemoStream::RapidResponse || stream == DemoStream::SystemCritical;
}

qint64 floorDivide(qint64 a, qint64 b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

} // namespace

const Stream &streamOf(DemoStream stream)
{
    static const std::array<Stream, kDemoStreams> kStreams{{
        {StreamKind::AgentBuild, {}},
        {StreamKind::SecurityContent, QStringLiteral("rapid response")},
        {StreamKind::SecurityContent, QStringLiteral("system critical")},
        {StreamKind::OperatingSystem, {}},
    }};
    return kStreams[std::size_t(stream)];
}

const RingName &ringName(DemoRing ring)
{
    static const std::array<RingName, kDemoRings> kNames{{
        {QStringLiteral("Canary"), 0, false},
        {QStringLiteral("Early"), 1, false},
        {QStringLiteral("Broad"), 2, false},
        {QStringLiteral("Late"), 3, false},
        {QStringLiteral("Delayed"), 4, false},
        {QStringLiteral("Held"), 5, true},
    }};
    return kNames[std::size_t(ring)];
}

std::optional<DemoRing> demoRing(QStringView name)
{
    for (int ring = 0; ring < kDemoRings; ++ring) {
        if (ringName(DemoRing(ring)).name.compare(name, Qt::CaseInsensitive) == 0)
            return DemoRing(ring);
    }
    return std::nullopt;
}

Rollout::Rollout(quint64 seed, qint64 openedMs)
    : m_ring(seed, RingOfDevice)
    , m_turn(seed, TurnInRing)
    , m_laggard(seed, Laggard)
    , m_openedMs(openedMs)
{
}

DemoRing Rollout::usualRing(DemoStream stream, const DevicePlace &place) const
{
    quint32 left = m_ring.below(10'000, place.device, lot(stream));
    const auto &shares = kShares[std::size_t(place.tier)];
    int ring = 0;
    while (left >= shares[std::size_t(ring)])
        left -= shares[std::size_t(ring++)];
    return DemoRing(ring);
}

qint64 Rollout::releasedMs(DemoStream stream, qint64 release) const
{
    const Beat &beat = kBeats[std::size_t(stream)];
    return m_openedMs - beat.ageAtOpeningMs + release * beat.everyMs;
}

Rollout::Arrival Rollout::arrival(DemoStream stream, DemoRing ring, quint32 device, qint64 atMs) const
{
    const Beat &beat = kBeats[std::size_t(stream)];
    const qint64 turn = qint64(m_turn.below(quint32(beat.spreadMs), device, quint64(stream)));
    const qint64 wait = beat.delayMs[std::size_t(ring)] + (ring == DemoRing::Canary ? turn / 8 : turn);
    qint64 release = floorDivide(atMs - wait - releasedMs(stream, 0), beat.everyMs);
    if (ring == DemoRing::Held)
        release = floorDivide(release, beat.heldEvery) * beat.heldEvery - beat.heldBehind;
    qint64 since = releasedMs(stream, release) + wait;
    if (ring == DemoRing::Held)
        since += beat.heldBehind * beat.everyMs;
    if (m_laggard.below(1000, device, lot(stream)) < quint32(beat.laggardPermille))
        return {int(release - 1), since - beat.everyMs};
    return {int(release), since};
}

QString Rollout::version(DemoStream stream, int release, const DemoSystem &system) const
{
    switch (stream) {
    case DemoStream::AgentBuild:
        return QStringLiteral("7.%1.%2").arg(28 + release).arg(20'009 + 102 * release);
    case DemoStream::RapidResponse:
        return QString::number(1187 + 2 * release); // the vendor's even numbers never leave its laboratory
    case DemoStream::SystemCritical:
        return QString::number(412 + release);
    case DemoStream::OperatingSystem:
        return QStringLiteral("%1.%2").arg(system.build).arg(system.revision + system.revisionsAMonth * release);
    }
    return {};
}

} // namespace ringward::drill
