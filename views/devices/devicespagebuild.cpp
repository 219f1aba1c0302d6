#include "views/devices/deviceexport.h"
#include "views/devices/deviceselection.h"
#include "views/devices/devicespage.h"
#include "views/devices/nameline.h"
#include "views/devices/sumline.h"
#include "views/devices/viewsrow.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/banner.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/keybutton.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/tablehead.h"

#include <QBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>

namespace ringward {

// What the page is made of; what it does is in devicespage.cpp and devicespageverbs.cpp.

namespace {

struct ColumnLook {
    DeviceTable::Column column;
    CellLook look;
    int width; ///< at 10 pt; 0 hides the column at first
};

using Kind = CellLook::Kind;
constexpr ColumnLook kLooks[] = {
    {DeviceTable::HealthColumn, {Kind::Health, DeviceTable::HealthRole, -1}, 128},
    {DeviceTable::HostColumn, {Kind::Text, -1, -1}, 162},
    {DeviceTable::WardColumn, {Kind::Text, -1, -1}, 130},
    {DeviceTable::RoomColumn, {Kind::Text, -1, -1}, 0},
    {DeviceTable::RoleColumn, {Kind::Text, -1, -1}, 0},
    {DeviceTable::TierColumn, {Kind::Tier, DeviceTable::TierRole, -1}, 46},
    {DeviceTable::ModelColumn, {Kind::Text, -1, -1}, 0},
    {DeviceTable::SystemColumn, {Kind::Text, -1, -1}, 0},
    {DeviceTable::AgentColumn, {Kind::Text, -1, -1}, 0},
    {DeviceTable::AgentVersionColumn, {Kind::Text, -1, -1}, 106},
    {DeviceTable::ContentColumn, {Kind::Number, -1, -1}, 66},
    {DeviceTable::RingColumn, {Kind::Ring, DeviceTable::RingOrderRole, DeviceTable::RingHeldRole}, 90},
    {DeviceTable::PinColumn, {Kind::Text, -1, -1}, 56},
    {DeviceTable::SeenColumn, {Kind::Age, DeviceTable::OverdueRole, -1}, 68},
    {DeviceTable::SinceColumn, {Kind::Age, -1, -1}, 0},
    {DeviceTable::DriversColumn, {Kind::Number, -1, -1}, 0},
    {DeviceTable::SourcesColumn, {Kind::Number, -1, -1}, 0},
    {DeviceTable::ConflictsColumn, {Kind::Number, -1, -1}, 0},
};

} // namespace

void DevicesPage::build()
{
    m_viewsRow = new ViewsRow;
    m_nameLine = new NameLine;
    m_export = new DeviceExport(*this);
    m_split = new QHBoxLayout;
    m_split->setSpacing(0);
    m_left = tableColumn();
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(filterRow());
    column->addWidget(m_nameLine);
    column->addWidget(m_viewsRow);
    column->addLayout(m_split, 1);
    m_split->addWidget(m_left, 1);
    m_pane = new DevicePane(
        {m_parts.detail, m_parts.sourceName, m_parts.clock, m_parts.furtherFacts, m_parts.reachFacts}, this);
    connect(m_pane, &DevicePane::runbookWanted, this, &DevicesPage::runbookWanted);
    connect(m_pane, &DevicePane::keyWanted, this, &DevicesPage::keyWanted);
    m_split->addWidget(m_pane);
    setFocusProxy(m_view);
    m_selection = new DeviceSelection(*m_view, m_table);
    m_selection->setParent(this);
}

QWidget *DevicesPage::filterRow()
{
    auto *const box = new QWidget;
    box->setObjectName(QStringLiteral("filterRow"));
    m_filter = new FilterBar;
    m_filter->setPlaceholder(tr("Filter devices: ward:icu tier<=1 health:silent"));
    m_filter->setAccessibleName(tr("Filter the devices"));
    auto *const row = new QHBoxLayout(box);
    row->setContentsMargins(12, 9, 12, 9);
    row->setSpacing(8);
    row->addWidget(m_filter, 1);
    return box;
}

QWidget *DevicesPage::tableColumn()
{
    auto *const box = new QWidget;
    m_banner = new Banner;
    m_banner->setRetryVisible(false);
    m_banner->hide();
    m_progress = new ProgressLine;
    m_progress->hide();
    m_sum = new SumLine;
    m_view = new StyledTable;
    m_view->setObjectName(QStringLiteral("devices"));
    m_view->setAccessibleName(tr("Devices"));
    m_view->setModel(&m_table);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    QList<int> widths;
    for (const ColumnLook &each : kLooks) {
        m_view->setLook(each.column, each.look);
        widths << each.width;
    }
    m_view->setInitialWidths(widths);
    m_view->setFilling(DeviceTable::WardColumn);
    m_view->setPinned(DeviceTable::HostColumn);
    m_view->sortByColumn(DeviceTable::HealthColumn, Qt::AscendingOrder);
    m_view->rememberLayout(QStringLiteral("devices"));

    m_noMatch = new EmptyState({}, {}, tr("Clear the filter"));
    auto *const none = new EmptyState(tr("No devices yet."),
                                      tr("No source has told of any. Add one that knows your devices, drop a list of "
                                         "them on this window, or look around in a hospital that is made up."),
                                      tr("Add a source"));
    connect(none, &EmptyState::verbWanted, this, &DevicesPage::sourcesWanted);
    auto *const demonstration = new QPushButton(tr("Open the demonstration hospital"));
    connect(demonstration, &QPushButton::clicked, this, &DevicesPage::demonstrationWanted);
    m_noDevices = new QWidget;
    auto *const noneColumn = new QVBoxLayout(m_noDevices);
    noneColumn->setContentsMargins(0, 0, 0, 0);
    noneColumn->addWidget(none);
    auto *const second = new QHBoxLayout;
    second->setContentsMargins(12, 0, 12, 0);
    second->addWidget(demonstration);
    second->addStretch(1);
    noneColumn->addLayout(second);
    noneColumn->addStretch(1);

    m_stack = new QStackedWidget;
    for (QWidget *page : std::initializer_list<QWidget *>{m_view, m_noMatch, m_noDevices})
        m_stack->addWidget(page);
    auto *const column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (QWidget *part : std::initializer_list<QWidget *>{m_progress, m_banner, m_sum})
        column->addWidget(part);
    column->addWidget(m_stack, 1);
    return box;
}

} // namespace ringward
