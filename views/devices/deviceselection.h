#pragma once
#include "models/base/counted.h"
#include "models/base/latestjob.h"
#include "models/tables/devicetable.h"

#include <QItemSelection>
#include <QObject>

namespace ringward {

class StyledTable;

/// Keeps the selection on the same devices when the table is reset, and says how many devices in how many wards it is.
/// Everything is one range however long the table is; what takes time is done off the GUI thread.
class DeviceSelection : public QObject {
    Q_OBJECT
public:
    DeviceSelection(StyledTable &view, DeviceTable &table);

    bool isAll() const; ///< everything that fits the filter, what comes later included
    DeviceId current() const { return m_current; } ///< none when there is none
    qint64 devices() const { return m_devices; }
    void setWardsOfAll(quint32 wards) { m_wardsOfAll = wards; } ///< of the whole table

    /// More selected devices than this are not carried over a reset one by one.
    static constexpr int kMostKept = 20'000;

Q_SIGNALS:
    void counted(qint64 devices, qint64 wards);
    void currentChanged(ringward::DeviceId device);

private:
    void remember();
    void restore();
    void apply(const RowOrder &order, const std::vector<int> &places, int currentPlace);
    void count();
    void tell(qint64 devices, qint64 wards);
    std::vector<std::pair<int, int>> ranges() const;

    StyledTable &m_view;
    DeviceTable &m_table;
    DeviceId m_current;
    bool m_keepsAll = false, m_isRestoring = false;
    FleetSnapshotPtr m_keptFleet; ///< of m_kept; null when nothing waits to be selected again
    std::vector<Row> m_kept;
    qint64 m_devices = 0;
    quint32 m_wardsOfAll = 0;
    quint64 m_question = 0;
    LatestJob m_job; ///< last, so that it ends before what it uses
};

} // namespace ringward
