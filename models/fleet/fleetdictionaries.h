#pragma once
#include "models/base/dictionary.h"
#include "models/fleet/device.h"

#include <map>
#include <tuple>

namespace ringward {

/// A care unit and where it is. `code` and `shortName` fit a tile ("RGH", "4W ICU"); the long names are for people.
struct Ward {
    QString siteCode, siteName, building, code, name;
    QString kind; ///< "icu", "ed", "theatre", ...; empty when no source told
    quint16 beds = 0; ///< 0 when not told
    quint16 minimumCover = 0; ///< working machines that the ward needs at least; 0 when nobody set it
    friend bool operator==(const Ward &, const Ward &) = default;
};

/// One stream as the sources name it: which kind, and for security content which category.
struct Stream {
    StreamKind kind = StreamKind::SecurityContent;
    QString category; ///< "rapid response", "system critical"; empty for the other kinds
    friend auto operator<=>(const Stream &, const Stream &) = default;
};

/// What one stream has delivered to a device and the ring that the device is in. Ids of texts; 0 is "not told".
struct StreamState {
    quint32 version = 0; ///< in FleetDictionaries::versions
    quint32 ring = 0; ///< in FleetDictionaries::rings
    friend auto operator<=>(const StreamState &, const StreamState &) = default;
};

/// Agent and streams of a device together. Few distinct ones exist in a fleet, so devices share them by number.
struct UpdateState {
    quint32 agentProduct = 0; ///< in FleetDictionaries::agentProducts
    quint32 agentVersion = 0; ///< in FleetDictionaries::versions
    std::vector<StreamState> streams; ///< at the positions of FleetDictionaries::streams; may be shorter
    friend auto operator<=>(const UpdateState &, const UpdateState &) = default;
};

/// A ring as people know it. The number orders rings from early (0) to late; `held` gets nothing until released.
struct RingName {
    QString name;
    int order = 0;
    bool held = false;
    friend bool operator==(const RingName &, const RingName &) = default;
};

struct PinMark {
    PinKind kind = PinKind::None;
    qint64 expiresMs = 0; ///< UTC; 0 when not told
    friend auto operator<=>(const PinMark &, const PinMark &) = default;
};

/// The texts and small records that the columns of a fleet refer to by number. Id 0 of each means "not told".
/// Immutable once a snapshot has them; a FleetBuilder copies before it adds.
class FleetDictionaries {
public:
    FleetDictionaries();

    quint32
    ward(const Ward &ward); ///< finds by site code, building and code; adds when new; the newest description wins
    quint32 update(const UpdateState &state);
    quint32 ring(const RingName &ring); ///< finds by name
    quint32 stream(const Stream &stream); ///< position in streams()
    quint16 pin(const PinMark &mark);
    quint32 driverSet(std::vector<quint32> driverIds); ///< any order; equal sets get one number

    Dictionary models, osBuilds, rooms, roles, agentProducts, versions, sources;
    Dictionary drivers; ///< image names in lower case; models/drivers knows more about each id

    const std::vector<Ward> &wards() const { return m_wards; }
    const std::vector<UpdateState> &updates() const { return m_updates; }
    const std::vector<RingName> &rings() const { return m_rings; }
    const std::vector<Stream> &streams() const { return m_streams; }
    const std::vector<PinMark> &pins() const { return m_pins; }
    const std::vector<std::vector<quint32>> &driverSets() const { return m_driverSets; } ///< each sorted

private:
    std::vector<Ward> m_wards;
    std::vector<UpdateState> m_updates;
    std::vector<RingName> m_rings;
    std::vector<Stream> m_streams;
    std::vector<PinMark> m_pins;
    std::vector<std::vector<quint32>> m_driverSets;
    std::map<std::tuple<QString, QString, QString>, quint32> m_wardIds;
    std::map<UpdateState, quint32> m_updateIds;
    std::map<PinMark, quint16> m_pinIds;
    std::map<std::vector<quint32>, quint32> m_driverSetIds;
};

} // namespace ringward
