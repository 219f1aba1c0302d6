#pragma once
#include "views/widgets/exportjob.h"
#include "views/widgets/printtable.h"

#include <QPointer>

#include <memory>

class QWidget;

namespace ringward {

/// Takes a table out of the window: CSV, paper, PDF. The table of an order stands still, so the page goes on living.
/// Dialogs do not block; what becomes of the work is told by signals.
class TableExport : public QObject {
    Q_OBJECT
public:
    explicit TableExport(QWidget &window);

    struct Order {
        std::shared_ptr<const QAbstractItemModel> table; ///< made for the order, or one that never changes
        QList<int> columns; ///< logical, in the order shown
        ExportNotes notes;
        QString file; ///< proposed name, without its suffix: "drivers"
        int valueRole = Qt::DisplayRole; ///< of CSV
    };
    void askCsv(const Order &order); ///< asks where to, then writes
    void writeCsv(const Order &order, const QString &path);
    void askPdf(const Order &order);
    bool writePdf(const Order &order, const QString &path);
    void askPrint(const Order &order);
    void cancel();
    /// Asks where to write a file of that suffix; `then` is called with the path unless somebody thinks better of it.
    void askPath(const QString &title, const QString &name, const QString &suffix,
                 std::function<void(const QString &)> then);

Q_SIGNALS:
    void progressed(const QString &text, int done, int total);
    void done(const QString &sentence);
    void failed(const QString &what, const ringward::Error &error); ///< not for what somebody cancelled

private:
    static bool paint(const Order &order, QPagedPaintDevice &device);
    QWidget &m_window;
    QPointer<ExportJob> m_job;
};

} // namespace ringward
