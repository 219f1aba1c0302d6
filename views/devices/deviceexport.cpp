#include "views/devices/deviceexport.h"

#include "models/base/counted.h"
#include "views/widgets/marks.h"
#include "views/widgets/theme.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QPainter>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>
#include <QStandardPaths>

namespace ringward {

namespace {

std::shared_ptr<DeviceTable> tableOf(const DeviceExport::Order &order)
{
    auto table = std::make_shared<DeviceTable>();
    table->show(order.answer);
    return table;
}

/// Marks go before their words on paper as on screen; shape and letter carry them without colour.
PrintTable::CellPainter markPainter(const Theme &theme)
{
    return [theme](QPainter &painter, const QRectF &area, const QModelIndex &cell) -> qreal {
        const QRectF box(area.left(), area.center().y() - 5, 10, 10);
        if (cell.column() == DeviceTable::HealthColumn) {
            paintHealthMark(painter, box, AgentHealth(cell.data(DeviceTable::HealthRole).toInt()), theme,
                            {.letter = false, .override = {}});
            return 14;
        }
        const QVariant ring = cell.data(DeviceTable::RingOrderRole);
        if (cell.column() == DeviceTable::RingColumn && ring.isValid()) {
            paintRingMark(painter, box, ring.toInt(), cell.data(DeviceTable::RingHeldRole).toBool(), theme);
            return 14;
        }
        return 0;
    };
}

} // namespace

DeviceExport::DeviceExport(QWidget &window)
    : QObject(&window)
    , m_window(window)
{
}

void DeviceExport::askPath(const QString &title, const QString &suffix, std::function<void(const QString &)> then)
{
    auto *const dialog =
        new QFileDialog(&m_window, title, QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->setNameFilter(QStringLiteral("%1 (*.%2)").arg(suffix.toUpper(), suffix));
    dialog->selectFile(tr("devices.%1").arg(suffix));
    connect(dialog, &QFileDialog::fileSelected, this, [then](const QString &path) { then(path); });
    dialog->open();
}

void DeviceExport::askCsv(const Order &order)
{
    askPath(tr("Export the devices shown"), QStringLiteral("csv"),
            [this, order](const QString &path) { writeCsv(order, path); });
}

void DeviceExport::writeCsv(const Order &order, const QString &path)
{
    cancel();
    auto *const job = new ExportJob(tableOf(order), order.columns, order.notes, this);
    job->setValueRole(DeviceTable::ExportRole);
    m_job = job;
    const QString name = QFileInfo(path).fileName();
    connect(job, &ExportJob::progressed, this,
            [this, name](int done, int total) { Q_EMIT progressed(tr("Writing %1").arg(name), done, total); });
    connect(job, &ExportJob::finished, this, [this, job, path](const Result<Done> &outcome) {
        job->deleteLater();
        if (outcome)
            Q_EMIT done(tr("%1 written to %2.").arg(counted(job->rows(), Noun::Device), path));
        else if (outcome.error().kind != Error::Kind::Cancelled)
            Q_EMIT failed(tr("%1 could not be written.").arg(path), outcome.error());
        else
            Q_EMIT done(tr("Export cancelled; nothing was written."));
    });
    job->start(path);
}

void DeviceExport::askPdf(const Order &order)
{
    askPath(tr("Write the devices shown as PDF"), QStringLiteral("pdf"), [this, order](const QString &path) {
        if (writePdf(order, path))
            Q_EMIT done(tr("PDF written to %1.").arg(path));
        else
            Q_EMIT failed(tr("%1 could not be written.").arg(path), {Error::Kind::Storage, path});
    });
}

bool DeviceExport::writePdf(const Order &order, const QString &path)
{
    QPdfWriter writer(path);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageOrientation(QPageLayout::Landscape);
    writer.setPageMargins({12, 12, 12, 12}, QPageLayout::Millimeter);
    writer.setResolution(600);
    writer.setTitle(order.notes.title);
    return paint(order, writer);
}

void DeviceExport::askPrint(const Order &order)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setPageOrientation(QPageLayout::Landscape);
    auto *const dialog = new QPrintDialog(printer.get(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), this, [this, order, printer] {
        if (paint(order, *printer))
            Q_EMIT done(tr("Sent to %1.").arg(printer->printerName()));
        else
            Q_EMIT failed(tr("The printer took nothing."), {Error::Kind::Storage, printer->printerName()});
    });
    connect(dialog, &QObject::destroyed, this, [printer] {}); // the dialog does not own it
    dialog->open();
}

bool DeviceExport::paint(const Order &order, QPagedPaintDevice &device)
{
    const auto table = tableOf(order);
    const Theme theme = Theme::make(Theme::Kind::Print, m_window.font());
    PrintTable sheet(*table, order.columns, order.notes, markPainter(theme));
    return sheet.print(device);
}

void DeviceExport::cancel()
{
    if (m_job)
        m_job->cancel();
}

} // namespace ringward
