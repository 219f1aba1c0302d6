#include "views/devices/deviceselection.h"

#include "models/base/counted.h"
#include "views/widgets/styledtable.h"

#include <algorithm>

namespace ringward {

namespace {

constexpr int kCountedAtOnce = 2000;

using Ranges = std::vector<std::pair<int, int>>; ///< first and last row

std::optional<std::pair<qint64, qint64>> countRows(const FleetSnapshot &fleet, const std::vector<Row> &order,
                                                   const Ranges &ranges, const std::stop_token &stop)
{
    std::vector<bool> seen(fleet.names().wards().size());
    qint64 devices = 0, wards = 0;
    for (const auto &[first, last] : ranges) {
        for (int i = first; i <= last && std::size_t(i) < order.size(); ++i) {
            if (i % 65536 == 0 && stop.stop_requested())
                return std::nullopt;
            const quint32 ward = fleet.wardId(order[std::size_t(i)]);
            wards += !seen[ward];
            seen[ward] = true;
            ++devices;
        }
    }
    return std::pair{devices, wards};
}

std::optional<Row> followed(const FleetSnapshot &before, Row row, const FleetSnapshot &after)
{
    const DeviceId id = before.id(row);
    return row < after.size() && after.id(row) == id ? row : after.find(id);
}

/// Where the rows of an older snapshot are in the order now; rising.
std::vector<int> placesOf(const FleetSnapshot &before, const std::vector<Row> &rows, const FleetSnapshot &fleet,
                          const std::vector<Row> &order, const std::stop_token &stop)
{
    RowSet wanted(fleet.size());
    for (const Row row : rows) {
        if (stop.stop_requested())
            return {};
        if (const auto now = followed(before, row, fleet))
            wanted.set(*now);
    }
    std::vector<int> places;
    for (std::size_t i = 0; i < order.size() && places.size() < rows.size(); ++i) {
        if (wanted.test(order[i]))
            places.push_back(int(i));
    }
    return places;
}

} // namespace

DeviceSelection::DeviceSelection(StyledTable &view, DeviceTable &table)
    : m_view(view)
    , m_table(table)
{
    connect(&table, &QAbstractItemModel::modelAboutToBeReset, this, &DeviceSelection::remember);
    connect(&table, &QAbstractItemModel::modelReset, this, &DeviceSelection::restore, Qt::QueuedConnection);
    connect(&table, &QAbstractItemModel::rowsRemoved, this, &DeviceSelection::count);
    connect(&table, &QAbstractItemModel::layoutChanged, this, &DeviceSelection::count);
    connect(view.selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (m_isRestoring)
            return;
        m_keptFleet.reset(); // the reader has chosen anew
        m_keepsAll = false;
        count();
    });
    connect(view.selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        const DeviceId device = m_table.deviceAt(index.row());
        if (m_isRestoring || !device || device == m_current)
            return;
        m_current = device;
        Q_EMIT currentChanged(device);
    });
}

Ranges DeviceSelection::ranges() const
{
    Ranges found;
    for (const QItemSelectionRange &range : m_view.selectedRanges())
        found.emplace_back(range.top(), range.bottom());
    return found;
}

bool DeviceSelection::isAll() const
{
    return m_keepsAll || (m_table.rowCount() > 0 && m_view.selectedRowCount() == m_table.rowCount());
}

void DeviceSelection::remember()
{
    // Of two resets in a row, a first page and then all rows, the second must not forget what the first remembered.
    if (m_keptFleet || m_keepsAll)
        return;
    m_keepsAll = m_table.rowCount() > 1 && isAll();
    m_kept.clear();
    if (m_keepsAll)
        return;
    if (m_view.selectedRowCount() <= kMostKept) {
        for (const auto &[first, last] : ranges()) {
            for (int i = first; i <= last; ++i) {
                if (const auto row = m_table.snapshotRow(i))
                    m_kept.push_back(*row);
            }
        }
    }
    m_keptFleet = m_table.fleet();
}

void DeviceSelection::restore()
{
    if (m_keepsAll) {
        m_isRestoring = true;
        m_view.selectAll();
        m_isRestoring = false;
        m_keepsAll = false;
        count();
    }
    const bool complete = std::size_t(m_table.rowCount()) == m_table.order()->size();
    if (!complete || (!m_keptFleet && !m_current))
        return;
    m_job.start([this, before = m_keptFleet, rows = m_kept, fleet = m_table.fleet(), order = m_table.order(),
                 current = m_current](const std::stop_token &stop) {
        const std::vector<int> places = before ? placesOf(*before, rows, *fleet, *order, stop) : std::vector<int>();
        const auto row = fleet->find(current);
        const auto at = row ? std::find(order->begin(), order->end(), *row) : order->end();
        const int currentPlace = at == order->end() ? -1 : int(at - order->begin());
        if (!stop.stop_requested())
            QMetaObject::invokeMethod(
                this, [this, order, places, currentPlace] { apply(order, places, currentPlace); },
                Qt::QueuedConnection);
    });
}

void DeviceSelection::apply(const RowOrder &order, const std::vector<int> &places, int currentPlace)
{
    if (order != m_table.order())
        return; // reset once more meanwhile; that one is on its way
    m_isRestoring = true;
    m_view.setAutoScroll(false); // rows stay in place until the reader moves
    QItemSelectionModel &selection = *m_view.selectionModel();
    if (currentPlace >= 0 && !selection.currentIndex().isValid())
        selection.setCurrentIndex(m_table.index(currentPlace, DeviceTable::HostColumn), QItemSelectionModel::NoUpdate);
    if (m_keptFleet) {
        QItemSelection again;
        for (std::size_t i = 0; i < places.size();) {
            std::size_t end = i + 1;
            while (end < places.size() && places[end] == places[end - 1] + 1)
                ++end;
            again.append(QItemSelectionRange(m_table.index(places[i], 0),
                                             m_table.index(places[end - 1], DeviceTable::ColumnCount - 1)));
            i = end;
        }
        selection.select(again, QItemSelectionModel::Select);
    }
    m_view.setAutoScroll(true);
    m_isRestoring = false;
    m_keptFleet.reset();
    count();
}

void DeviceSelection::count()
{
    const quint64 question = ++m_question;
    const qint64 rows = m_view.selectedRowCount();
    if (rows == m_table.rowCount()) {
        tell(rows, rows ? m_wardsOfAll : 0);
    } else if (rows <= kCountedAtOnce) {
        const auto found = countRows(*m_table.fleet(), *m_table.order(), ranges(), {});
        tell(found->first, found->second);
    } else {
        m_job.start([this, question, fleet = m_table.fleet(), order = m_table.order(),
                     chosen = ranges()](const std::stop_token &stop) {
            const auto found = countRows(*fleet, *order, chosen, stop);
            if (found)
                QMetaObject::invokeMethod(
                    this,
                    [this, question, found] {
                        if (question == m_question)
                            tell(found->first, found->second);
                    },
                    Qt::QueuedConnection);
        });
    }
}

void DeviceSelection::tell(qint64 devices, qint64 wards)
{
    m_devices = devices;
    Q_EMIT counted(devices, wards);
}

} // namespace ringward
