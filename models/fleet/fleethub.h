#pragma once
#include "models/fleet/fleetsnapshot.h"

#include <QObject>

#include <functional>

namespace ringward {

/// Holds the snapshot that everybody sees and says when there is a newer one. Lives on the GUI thread.
class FleetHub : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    const FleetSnapshotPtr &current() const { return m_current; } ///< never null
    const FleetSnapshotPtr &told() const { return m_told; } ///< as the sources have it; what is kept on disk
    void publish(FleetSnapshotPtr snapshot);
    /// What people say of devices on top of their sources, such as tier rules: each snapshot goes through it before
    /// anybody sees it. Called on the GUI thread, so it has to be quick.
    void setAmendment(std::function<FleetSnapshotPtr(FleetSnapshotPtr)> amend);

Q_SIGNALS:
    void published(ringward::FleetSnapshotPtr snapshot);

private:
    std::function<FleetSnapshotPtr(FleetSnapshotPtr)> m_amend;
    FleetSnapshotPtr m_told = std::make_shared<const FleetSnapshot>();
    FleetSnapshotPtr m_current = std::make_shared<const FleetSnapshot>();
};

} // namespace ringward
