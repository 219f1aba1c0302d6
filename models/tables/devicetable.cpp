#include "models/tables/devicetable.h"

#include "models/fleet/streamlookup.h"

#include <QCoreApplication>

#include <algorithm>

namespace ringward {

namespace {

/// The place of each device in `order`, in one pass over it.
QHash<Row, int> placesOf(const QHash<Row, int> &wanted, const FleetSnapshot &fleet, const std::vector<Row> &order)
{
    RowSet isWanted(fleet.size());
    for (auto it = wanted.begin(); it != wanted.end(); ++it)
        isWanted.set(it.key());
    QHash<Row, int> places;
    for (std::size_t i = 0; i < order.size() && places.size() < wanted.size(); ++i) {
        if (isWanted.test(order[i]))
            places.insert(order[i], int(i));
    }
    return places;
}

/// Where the device of a row in `before` is in `after`: nearly always in the same row.
std::optional<Row> followed(const FleetSnapshot &before, Row row, const FleetSnapshot &after)
{
    const DeviceId id = before.id(row);
    return row < after.size() && after.id(row) == id ? row : after.find(id);
}

} // namespace

int DeviceTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int DeviceTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DeviceTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const std::optional<Row> row = snapshotRow(index.row());
    if (!row)
        return {};
    const DeviceColumn &column = deviceColumns()[std::size_t(index.column())];
    const FleetSnapshot &fleet = *m_fleet;
    switch (role) {
    case Qt::DisplayRole:
        return column.text(fleet, *row, m_nowMs);
    case ExportRole:
        return column.value(fleet, *row);
    case DeviceIdRole:
        return fleet.id(*row).value;
    case HealthRole:
        return int(fleet.health(*row));
    case TierRole:
        return int(fleet.tier(*row));
    case LastSeenRole:
        return fleet.lastSeenMs(*row);
    case OverdueRole:
        return fleet.health(*row) == AgentHealth::Silent;
    default:
        break;
    }
    if (role != RingOrderRole && role != RingHeldRole)
        return {};
    const quint32 ring = streamState(fleet.updates(*row), streamPosition(fleet.names(), {})).ring;
    if (ring == 0)
        return {};
    const RingName &name = fleet.names().rings()[ring];
    return role == RingOrderRole ? QVariant(name.order) : QVariant(name.held);
}

QVariant DeviceTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const DeviceColumn &column = deviceColumns()[std::size_t(section)];
    switch (role) {
    case Qt::DisplayRole:
        return QCoreApplication::translate("ringward::DeviceTable", column.title);
    case ExportRole:
        return columnKey(section);
    case SortKeyRole:
        return int(column.sortKey);
    default:
        return {};
    }
}

void DeviceTable::sort(int column, Qt::SortOrder order)
{
    if (column >= 0 && column < ColumnCount)
        Q_EMIT sortRequested(deviceColumns()[std::size_t(column)].sortKey, order);
}

void DeviceTable::take(const DeviceAnswer &answer)
{
    m_fleet = answer.fleet;
    m_order = answer.order;
    m_nowMs = answer.nowMs;
}

void DeviceTable::show(const DeviceAnswer &answer)
{
    const auto rows = int(answer.complete ? answer.order->size() : answer.summary.counts.known());
    if (rows == m_rows && answer.order == m_order) {
        take(answer);
        if (rows > 0)
            Q_EMIT dataChanged(index(0, 0), index(rows - 1, ColumnCount - 1));
    } else if (std::max(rows, m_rows) <= kKeepsSelection) {
        rearrange(answer, rows);
    } else {
        beginResetModel();
        take(answer);
        m_rows = rows;
        endResetModel();
    }
}

/// Moves the rows to their new places. A model may not change its number of rows while it moves them, so rows are
/// added before and removed afterwards; either way they are at the end and without a place in the order.
void DeviceTable::rearrange(const DeviceAnswer &answer, int rows)
{
    if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    }
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const FleetSnapshotPtr fleetBefore = std::exchange(m_fleet, answer.fleet);
    const RowOrder orderBefore = std::exchange(m_order, answer.order);
    m_nowMs = answer.nowMs;
    const QModelIndexList from = persistentIndexList();
    std::vector<std::optional<Row>> follow;
    QHash<Row, int> wanted;
    for (const QModelIndex &index : from) {
        const auto at = std::size_t(index.row());
        follow.push_back(at < orderBefore->size() ? followed(*fleetBefore, (*orderBefore)[at], *m_fleet)
                                                  : std::nullopt);
        if (follow.back())
            wanted.insert(*follow.back(), 0);
    }
    const QHash<Row, int> places = placesOf(wanted, *m_fleet, *m_order);
    QModelIndexList to;
    for (qsizetype i = 0; i < from.size(); ++i) {
        const int place = follow[std::size_t(i)] ? places.value(*follow[std::size_t(i)], -1) : -1;
        to.push_back(place < 0 ? QModelIndex() : index(place, from[i].column()));
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, VerticalSortHint);
    if (rows < m_rows) {
        beginRemoveRows({}, rows, m_rows - 1);
        m_rows = rows;
        endRemoveRows();
    }
}

void DeviceTable::setNow(qint64 nowMs)
{
    m_nowMs = nowMs;
    if (m_rows > 0)
        Q_EMIT dataChanged(index(0, SeenColumn), index(m_rows - 1, SinceColumn), {Qt::DisplayRole});
}

std::optional<Row> DeviceTable::snapshotRow(int row) const
{
    if (row < 0 || std::size_t(row) >= m_order->size() || row >= m_rows)
        return std::nullopt;
    return (*m_order)[std::size_t(row)];
}

DeviceId DeviceTable::deviceAt(int row) const
{
    const std::optional<Row> at = snapshotRow(row);
    return at ? m_fleet->id(*at) : DeviceId{};
}

int DeviceTable::rowOf(DeviceId device) const
{
    const std::optional<Row> row = m_fleet->find(device);
    const auto at = row ? std::find(m_order->begin(), m_order->end(), *row) : m_order->end();
    return at == m_order->end() ? -1 : int(at - m_order->begin());
}

QString DeviceTable::columnKey(int column)
{
    return QString::fromLatin1(deviceColumns()[std::size_t(column)].key);
}

int DeviceTable::columnOf(QStringView key)
{
    const auto columns = deviceColumns();
    const auto at = std::find_if(columns.begin(), columns.end(),
                                 [key](const DeviceColumn &column) { return key == QLatin1StringView(column.key); });
    return at == columns.end() ? -1 : int(at - columns.begin());
}

} // namespace ringward
