#include "models/fleet/fleetdictionaries.h"

#include <algorithm>

namespace ringward {

FleetDictionaries::FleetDictionaries()
    : m_wards(1)
    , m_updates(1)
    , m_rings(1)
    , m_pins(1)
    , m_driverSets(1)
    , m_updateIds{{UpdateState{}, 0}}
    , m_pinIds{{PinMark{}, 0}}
{
}

quint32 FleetDictionaries::ward(const Ward &ward)
{
    if (ward.code.isEmpty() && ward.name.isEmpty())
        return 0;
    const auto key = std::tuple(ward.siteCode.toCaseFolded(), ward.building.toCaseFolded(),
                                (ward.code.isEmpty() ? ward.name : ward.code).toCaseFolded());
    const auto [it, added] = m_wardIds.try_emplace(key, quint32(m_wards.size()));
    if (added)
        m_wards.push_back(ward);
    else if (!(m_wards[it->second] == ward))
        m_wards[it->second] = ward;
    return it->second;
}

quint32 FleetDictionaries::update(const UpdateState &state)
{
    const auto [it, added] = m_updateIds.try_emplace(state, quint32(m_updates.size()));
    if (added)
        m_updates.push_back(state);
    return it->second;
}

quint32 FleetDictionaries::ring(const RingName &ring)
{
    if (ring.name.isEmpty())
        return 0;
    const auto known = std::find_if(m_rings.begin() + 1, m_rings.end(), [&](const RingName &r) {
        return r.name.compare(ring.name, Qt::CaseInsensitive) == 0;
    });
    if (known != m_rings.end())
        return quint32(known - m_rings.begin());
    m_rings.push_back(ring);
    return quint32(m_rings.size() - 1);
}

quint32 FleetDictionaries::stream(const Stream &stream)
{
    const auto known = std::find(m_streams.begin(), m_streams.end(), stream);
    if (known != m_streams.end())
        return quint32(known - m_streams.begin());
    m_streams.push_back(stream);
    return quint32(m_streams.size() - 1);
}

quint16 FleetDictionaries::pin(const PinMark &mark)
{
    if (m_pins.size() > 0xfffe)
        return 0xfffe; // more distinct expiry times than numbers; the device's own record still has the right one
    const auto [it, added] = m_pinIds.try_emplace(mark, quint16(m_pins.size()));
    if (added)
        m_pins.push_back(mark);
    return it->second;
}

quint32 FleetDictionaries::driverSet(std::vector<quint32> driverIds)
{
    if (driverIds.empty())
        return 0;
    std::sort(driverIds.begin(), driverIds.end());
    driverIds.erase(std::unique(driverIds.begin(), driverIds.end()), driverIds.end());
    const auto [it, added] = m_driverSetIds.try_emplace(std::move(driverIds), quint32(m_driverSets.size()));
    if (added)
        m_driverSets.push_back(it->first);
    return it->second;
}

} // namespace ringward
