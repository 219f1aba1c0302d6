#pragma once
#include "models/drivers/drivernews.h"
#include "models/tables/recordtable.h"

#include <QWidget>

class QChartView;
class QLabel;

namespace ringward {

class StyledTable;

/// Kernel code arriving and leaving: how much a week, and each event in words.
class TimelineView : public QWidget {
    Q_OBJECT
public:
    explicit TimelineView(QWidget *parent = nullptr);
    void show(std::vector<DriverEvent> events, qint64 nowMs); ///< oldest first
    using QWidget::show;
    const RecordTable<DriverEvent> &table() const { return m_events; }

    /// Events of one week; the weeks are those up to now, oldest first.
    struct Week {
        QDate monday;
        int arrived = 0, left = 0;
    };
    static std::vector<Week> weeks(const std::vector<DriverEvent> &events, QDate today, int count);

Q_SIGNALS:
    void driverWanted(const QString &key);

protected:
    void changeEvent(QEvent *event) override;

private:
    void draw();
    RecordTable<DriverEvent> m_events;
    StyledTable *m_view;
    QChartView *m_chart;
    QLabel *m_none;
    std::vector<Week> m_weeks;
};

} // namespace ringward
