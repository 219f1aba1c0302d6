#pragma once
#include <QHeaderView>

namespace ringward {

class CellDelegate;

/// Head of a StyledTable: aligned like its column, arrow of the sorted one, column chooser on the context menu.
class TableHead : public QHeaderView {
    Q_OBJECT
public:
    explicit TableHead(CellDelegate &delegate, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    /// Shows the list of columns to tick; the last one left cannot be hidden.
    void showChooser(const QPoint &globalPosition);
    /// Sections up to this one, as they stand, stay at the left edge; the first one when never called.
    void setPinned(int section);
    int lastPinned() const; ///< visual position
    int pinnedWidth() const; ///< pixels; 0 while nothing of them has scrolled away, or they are too wide
    int sectionAt(int x) const; ///< that is seen there

Q_SIGNALS:
    void layoutChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    QSize sectionSizeFromContents(int section) const override;

private:
    QString textOf(int section) const;
    CellDelegate &m_delegate;
    int m_pinned = -1; ///< section
};

} // namespace ringward
