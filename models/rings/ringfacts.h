#pragma once
#include "models/fleet/fleetsnapshot.h"
#include "models/rings/ringmove.h"
#include "models/rings/streampolicy.h"

#include <span>
#include <stop_token>

namespace ringward {

inline constexpr quint8 kNoRing = 0xff; ///< the device does not take part in the stream

/// Which ring of a policy each row of a snapshot is in, by position in StreamPolicy::rings.
using RingAssignment = std::vector<quint8>;

/// Devices that are alike as far as an update can tell: same model, same drivers, same site.
struct Stratum {
    quint32 model = 0, driverSet = 0, site = 0; ///< as in RingFacts
    quint32 devices = 0; ///< those that take part
};

/// What guardrails, designer and what-if look at: one stream over one snapshot, as plain columns. Immutable.
struct RingFacts {
    FleetSnapshotPtr fleet;
    StreamPolicy policy;
    RingAssignment today; ///< as the sources tell
    std::vector<quint32> ward, site, model, vendor; ///< by row; 0 is "not told"
    std::vector<quint32> stratum; ///< by row, in `strata`
    std::vector<Tier> tier;
    std::vector<quint8> working, pinned; ///< by row; up or degraded; held by a pin
    std::vector<Stratum> strata;
    std::vector<QString> siteNames; ///< by number of the site
    std::vector<quint32> wardStart; ///< rows of ward w: wardRows[wardStart[w]] to wardRows[wardStart[w + 1]]
    std::vector<Row> wardRows;
    quint32 participants = 0;

    std::size_t rings() const { return policy.rings.size(); }
    quint32 rows() const { return quint32(today.size()); }
    bool isHeld(quint8 ring) const { return ring == kNoRing || policy.rings[ring].name.held; }
    std::span<const Row> rowsOf(quint32 wardId) const
    {
        return std::span(wardRows).subspan(wardStart[wardId], wardStart[wardId + 1] - wardStart[wardId]);
    }
    QString host(Row row) const;
    QString wardName(quint32 wardId) const; ///< "RGH 4W ICU"
    QString stratumName(const Stratum &stratum) const; ///< "HP t640, 43 drivers, RGH"
    RingMove move(Row row, quint8 from, quint8 to) const;
};
using RingFactsPtr = std::shared_ptr<const RingFacts>;

/// Work for any thread, a few ms for 100,000 devices. Null when stopped. Devices in a ring that the policy does not
/// know take no part; `unknownRings` gets their names.
RingFactsPtr gatherRingFacts(FleetSnapshotPtr fleet, StreamPolicy policy, std::stop_token stop = {},
                             QStringList *unknownRings = nullptr);

} // namespace ringward
