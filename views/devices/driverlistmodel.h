#pragma once
#include "models/drivers/driver.h"

#include <QAbstractTableModel>

namespace ringward {

/// What one source told of the drivers of one device.
class DriverListModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        NameColumn,
        VersionColumn,
        PublisherColumn,
        StartColumn,
        StateColumn,
        SignerColumn,
        PathColumn,
        ColumnCount
    };
    using QAbstractTableModel::QAbstractTableModel;
    void setDrivers(DriverListPtr drivers); ///< null: none; sorted by name
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    QString text(const Driver &driver, int column) const;
    DriverListPtr m_drivers;
    std::vector<std::size_t> m_order;
    int m_sortColumn = NameColumn;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace ringward
