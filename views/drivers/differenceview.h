#pragma once
#include "models/base/async.h"
#include "models/base/latestjob.h"
#include "models/drivers/drivercensus.h"
#include "models/fleet/filter.h"
#include "models/tables/recordtable.h"

#include <QWidget>

#include <functional>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QLabel;
class QPushButton;

namespace ringward {

class FilterBar;
class StyledTable;

/// What kernel code differs between two groups of devices, or between a day and today.
class DifferenceView : public QWidget {
    Q_OBJECT
public:
    using FleetAt = std::function<Async<FleetSnapshotPtr>(const FleetSnapshotPtr &now, qint64 atMs)>;
    explicit DifferenceView(FleetAt fleetAt, QWidget *parent = nullptr);

    void setFleet(const FleetSnapshotPtr &fleet, qint64 nowMs); ///< an answer that is shown stays as it is
    void compare(); ///< by what the fields say
    const RecordTable<DriverDifference> &table() const { return m_table; }
    QString question() const { return m_question; } ///< of the answer shown, in words; empty before the first

Q_SIGNALS:
    void driverWanted(const QString &key);
    void answered();
    void failed(const ringward::Error &error);

private:
    void run(const FleetSnapshotPtr &before, const QString &beforeLine, const FleetSnapshotPtr &after,
             const QString &question);
    void take(std::vector<DriverDifference> found, quint32 before, quint32 after, const QString &question);
    void check();

    FleetAt m_fleetAt;
    FleetSnapshotPtr m_fleet;
    qint64 m_nowMs = 0;
    RecordTable<DriverDifference> m_table;
    QString m_question;
    FilterBar *m_line, *m_other;
    QComboBox *m_against;
    QDateEdit *m_day;
    QCheckBox *m_shares;
    QPushButton *m_compare;
    QLabel *m_note;
    StyledTable *m_view;
    LatestJob m_job; ///< last, so that it ends before what it uses
};

} // namespace ringward
