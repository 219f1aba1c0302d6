#pragma once
#include "models/drivers/driverassessment.h"

#include <QWidget>

namespace ringward {

/// The score of one driver: the total, then a bar a part with its points and the reason for them, then how many devices
/// of each tier have it.
class ExposureBars : public QWidget {
    Q_OBJECT
public:
    explicit ExposureBars(QWidget *parent = nullptr);
    /// `rank` counts from 1, of `all` drivers.
    void showExposure(const Exposure &exposure, const DriverCount &count, int rank, int all);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QRectF partBox(std::size_t part) const;
    Exposure m_exposure;
    DriverCount m_count;
    int m_rank = 0, m_all = 0;
};

} // namespace ringward
