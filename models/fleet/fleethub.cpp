#include "models/fleet/fleethub.h"

namespace ringward {

void FleetHub::publish(FleetSnapshotPtr snapshot)
{
    m_told = std::move(snapshot);
    m_current = m_amend ? m_amend(m_told) : m_told;
    Q_EMIT published(m_current);
}

void FleetHub::setAmendment(std::function<FleetSnapshotPtr(FleetSnapshotPtr)> amend)
{
    m_amend = std::move(amend);
    publish(m_told);
}

} // namespace ringward
