#pragma once
#include <QWidget>

#include <array>
#include <vector>

namespace ringward {

/// What a BarRows shows: rows that share one scale, each split into up to three parts.
struct Bars {
    static constexpr std::size_t kParts = 3;
    struct Row {
        QString sign; ///< short, before the label; empty in all rows when there is none
        QString label;
        QString filterLine; ///< of the devices it stands for; empty: it leads nowhere
        std::array<quint32, kParts> parts{}; ///< the darkest first
        quint32 devices() const { return parts[0] + parts[1] + parts[2]; }
    };
    std::vector<Row> rows;
    std::array<QString, kParts> legend; ///< of the parts; empty: no legend

    bool hasLegend() const { return !legend.front().isEmpty(); }
};

/// Devices as bars, one below the other, with keyboard and mouse leading to the devices of a bar.
class BarRows : public QWidget {
    Q_OBJECT
public:
    /// `name` is for screen readers, `empty` is shown while there is nothing to show.
    BarRows(const QString &name, QString empty, QWidget *parent = nullptr);
    void show(Bars bars);
    const Bars &bars() const { return m_bars; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void opened(const QString &filterLine);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QRectF rowBox(std::size_t row) const;
    int rowAt(const QPointF &point) const; ///< -1 beside all of them
    int labelEnd() const;
    void paintRow(QPainter &painter, std::size_t row, qreal full) const;
    void paintLegend(QPainter &painter) const;
    void open(int row);
    void announce();
    Bars m_bars;
    QString m_empty;
    quint32 m_most = 1;
    int m_current = 0;
};

} // namespace ringward
