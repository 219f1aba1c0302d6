#pragma once
#include <QAbstractItemModel>

namespace ringward {

/// What every copy of a table says about itself, on paper and in files.
struct ExportNotes {
    QString title; ///< "Devices"
    QString filterLine; ///< empty when the table shows everything
    qint64 takenMs = 0; ///< UTC; when the data was taken; 0 when nothing was ever taken
    qint64 nowMs = 0; ///< UTC; when it is exported
    QString person; ///< who exports; may be empty
    bool drill = false; ///< simulated: every page and file says so
};

/// The notes as lines for people: what, filter, age of the data, when and by whom.
QStringList noteLines(const ExportNotes &notes);

/// A time for people: local time, its zone, and UTC.
QString stampText(qint64 atMs);

/// What a cell says outside of its table, on one line.
QString cellText(const QModelIndex &index, int role = Qt::DisplayRole);

/// Keeps a spreadsheet from taking a text of someone else for a formula: an apostrophe goes before it.
QString withoutFormula(const QString &text);

/// One field of RFC 4180: quoted when it has to be, formulas disarmed.
QString csvField(const QString &text);

/// The rows with a head, tabs between cells, for the clipboard. `columns` are logical columns in the order shown.
QString tabSeparated(const QAbstractItemModel &model, const QList<int> &rows, const QList<int> &columns);

} // namespace ringward
