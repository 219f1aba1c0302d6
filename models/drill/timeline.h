#pragma once
#include "models/drill/rollout.h"
#include "models/sources/sourcerecord.h"

#include <QHash>

namespace ringward::drill {

/// Moved: stands in another ward than its remote-control group says; no fault of the machine.
enum class DemoFault : quint8 {
    Off,
    CrashLoop,
    ReducedFunctionality,
    ContentError,
    AgentStopped,
    RebootPending,
    Moved,
    Mended, ///< no fault: the content at fault is gone, and the machine loops no more
};
std::optional<DemoFault> demoFault(QStringView word); ///< "off", "crash loop", "reduced functionality", ...

/// Something that goes wrong with one device from a time until another (UTC, not included).
struct FaultSpan {
    DemoFault fault = DemoFault::Off;
    qint64 fromMs = 0, untilMs = 0;
};
using FaultSpans = std::vector<FaultSpan>;

/// What is known of a device at a time, from its last check-in.
struct DeviceState {
    qint64 lastSeenMs = 0; ///< UTC; 0 if it never reported
    HealthSigns signs;
    AgentHealth health = AgentHealth::Unknown; ///< what the default rules make of it
};

/// Everything that happens to the devices, at any time, computed when asked: check-ins, restarts, nights, lost power,
/// ward switches that fail, agents that falter, content that does not agree with a machine.
class Timeline {
public:
    struct Times {
        qint64 openedMs = 0; ///< when the demonstration was opened; its story is told around that moment
        qint64 checkInMs = 300'000;
    };
    Timeline(const HospitalPlan &plan, const Rollout &rollout, Times times);

    /// `faults` are what somebody did to the device; `ring` is the one it gets rapid response content by.
    DeviceState state(const DevicePlace &place, DemoRing ring, const FaultSpans *faults, qint64 atMs) const;
    qint64 lastSeenMs(const DevicePlace &place, const FaultSpans *faults, qint64 atMs) const;
    /// What the device told of itself in a check-in at `atMs`.
    HealthSigns signs(const DevicePlace &place, DemoRing ring, const FaultSpans *faults, qint64 atMs) const;
    const FaultSpans *story(quint32 device) const; ///< null for nearly all
    int switchOf(const DevicePlace &place) const; ///< number of the ward switch a device hangs on, from 1
    bool neverEnrolled(const DevicePlace &place) const;

private:
    struct Episode;
    qint64 checkIn(quint32 device, qint64 atMs) const;
    qint64 offSince(const DevicePlace &place, const FaultSpans *faults, qint64 atMs) const; ///< -1 when it is on
    qint64 nightOffSince(const DevicePlace &place, qint64 atMs) const;
    bool crashLooping(const DevicePlace &place, DemoRing ring, qint64 atMs) const;
    void tellStory();

    const HospitalPlan &m_plan;
    const Rollout &m_rollout;
    Times m_times;
    Mix m_phase, m_jitter, m_episodes, m_night, m_boot, m_cohort, m_unknown;
    QHash<quint32, FaultSpans> m_story;
    quint32 m_storyEnd = 0; ///< no device from here on has a part in the story
};

/// What resources/catalogues/health-rules.json makes of one source: signs of the last check-in and its age, in full
/// seconds as the console counts it.
AgentHealth demoHealth(const HealthSigns &signs, qint64 ageMs, qint64 checkInMs);

} // namespace ringward::drill
