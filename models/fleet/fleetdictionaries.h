#pragma once
#include "models/base/dictionary.h"
#include "models/base/interner.h"
#include "models/fleet/device.h"

#include <compare>

namespace ringward {

/// A care unit and where it is. `code` and `shortName` fit a tile ("RGH", "4W ICU"); the long names are for people.
struct Ward {
    QString siteCode, siteName, building, code, name;
    QString kind; ///< "icu", "ed", "theatre", ...; empty when no source told
    quint16 beds = 0; ///< 0 when not told
    quint16 minimumCover = 0; ///< working machines that the ward needs at least; 0 when nobody set it
    friend bool operator==(const Ward &, const Ward &) = default;
};

/// The texts of a ward as ids in FleetDictionaries::wardTexts, so that a search reads each distinct text once.
struct WardTextIds {
    quint32 siteCode = 0, siteName = 0, building = 0, code = 0, name = 0, kind = 0;
};

/// One stream as the sources name it: which kind, and for security content which category.
struct Stream {
    StreamKind kind = StreamKind::SecurityContent;
    QString category; ///< "rapid response", "system critical"; empty for the other kinds
    friend bool operator==(const Stream &, const Stream &) = default;
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
/// Immutable once a snapshot has them; a FleetBuilder copies before it adds. Each table is shared by copies until it
/// grows, so a copy is cheap and a new version does not copy the wards.
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

    Dictionary models{0xffff}, osBuilds{0xffff}, rooms{0xffff}, roles{0xffff}; ///< as many as the columns have room for
    Dictionary agentProducts, versions, sources;
    Dictionary drivers; ///< see driverKey(): image name and version; DriverLibrary knows more

    const std::vector<Ward> &wards() const { return m_wards->wards; }
    const std::vector<WardTextIds> &wardTextIds() const { return m_wards->textIds; } ///< at the ward's id
    const Dictionary &wardTexts() const { return m_wardTexts; }
    const std::vector<UpdateState> &updates() const { return m_updates.items(); }
    const std::vector<RingName> &rings() const { return *m_rings; }
    const std::vector<Stream> &streams() const { return *m_streams; }
    const std::vector<PinMark> &pins() const { return m_pins.items(); }
    const std::vector<std::vector<quint32>> &driverSets() const { return m_driverSets.items(); } ///< each sorted

private:
    struct Wards {
        std::vector<Ward> wards{Ward()};
        std::vector<WardTextIds> textIds{WardTextIds()};
        QMultiHash<size_t, quint32> ids; ///< by the hash of what identifies a ward
    };
    struct UpdateHash {
        size_t operator()(const UpdateState &state) const;
    };
    struct PinHash {
        size_t operator()(const PinMark &mark) const;
    };
    struct DriverSetHash {
        size_t operator()(const std::vector<quint32> &set) const;
    };
    void describe(Ward &ward, WardTextIds &ids);

    CopyOnWrite<Wards> m_wards;
    Dictionary m_wardTexts;
    CopyOnWrite<std::vector<RingName>> m_rings;
    CopyOnWrite<std::vector<Stream>> m_streams;
    Interner<UpdateState, UpdateHash> m_updates;
    Interner<PinMark, PinHash> m_pins;
    Interner<std::vector<quint32>, DriverSetHash> m_driverSets;
};

} // namespace ringward
