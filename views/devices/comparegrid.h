#pragma once
#include "views/devices/devicefacts.h"

#include <QWidget>

namespace ringward {

struct Theme;

/// Sources side by side. Texts wrap, also within a long name; a row in which they disagree stands on the warning
/// ground.
class CompareGrid : public QWidget {
    Q_OBJECT
public:
    explicit CompareGrid(QWidget *parent = nullptr);
    void setComparison(Comparison comparison);
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    int labelWidth(const Theme &theme) const;
    int cellWidth(const Theme &theme, int width) const;
    int lineHeight(const Theme &theme, const Comparison::Line &line, int cell) const;
    void adapt();
    Comparison m_comparison;
};

} // namespace ringward
