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

Q_SIGNALS:
    void layoutChanged();

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    QSize sectionSizeFromContents(int section) const override;

private:
    QString textOf(int section) const;
    CellDelegate &m_delegate;
};

} // namespace ringward
