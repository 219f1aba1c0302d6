#pragma once
#include "models/fleet/healthcounts.h"

#include <QWidget>

#include <vector>

class QChartView;
class QLabel;

namespace ringward {

/// Devices that are not up over the last 24 hours: degraded, silent, unknown and crash-looping on top of each other,
/// with their names and present counts at the right end.
class NotUpChart : public QWidget {
    Q_OBJECT
public:
    explicit NotUpChart(QWidget *parent = nullptr);
    /// Oldest first, times in UTC. Fewer than two make no line: the chart says so in words.
    void setSamples(std::vector<HealthSample> samples, qint64 nowMs);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void draw();
    QRectF legendBox() const;
    QChartView *m_view;
    QLabel *m_note;
    std::vector<HealthSample> m_samples;
    qint64 m_nowMs = 0;
};

} // namespace ringward
