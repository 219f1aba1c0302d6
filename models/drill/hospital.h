#pragma once
#include "models/drill/timeline.h"
#include "models/fleet/healthcounts.h"

#include <QMutex>

#include <span>

namespace ringward::drill {

/// What commands and injected faults changed on one device, on top of what the seed says.
struct DeviceOverride {
    std::array<std::optional<DemoRing>, kDemoStreams> ring;
    std::optional<PinMark> pin;
    FaultSpans faults;
    qint64 changedMs = 0; ///< UTC; a source reports the device again from here on
};
using Overrides = QHash<quint32, DeviceOverride>;

/// The demonstration hospital: a group of sites whose devices can each be computed at any time. Reading is for any
/// thread and sees one moment's overrides (`overrides()` first, then the rest with it); commands are for any thread
/// too.
class Hospital {
public:
    struct Settings {
        quint32 devices = 5216; ///< brought into HospitalPlan's limits
        quint64 seed = 291;
        qint64 openedMs = 0; ///< UTC; the story is told around it, and releases are numbered from it
        qint64 checkInMs = 300'000;
        friend auto operator<=>(const Settings &, const Settings &) = default;
    };
    Hospital(DemoCataloguePtr catalogue, Settings settings);
    Hospital(const Hospital &) = delete;
    Hospital &operator=(const Hospital &) = delete;

    const Settings &settings() const { return m_settings; }
    const HospitalPlan &plan() const { return m_plan; }
    const Timeline &timeline() const { return m_timeline; }
    const Rollout &rollout() const { return m_rollout; }

    Overrides overrides() const; ///< cheap: shared until somebody changes them
    DemoRing ring(DemoStream stream, const DevicePlace &place, const DeviceOverride *changed) const;
    PinMark pin(const DevicePlace &place, const DeviceOverride *changed, qint64 atMs) const;
    DeviceState state(const DevicePlace &place, const DeviceOverride *changed, qint64 atMs) const;

    /// Devices by tier and state at a past or present time. Above 250,000 devices it is an estimate from every n-th.
    HealthCounts countsAt(qint64 atMs, const Overrides &overrides) const;

    // Commands. What they change shows in every source over this hospital from `nowMs` on. Devices are numbers as in
    // HospitalPlan; DemoRecordWriter::deviceOfKey() finds the one behind a record. Rings and pins count for the past
    // too.
    void setRing(std::span<const quint32> devices, DemoStream stream, DemoRing ring, qint64 nowMs);
    void setPin(std::span<const quint32> devices, PinMark pin, qint64 nowMs); ///< PinKind::None takes a pin away
    void injectFault(std::span<const quint32> devices, FaultSpan fault, qint64 nowMs);
    void clearFaults(std::span<const quint32> devices, qint64 nowMs); ///< injected ones; the past keeps them

private:
    template <typename Change>
    void change(std::span<const quint32> devices, qint64 nowMs, Change &&apply);

    Settings m_settings;
    HospitalPlan m_plan;
    Rollout m_rollout;
    Timeline m_timeline;
    Mix m_pin;
    mutable QMutex m_mutex;
    Overrides m_overrides;
};
using HospitalPtr = std::shared_ptr<Hospital>;

} // namespace ringward::drill
