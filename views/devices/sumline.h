#pragma once
#include "models/fleet/fleetquery.h"

#include <QWidget>

namespace ringward {

/// "23,418 of 8,412,096 devices · 1,906 wards", then how they divide by state and by tier. Both divisions add up to the
/// first number. Takes a second line where one is too narrow; nothing is left out.
class SumLine : public QWidget {
    Q_OBJECT
public:
    explicit SumLine(QWidget *parent = nullptr);

    void show(const FleetSummary &found, quint32 ofAll);
    QString sentence() const; ///< all of it in words, for screen readers and the clipboard
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString wardsText() const;
    int headWidth() const;
    int breakdownWidth() const;
    void paintHead(QPainter &painter, const QRect &line) const;
    void paintBreakdown(QPainter &painter, int x, const QRect &line) const;
    void adapt();

    FleetSummary m_found;
    quint32 m_all = 0;
};

} // namespace ringward
