#pragma once
#include "views/widgets/celllook.h"

#include <QTableView>

namespace ringward {

class TableHead;

/// The table of the console: rows of one height that follow the font, sort arrow, type to find, copy as TSV, column
/// chooser, remembered layout. Good for millions of rows: nothing in it walks the model.
class StyledTable : public QTableView {
    Q_OBJECT
public:
    explicit StyledTable(QWidget *parent = nullptr);

    void setLook(int column, CellLook look);
    TableHead *head() const { return m_head; }
    void setComfortable(bool comfortable); ///< rows of 32 instead of 26

    /// Widths at 10 pt for columns, by logical index; 0 hides the column at first. Before setFilling().
    void setInitialWidths(const QList<int> &atTenPoints);
    /// This column takes the room that is left over, as long as it is wider than its initial width.
    void setFilling(int column);
    /// Columns up to this one stay at the left edge while the others scroll sideways; the first one when never called.
    /// Nothing is pinned where they would take more than half of the width.
    void setPinned(int column);
    /// Keeps widths, order, hidden columns and sorting under "tables/<name>" in the settings, and restores them now.
    void rememberLayout(const QString &name);

    qint64 selectedRowCount() const; ///< adds up ranges; does not visit rows
    QItemSelection selectedRanges() const;
    /// Head and selected rows as TSV, visible columns in their order. Empty above `kMostCopiedRows` rows: export those.
    QString selectionAsTsv() const;
    static constexpr qint64 kMostCopiedRows = 200'000;
    void copySelection();
    void copyCell();

    void keyboardSearch(const QString &text) override;
    QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;

Q_SIGNALS:
    void rowActivated(const QModelIndex &index); ///< Enter or double click
    void notFoundByTyping(const QString &text); ///< not within the next rows; a filter would find it
    void tooMuchToCopy(qint64 rows);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    int pinnedWidth() const; ///< pixels; 0 while nothing has scrolled away
    QStyleOptionViewItem optionOf(const QModelIndex &index) const;
    void adapt();
    void saveLayout() const;
    void scaleWidths(qreal scale);
    void fill();
    CellDelegate *m_delegate;
    TableHead *m_head;
    bool m_comfortable = false, m_isFilling = false;
    int m_filling = -1, m_fillingAtLeast = 0; ///< column, pixels
    qreal m_scale = 1; ///< of the theme, for which the widths are
    QString m_layoutName, m_typed;
    qint64 m_typedMs = 0;
};

} // namespace ringward
