#pragma once
#include "models/drill/hospitalplan.h"
#include "models/drill/mix.h"

#include <QMutex>

#include <map>
#include <unordered_map>

namespace ringward::drill {

/// What the devices are made of: models by purchase batch, systems by disk image, and the drivers these bring.
class Equipment {
public:
    explicit Equipment(const HospitalPlan &plan);

    int model(const DevicePlace &place) const; ///< in DemoCatalogue::models
    int system(const DevicePlace &place) const; ///< in DemoCatalogue::systems
    QString serial(const DevicePlace &place, int model) const; ///< unique in the hospital

    /// The drivers of a device with that agent build and system build. Devices that are alike share the list; there are
    /// a few hundred different ones. For any thread.
    DriverListPtr drivers(const DevicePlace &place, const QString &agentBuild, const QString &systemBuild) const;

private:
    quint64 kindOfList(const DevicePlace &place) const; ///< equal when nothing about the devices brings other drivers
    quint32 options(const DevicePlace &place) const; ///< a bit for each of DemoCatalogue::options
    int rareTool(const DevicePlace &place) const; ///< in DemoCatalogue::rare, -1 for nearly all
    struct Builds {
        QString agent, system;
        friend bool operator==(const Builds &, const Builds &) = default;
    };
    DriverListPtr makeDrivers(const DevicePlace &place, const Builds &builds) const;
    const Driver &driver(std::size_t entry, const Builds &builds) const;

    const HospitalPlan &m_plan;
    Mix m_batch, m_system, m_image, m_rare, m_option, m_serial;
    std::vector<std::vector<int>> m_modelsByRole, m_systemsByRole; ///< candidates
    std::vector<std::vector<quint32>> m_optionsByRole; ///< by role, then by disk image
    std::vector<quint8> m_modelKind, m_systemKind, m_roleKind, m_wardKind; ///< equal numbers: equal drivers
    mutable QMutex m_mutex;
    mutable std::unordered_map<quint64, std::vector<std::pair<Builds, DriverListPtr>>> m_lists;
    mutable std::map<std::pair<std::size_t, QString>, Driver> m_drivers; ///< by catalogue entry and version
};

} // namespace ringward::drill
