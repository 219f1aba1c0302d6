#pragma once
#include "models/fleet/fleetsnapshot.h"

#include <QObject>

namespace ringward {

/// Holds the snapshot that everybody sees and says when there is a newer one. Lives on the GUI thread.
class FleetHub : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    const FleetSnapshotPtr &current() const { return m_current; } ///< never null
    void publish(FleetSnapshotPtr snapshot);

Q_SIGNALS:
    void published(ringward::FleetSnapshotPtr snapshot);

private:
    FleetSnapshotPtr m_current = std::make_shared<const FleetSnapshot>();
};

} // namespace ringward
