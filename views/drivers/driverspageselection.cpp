#include "views/drivers/drivercells.h"
#include "views/drivers/driverpane.h"
#include "views/drivers/driverspage.h"
#include "views/drivers/paretochart.h"
#include "views/drivers/reviewboard.h"
#include "views/widgets/styledtable.h"

namespace ringward {

// What is chosen, in the table or on the board.

void DriversPage::showKey(const QString &key, bool fromBoard)
{
    m_boardChose = fromBoard && !m_board->chosen().isEmpty();
    m_key = key;
    m_isShowing = true;
    if (fromBoard)
        m_view->clearSelection();
    else
        m_board->choose(key);
    m_isShowing = false;
    m_pane->showDriver(m_table.assessment(), key);
    m_chart->setCurrent(imageOfKey(key).toString());
    countSelection();
    updateVerbs();
}

QStringList DriversPage::chosen() const
{
    if (m_boardChose)
        return m_board->chosen();
    QStringList keys;
    for (const QModelIndex &index : m_view->selectionModel()->selectedRows())
        keys << index.data(DriverTable::KeyRole).toString();
    if (keys.isEmpty() && !m_key.isEmpty())
        keys << m_key;
    return keys;
}

/// Devices that have any of the chosen drivers, and their wards.
void DriversPage::countSelection()
{
    std::vector<quint32> ids;
    for (const QString &key : chosen()) {
        if (const AssessedDriver *driver = m_table.assessment()->find(key))
            ids.push_back(driver->id);
    }
    m_job.start([this, ids, fleet = m_table.assessment()->inputs.fleet](const std::stop_token &stop) {
        const auto rows = devicesWith(*fleet, ids, stop);
        const auto counts = rows ? countByWardAndSet(*fleet, &*rows, stop) : std::nullopt;
        if (!counts)
            return;
        qint64 devices = 0, wards = 0;
        quint32 last = ~0U;
        for (const WardSetCount &count : *counts) {
            devices += count.devices;
            wards += std::exchange(last, count.ward) != count.ward;
        }
        QMetaObject::invokeMethod(
            this, [this, devices, wards] { Q_EMIT selectionCounted(devices, wards); }, Qt::QueuedConnection);
    });
}

void DriversPage::openDriver(const QString &name)
{
    const DriverAssessment &assessment = *m_table.assessment();
    m_wanted.clear();
    const AssessedDriver *found = assessment.find(name);
    for (const AssessedDriver &driver : assessment.drivers) {
        if (!assessment.find(name) && driver.name() == name && (!found || driver.weight() > found->weight()))
            found = &driver;
    }
    if (!found) {
        m_wanted = name;
        return;
    }
    const QString key = found->key();
    if (m_table.rowOf(key) < 0)
        setFilter({});
    if (const int row = m_table.rowOf(key); row >= 0) {
        m_boardChose = false;
        m_view->selectRow(row);
        m_view->scrollTo(m_rows->index(row, DriverTable::NameColumn));
    }
    showKey(key, false);
}

} // namespace ringward
