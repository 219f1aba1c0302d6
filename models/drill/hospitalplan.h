#pragma once
#include "models/drill/democatalogue.h"

namespace ringward::drill {

struct PlannedSite {
    QString code, name; ///< codes are unique: "RGH"
    quint8 pattern = 0; ///< in DemoCatalogue::sites
};

struct PlannedWard {
    quint32 firstDevice = 0;
    quint16 site = 0; ///< in HospitalPlan::sites()
    quint16 devices = 0, beds = 0, cover = 0;
    quint8 pattern = 0; ///< in DemoSitePattern::wards
};

/// Where a device stands and what it is for. `number` counts from 1 within the role and ward.
struct DevicePlace {
    quint32 device = 0, ward = 0;
    quint16 inWard = 0, number = 0;
    quint8 role = 0; ///< in DemoCatalogue::roles
    Tier tier = Tier::T3;
};

/// Which wards there are and which devices they have: a few bytes a ward, nothing a device. Devices are numbered from
/// 0, ward after ward. The first 5,216 of a large group are not those of the small one, but sites and wards look alike.
class HospitalPlan {
public:
    static constexpr quint32 kFewest = 200, kMost = 8'400'000;

    /// `devices` is brought into the limits.
    HospitalPlan(DemoCataloguePtr catalogue, quint32 devices, quint64 seed);

    const DemoCatalogue &catalogue() const { return *m_catalogue; }
    const DemoCataloguePtr &sharedCatalogue() const { return m_catalogue; }
    quint32 devices() const { return m_devices; }
    quint64 seed() const { return m_seed; }
    const std::vector<PlannedSite> &sites() const { return m_sites; }
    const std::vector<PlannedWard> &wards() const { return m_wards; }
    const DemoWardPattern &pattern(const PlannedWard &ward) const
    {
        return m_catalogue->sites[m_sites[ward.site].pattern].wards[ward.pattern];
    }

    quint32 wardOf(quint32 device) const;
    DevicePlace place(quint32 device) const; ///< a binary search over the wards
    DevicePlace placeIn(quint32 ward, quint32 inWard) const;
    std::size_t memory() const; ///< bytes, without the catalogue

private:
    struct Draft;
    void addRegion(quint32 region, quint32 devices);
    PlannedSite siteOf(quint32 region, quint8 pattern);

    DemoCataloguePtr m_catalogue;
    quint32 m_devices = 0;
    quint64 m_seed = 0;
    std::vector<PlannedSite> m_sites;
    std::vector<PlannedWard> m_wards;
    std::vector<bool> m_codesTaken; ///< by number of the three letters
};

} // namespace ringward::drill
