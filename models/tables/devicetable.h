#pragma once
#include "models/tables/devicecolumns.h"
#include "models/tables/devicequery.h"

#include <QAbstractTableModel>

namespace ringward {

/// The devices that a DeviceQuery found, one a row. Reads the snapshot when asked for a cell and keeps nothing a row,
/// so it shows millions as quickly as ten. `connect(query, &DeviceQuery::answered, table, &DeviceTable::show)` and
/// `connect(table, &DeviceTable::sortRequested, query, &DeviceQuery::setSort)` is all it needs.
class DeviceTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        HealthColumn,
        HostColumn,
        WardColumn,
        RoomColumn,
        RoleColumn,
        TierColumn,
        ModelColumn,
        SystemColumn,
        AgentColumn,
        AgentVersionColumn,
        ContentColumn,
        RingColumn,
        PinColumn,
        SeenColumn,
        SinceColumn,
        DriversColumn,
        SourcesColumn,
        ConflictsColumn,
        ColumnCount
    };
    /// Meanings, the same for every cell of a row; a delegate makes colour, shape, letter and word of them.
    enum Role {
        DeviceIdRole = Qt::UserRole + 1, ///< quint32, value of the DeviceId
        HealthRole, ///< int(AgentHealth)
        TierRole, ///< int(Tier)
        RingOrderRole, ///< int, of the security content; invalid when not told
        RingHeldRole, ///< bool
        LastSeenRole, ///< qint64, UTC milliseconds; 0 if never seen
        OverdueRole, ///< bool: silent, so the age of its last check-in is beyond the limit
        ExportRole, ///< of the cell, for programs; of the header, the key of the column
        SortKeyRole, ///< of the header: int(DeviceKey)
    };
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override; ///< only asks; see sortRequested()

    /// Rows whose place is not known yet are there, and empty. Up to kKeepsSelection rows, what was selected stays
    /// selected; with more the model is reset unless nothing moved: use rowOf() to find a device again.
    void show(const ringward::DeviceAnswer &answer);
    static constexpr int kKeepsSelection = 100'000;
    void setNow(qint64 nowMs); ///< UTC; ages count back from here

    const FleetSnapshotPtr &fleet() const { return m_fleet; }
    const RowOrder &order() const { return m_order; }
    std::optional<Row> snapshotRow(int row) const; ///< nullopt while its place is not known
    DeviceId deviceAt(int row) const; ///< none while its place is not known
    int rowOf(DeviceId device) const; ///< -1 when it is not shown; looks through all rows, for one device now and then

    static QString columnKey(int column);
    static int columnOf(QStringView key); ///< -1 when there is none

Q_SIGNALS:
    void sortRequested(ringward::DeviceKey key, Qt::SortOrder order);

private:
    void take(const DeviceAnswer &answer);
    void rearrange(const DeviceAnswer &answer, int rows);

    FleetSnapshotPtr m_fleet = std::make_shared<const FleetSnapshot>();
    RowOrder m_order = std::make_shared<const std::vector<Row>>();
    int m_rows = 0; ///< may be more than m_order knows
    qint64 m_nowMs = 0;
};

} // namespace ringward
