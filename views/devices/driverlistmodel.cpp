#include "views/devices/driverlistmodel.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <numeric>

namespace ringward {

namespace {

constexpr std::array kTitles{
    QT_TRANSLATE_NOOP("ringward::DriverListModel", "Driver"),
    QT_TRANSLATE_NOOP("ringward::DriverListModel", "Version"),
    QT_TRANSLATE_NOOP("ringward::DriverListModel", "Publisher"),
    QT_TRANSLATE_NOOP("ringward::DriverListModel", "Start"),
    QT_TRANSLATE_NOOP("ringward::DriverListModel", "State"),
    QT_TRANSLATE_NOOP("ringward::DriverListModel", "Signer"),
    QT_TRANSLATE_NOOP("ringward::DriverListModel", "Path"),
};
constexpr std::array kStarts{
    QT_TRANSLATE_NOOP("ringward::DriverListModel", "boot"),
    QT_TRANSLATE_NOOP("ringward::DriverListModel", "system"),
    QT_TRANSLATE_NOOP("ringward::DriverListModel", "auto"),
    QT_TRANSLATE_NOOP("ringward::DriverListModel", "manual"),
    QT_TRANSLATE_NOOP("ringward::DriverListModel", "disabled"),
};

} // namespace

void DriverListModel::setDrivers(DriverListPtr drivers)
{
    beginResetModel();
    m_drivers = std::move(drivers);
    m_order.resize(m_drivers ? m_drivers->drivers.size() : 0);
    endResetModel();
    sort(m_sortColumn, m_sortOrder);
}

int DriverListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_order.size());
}

int DriverListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString DriverListModel::text(const Driver &driver, int column) const
{
    switch (column) {
    case NameColumn:
        return driver.image.isEmpty() ? driver.name : driver.image;
    case VersionColumn:
        return driver.version;
    case PublisherColumn:
        return driver.publisher;
    case StartColumn:
        return driver.start == StartType::NotTold ? QString() : tr(kStarts[std::size_t(driver.start)]);
    case StateColumn:
        return driver.state == RunState::NotTold ? QString()
            : driver.state == RunState::Running  ? tr("running")
                                                 : tr("stopped");
    case SignerColumn:
        return driver.isSigned == Told::No ? tr("not signed") : driver.signer;
    default:
        return driver.path;
    }
}

QVariant DriverListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Driver &driver = m_drivers->drivers[m_order[std::size_t(index.row())]];
    const QString cell = text(driver, index.column());
    if (role == Qt::DisplayRole)
        return cell.isEmpty() ? tr("not told") : cell;
    if (role == Qt::ToolTipRole)
        return driver.path.isEmpty() ? cell : QStringLiteral("%1\n%2").arg(cell, driver.path);
    return {};
}

QVariant DriverListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount || role != Qt::DisplayRole)
        return {};
    return tr(kTitles[std::size_t(section)]);
}

void DriverListModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= ColumnCount)
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    if (!m_drivers)
        return;
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList from = persistentIndexList();
    const std::vector<std::size_t> before = m_order;
    std::iota(m_order.begin(), m_order.end(), std::size_t(0));
    std::stable_sort(m_order.begin(), m_order.end(), [&](std::size_t a, std::size_t b) {
        const Driver &one = m_drivers->drivers[a], &other = m_drivers->drivers[b];
        const int by = column == VersionColumn ? compareVersions(one.version, other.version)
                                               : text(one, column).compare(text(other, column), Qt::CaseInsensitive);
        return order == Qt::AscendingOrder ? by < 0 : by > 0;
    });
    std::vector<int> place(m_order.size());
    for (std::size_t i = 0; i < m_order.size(); ++i)
        place[m_order[i]] = int(i);
    QModelIndexList to;
    for (const QModelIndex &each : from)
        to << index(place[before[std::size_t(each.row())]], each.column());
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged();
}

} // namespace ringward
