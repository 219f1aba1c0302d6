#include "views/widgets/printtable.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QTextOption>

#include <algorithm>
#include <numeric>

namespace ringward {

namespace {

constexpr qreal kTextPt = 9.5, kTitlePt = 13, kRowPt = 16, kGapPt = 6;
constexpr int kRowsMeasured = 60;
constexpr qreal kMarkPt = 14;

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("ringward::PrintTable", text, nullptr, n);
}

QFont sized(QFont font, qreal points, bool bold)
{
    font.setPointSizeF(points);
    font.setBold(bold);
    return font;
}

/// Makes the widths fit into `room`. Columns that ask for less than their share keep it, so numbers stay whole; the
/// others have what is left in equal parts.
void fit(QList<qreal> &widths, qreal room)
{
    QList<qsizetype> narrowFirst(widths.size());
    std::iota(narrowFirst.begin(), narrowFirst.end(), 0);
    std::sort(narrowFirst.begin(), narrowFirst.end(), [&](qsizetype a, qsizetype b) { return widths[a] < widths[b]; });
    auto left = qreal(widths.size());
    for (const qsizetype column : narrowFirst) {
        widths[column] = std::min(widths[column], room / left--);
        room -= widths[column];
    }
}

/// How a text goes over several lines: a word that is longer than a line is broken.
QTextOption wrapped(Qt::Alignment side)
{
    QTextOption option(side | Qt::AlignTop);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    return option;
}

bool isRight(const QAbstractItemModel &model, int column)
{
    const QVariant alignment = model.headerData(column, Qt::Horizontal, Qt::TextAlignmentRole);
    return alignment.isValid() && (Qt::Alignment::fromInt(alignment.toInt()) & Qt::AlignRight);
}

} // namespace

PrintTable::PrintTable(const QAbstractItemModel &model, QList<int> columns, ExportNotes notes, CellPainter paintMark)
    : m_model(model)
    , m_columns(std::move(columns))
    , m_notes(std::move(notes))
    , m_paintMark(std::move(paintMark))
    , m_rows(std::min(kMostRows, model.rowCount()))
{
}

void PrintTable::layOut(QPainter &painter, const QPagedPaintDevice &device)
{
    m_unit = device.logicalDpiY() / 72.0;
    const QSizeF points = device.pageLayout().paintRect(QPageLayout::Point).size();
    m_page = QRectF(QPointF(), points * m_unit);
    m_font = sized(painter.font(), kTextPt, false);
    m_bold = sized(painter.font(), kTextPt, true);
    m_title = sized(painter.font(), kTitlePt, true);

    const qreal row = kRowPt * m_unit;
    const qreal above = (kTitlePt + 8) * m_unit + qreal(noteLines(m_notes).size()) * row + 4 * m_unit;
    m_table = m_page.adjusted(0, above, 0, -1.5 * row);

    const QFontMetricsF text(m_font, painter.device()), head(m_bold, painter.device());
    m_widths.clear();
    qreal sum = 0;
    for (const int column : m_columns) {
        qreal width = head.horizontalAdvance(m_model.headerData(column, Qt::Horizontal).toString());
        for (int i = 0; i < std::min(m_rows, kRowsMeasured); ++i) {
            width = std::max(width,
                             text.horizontalAdvance(cellText(m_model.index(i, column)))
                                 + (m_paintMark ? kMarkPt * m_unit : 0));
        }
        m_widths << width + kGapPt * m_unit;
        sum += m_widths.back();
    }
    if (sum > m_table.width()) {
        fit(m_widths, m_table.width());
    } else {
        for (qreal &width : m_widths)
            width *= std::min(m_table.width() / std::max<qreal>(sum, 1), 1.35);
    }
    breakPages(painter);
}

qreal PrintTable::neededHeight(QPainter &painter, int row) const
{
    const QFontMetricsF metrics(m_font, painter.device());
    qreal height = kRowPt * m_unit;
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        const qreal width = m_widths[i] - (kGapPt + (m_paintMark ? kMarkPt : 0)) * m_unit;
        const QString text = cellText(m_model.index(row, m_columns[i]));
        if (metrics.horizontalAdvance(text) > width)
            height = std::max(
                height,
                painter.boundingRect(QRectF(0, 0, width, m_table.height()), text, wrapped(Qt::AlignLeft)).height()
                    + kGapPt * m_unit);
    }
    return std::min(height, m_table.height() - kRowPt * m_unit);
}

void PrintTable::breakPages(QPainter &painter)
{
    painter.setFont(m_font);
    const qreal one = kRowPt * m_unit;
    m_heights.clear();
    m_firsts = {0};
    qreal used = one; // the head
    for (int row = 0; row < m_rows; ++row) {
        const qreal height = isWhole() ? neededHeight(painter, row) : one;
        if (isWhole())
            m_heights << height;
        if (used + height > m_table.height() && row > m_firsts.back()) {
            m_firsts << row;
            used = one;
        }
        used += height;
    }
}

int PrintTable::pages() const
{
    return int(m_firsts.size());
}

void PrintTable::drawHead(QPainter &painter, int page) const
{
    const qreal row = kRowPt * m_unit;
    const QLocale locale;
    QString title = m_notes.title;
    if (m_notes.drill)
        title = QStringLiteral("DRILL · ") + title;
    painter.setFont(m_title);
    painter.drawText(QRectF(0, 0, m_page.width(), (kTitlePt + 6) * m_unit), Qt::AlignLeft | Qt::AlignVCenter, title);
    painter.setFont(m_font);
    qreal y = (kTitlePt + 8) * m_unit;
    for (const QString &line : noteLines(m_notes)) {
        painter.drawText(QRectF(0, y, m_page.width(), row), Qt::AlignLeft | Qt::AlignVCenter, line);
        y += row;
    }
    const int first = m_firsts[page], last = page + 1 < pages() ? m_firsts[page + 1] : m_rows;
    QString rows = m_rows == 0
        ? tr("No rows")
        : tr("Rows %1 to %2 of %3")
              .arg(locale.toString(first + 1), locale.toString(last), locale.toString(m_model.rowCount()));
    if (m_model.rowCount() > m_rows)
        rows += QStringLiteral(" · ") + tr("only the first %1 are printed").arg(locale.toString(m_rows));
    const QRectF foot(0, m_page.height() - row, m_page.width(), row);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, rows);
    painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter,
                     tr("Page %1 of %2").arg(locale.toString(page + 1), locale.toString(pages())));
}

qreal PrintTable::drawMark(QPainter &painter, const QRectF &cell, const QModelIndex &index) const
{
    if (!m_paintMark)
        return 0;
    painter.save();
    painter.translate(cell.topLeft());
    painter.scale(m_unit, m_unit);
    const qreal used = m_paintMark(painter, QRectF(QPointF(), cell.size() / m_unit), index);
    painter.restore();
    return used * m_unit;
}

void PrintTable::drawRow(QPainter &painter, qreal y, int row) const
{
    qreal x = m_table.left();
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        const QRectF cell(x, y, m_widths[i] - kGapPt * m_unit, kRowPt * m_unit); // the first line of it
        x += m_widths[i];
        const auto side = isRight(m_model, m_columns[i]) ? Qt::AlignRight : Qt::AlignLeft;
        if (row < 0) {
            painter.drawText(cell, int(side | Qt::AlignVCenter),
                             m_model.headerData(m_columns[i], Qt::Horizontal).toString());
            continue;
        }
        const QModelIndex index = m_model.index(row, m_columns[i]);
        QRectF room = cell.adjusted(drawMark(painter, cell, index), 0, 0, 0);
        const QString text = cellText(index);
        const QFontMetricsF metrics(m_font, painter.device());
        if (isWhole() && metrics.horizontalAdvance(text) > room.width()) {
            room.setHeight(m_heights[row]);
            painter.drawText(room.adjusted(0, kGapPt / 2 * m_unit, 0, 0), text, wrapped(side));
        } else {
            painter.drawText(room, int(side | Qt::AlignVCenter),
                             metrics.elidedText(text, Qt::ElideRight, room.width()));
        }
    }
}

void PrintTable::drawPage(QPainter &painter, int page) const
{
    painter.setPen(QPen(Qt::black, 0.5 * m_unit));
    painter.setBrush(Qt::NoBrush);
    drawHead(painter, page);
    const qreal row = kRowPt * m_unit;
    painter.setFont(m_bold);
    drawRow(painter, m_table.top(), -1);
    painter.setFont(m_font);
    qreal y = m_table.top() + row;
    painter.drawLine(QPointF(m_table.left(), y), QPointF(m_table.right(), y));
    const int first = m_firsts[page], last = page + 1 < pages() ? m_firsts[page + 1] : m_rows;
    for (int i = first; i < last; ++i) {
        drawRow(painter, y, i);
        y += isWhole() ? m_heights[i] : row;
        painter.setPen(QPen(Qt::black, 0.2 * m_unit));
        painter.drawLine(QPointF(m_table.left(), y), QPointF(m_table.right(), y));
        painter.setPen(QPen(Qt::black, 0.5 * m_unit));
    }
}

bool PrintTable::print(QPagedPaintDevice &device)
{
    QPainter painter;
    if (!painter.begin(&device))
        return false;
    layOut(painter, device);
    for (int page = 0; page < pages(); ++page) {
        if (page > 0 && !device.newPage())
            return false;
        drawPage(painter, page);
    }
    return painter.end();
}

} // namespace ringward
