#pragma once
#include "models/base/result.h"
#include "views/widgets/exporttext.h"

#include <QObject>
#include <QSaveFile>
#include <QTimer>

#include <memory>

namespace ringward {

/// Writes a table to a CSV file (UTF-8 with mark, RFC 4180) a few milliseconds at a time, so that the window stays
/// alive. The head comes first; the notes and the count of rows close the file, so that a cut one can be told.
/// The file appears when all of it is written; a cancelled or failed export leaves what was there before.
class ExportJob : public QObject {
    Q_OBJECT
public:
    /// `model` must keep its rows until the job ends: hand over a model of your own, made for the job.
    ExportJob(std::shared_ptr<const QAbstractItemModel> model, QList<int> columns, ExportNotes notes,
              QObject *parent = nullptr);

    /// Cells are taken from this role instead of what is shown, and the last lines stay the same.
    void setValueRole(int role) { m_role = role; }
    void start(const QString &path);
    void cancel();
    bool isRunning() const { return m_timer.isActive(); }
    int rows() const { return m_rows; }
    const QString &path() const { return m_path; }

Q_SIGNALS:
    void progressed(int done, int total);
    void finished(const ringward::Result<ringward::Done> &outcome); ///< once; `Cancelled` after cancel()

private:
    void writeSome();
    bool write(const QString &text);
    QString line(int row) const;
    void finish(const Result<Done> &outcome);

    std::shared_ptr<const QAbstractItemModel> m_model;
    QList<int> m_columns;
    ExportNotes m_notes;
    std::unique_ptr<QSaveFile> m_file;
    QString m_path;
    QTimer m_timer;
    int m_role = Qt::DisplayRole;
    int m_rows = 0;
    int m_next = 0;
};

} // namespace ringward
