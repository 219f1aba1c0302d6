#pragma once
#include "models/base/clock.h"
#include "models/base/latestjob.h"
#include "models/fleet/filter.h"
#include "models/fleet/fleethub.h"
#include "models/fleet/fleetquery.h"

#include <QList>
#include <QStringList>

namespace ringward {

using RowOrder = std::shared_ptr<const std::vector<Row>>;

/// What a DeviceQuery found.
struct DeviceAnswer {
    FleetSnapshotPtr fleet;
    RowOrder order; ///< the devices that match, in order; only the first of them while `complete` is false
    FleetSummary summary; ///< of all that match
    bool complete = false;
    double matchMs = 0; ///< what the filter took
    qint64 nowMs = 0; ///< UTC; ages were counted from here
};

/// Keeps the answer to "which devices, in which order" up to date, off the GUI thread: a newer question stops the one
/// that runs. A long answer comes twice, the first rows at once and then all of them. Lives on the GUI thread.
class DeviceQuery : public QObject {
    Q_OBJECT
public:
    DeviceQuery(const FleetHub &hub, const Clock &clock, QObject *parent = nullptr);

    /// A line that is not valid leaves the answer as it is; diagnosis() says why.
    void setFilter(const QString &line);
    const Filter &filter() const { return m_filter; } ///< the last line given, valid or not
    const FilterDiagnosis &diagnosis() const { return m_filter.diagnosis(); }
    void setSort(ringward::DeviceKey key, Qt::SortOrder order);
    DeviceKey sortKey() const { return m_key; }
    Qt::SortOrder sortOrder() const { return m_order; }

    void refresh(); ///< asks again: ages have grown
    const DeviceAnswer &answer() const { return m_answer; } ///< its fleet is never null
    bool isBusy() const { return m_isBusy; }

    /// Counts what these lines select now and after every change of the fleet; see viewsCounted().
    void countViews(const QStringList &lines);

Q_SIGNALS:
    void answered(const ringward::DeviceAnswer &answer);
    void diagnosed(const ringward::FilterDiagnosis &diagnosis); ///< after every setFilter()
    /// At the positions of the lines given to countViews(); -1 for a line that is not valid.
    void viewsCounted(const QList<qint64> &counts);

private:
    void run();
    void deliver(quint64 question, DeviceAnswer answer);
    void recountViews();

    const FleetHub &m_hub;
    const Clock &m_clock;
    Filter m_filter, m_validFilter;
    DeviceKey m_key = DeviceKey::Health;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    DeviceAnswer m_answer;
    quint64 m_question = 0;
    bool m_isBusy = false;
    QStringList m_views;
    LatestJob m_job, m_viewJob; ///< last, so that they end before what they use
};

} // namespace ringward
