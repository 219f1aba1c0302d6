#pragma once
#include "models/drivers/kernelreport.h"

class QPagedPaintDevice;

namespace ringward {

/// Draws the report on a printer or a PDF writer: black on white, A4 or Letter as the device has it, with a foot on
/// every page. False when it cannot be written. Needs a QGuiApplication for its fonts, but no window.
bool drawKernelReport(const KernelReport &report, QPagedPaintDevice &device);

/// The report as a PDF; an existing file is replaced only when the new one is whole.
Result<Done> writeKernelReport(const KernelReport &report, const QString &file);

/// The body as HTML, for QTextDocument.
QString kernelReportHtml(const KernelReport &report);

} // namespace ringward
