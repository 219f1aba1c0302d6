#pragma once
#include "models/changes/change.h"
#include "models/changes/operation.h"

#include <QAbstractTableModel>

namespace ringward {

/// The exact calls of a plan with what has become of each.
class CallTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        NumberColumn,
        StepColumn,
        HostColumn,
        WardColumn,
        FromColumn,
        ToColumn,
        CallColumn,
        StateColumn,
        ColumnCount
    };
    enum Role {
        RingOrderRole = Qt::UserRole + 1, ///< int, of FromColumn and ToColumn
        RingHeldRole, ///< bool
        StateRole, ///< int(OperationState)
        RequestRole, ///< QByteArray, the whole request
    };
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void show(const Plan &plan, std::vector<Operation> operations);
    void setOperations(std::vector<Operation> operations); ///< of the plan shown

private:
    OperationState stateOf(int row) const;
    std::vector<PlannedCall> m_calls;
    std::vector<Operation> m_operations;
};

} // namespace ringward
