#include "models/base/counted.h"
#include "models/fleet/filter.h"
#include "models/fleet/filterterm.h"
#include "models/rings/pin.h"
#include "views/devices/deviceexport.h"
#include "views/devices/deviceselection.h"
#include "views/devices/devicespage.h"
#include "views/devices/nameline.h"
#include "views/devices/viewsrow.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/banner.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/keybutton.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/tablehead.h"

#include <QBoxLayout>
#include <QMenu>

namespace ringward {

namespace {

constexpr std::size_t kMostSealed = 1000; // above the limit of a job
constexpr std::size_t kMostNamed = 300; // in a line that a person still can read through

} // namespace

void DevicesPage::addVerbs()
{
    const QString page = QStringLiteral("devices");
    const auto add = [&](const char *id, const QString &text, const char *icon, const QKeySequence &key, auto run) {
        return m_parts.actions.add({QString::fromLatin1(id), text, QString::fromLatin1(icon), key, page, page}, this,
                                   std::move(run));
    };
    QAction *const history = add("devices.history", tr("History"), "history", {}, [this] { m_filter->showHistory(); });
    QAction *const save = add("devices.saveView", tr("Save view…"), "star", QKeySequence(Qt::CTRL | Qt::Key_S),
                              [this] { askView({}, {}); });
    QAction *const columns = add("devices.columns", tr("Columns"), "columns", {}, [this] {
        m_view->head()->showChooser(m_view->mapToGlobal(QPoint(m_view->width() / 2, m_view->head()->height())));
    });
    add("devices.clearFilter", tr("Clear the filter"), "filter", {}, [this] { setFilter({}); });
    add("devices.open", tr("Show the detail"), "pane", {}, [this] { setPaneShown(true); });
    add("devices.copyHost", tr("Copy host name"), "copy", {}, [this] { m_pane->copyHost(); });
    add("devices.copyDetails", tr("Copy details"), "copy", {}, [this] { m_pane->copyDetails(); });
    add("devices.showWard", tr("Show the devices of its ward"), "ward", {}, [this] {
        const auto row = m_table.snapshotRow(m_view->currentIndex().row());
        if (const QString line = row ? wardFilter(*m_table.fleet(), *row) : QString(); !line.isEmpty())
            setFilter(line);
    });
    add("devices.key", tr("Recovery key…"), "key", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K),
        [this] { Q_EMIT keyWanted(m_pane->device()); });
    add("devices.password", tr("Local administrator's password…"), "lock", {},
        [this] { Q_EMIT passwordWanted(m_pane->device()); });
    add("devices.sealKeys", tr("Seal recovery keys of these devices…"), "lock", {},
        [this] { exportWhenComplete([this] { sealKeys(); }); });
    add("devices.runbook", tr("Start runbook…"), "incident", {}, [this] { startRunbook(); });
    add("devices.pin", tr("Pin the selected devices…"), "pin", {}, [this] { pinSelected(); });
    add("devices.selectAll", tr("Select all that fit"), "list", {}, [this] { m_view->selectAll(); });
    add("devices.export", tr("Export as CSV…"), "export", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E),
        [this] { exportWhenComplete([this] { m_export->askCsv(order()); }); });
    add("devices.print", tr("Print…"), "print", QKeySequence(QKeySequence::Print),
        [this] { exportWhenComplete([this] { m_export->askPrint(order()); }); });
    add("devices.pdf", tr("Write as PDF…"), "file", {},
        [this] { exportWhenComplete([this] { m_export->askPdf(order()); }); });

    auto *const row = static_cast<QHBoxLayout *>(m_filter->parentWidget()->layout());
    for (QAction *const action : {history, save, columns}) {
        auto *const button = new KeyButton(action->text(), {});
        button->follow(action);
        row->addWidget(button);
    }
}

void DevicesPage::updateVerbs()
{
    ActionRegistry &actions = m_parts.actions;
    const bool any = m_table.rowCount() > 0;
    const bool one = bool(m_pane->device());
    const QString noRows = tr("no devices are shown"), noDevice = tr("no device is selected");
    for (const char *id : {"devices.export", "devices.print", "devices.pdf", "devices.selectAll", "devices.sealKeys"})
        actions.setAvailable(QString::fromLatin1(id), any, noRows);
    for (const char *id :
         {"devices.open", "devices.copyHost", "devices.copyDetails", "devices.key", "devices.password"})
        actions.setAvailable(QString::fromLatin1(id), one, noDevice);
    for (const char *id : {"devices.runbook", "devices.pin"}) // of all that is selected, with a current row or without
        actions.setAvailable(QString::fromLatin1(id), m_view->selectedRowCount() > 0, noDevice);
    const auto row = m_table.snapshotRow(m_view->currentIndex().row());
    actions.setAvailable(QStringLiteral("devices.showWard"), row && !wardFilter(*m_table.fleet(), *row).isEmpty(),
                         row ? tr("no source told its ward") : noDevice);
}

void DevicesPage::fillContextMenu(const QPoint &at)
{
    auto *const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const char *id : {"devices.open", "edit.copy", "devices.copyHost", "devices.copyDetails", "", "devices.key",
                           "devices.password", "devices.showWard", "devices.runbook", "devices.pin",
                           "devices.selectAll", "", "devices.export", "devices.print"}) {
        if (QAction *const action = m_parts.actions.action(QString::fromLatin1(id)))
            menu->addAction(action);
        else
            menu->addSeparator();
    }
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

std::vector<Row> DevicesPage::selectedRows(std::size_t most) const
{
    std::vector<Row> rows;
    for (const QItemSelectionRange &range : m_view->selectedRanges()) {
        for (int place = range.top(); place <= range.bottom() && rows.size() < most; ++place) {
            if (const auto row = m_table.snapshotRow(place))
                rows.push_back(*row);
        }
    }
    return rows;
}

/// A remediation takes a filter line: the one above the table when all that fits is selected, else one with the names.
/// Never the line when only a part is selected, which would reach machines that nobody chose.
void DevicesPage::startRunbook()
{
    const auto selected = std::size_t(m_view->selectedRowCount());
    const QString line = m_query.filter().line();
    if (selected == std::size_t(m_table.rowCount()) && !line.isEmpty())
        return Q_EMIT runbookWanted(line);
    QStringList hosts;
    const std::vector<Row> rows = selectedRows(kMostNamed + 1);
    for (const Row row : rows) {
        if (const std::string_view host = m_table.fleet()->host(row); !host.empty())
            hosts << QString::fromUtf8(host.data(), qsizetype(host.size()));
    }
    const QString names = filterTerm("host", hosts);
    const auto unnamed = qint64(rows.size()) - hosts.size();
    if (unnamed == 0 && selected <= kMostNamed && Filter::parse(names).isValid())
        return Q_EMIT runbookWanted(names);
    const bool isLarge = selected > kMostNamed || unnamed == 0;
    m_banner->showMessage(
        Banner::Tone::Warning,
        isLarge ? tr("A runbook starts for up to %1 devices by name, or for all that fit a filter line. Narrow the "
                     "selection, or filter and select all that fit.")
                      .arg(countText(qint64(kMostNamed)))
                : tr("No source told a host name of %1 in the selection, and a runbook names its devices by it. Leave "
                     "them out, or filter and select all that fit.")
                      .arg(counted(unnamed, Noun::Device)));
    m_banner->show();
}

void DevicesPage::pinSelected()
{
    std::vector<DeviceId> devices;
    for (const Row row : selectedRows(kMostPinnedByName + 1))
        devices.push_back(m_table.fleet()->id(row));
    Q_EMIT pinWanted(devices, m_view->selectedRowCount(), m_query.filter().line());
}

QList<int> DevicesPage::shownColumns() const
{
    QList<int> columns;
    for (int visual = 0; visual < m_view->head()->count(); ++visual) {
        const int column = m_view->head()->logicalIndex(visual);
        if (!m_view->head()->isSectionHidden(column))
            columns << column;
    }
    return columns;
}

DeviceExport::Order DevicesPage::order() const
{
    const DeviceAnswer &answer = m_query.answer();
    return {answer,
            shownColumns(),
            {tr("Devices"), m_query.filter().line(), answer.fleet->takenMs(), m_parts.clock.nowMs(), m_parts.person,
             m_parts.drill}};
}

void DevicesPage::sealKeys()
{
    std::vector<DeviceId> devices;
    for (int place = 0; place < m_table.rowCount(); ++place) {
        if (const auto row = m_table.snapshotRow(place))
            devices.push_back(m_table.fleet()->id(*row));
        if (devices.size() > kMostSealed)
            break; // more than a job takes; the dialog says so
    }
    const QString line = m_query.filter().line().trimmed();
    Q_EMIT sealWanted(devices, line.isEmpty() ? tr("All devices") : line);
}

void DevicesPage::exportWhenComplete(std::function<void()> start)
{
    if (m_query.answer().complete)
        start();
    else
        m_waitingExport = std::move(start);
}

void DevicesPage::loadViews()
{
    if (const auto loaded = m_views.load(); !loaded)
        tellFailure(tr("The saved views could not be read."), loaded.error());
    connect(m_viewsRow, &ViewsRow::allWanted, this, [this] { setFilter({}); });
    connect(m_viewsRow, &ViewsRow::viewWanted, this, &DevicesPage::applyView);
    connect(m_viewsRow, &ViewsRow::renameWanted, this, [this](SavedViewId id) {
        if (const SavedView *const view = m_views.find(id))
            askView(id, view->name);
    });
    const auto afterwards = [this](const QString &what, const auto &outcome) {
        if (!outcome)
            tellFailure(what, outcome.error());
        showViews();
    };
    connect(m_viewsRow, &ViewsRow::replaceWanted, this, [this, afterwards](SavedViewId id) {
        const SavedView *const old = m_views.find(id);
        if (!old)
            return;
        SavedView view = viewShown();
        view.id = id;
        view.name = old->name;
        afterwards(tr("The view could not be saved."), m_views.save(view));
    });
    connect(m_viewsRow, &ViewsRow::removeWanted, this, [this, afterwards](SavedViewId id) {
        afterwards(tr("The view could not be removed."), m_views.remove(id));
    });
    connect(m_viewsRow, &ViewsRow::moveWanted, this, [this, afterwards](SavedViewId id, int by) {
        afterwards(tr("The view could not be moved."), m_views.move(id, by));
    });
    connect(m_viewsRow, &ViewsRow::usualWanted, this,
            [this, afterwards] { afterwards(tr("The usual views could not be added."), m_views.addUsual()); });
    connect(m_nameLine, &NameLine::named, this, &DevicesPage::saveView);
    connect(m_nameLine, &NameLine::closed, this, [this] { m_filter->setFocus(Qt::OtherFocusReason); });
    showViews();
}

void DevicesPage::showViews()
{
    QStringList lines;
    for (const SavedView &view : m_views.views())
        lines << view.filter;
    const QString shown = m_filter->filter().line();
    if (m_shownViews != m_views.views()) {
        m_shownViews = m_views.views();
        m_viewsRow->setViews(m_shownViews);
        m_query.countViews(lines);
    }
    const SavedView *const current = m_views.withFilter(shown);
    m_viewsRow->setCurrent(current ? current->id : SavedViewId{}, shown.trimmed().isEmpty());
}

void DevicesPage::askView(SavedViewId id, const QString &name)
{
    m_naming = id;
    if (!m_filter->filter().isValid() && !id) {
        m_banner->showMessage(Banner::Tone::Warning, tr("The filter is not valid."),
                              tr("Mend it first; a view keeps a filter that works."));
        m_banner->show();
        return;
    }
    m_nameLine->ask(id ? tr("New name of the view") : tr("Name of the view"), id ? tr("Rename") : tr("Save view"),
                    name);
}

SavedView DevicesPage::viewShown() const
{
    SavedView view;
    view.filter = m_filter->filter().line();
    for (const int column : shownColumns())
        view.columns << DeviceTable::columnKey(column);
    view.sortKey = DeviceTable::columnKey(std::max(0, m_view->head()->sortIndicatorSection()));
    view.sortOrder = m_view->head()->sortIndicatorOrder();
    return view;
}

void DevicesPage::saveView(const QString &name)
{
    const SavedView *const old = m_views.find(m_naming);
    SavedView view = old ? *old : viewShown();
    view.name = name;
    const auto saved = m_views.save(view);
    if (saved) {
        showViews();
        m_nameLine->close();
    } else {
        m_nameLine->showProblem(saved.error().kind == Error::Kind::Conflict ? tr("A view has that name already.")
                                                                            : userMessage(saved.error()));
    }
}

void DevicesPage::applyView(SavedViewId id)
{
    const SavedView *const found = m_views.find(id);
    if (!found)
        return;
    const SavedView view = *found;
    for (int column = 0; column < DeviceTable::ColumnCount && !view.columns.isEmpty(); ++column)
        m_view->setColumnHidden(column, !view.columns.contains(DeviceTable::columnKey(column)));
    if (const int column = DeviceTable::columnOf(view.sortKey); column >= 0)
        m_view->sortByColumn(column, view.sortOrder);
    setFilter(view.filter);
    showViews();
}

} // namespace ringward
