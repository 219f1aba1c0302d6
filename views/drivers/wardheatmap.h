#pragma once
#include "models/drivers/driverassessment.h"
#include "models/tables/recordtable.h"
#include "views/widgets/celllook.h"

namespace ringward {

/// A ward in the heat map: devices that have at least one driver of a class.
struct WardHeat {
    QString ward, line; ///< name for people; filter line of its devices
    quint32 devices = 0; ///< whose drivers are known
    std::array<quint32, kDriverClassCount> byClass{};
};

/// Wards down, classes of kernel code across: how many devices of the ward have code of the class. Parts of Windows are
/// on every machine and left out.
class WardHeatTable : public RecordTable<WardHeat> {
public:
    explicit WardHeatTable(QObject *parent = nullptr);
    void show(const DriverAssessment &assessment);
    static constexpr int kFirstClassColumn = 2;
};

/// A cell whose ground is the darker the larger the share; the number stands on it.
class HeatCells : public CellDelegate {
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

class StyledTable;
StyledTable *makeHeatMap(WardHeatTable &table); ///< the table as a map

} // namespace ringward
