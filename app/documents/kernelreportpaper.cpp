#include "app/documents/kernelreportpaper.h"

#include <QAbstractTextDocumentLayout>
#include <QCoreApplication>
#include <QFileInfo>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextDocument>

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
    document.setHtml(kernelReportHtml(report));
    document.setPageSize(body);
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
