#include "models/drivers/exposure.h"
#include "views/drivers/drivercells.h"
#include "views/drivers/driverpane.h"
#include "views/drivers/driverspage.h"
#include "views/drivers/paretochart.h"
#include "views/drivers/reviewboard.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/banner.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/keybutton.h"
#include "views/widgets/panel.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/tablehead.h"

#include <QBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>

namespace ringward {

// What the page is made of; what it does is in driverspage.cpp and driverspageverbs.cpp.

namespace {

struct ColumnLook {
    DriverTable::Column column;
    CellLook look;
    int width; ///< at 10 pt; 0 hides the column at first
};

using Kind = CellLook::Kind;
/// At the positions of DriverTable::Column.
constexpr ColumnLook kLooks[] = {
    {DriverTable::ScoreColumn, {Kind::Number, -1, -1}, 136},
    {DriverTable::NameColumn, {Kind::Text, -1, -1}, 128},
    {DriverTable::VersionColumn, {Kind::Text, -1, -1}, 98},
    {DriverTable::PublisherColumn, {Kind::Text, -1, -1}, 108},
    {DriverTable::ClassColumn, {Kind::Text, -1, -1}, 0},
    {DriverTable::DevicesColumn, {Kind::Bar, DriverTable::ShareRole, -1}, 98},
    {DriverTable::WardsColumn, {Kind::Number, -1, -1}, 0},
    {DriverTable::StartColumn, {Kind::Text, -1, -1}, 0},
    {DriverTable::FilterColumn, {Kind::Text, -1, -1}, 0},
    {DriverTable::SignatureColumn, {Kind::Text, -1, -1}, 0},
    {DriverTable::EvidenceColumn, {Kind::Text, -1, -1}, 122},
    {DriverTable::ReviewColumn, {Kind::Text, -1, -1}, 114},
    {DriverTable::DueColumn, {Kind::Text, -1, -1}, 0},
};

QVBoxLayout *columnIn(QWidget *box)
{
    auto *const column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    return column;
}

} // namespace

void DriversPage::build()
{
    m_banner = new Banner;
    m_banner->setRetryVisible(false);
    m_banner->hide();
    m_progress = new ProgressLine;
    m_progress->hide();

    m_pane = new DriverPane([desk = &m_parts.desk, clock = &m_parts.clock] { return desk->events(0, clock->nowMs()); });
    m_panePanel = new Panel;
    m_panePanel->setBodyMargins(0, 0, 0, 0);
    m_panePanel->body()->addWidget(m_pane);
    m_chart = new ParetoChart;
    m_chartPanel = new Panel(tr("Exposure"));
    m_chartPanel->setRemark(tr("score × devices"));
    m_chartPanel->setNote(tr("bars: share in % · line: together"));
    m_chartPanel->setBodyMargins(8, 2, 8, 4);
    m_chartPanel->body()->addWidget(m_chart);
    m_side = new QWidget;
    QVBoxLayout *const side = columnIn(m_side);
    side->setSpacing(12);
    side->addWidget(m_panePanel, 3);
    side->addWidget(m_chartPanel, 2);

    auto *const upper = new QWidget;
    auto *const row = new QHBoxLayout(upper);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(listPanel(), 1);
    row->addWidget(m_side);
    m_split = new QSplitter(Qt::Vertical);
    m_split->setObjectName(QStringLiteral("split"));
    m_split->setHandleWidth(12);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(upper);
    m_split->addWidget(lowerPanel());
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 1);
    m_split->setSizes({572, 204});

    auto *const content = new QWidget;
    QVBoxLayout *const inner = columnIn(content);
    inner->setContentsMargins(12, 12, 12, 12);
    inner->addWidget(m_split);
    auto *const scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    QVBoxLayout *const column = columnIn(this);
    column->addWidget(m_progress);
    column->addWidget(m_banner);
    column->addWidget(scroll, 1);
    column->addWidget(m_draftBar = draftBar());
    setFocusProxy(m_view);
}

QWidget *DriversPage::listPanel()
{
    m_rows = new DriverRows(this);
    m_rows->setSourceModel(&m_table);
    m_view = new StyledTable;
    m_view->setObjectName(QStringLiteral("drivers"));
    m_view->setAccessibleName(tr("Kernel drivers"));
    m_view->setModel(m_rows);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    QList<int> widths;
    for (const ColumnLook &each : kLooks) {
        m_view->setLook(each.column, each.look);
        widths << each.width;
    }
    auto *const cells = new DriverCells(m_table, *m_rows, this);
    for (const int column : {DriverTable::ScoreColumn, DriverTable::EvidenceColumn, DriverTable::ReviewColumn})
        m_view->setItemDelegateForColumn(column, cells);
    m_view->setInitialWidths(widths);
    m_view->setFilling(DriverTable::NameColumn);
    m_view->head()->moveSection(DriverTable::ScoreColumn, DriverTable::PublisherColumn);
    m_view->sortByColumn(DriverTable::ScoreColumn, Qt::DescendingOrder);
    m_view->rememberLayout(QStringLiteral("drivers"));

    m_noMatch = new EmptyState({}, {}, tr("Clear the filter"));
    auto *const none = new EmptyState(
        tr("No kernel driver is known yet."),
        tr("No source has told drivers. Import what msinfo32, driverquery or Autoruns wrote on a machine, "
           "or add a source that lists drivers."),
        tr("Import files…"));
    connect(none, &EmptyState::verbWanted, this, &DriversPage::filesWanted);
    m_none = none;
    m_stack = new QStackedWidget;
    for (QWidget *page : std::initializer_list<QWidget *>{m_view, m_noMatch, m_none})
        m_stack->addWidget(page);

    auto *const panel = new Panel;
    panel->setBodyMargins(0, 0, 0, 0);
    panel->body()->addWidget(filterRow());
    panel->body()->addWidget(m_stack, 1);
    panel->body()->addWidget(new Rule);
    panel->body()->addWidget(footer());
    return panel;
}

QWidget *DriversPage::filterRow()
{
    m_filter = new FilterBar;
    m_filter->setObjectName(QStringLiteral("filter"));
    m_filter->setPlaceholder(tr("Filter drivers: score>=12 class:security-agent review:unreviewed"));
    m_filter->setAccessibleName(tr("Filter the drivers"));
    m_filter->setLanguage({.diagnose = [](const QString &line) { return DriverFilter::parse(line).diagnosis(); },
                           .complete =
                               [this](const QString &line, int cursor) {
                                   return DriverFilter::completions(line, cursor, *m_table.assessment());
                               }});
    auto *const box = new QWidget;
    box->setObjectName(QStringLiteral("filterRow"));
    auto *const row = new QHBoxLayout(box);
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(8);
    row->addWidget(m_filter, 1);
    return box;
}

QWidget *DriversPage::footer()
{
    QStringList letters;
    for (std::size_t i = 0; i < kExposurePartCount; ++i)
        letters << QStringLiteral("<b>%1</b>&nbsp;%2")
                       .arg(letter(ExposurePart(i)),
                            label(ExposurePart(i)).toLower().toHtmlEscaped().replace(u' ', QStringLiteral("&nbsp;")));
    auto *const legend = new QLabel(letters.join(QStringLiteral("&nbsp;&nbsp; ")));
    legend->setTextFormat(Qt::RichText);
    setKind(legend, LabelKind::Caption);
    legend->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    legend->setWordWrap(true);
    m_catalogues = new QLabel;
    m_catalogues->setObjectName(QStringLiteral("catalogues"));
    setKind(m_catalogues, LabelKind::Caption);
    m_catalogueVerb = new QPushButton(tr("Import…"));
    setKind(m_catalogueVerb, ButtonKind::Link);
    auto *const box = new QWidget;
    auto *const row = new QHBoxLayout(box);
    row->setContentsMargins(12, 2, 8, 2);
    row->setSpacing(8);
    row->addWidget(legend, 1);
    row->addWidget(m_catalogues);
    row->addWidget(m_catalogueVerb);
    return box;
}

QWidget *DriversPage::lowerPanel()
{
    m_tabs = new QTabBar;
    m_tabs->setObjectName(QStringLiteral("views"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setElideMode(Qt::ElideNone);
    m_boardNote = new QLabel;
    setKind(m_boardNote, LabelKind::Caption);
    auto *const head = new QHBoxLayout;
    head->setContentsMargins(8, 2, 12, 0);
    head->setSpacing(12);
    head->addWidget(m_tabs);
    head->addStretch(1);
    head->addWidget(m_boardNote);
    m_views = new QStackedWidget;
    auto *const panel = new Panel;
    panel->setBodyMargins(0, 0, 0, 0);
    panel->body()->addLayout(head);
    panel->body()->addWidget(new Rule);
    panel->body()->addWidget(m_views, 1);
    m_board = new ReviewBoard;
    addView(m_board, QStringLiteral("board"), tr("Review board"));
    buildViews();
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_views->setCurrentIndex(tab);
        refreshView();
    });
    return panel;
}

void DriversPage::addView(QWidget *view, const QString &id, const QString &title)
{
    m_views->addWidget(view);
    m_tabs->setTabData(m_tabs->addTab(title), id);
}

QWidget *DriversPage::draftBar()
{
    auto *const bar = new Panel;
    bar->setObjectName(QStringLiteral("draftBar"));
    bar->setBodyMargins(12, 8, 12, 8);
    m_draftText = new QLabel;
    m_draftText->setObjectName(QStringLiteral("draftText"));
    auto *const row = new QHBoxLayout;
    row->setSpacing(8);
    row->setObjectName(QStringLiteral("draftRow"));
    row->addWidget(m_draftText);
    row->addStretch(1);
    bar->body()->addLayout(row);
    bar->hide();
    return bar;
}

} // namespace ringward
