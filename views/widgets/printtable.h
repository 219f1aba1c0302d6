#pragma once
#include "views/widgets/exporttext.h"

#include <QFont>
#include <QRectF>

#include <functional>

class QPagedPaintDevice;
class QPainter;

namespace ringward {

/// A table on paper: white, black ink, 9.5 pt, no tints. The head repeats; every page says what it shows, how old the
/// data is, when and by whom it was made, and "page n of m". Of a short table nothing is cut: a cell takes the lines
/// that it needs. Draw one page a turn of the event loop if there are many.
class PrintTable {
public:
    /// Draws the mark of a cell at the left of `area`, in points; answers how many points the text moves to the right.
    using CellPainter = std::function<qreal(QPainter &painter, const QRectF &area, const QModelIndex &cell)>;

    static constexpr int kMostRows = 5000; ///< more is not for paper; the notes then say how many were left out

    PrintTable(const QAbstractItemModel &model, QList<int> columns, ExportNotes notes, CellPainter paintMark = {});

    static constexpr int kMostWhole = 300; ///< rows of a table in which long texts go over several lines

    /// Measures for `device`, an open painter on it: at most one page of rows of a long table is looked at.
    void layOut(QPainter &painter, const QPagedPaintDevice &device);
    int pages() const;
    void drawPage(QPainter &painter, int page) const; ///< 0 to pages() - 1; the caller turns the sheets

    /// All pages onto a printer or PDF writer; false when it cannot be written.
    bool print(QPagedPaintDevice &device);

private:
    void drawHead(QPainter &painter, int page) const;
    qreal drawMark(QPainter &painter, const QRectF &cell, const QModelIndex &index) const;
    void drawRow(QPainter &painter, qreal y, int row) const; ///< the head for row -1
    bool isWhole() const { return m_rows <= kMostWhole; }
    qreal neededHeight(QPainter &painter, int row) const;
    void breakPages(QPainter &painter);

    const QAbstractItemModel &m_model;
    QList<int> m_columns;
    ExportNotes m_notes;
    CellPainter m_paintMark;
    int m_rows = 0;
    QList<int> m_firsts{0}; ///< rows that begin a page
    QList<qreal> m_heights; ///< of the rows of a whole table
    qreal m_unit = 1; ///< device units a point
    QRectF m_page, m_table; ///< in device units, from the top left of what can be printed
    QList<qreal> m_widths;
    QFont m_font, m_bold, m_title;
};

} // namespace ringward
