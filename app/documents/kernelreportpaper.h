#pragma once
#include "models/drivers/kernelreport.h"

#include <set>

class QPagedPaintDevice;

namespace ringward {

/// Draws the report on a printer or a PDF writer: black on white, A4 or Letter as the device has it, with a foot on
/// every page. False when it cannot be written. Needs a QGuiApplication for its fonts, but no window.
bool drawKernelReport(const KernelReport &report, QPagedPaintDevice &device);

/// The report as a PDF; an existing file is replaced only when the new one is whole.
Result<Done> writeKernelReport(const KernelReport &report, const QString &file);

/// Where a page begins although there would be room: so that no row of a table is cut.
struct PageBreaks {
    std::set<int> rows; ///< of all tables, their heads not counted; with its heading when it is the first of its table
    bool signature = false;
    friend bool operator==(const PageBreaks &, const PageBreaks &) = default;
};

/// The body as HTML, for QTextDocument.
QString kernelReportHtml(const KernelReport &report, const PageBreaks &breaks = {});

} // namespace ringward
