#include "app/documents/kernelreportpaper.h"

#include <QAbstractTextDocumentLayout>
#include <QCoreApplication>
#include <QFileInfo>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextTable>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::KernelReportPaper", text);
}

constexpr double kMarginMm = 18;
constexpr double kPointsAnInch = 72;

/// One page of the document above its foot.
void drawPage(QPainter &painter, QTextDocument &document, int page, const QSizeF &body)
{
    painter.save();
    painter.translate(0, -page * body.height());
    QAbstractTextDocumentLayout::PaintContext context;
    context.clip = QRectF(QPointF(0, page * body.height()), body);
    context.palette.setColor(QPalette::Text, Qt::black);
    painter.setClipRect(context.clip);
    document.documentLayout()->draw(&painter, context);
    painter.restore();
}

int pageOf(double y, double pageHeight)
{
    return int(y / pageHeight);
}

/// From the top of the first line of a row to the foot of its last one.
QRectF placeOf(QTextTable &table, int row)
{
    QRectF place;
    const auto *const layout = table.document()->documentLayout();
    for (int column = 0; column < table.columns(); ++column) {
        const QTextTableCell cell = table.cellAt(row, column);
        for (auto block = cell.begin(); !block.atEnd(); ++block)
            place |= layout->blockBoundingRect(block.currentBlock());
    }
    return place;
}

/// The first place at which a table is cut badly, added to `breaks`; false when there is none.
bool addBreak(QTextDocument &document, PageBreaks &breaks)
{
    const double high = document.pageSize().height();
    int row = 0;
    for (QTextFrame *const frame : document.rootFrame()->childFrames()) {
        auto *const table = qobject_cast<QTextTable *>(frame);
        if (!table)
            continue;
        const int heads = table->format().headerRowCount();
        const int before = pageOf(
            document.documentLayout()->blockBoundingRect(document.findBlock(table->firstPosition() - 1)).center().y(),
            high);
        for (int at = heads; at<table->rows(); ++at, row += heads> 0) {
            const QRectF place = placeOf(*table, at);
            const bool cut = pageOf(place.top(), high) != pageOf(place.bottom() - 1, high);
            const bool leavesItsHeading = at == heads && heads > 0 && before != pageOf(place.top(), high);
            if (heads == 0 && cut && !breaks.signature)
                return breaks.signature = true;
            if (heads > 0 && (cut || leavesItsHeading) && place.height() < high && breaks.rows.insert(row).second)
                return true;
        }
    }
    return false;
}

/// Lays the report out so that rows stay whole and headings with what they head.
void layOut(QTextDocument &document, const KernelReport &report, const QSizeF &page)
{
    constexpr int kMostBreaks = 200; ///< a report has a few pages
    PageBreaks breaks;
    for (int i = 0; i < kMostBreaks; ++i) {
        document.setHtml(kernelReportHtml(report, breaks));
        document.setPageSize(page);
        if (!addBreak(document, breaks))
            return;
    }
}

} // namespace

bool drawKernelReport(const KernelReport &report, QPagedPaintDevice &device)
{
    QPainter painter;
    if (!painter.begin(&device))
        return false;
    const QRectF page(0, 0, device.width(), device.height());
    const double unit = device.logicalDpiY() / kPointsAnInch;
    const double foot = 22 * unit;
    const QSizeF body(page.width(), page.height() - foot);
    QTextDocument document;
    document.documentLayout()->setPaintDevice(&device);
    document.setDocumentMargin(0);
    QFont font(QStringLiteral("sans-serif"));
    font.setPointSizeF(9.5);
    document.setDefaultFont(font);
    layOut(document, report, body);
    QFont small(font);
    small.setPointSizeF(7.5);
    const QString left = report.request.hospital.isEmpty()
        ? report.title
        : QStringLiteral("%1 · %2").arg(report.request.hospital, report.title);
    for (int number = 0; number < document.pageCount(); ++number) {
        if (number > 0 && !device.newPage())
            return false;
        drawPage(painter, document, number, body);
        painter.setFont(small);
        painter.setPen(QPen(Qt::black, 0.5 * unit));
        const QRectF line(0, body.height() + 6 * unit, page.width(), foot - 6 * unit);
        painter.drawLine(line.topLeft(), line.topRight());
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                         QStringLiteral("%1 · %2").arg(left, report.date.toString(Qt::ISODate)));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter,
                         tr("page %1 of %2").arg(number + 1).arg(document.pageCount()));
    }
    return painter.end();
}

Result<Done> writeKernelReport(const KernelReport &report, const QString &file)
{
    const auto failed = [&file](const QString &why) {
        return Error{Error::Kind::Storage, why, tr("%1 cannot be written: %2").arg(file, why)};
    };
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly))
        return failed(out.errorString());
    {
        QPdfWriter writer(&out);
        writer.setTitle(report.title);
        writer.setCreator(QStringLiteral("Ringward"));
        writer.setResolution(600);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(kMarginMm, kMarginMm, kMarginMm, 12), QPageLayout::Millimeter);
        if (!drawKernelReport(report, writer))
            return failed(tr("it could not be drawn"));
    }
    return out.commit() ? Result<Done>(Done{}) : failed(out.errorString());
}

} // namespace ringward
