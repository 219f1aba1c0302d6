#pragma once
#include "models/fleet/situation.h"

#include <QFont>
#include <QWidget>

#include <optional>

namespace ringward {

struct Theme;

/// The honest count: known and each state in large figures with a change or a share, and the same by tier below. Every
/// number is a way to its devices; arrow keys move, Enter opens.
class CountTable : public QWidget {
    Q_OBJECT
public:
    explicit CountTable(QWidget *parent = nullptr);

    void showCounts(const Situation &situation);
    /// An older count to compare with and how it is named ("since 08:42"); nullopt when there is none.
    void setBefore(std::optional<HealthCounts> before, const QString &since);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    /// The number at a place, for tests and screen readers: column 0 is known, then up, degraded, crash-looping,
    /// silent, unknown; row 0 is all tiers.
    quint32 number(int row, int column) const;

Q_SIGNALS:
    void opened(const QString &filterLine);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QRectF cellBox(int row, int column) const;
    std::optional<std::pair<int, int>> cellAt(const QPointF &at) const;
    QString filterOf(int row, int column) const;
    QString changeText(int column) const;
    void paintHead(QPainter &painter, int column, const Theme &theme) const;
    void paintTierRow(QPainter &painter, int row, const Theme &theme) const;
    void announce();
    void fit(); ///< chooses the size of the counts, and whether the words have room

    HealthCounts m_counts;
    QFont m_countFont;
    bool m_wordsFit = true;
    quint32 m_wards = 0, m_sites = 0, m_sources = 0;
    std::optional<HealthCounts> m_before;
    QString m_since;
    std::pair<int, int> m_current{0, 0};
    std::optional<std::pair<int, int>> m_hover;
};

} // namespace ringward
