#pragma once
#include "models/fleet/situation.h"

#include <QWidget>

#include <array>

namespace ringward {

/// Devices of each ring by the content they have: a bar a ring, the newest version darkest, the rest as "older".
class RingBars : public QWidget {
    Q_OBJECT
public:
    explicit RingBars(QWidget *parent = nullptr);
    void showRings(const Situation &situation);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void opened(const QString &filterLine);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Bar {
        RingName ring;
        std::array<quint32, 3> parts{}; ///< newest, the one before, older or not told
        quint32 devices = 0;
    };
    QString filterOf(const Bar &bar) const;
    QRectF rowBox(std::size_t row) const;
    void announce();
    std::vector<Bar> m_bars;
    std::array<QString, 2> m_versions; ///< newest and the one before; empty when there is none
    std::array<quint32, 3> m_totals{};
    int m_current = 0;
};

} // namespace ringward
