#pragma once
#include "models/fleet/fleetsnapshot.h"
#include "models/fleet/healthcounts.h"

#include <stop_token>

namespace ringward {

/// One ward at a glance.
struct WardState {
    quint32 ward = 0; ///< id in the fleet's dictionaries
    HealthCounts counts;
    quint32 working = 0; ///< up or degraded: a machine that runs, if not as it should
    quint32 cover = 0; ///< machines needed; 0 when nobody set it

    quint32 devices() const { return counts.known(); }
    quint32 notUp() const { return devices() - counts.of(AgentHealth::Up); }
    AgentHealth worst() const;
    /// Any crash-looping, a T0 not up, at least 10 % not up.
    bool asksForAPerson() const;
    bool atMinimumCover() const { return cover > 0 && working == cover; }
    bool belowCover() const { return cover > 0 && working < cover; }
};

/// Wards of one site, in the order of the dictionaries, which stays the same so that eyes learn places.
struct SiteState {
    QString code, name;
    std::vector<WardState> wards;
    quint32 devices = 0, notUp = 0, wardsNotUp = 0;
};

/// How a source is doing, as far as a situation needs to know.
struct SourceFact {
    QString name;
    qint64 lastSuccessMs = 0; ///< UTC; 0: never
    int limitSec = 0; ///< it is fresh when it answered within that
    bool fresh = false;
    QString problem; ///< translated sentence of the last failure; empty after a success
};

/// Something that needs a person, most urgent first. Names the devices by a filter line, or a page to go to.
struct AttentionRow {
    enum class Kind : quint8 {
        LeftInSafeMode,
        CrashLooping,
        LifeCriticalSilent,
        BelowCover,
        AtMinimumCover,
        SilentTogether,
        SourceFailing,
        SourceStale,
        PinsExpire,
        Conflicts,
        VulnerableDrivers,
        ReviewsOverdue,
        DriversArrived,
        KeysMissing,
        KeysToRotate,
        EmergenciesToReview,
    };
    Kind kind = Kind::CrashLooping;
    QString title, remark; ///< translated
    quint32 count = 0;
    QString filterLine; ///< of the devices it speaks of; empty for the rows about sources and drivers
    QString driverLine; ///< of the drivers it speaks of, in the language of DriverFilter; empty for all others
    QString change; ///< reference of the change it speaks of: "CHG-0142"; empty for all others
};

/// Devices of one ring by the content they have, newest version first.
struct RingContent {
    RingName ring; ///< without a name: no ring told
    std::vector<std::pair<quint32, quint32>> versions; ///< id in FleetDictionaries::versions, devices
    quint32 devices = 0;
};

/// Devices that have one version of one agent.
struct AgentVersions {
    quint32 product = 0, version = 0; ///< ids in FleetDictionaries::agentProducts and versions; 0: not told
    quint32 devices = 0;
};

struct Situation {
    FleetSnapshotPtr fleet;
    qint64 nowMs = 0;
    HealthCounts counts;
    quint32 wards = 0, conflicts = 0;
    std::array<quint32, kKeyStateCount> keys{}; ///< devices by KeyState
    std::vector<SiteState> sites;
    std::vector<AttentionRow> attention;
    Stream stream; ///< of the first security content stream
    std::vector<RingContent> rings; ///< early to late, held last
    std::vector<AgentVersions> agents; ///< most devices first; devices of which nobody tells an agent are left out
    std::vector<SourceFact> sources;
};

/// Looks at every device once. For any thread; nullopt when stopped.
std::optional<Situation> assess(FleetSnapshotPtr fleet, std::vector<SourceFact> sources, qint64 nowMs,
                                std::stop_token stop = {});

} // namespace ringward
