#pragma once
#include "models/tables/devicetable.h"
#include "views/widgets/exportjob.h"
#include "views/widgets/printtable.h"

#include <QPointer>

class QPrinter;

namespace ringward {

/// Takes the devices out of the window: CSV, paper, PDF. Each works on a table of its own that stands still, so the
/// page goes on living. Dialogs do not block; what becomes of the work is told by signals.
class DeviceExport : public QObject {
    Q_OBJECT
public:
    explicit DeviceExport(QWidget &window);

    struct Order {
        DeviceAnswer answer; ///< complete
        QList<int> columns; ///< logical, in the order shown
        ExportNotes notes;
    };
    void askCsv(const Order &order); ///< asks where to, then writes
    void writeCsv(const Order &order, const QString &path);
    void askPdf(const Order &order);
    bool writePdf(const Order &order, const QString &path);
    void askPrint(const Order &order);
    void cancel();

Q_SIGNALS:
    void progressed(const QString &text, int done, int total);
    void done(const QString &sentence);
    void failed(const QString &what, const ringward::Error &error); ///< not for what somebody cancelled

private:
    bool paint(const Order &order, QPagedPaintDevice &device);
    void askPath(const QString &title, const QString &suffix, std::function<void(const QString &)> then);
    QWidget &m_window;
    QPointer<ExportJob> m_job;
};

} // namespace ringward
