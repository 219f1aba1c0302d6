#pragma once
#include "models/base/result.h"
#include "models/fleet/device.h"
#include "models/sources/devicedetail.h"
#include "models/sources/recordbook.h"

#include <span>

namespace ringward {

/// What one record says of a device's health.
struct Evidence {
    PackedSigns signs;
    quint32 lastSeenSec = 0; ///< 0 when not told
    quint32 asOfSec = 0; ///< when its source was last heard in full: until then, silence was listened to
    quint32 checkInSec = 0; ///< 0 for sources from which silence does not count
    quint32 source = 0; ///< SourceId
};

/// A sign that rules can ask for. Yes and no are 1 and 0.
enum class HealthSign : quint8 {
    MissedCheckIns,
    AgentMissedCheckIns,
    Seen,
    Online,
    RestartsLastHour,
    ReducedFunctionality,
    ContentError,
    AgentStopped,
    RebootPending,
    Others, ///< other sources that know the device and tell when they saw it
    OthersHeard, ///< of those: heard from it after the source that counts its silence
    WardNeighbours,
    WardAnsweringPercent,
};
inline constexpr std::size_t kSignCount = std::size_t(HealthSign::WardAnsweringPercent) + 1;

/// The signs of a device over all its sources, and whose word each is.
struct HealthSigned {
    static constexpr qint32 kNotTold = -1;
    std::array<qint32, kSignCount> value;
    std::array<quint32, kSignCount> source{}; ///< SourceId; 0 when several say it together
    quint32 newestSec = 0; ///< the newest sign of life, 0 when none
    quint32 silenceSec = 0, intervalSec = 0; ///< of the source that counts MissedCheckIns
    quint32 agentSilenceSec = 0, agentIntervalSec = 0; ///< of AgentMissedCheckIns
    std::vector<quint32> others; ///< SourceIds behind Others; filled by explain() only
    HealthSigned() { value.fill(kNotTold); }
    bool told(HealthSign sign) const { return value[std::size_t(sign)] != kNotTold; }
    qint32 of(HealthSign sign) const { return value[std::size_t(sign)]; }
};

/// The newest record that tells a sign is believed; one whose own source has lost sight of the device is not.
HealthSigned weigh(std::span<const Evidence> evidence);

struct WardNeighbours {
    quint32 all = 0, answering = 0; ///< the other devices of the ward; answering are all but silent and unknown ones
};

/// The rules of resources/catalogues/health-rules.json.
class HealthRules {
public:
    static Result<HealthRules> parse(const QByteArray &json);
    static const HealthRules &builtIn();

    AgentHealth judge(const HealthSigned &signs) const;
    /// Seconds of silence, in multiples of the interval, from which a device that was up no longer is; for cheap scans.
    int silentAfterMissed() const { return m_silentAfter; }
    /// The rules that bear on the state, those that decided it first. `nameOf` gives a source's name.
    std::vector<HealthReason> explain(std::span<const Evidence> evidence, const WardNeighbours &ward,
                                      const std::function<QString(quint32 source)> &nameOf) const;
    /// One line for the history: why the device is in `health` now.
    QString inAWord(AgentHealth health, const HealthSigned &signs) const;

private:
    enum class Compare : quint8 { Less, AtMost, Equal, AtLeast, More };
    struct Condition {
        HealthSign sign = HealthSign::Seen;
        Compare compare = Compare::Equal;
        qint32 limit = 0;
    };
    struct Rule {
        std::optional<AgentHealth> state, onlyWhen;
        std::vector<Condition> when;
        QByteArray why, whyNot;
    };
    static Result<Rule> parseRule(const QJsonObject &object);
    static bool holds(const Condition &condition, const HealthSigned &signs);
    static bool holds(const Rule &rule, const HealthSigned &signs);
    static bool told(const Rule &rule, const HealthSigned &signs);
    std::vector<Rule> m_rules;
    int m_silentAfter = 3;
};

} // namespace ringward
