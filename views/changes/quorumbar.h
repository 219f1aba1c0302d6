#pragma once
#include <QWidget>

namespace ringward {

/// One piece for each yes that is needed, filled for those that were given.
class QuorumBar : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    void setVotes(int yes, int needed);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_yes = 0, m_needed = 1;
};

} // namespace ringward
