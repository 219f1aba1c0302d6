#pragma once
#include "models/base/result.h"
#include "models/fleet/fleetdictionaries.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>
#include <vector>

namespace ringward {

/// What one outside system calls a ring: the policy, host group, update profile, channel or directory group.
struct RingDelivery {
    QString system; ///< key of a SourceLimits: "falcon-content"
    QString kind; ///< as the system says it: "policy", "host group", "channel"
    QString name; ///< as it is called there: "Ringward late"
    friend bool operator==(const RingDelivery &, const RingDelivery &) = default;
};

/// How a ring gets nothing: not at all, by the source's pause, by a pinned version, or because people deliver by hand.
enum class RingHold : quint8 { None, Pause, Version, ByHand };

/// What has to be true before the next ring may follow.
enum class RingGate : quint8 {
    Time, ///< the soak time is over
    Clean, ///< `gateClean` machines are well after their soak
    Previous, ///< the rings before it have passed
    SignOff, ///< somebody outside signs it off, such as the vendor of a medical device
};

/// A step of a stream.
struct Ring {
    RingName name; ///< order counts from 0, early to late
    int delayMin = 0; ///< minutes after the vendor's release
    int soakMin = 0; ///< minutes without trouble before the next ring may follow
    int capPerMille = 1000; ///< the most of the stream's devices that it may hold
    RingGate gate = RingGate::Time;
    int gateClean = 0;
    RingHold hold = RingHold::None;
    std::vector<RingDelivery> deliveries;
    friend bool operator==(const Ring &, const Ring &) = default;
};

/// The ordered rings of one stream, as approved. Versions count up; the newest is in force.
struct StreamPolicy {
    Stream stream;
    int version = 0; ///< 0: the default that comes with the program
    QString changedBy, reason;
    qint64 changedMs = 0; ///< UTC
    std::vector<Ring> rings;

    /// Position of the ring that is called so, here or in one of its deliveries, in any case; -1 when none is.
    int ringCalled(QStringView name) const;
    friend bool operator==(const StreamPolicy &, const StreamPolicy &) = default;
};

QJsonObject toJson(const StreamPolicy &policy);
/// Malformed with advice when rings are missing, out of order or share a name.
Result<StreamPolicy> streamPolicyFromJson(const QJsonObject &json);

/// The policies of resources/catalogues/stream-policies.json.
const std::vector<StreamPolicy> &defaultPolicies();

/// "Security content · rapid response", translated.
QString streamLabel(const Stream &stream);
/// "0 min", "4 h", "1 h 30 min", "14 d", translated.
QString durationText(qint64 minutes);
/// "90 min", "4h", "2 d" or a bare number of minutes; nullopt for anything else.
std::optional<int> minutesFromText(QStringView text);

} // namespace ringward
