#pragma once
#include "models/drivers/driverlibrary.h"
#include "models/fleet/fleetbuilder.h"
#include "models/sources/recordfacts.h"

#include <map>
#include <span>
#include <unordered_map>

namespace ringward {

/// The numbers that a fleet's dictionaries have for what records tell. Remembers what it asked, so that the
/// dictionaries are copied only for what is really new.
class FleetNames {
public:
    FleetNames(FleetBuilder &builder, const RecordFacts &facts)
        : m_builder(&builder)
        , m_facts(&facts)
    {
    }
    void rebind(FleetBuilder &builder) { m_builder = &builder; } ///< to one with the same dictionaries

    quint16 room(const QString &text);
    quint16 model(const QString &text);
    quint16 osBuild(const QString &text);
    quint8 role(const QString &text);
    quint16 pin(const PinMark &mark);
    quint32 driverSet(const DriverListPtr &list); ///< 0 for null; what is new in it goes to drivers()
    quint32 fuller(quint32 set, quint32 other) const; ///< of two driver sets: the first, unless it tells less
    quint16 sourceBit(const QString &name); ///< one bit, or none when all sixteen are taken

    /// The ward that `places` (numbers in RecordFacts, most believed first) describe together. `source` told the first.
    quint32 ward(std::span<const quint32> places, quint32 source);
    /// Agent and streams that `software` describes together, most believed first.
    quint32 updates(std::span<const quint32> software);

    const FleetDictionaries &names() const { return m_builder->names(); }
    DriverLibrary &drivers() { return m_library; }

private:
    quint32 number(Dictionary FleetDictionaries::*which, const QString &text, quint32 most);
    quint32 addWard(std::span<const quint32> places, quint32 source);
    quint32 addUpdates(std::span<const quint32> software);
    FleetBuilder *m_builder;
    const RecordFacts *m_facts;
    quint32 driver(const Driver &driver, quint64 facts);
    std::unordered_map<quint64, quint32> m_wards, m_updates;
    std::unordered_map<const DriverList *, std::pair<std::weak_ptr<const DriverList>, quint32>> m_driverLists;
    std::unordered_map<quint64, quint32> m_driverSets, m_drivers; ///< by a hash of the facts
    DriverLibrary m_library;
    std::vector<std::pair<quint32, Ward>> m_described; ///< by ward: the first of its sources, and what they told
    std::map<PinMark, quint16> m_pins;
};

} // namespace ringward
