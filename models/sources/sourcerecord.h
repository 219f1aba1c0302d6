#pragma once
#include "models/base/strongid.h"
#include "models/drivers/driver.h"
#include "models/fleet/fleetdictionaries.h"

#include <array>

namespace ringward {

using SourceId = StrongId<struct SourceTag>;

/// What a source can tell about a device in one text. The table in field.cpp says for each how it is called, whether it
/// is proof of identity, and which value wins when sources disagree.
enum class Field : quint8 {
    HardwareUuid, ///< SMBIOS UUID, canonical lower case with dashes
    SerialNumber, ///< of the chassis
    DirectoryGuid, ///< objectGUID of the computer account, canonical lower case
    AgentId, ///< the id that the source's agent gave itself; a reinstalled agent has a new one
    HostName,
    Domain,
    MacAddress, ///< lower case, colons; no proof of identity: docks are shared
    SiteCode,
    SiteName,
    Building,
    WardCode,
    WardName,
    WardKind,
    Room,
    Role,
    Tier, ///< word(Tier)
    Manufacturer,
    Model,
    OsName,
    OsBuild,
    AgentProduct,
    AgentVersion,
    DirectoryPath,
    Tags, ///< separated by commas
    IpAddress,
    Owner,
};
inline constexpr std::size_t kFieldCount = std::size_t(Field::Owner) + 1;

struct FieldSpec {
    Field field;
    const char *key; ///< in files, filters and JSON: "serial_number"
    const char *label; ///< for people; translate in the context "ringward::Field"
    bool identity; ///< equal values prove the same machine
    bool conflictMatters; ///< two sources that disagree are listed as a conflict
};
const FieldSpec &spec(Field field);
std::optional<Field> fieldFromKey(QStringView key);

/// What a source says of one stream on one device. Empty texts are "not told".
struct StreamReport {
    Stream stream;
    QString version;
    RingName ring;
    friend bool operator==(const StreamReport &, const StreamReport &) = default;
};

/// What a source says that bears on health. Rules in resources/catalogues/health-rules.json read these by name.
struct HealthSigns {
    std::optional<bool> online; ///< the source's own word for it; a crashed machine may be "online" for minutes
    std::optional<bool> reducedFunctionality;
    std::optional<bool> agentStopped;
    std::optional<bool> contentError; ///< the last content was not applied
    std::optional<bool> rebootPending;
    std::optional<int> restartsLastHour;
    qint64 bootTimeMs = 0; ///< UTC; 0 when not told
    friend bool operator==(const HealthSigns &, const HealthSigns &) = default;
};

/// One device as one source tells it.
struct SourceRecord {
    SourceId source;
    QString key; ///< the source's own id of the record; unique in the source
    std::array<QString, kFieldCount> text;
    qint64 lastSeenMs = 0; ///< UTC, clock of the source; 0 if never seen or not told
    qint64 receivedMs = 0; ///< UTC, our clock; when this record came in
    quint16 wardBeds = 0, wardMinimumCover = 0; ///< 0 when not told
    DeviceFlags flags;
    HealthSigns signs;
    PinMark pin;
    std::vector<StreamReport> streams;
    DriverListPtr drivers; ///< null when the source does not tell drivers

    const QString &operator[](Field field) const { return text[std::size_t(field)]; }
    QString &operator[](Field field) { return text[std::size_t(field)]; }
};

} // namespace ringward
