#pragma once
#include <QWidget>

namespace ringward {

/// The marks of the ward map with their words. Leaves out the words it has no room for from the right; none are cut.
class SituationLegend : public QWidget {
    Q_OBJECT
public:
    explicit SituationLegend(QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace ringward
