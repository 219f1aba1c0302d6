#pragma once
#include "models/sources/importreport.h"

#include <QAbstractTableModel>
#include <QWidget>

class QLabel;

namespace ringward {

class StyledTable;

/// One row a file: what it was and what was taken of it.
class ReportTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        FileColumn,
        OutcomeColumn,
        FormatColumn,
        HostColumn,
        TakenColumn,
        RefusedColumn,
        EncodingColumn,
        ColumnCount
    };
    enum Role { IconRole = Qt::UserRole + 1, InkRole };
    using QAbstractTableModel::QAbstractTableModel;
    void setReports(std::vector<ImportReport> reports);
    const ImportReport *report(int row) const; ///< null outside
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<ImportReport> m_reports;
};

/// The files of a source, and of the one selected every line that was refused and why.
class ReportList : public QWidget {
    Q_OBJECT
public:
    explicit ReportList(QWidget *parent = nullptr);
    void setReports(std::vector<ImportReport> reports);
    static QString details(const ImportReport &report); ///< all of it as text

private:
    void showReport(int row);
    ReportTable *m_model;
    StyledTable *m_table;
    QLabel *m_text;
};

} // namespace ringward
