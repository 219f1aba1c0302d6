#pragma once
#include "models/base/result.h"
#include "models/rings/ringfacts.h"

#include <QJsonObject>

namespace ringward {

/// Who a pin holds: one device, a ward, or whatever a filter line finds.
struct PinScope {
    enum class Kind : quint8 { Devices, Ward, Filter };
    Kind kind = Kind::Devices;
    std::vector<DeviceId> devices;
    QString text; ///< "RGH 4W ICU", or the filter line
    friend bool operator==(const PinScope &, const PinScope &) = default;
};

/// Devices held to a ring, a delay or a version of one stream. There is no pin without an end.
struct Pin {
    QString id; ///< unique; given when it is saved first
    Stream stream;
    PinScope scope;
    PinKind kind = PinKind::Ring; ///< Ring, Delay or Version
    QString target; ///< ring name; delay in minutes; version
    QString reason, owner, approval; ///< approval: reference of the change that permitted it; may be empty
    qint64 sinceMs = 0, expiresMs = 0; ///< UTC
    friend bool operator==(const Pin &, const Pin &) = default;
};

inline constexpr std::size_t kMostPinnedByName = 1000; ///< devices of one pin; more are for a ward or a filter line

/// Whom it holds, for lists and sentences: the ward, the filter line, or "12 devices".
QString whomText(const PinScope &scope);
QString heldText(const Pin &pin); ///< to what: "Delayed", "12 h", "1187"

QJsonObject toJson(const Pin &pin);
Result<Pin> pinFromJson(const QJsonObject &json);
/// Why the pin cannot be, translated: no end, no owner, no reason, too many devices by name, a ring that the policy
/// does not have, an end beyond what its source permits.
Result<Done> checkPin(const Pin &pin, const StreamPolicy &policy, qint64 nowMs);

/// A row of `facts` for each device that the pin holds.
std::vector<Row> pinnedRows(const Pin &pin, const RingFacts &facts, qint64 nowMs);

/// The same facts with the devices of these pins marked as pinned, as far as they have not ended.
RingFactsPtr withPins(const RingFactsPtr &facts, const std::vector<Pin> &pins, qint64 nowMs);

/// What needs a person about one pin.
struct PinAlarm {
    enum class Kind : quint8 {
        Expired,
        AsksForAnswer, ///< expires within `kAskAheadMs`
        TooOld, ///< leaves its devices behind for longer than the ceiling on protection age
        TooEarly, ///< devices got content before the delay or ring that they are held to
    };
    Kind kind;
    QString text; ///< translated
};
inline constexpr qint64 kAskAheadMs = 7LL * 86'400'000;

/// How far behind the pin leaves its devices, in minutes: the delay of what it holds to, or for a version the time
/// since the pin began.
int protectionAgeMin(const Pin &pin, const StreamPolicy &policy, qint64 nowMs);
std::vector<PinAlarm> alarms(const Pin &pin, const RingFacts &facts, int ceilingMin, qint64 nowMs);

/// The moves that bring the devices of a ring or delay pin to where it holds them. Empty for a version.
std::vector<RingMove> movesFor(const Pin &pin, const RingFacts &facts, qint64 nowMs);

/// All pins as CSV with a head line, devices by host name; times as ISO 8601 in UTC.
QString pinsToCsv(const std::vector<Pin> &pins, const FleetSnapshot &fleet);
struct PinImport {
    std::vector<Pin> pins;
    std::vector<int> lines; ///< of the file, by pin
    QStringList refused; ///< "line 3: …"
};
PinImport pinsFromCsv(const QString &csv, const FleetSnapshot &fleet);

/// The same with a file in UTF-8. For any thread; Storage when it cannot be read or written, with a sentence.
Result<PinImport> readPins(const QString &path, const FleetSnapshot &fleet);
Result<Done> writePins(const QString &path, const std::vector<Pin> &pins, const FleetSnapshot &fleet);

} // namespace ringward
