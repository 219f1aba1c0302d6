#include "views/widgets/tableexport.h"

#include "models/base/counted.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QPdfWriter>
#include <QPrintDialog>
#include <QPrinter>
#include <QStandardPaths>

namespace ringward {

TableExport::TableExport(QWidget &window)
    : QObject(&window)
    , m_window(window)
{
}

void TableExport::askPath(const QString &title, const QString &name, const QString &suffix,
                          std::function<void(const QString &)> then)
{
    auto *const dialog =
        new QFileDialog(&m_window, title, QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->setNameFilter(QStringLiteral("%1 (*.%2)").arg(suffix.toUpper(), suffix));
    dialog->selectFile(name + u'.' + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, [then](const QString &path) { then(path); });
    dialog->open();
}

void TableExport::askCsv(const Order &order)
{
    askPath(tr("Export the rows shown"), order.file, QStringLiteral("csv"),
            [this, order](const QString &path) { writeCsv(order, path); });
}

void TableExport::writeCsv(const Order &order, const QString &path)
{
    cancel();
    auto *const job = new ExportJob(order.table, order.columns, order.notes, this);
    job->setValueRole(order.valueRole);
    m_job = job;
    const QString name = QFileInfo(path).fileName();
    connect(job, &ExportJob::progressed, this,
            [this, name](int done, int total) { Q_EMIT progressed(tr("Writing %1").arg(name), done, total); });
    connect(job, &ExportJob::finished, this, [this, job, path](const Result<Done> &outcome) {
        job->deleteLater();
        if (outcome)
            Q_EMIT done(tr("%1 written to %2.").arg(counted(job->rows(), Noun::TableRow), path));
        else if (outcome.error().kind != Error::Kind::Cancelled)
            Q_EMIT failed(tr("%1 could not be written.").arg(path), outcome.error());
        else
            Q_EMIT done(tr("Export cancelled; nothing was written."));
    });
    job->start(path);
}

void TableExport::askPdf(const Order &order)
{
    askPath(tr("Write the rows shown as PDF"), order.file, QStringLiteral("pdf"), [this, order](const QString &path) {
        if (writePdf(order, path))
            Q_EMIT done(tr("PDF written to %1.").arg(path));
        else
            Q_EMIT failed(tr("%1 could not be written.").arg(path), {Error::Kind::Storage, path, {}});
    });
}

bool TableExport::writePdf(const Order &order, const QString &path)
{
    QPdfWriter writer(path);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageOrientation(QPageLayout::Landscape);
    writer.setPageMargins({12, 12, 12, 12}, QPageLayout::Millimeter);
    writer.setResolution(600);
    writer.setTitle(order.notes.title);
    return paint(order, writer);
}

void TableExport::askPrint(const Order &order)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setPageOrientation(QPageLayout::Landscape);
    auto *const dialog = new QPrintDialog(printer.get(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), this, [this, order, printer] {
        if (paint(order, *printer))
            Q_EMIT done(tr("Sent to %1.").arg(printer->printerName()));
        else
            Q_EMIT failed(tr("The printer took nothing."), {Error::Kind::Storage, printer->printerName(), {}});
    });
    connect(dialog, &QObject::destroyed, this, [printer] {}); // the dialog does not own it
    dialog->open();
}

bool TableExport::paint(const Order &order, QPagedPaintDevice &device)
{
    PrintTable sheet(*order.table, order.columns, order.notes);
    return sheet.print(device);
}

void TableExport::cancel()
{
    if (m_job)
        m_job->cancel();
}

} // namespace ringward
