#include "models/fleet/sortkeys.h"

namespace ringward {

SortKeys::SortKeys(const FleetSnapshot &fleet, DeviceKey key, Qt::SortOrder order)
    : m_isHost(key == DeviceKey::Host)
    , m_isFalling(order == Qt::DescendingOrder)
{
    if (m_isHost)
        return;
    if (key == DeviceKey::LastSeen || key == DeviceKey::HealthSince) {
        m_table.column = key == DeviceKey::LastSeen ? CodeColumn::LastSeen : CodeColumn::HealthSince;
        m_flip = m_isFalling ? 0 : ~quint32(0); // ages rise where times fall
        return;
    }
    m_table = rankTable(fleet.names(), key);
    if (m_isFalling) {
        for (quint32 &value : m_table.values)
            value = m_table.size - 1 - value;
    }
}

} // namespace ringward
