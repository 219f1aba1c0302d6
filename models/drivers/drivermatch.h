#pragma once
#include "models/drivers/altitudelist.h"
#include "models/drivers/blocklist.h"
#include "models/drivers/crashrecords.h"
#include "models/drivers/driverimage.h"
#include "models/drivers/loldrivers.h"

#include <memory>

namespace ringward {

/// How much a match proves, weakest first.
enum class Evidence : quint8 { NameOnly, NameAndVersion, Publisher, FlatHash, AuthenticodeHash };

/// A catalogue speaks of a driver.
struct CatalogueHit {
    CatalogueKind catalogue = CatalogueKind::LolDrivers;
    Evidence evidence = Evidence::NameOnly;
    bool alarm = false; ///< strong enough to call the driver vulnerable
    bool malicious = false;
    QString entry; ///< id in the catalogue
    QString explanation; ///< translated, one sentence
};

/// The imported catalogues; any of them may be missing.
struct Catalogues {
    std::shared_ptr<const LolDrivers> lolDrivers;
    std::shared_ptr<const BlockList> blockList;
    std::shared_ptr<const AltitudeList> altitudes;
    std::shared_ptr<const CrashRecords> crashes;
};

/// All that the catalogues say of an image, strongest evidence first, one hit an entry. A name alone never raises an
/// alarm: afd.sys and monitor.sys are on every healthy machine, and their old builds are in the catalogue.
std::vector<CatalogueHit> matchDriver(const DriverImage &image, const Catalogues &catalogues);

/// Where the altitude comes from and what the filter is for.
struct AltitudeFact {
    QString altitude; ///< told by the machine, or allocated to that file name
    QString company; ///< to whom it is allocated; empty when not in the list
    QString loadOrderGroup;
    bool told = false; ///< by the machine; otherwise taken from the list by name
    friend bool operator==(const AltitudeFact &, const AltitudeFact &) = default;
};
std::optional<AltitudeFact> altitudeOf(const DriverImage &image, const AltitudeList *list);

} // namespace ringward
