#pragma once
#include "connectors/meshcentral/meshhand.h"

namespace ringward {

/// Runs the driver inventory script on the Windows machines that answer, a few at a time, each again after
/// MeshSettings::driverHours, and puts what comes into the roster. Does nothing when that is 0. One that fails is asked
/// again after an hour. Lives on the GUI thread; goes before mirror and hand do.
class MeshInventories : public QObject {
    Q_OBJECT
public:
    static constexpr int kAtOnce = 4, kLimitSec = 300, kLookMs = 5000;
    static constexpr qint64 kAgainMs = 3'600'000;

    MeshInventories(MeshMirror &mirror, MeshHand &hand);
    ~MeshInventories() override;

private:
    void look();
    static QCoro::Task<> collect(QPointer<MeshInventories> self, QString key);

    MeshMirror &m_mirror;
    MeshHand &m_hand;
    std::stop_source m_stop;
    QTimer m_timer;
    int m_running = 0;
};

} // namespace ringward
