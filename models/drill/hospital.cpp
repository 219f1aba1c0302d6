#include "models/drill/hospital.h"

#include <QMutexLocker>

#include <algorithm>

namespace ringward::drill {

namespace {

enum Purpose : quint64 { PinOfDevice = 400 };

constexpr qint64 kDay = 86'400'000;
constexpr quint32 kCountedAtMost = 250'000;
constexpr int kPinDays = 90;

/// Shares of the kinds of pin on devices of the Delayed ring, per thousand; the rest has none.
constexpr std::array kDelayedPins{std::pair{PinKind::Delay, 520U}, std::pair{PinKind::Ward, 260U},
                                  std::pair{PinKind::Version, 70U}, std::pair{PinKind::Ring, 60U}};

const DeviceOverride *find(const Overrides &overrides, quint32 device)
{
    const auto at = overrides.constFind(device);
    return at == overrides.constEnd() ? nullptr : &at.value();
}

} // namespace

Hospital::Hospital(DemoCataloguePtr catalogue, Settings settings)
    : m_settings(settings)
    , m_plan(std::move(catalogue), settings.devices, settings.seed)
    , m_rollout(settings.seed, settings.openedMs)
    , m_timeline(m_plan, m_rollout, {settings.openedMs, settings.checkInMs})
    , m_pin(settings.seed, PinOfDevice)
{
    m_settings.devices = m_plan.devices();
}

Overrides Hospital::overrides() const
{
    const QMutexLocker lock(&m_mutex);
    return m_overrides;
}

DemoRing Hospital::ring(DemoStream stream, const DevicePlace &place, const DeviceOverride *changed) const
{
    if (changed && changed->ring[std::size_t(stream)])
        return *changed->ring[std::size_t(stream)];
    return m_rollout.usualRing(stream, place);
}

PinMark Hospital::pin(const DevicePlace &place, const DeviceOverride *changed, qint64 atMs) const
{
    if (changed && changed->pin)
        return *changed->pin;
    const DemoRing usual = m_rollout.usualRing(DemoStream::RapidResponse, place);
    PinKind kind = PinKind::None;
    quint32 drawn = m_pin.below(1000, place.device);
    if (usual == DemoRing::Delayed) {
        for (const auto &[candidate, share] : kDelayedPins) {
            if (drawn < share) {
                kind = candidate;
                break;
            }
            drawn -= share;
        }
    } else if (usual != DemoRing::Held && drawn < 9) {
        kind = drawn < 6 ? PinKind::Version : PinKind::Ring;
    }
    if (kind == PinKind::None)
        return {};
    // Pins are renewed for 90 days at a time; they end at midnight.
    const qint64 offset = qint64(m_pin.below(kPinDays, place.device, 1)) * kDay;
    return {kind, ((atMs + offset) / (kPinDays * kDay) + 1) * kPinDays * kDay - offset};
}

DeviceState Hospital::state(const DevicePlace &place, const DeviceOverride *changed, qint64 atMs) const
{
    return m_timeline.state(place, ring(DemoStream::RapidResponse, place, changed),
                            changed ? &changed->faults : nullptr, atMs);
}

HealthCounts Hospital::countsAt(qint64 atMs, const Overrides &overrides) const
{
    const quint32 step = (m_plan.devices() + kCountedAtMost - 1) / kCountedAtMost;
    HealthCounts counts;
    std::array<quint32, kTierCount> known{};
    for (quint32 w = 0; w < m_plan.wards().size(); ++w) {
        const PlannedWard &ward = m_plan.wards()[w];
        for (quint32 i = 0; i < ward.devices; ++i) {
            const DevicePlace place = m_plan.placeIn(w, i);
            ++known[std::size_t(place.tier)];
            if (place.device % step != 0)
                continue;
            const AgentHealth health = state(place, find(overrides, place.device), atMs).health;
            counts.byTier[std::size_t(place.tier)][std::size_t(health)] += step;
        }
    }
    for (std::size_t tier = 0; step > 1 && tier < kTierCount; ++tier) {
        quint32 unwell = 0;
        for (int health = 0; health < int(AgentHealth::Up); ++health)
            unwell += counts.byTier[tier][std::size_t(health)];
        counts.byTier[tier][std::size_t(AgentHealth::Up)] = known[tier] - std::min(known[tier], unwell);
    }
    return counts;
}

template <typename Change>
void Hospital::change(std::span<const quint32> devices, qint64 nowMs, Change &&apply)
{
    const QMutexLocker lock(&m_mutex);
    for (const quint32 device : devices) {
        if (device >= m_plan.devices())
            continue;
        DeviceOverride &changed = m_overrides[device];
        apply(changed);
        changed.changedMs = nowMs;
    }
}

void Hospital::setRing(std::span<const quint32> devices, DemoStream stream, DemoRing ring, qint64 nowMs)
{
    change(devices, nowMs, [=](DeviceOverride &changed) { changed.ring[std::size_t(stream)] = ring; });
}

void Hospital::setPin(std::span<const quint32> devices, PinMark pin, qint64 nowMs)
{
    change(devices, nowMs, [=](DeviceOverride &changed) { changed.pin = pin; });
}

void Hospital::injectFault(std::span<const quint32> devices, FaultSpan fault, qint64 nowMs)
{
    change(devices, nowMs, [=](DeviceOverride &changed) { changed.faults.push_back(fault); });
}

void Hospital::clearFaults(std::span<const quint32> devices, qint64 nowMs)
{
    change(devices, nowMs, [=](DeviceOverride &changed) {
        for (FaultSpan &span : changed.faults)
            span.untilMs = std::min(span.untilMs, nowMs);
    });
}

} // namespace ringward::drill
