#pragma once
#include "models/audit/auditlog.h"

#include <QAbstractTableModel>

namespace ringward {

/// Entries of the audit, newest first, as far as they were read.
class AuditTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { NumberColumn, TimeColumn, WhoColumn, DeedColumn, ObjectColumn, TextColumn, HashColumn, ColumnCount };
    enum Role { ExportRole = Qt::UserRole + 1 }; ///< of the cell, for programs
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void show(std::vector<AuditEntry> entries); ///< newest first
    void append(std::vector<AuditEntry> older); ///< read on behind the last
    const AuditEntry *entryAt(int row) const; ///< null when there is none
    int rowOf(qint64 number) const; ///< -1 when it is not among them
    qint64 oldest() const { return m_entries.empty() ? 0 : m_entries.back().number; }

private:
    std::vector<AuditEntry> m_entries;
};

} // namespace ringward
