#include "models/fleet/fleethub.h"

namespace ringward {

void FleetHub::publish(FleetSnapshotPtr snapshot)
{
    m_current = std::move(snapshot);
    Q_EMIT published(m_current);
}

} // namespace ringward
