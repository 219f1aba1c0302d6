#pragma once
#include "models/base/result.h"
#include "models/drivers/driverlibrary.h"
#include "models/drivers/driverreview.h"
#include "models/fleet/fleetsnapshot.h"

#include <QStringList>

#include <optional>
#include <stop_token>

namespace ringward {

/// Something that happened to the kernel code of the fleet.
struct DriverEvent {
    enum class Kind : quint8 {
        FirstRead, ///< came with devices whose drivers were told for the first time
        Arrived, ///< new on devices whose drivers were known before
        Left, ///< the last device that had it has it no more, or keeps it from starting
    };
    qint64 atMs = 0; ///< UTC, when the console saw it
    Kind kind = Kind::Arrived;
    QString key;
    quint32 devices = 0, wards = 0;
    QString where; ///< the first of the wards; empty for FirstRead
    QString source; ///< the sources that know those devices
    QString with; ///< translated: agent and system that most of those devices run; empty for FirstRead
    friend bool operator==(const DriverEvent &, const DriverEvent &) = default;
};
QString word(DriverEvent::Kind kind); ///< "arrived"

/// Devices whose drivers changed at one time, and what they had until then.
struct SetChange {
    qint64 atMs = 0; ///< UTC
    QStringList before; ///< keys of those that started, or might; empty when nobody told
    std::vector<DeviceId> devices; ///< rising
    friend bool operator==(const SetChange &, const SetChange &) = default;
};

struct DriverNews {
    std::vector<DriverEvent> events;
    std::vector<SetChange> changes;
    std::vector<DriverReview> opened; ///< reviews that the arrivals call for
    bool any() const { return !events.empty() || !changes.empty(); }
};

/// What became of the drivers between two snapshots of one store. Devices that are gone are no news, and neither is
/// what only they had. Nullopt when stopped.
std::optional<DriverNews> driverNews(const FleetSnapshot &before, const FleetSnapshot &after, qint64 nowMs,
                                     const std::stop_token &stop = {});

/// The reviews that arrivals call for: of images that are no part of Windows and for which no decision holds yet.
std::vector<DriverReview> reviewsFor(const std::vector<DriverEvent> &events, const DriverLibrary &library,
                                     const std::vector<DriverReview> &known);

/// Implemented by the store. Any thread.
class DriverHistoryStore {
public:
    virtual ~DriverHistoryStore() = default;
    /// All of it or nothing; on disk when it returns. An event that only says again what was the last one of its key is
    /// left out.
    virtual Result<Done> append(const DriverNews &news) = 0;
    virtual Result<std::vector<DriverEvent>> events(qint64 fromMs, qint64 toMs) = 0; ///< oldest first, ends included
    virtual Result<std::vector<SetChange>> changesSince(qint64 atMs) = 0; ///< later than that, newest first
};

} // namespace ringward
