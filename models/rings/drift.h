#pragma once
#include "models/rings/ringfacts.h"

#include <QHash>

namespace ringward {

/// Where the devices of a stream are meant to be, by the name of the ring: what was approved last.
struct RingIntent {
    Stream stream;
    QString approval; ///< of what: reference of the change, or "as found on …"
    qint64 sinceMs = 0; ///< UTC; 0 when nothing was approved yet
    QHash<DeviceId, QString> rings;
};

/// A device that is not as intended.
struct DriftedDevice {
    enum class Kind : quint8 {
        WrongRing, ///< observed in another ring than the approved one
        Behind, ///< right ring, but its content is not what most of the ring has
        Unplanned, ///< takes part, but no approval names it
    };
    Row row = 0;
    Kind kind = Kind::WrongRing;
    quint8 observed = kNoRing, intended = kNoRing;
    QString version, expected; ///< of Behind
};

struct Drift {
    std::vector<DriftedDevice> devices;
    QStringList policy; ///< translated: how the live policy differs from the approved one
    std::size_t count(DriftedDevice::Kind kind) const;
};

/// Rings that a source reports and the policy does not have are a drift of the policy.
Drift findDrift(const RingFacts &facts, const RingIntent &intent, const QStringList &unknownRings);
/// The moves that bring every device in a wrong ring back to its approved one.
std::vector<RingMove> wayBack(const RingFacts &facts, const Drift &drift);
/// What is observed, as an intent: for the first time, when nothing was approved yet.
RingIntent intentAsFound(const RingFacts &facts, qint64 nowMs);

} // namespace ringward
