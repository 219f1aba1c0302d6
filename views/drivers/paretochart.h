#pragma once
#include "models/drivers/driverassessment.h"

#include <QChartView>

namespace ringward {

/// Where the kernel exposure of the fleet sits: images by score times devices, in per cent of all, with a line that
/// adds them up. A bar that is clicked opens its image.
class ParetoChart : public QChartView {
    Q_OBJECT
public:
    explicit ParetoChart(QWidget *parent = nullptr);
    void showExposure(const DriverAssessment &assessment);
    void setCurrent(const QString &image);
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

    /// One bar; the last one may stand for all others, with an empty image.
    struct Bar {
        QString image, name;
        double share = 0, together = 0; ///< per cent
    };
    static std::vector<Bar> bars(const DriverAssessment &assessment, std::size_t most);

Q_SIGNALS:
    void imageWanted(const QString &image);

protected:
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void draw();
    std::size_t room() const;
    QPointF placeOf(double share, std::size_t bar) const; ///< in the view
    QRectF lineBeside(std::size_t bar, double half) const;
    std::vector<Bar> m_all, m_bars; ///< every image; those drawn
    QString m_current;
};

} // namespace ringward
