#pragma once
#include "models/drill/hospitalplan.h"
#include "models/drill/mix.h"
#include "models/fleet/fleetdictionaries.h"

namespace ringward::drill {

enum class DemoStream : quint8 { AgentBuild, RapidResponse, SystemCritical, OperatingSystem };
inline constexpr int kDemoStreams = 4;

/// Rings in order; Held gets a version only when it is released by hand.
enum class DemoRing : quint8 { Canary, Early, Broad, Late, Delayed, Held };
inline constexpr int kDemoRings = 6;

const Stream &streamOf(DemoStream stream);
const RingName &ringName(DemoRing ring);
std::optional<DemoRing> demoRing(QStringView name); ///< in any case

/// Which release of which stream has reached a device at a time. Releases are numbered from the opening of the
/// demonstration: 0 is the one under way then, earlier ones are negative. They come at a fixed beat; each ring gets
/// them after its delay, its devices one after the other.
class Rollout {
public:
    Rollout(quint64 seed, qint64 openedMs);

    DemoRing usualRing(DemoStream stream, const DevicePlace &place) const;
    /// The newest release on a device at `atMs`, and since when it has it.
    struct Arrival {
        int release = 0;
        qint64 atMs = 0;
    };
    Arrival arrival(DemoStream stream, DemoRing ring, quint32 device, qint64 atMs) const;
    QString version(DemoStream stream, int release, const DemoSystem &system) const;

private:
    qint64 releasedMs(DemoStream stream, qint64 release) const;
    Mix m_ring, m_turn, m_laggard;
    qint64 m_openedMs;
};

} // namespace ringward::drill
