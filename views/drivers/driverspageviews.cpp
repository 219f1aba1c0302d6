#include "models/drivers/kernelreport.h"
#include "models/fleet/fleethub.h"
#include "models/tables/drivercolumns.h"
#include "views/drivers/differenceview.h"
#include "views/drivers/driverpane.h"
#include "views/drivers/driverspage.h"
#include "views/drivers/planview.h"
#include "views/drivers/reportform.h"
#include "views/drivers/reviewboard.h"
#include "views/drivers/timelineview.h"
#include "views/widgets/banner.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/tablehead.h"

#include <QFutureWatcher>
#include <QStackedWidget>
#include <QTabBar>
#include <QtConcurrent>

namespace ringward {

namespace {

constexpr qint64 kDayMs = 24 * 3600 * 1000LL;
constexpr int kDaysOfEvents = 365, kDaysOfProgress = 365;

QList<int> allColumns(const QAbstractItemModel &table)
{
    QList<int> columns;
    for (int column = 0; column < table.columnCount(); ++column)
        columns << column;
    return columns;
}

} // namespace

void DriversPage::buildViews()
{
    m_difference = new DifferenceView(
        [desk = &m_parts.desk](const FleetSnapshotPtr &now, qint64 atMs) { return desk->fleetAt(now, atMs); });
    m_timeline = new TimelineView;
    StyledTable *const heat = makeHeatMap(m_heats);
    m_plan = new PlanView;
    m_export = new TableExport(*this);
    addView(m_difference, QStringLiteral("difference"), tr("Difference"));
    addView(m_timeline, QStringLiteral("timeline"), tr("Arriving and leaving"));
    addView(heat, QStringLiteral("heatmap"), tr("Wards by class"));
    addView(m_plan, QStringLiteral("plan"), tr("Reduction plan"));
    connect(m_difference, &DifferenceView::driverWanted, this, &DriversPage::openDriver);
    connect(m_difference, &DifferenceView::failed, this,
            [this](const Error &error) { tellFailure(tr("The drivers of that day could not be read."), error); });
    connect(m_timeline, &TimelineView::driverWanted, this, &DriversPage::openDriver);
    connect(m_plan, &PlanView::driverWanted, this, &DriversPage::openDriver);
    connect(heat, &StyledTable::rowActivated, this,
            [this](const QModelIndex &index) { Q_EMIT devicesWanted(m_heats.at(index.row()).line); });
    connectExports();
}

void DriversPage::connectExports()
{
    connect(m_export, &TableExport::progressed, this, [this](const QString &, int done, int total) {
        m_progress->setProgress(done, total);
        m_progress->show();
    });
    connect(m_export, &TableExport::done, this, [this](const QString &sentence) {
        m_progress->hide();
        m_banner->showMessage(Banner::Tone::Plain, sentence);
    });
    connect(m_export, &TableExport::failed, this, [this](const QString &what, const Error &error) {
        m_progress->hide();
        tellFailure(what, error);
    });
}

void DriversPage::showView(const QString &id)
{
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        if (m_tabs->tabData(tab).toString() == id) {
            m_tabs->setCurrentIndex(tab);
            m_views->widget(tab)->setFocus(Qt::OtherFocusReason);
        }
    }
}

void DriversPage::refreshView()
{
    const DriverAssessment &assessment = *m_table.assessment();
    const qint64 now = m_parts.clock.nowMs();
    m_difference->setFleet(assessment.inputs.fleet, now);
    const QString id = m_tabs->tabData(m_tabs->currentIndex()).toString();
    if (id == QStringLiteral("timeline")) {
        QCoro::connect(m_parts.desk.events(now - kDaysOfEvents * kDayMs, now), this,
                       [this, now](const Result<std::vector<DriverEvent>> &events) {
                           if (events)
                               m_timeline->show(*events, now);
                           else
                               tellFailure(tr("What arrived and left could not be read."), events.error());
                       });
    } else if (id == QStringLiteral("heatmap")) {
        m_heats.show(assessment);
    } else if (id == QStringLiteral("plan")) {
        QCoro::connect(m_parts.desk.reductionPlan(now - kDaysOfProgress * kDayMs), m_plan,
                       [plan = m_plan](const Result<std::vector<ReductionItem>> &items) {
                           if (items)
                               plan->show(*items);
                           else
                               plan->showProblem(items.error());
                       });
    }
}

QList<int> DriversPage::shownColumns() const
{
    QList<int> columns;
    for (int visual = 0; visual < m_view->head()->count(); ++visual) {
        const int column = m_view->head()->logicalIndex(visual);
        if (!m_view->head()->isSectionHidden(column))
            columns << column;
    }
    return columns;
}

TableExport::Order DriversPage::order() const
{
    auto table = std::make_shared<DriverTable>();
    table->setFilter(m_table.filter());
    table->sort(m_table.sortColumn(), m_table.sortOrder());
    table->show(m_table.assessment());
    return {table,
            shownColumns(),
            {tr("Kernel drivers"), m_table.filter().line(), m_table.assessment()->fleet().takenMs(),
             m_parts.clock.nowMs(), person(), m_parts.drill},
            QStringLiteral("drivers"),
            DriverTable::ExportRole};
}

TableExport::Order DriversPage::viewOrder() const
{
    TableExport::Order order = this->order();
    order.notes.filterLine.clear();
    order.valueRole = kRecordValueRole;
    const QString id = m_tabs->tabData(m_tabs->currentIndex()).toString();
    const auto take = [&](const std::shared_ptr<const QAbstractItemModel> &table, const QString &title) {
        order.table = table;
        order.columns = allColumns(*table);
        order.notes.title = title;
        order.file = QStringLiteral("drivers-") + id;
    };
    if (id == QStringLiteral("difference")) {
        take(m_difference->table().still(), tr("Kernel drivers that differ: %1").arg(m_difference->question()));
    } else if (id == QStringLiteral("timeline")) {
        take(m_timeline->table().still(), tr("Kernel code arriving and leaving"));
    } else if (id == QStringLiteral("heatmap")) {
        take(m_heats.still(), tr("Wards by class of kernel code: devices that have it"));
    } else if (id == QStringLiteral("plan")) {
        take(m_plan->table().still(), tr("Reduction plan"));
    } else { // the board on paper: every decision, the most urgent states last in the sort order come first
        auto board = std::make_shared<DriverTable>();
        board->setFilter(DriverFilter::parse(QStringLiteral("inbox:no")));
        board->sort(DriverTable::ReviewColumn, Qt::DescendingOrder);
        board->show(m_table.assessment());
        take(board, tr("Review board"));
        order.valueRole = DriverTable::ExportRole;
        order.columns = {DriverTable::ReviewColumn,    DriverTable::NameColumn,  DriverTable::VersionColumn,
                         DriverTable::PublisherColumn, DriverTable::ScoreColumn, DriverTable::DevicesColumn,
                         DriverTable::WardsColumn,     DriverTable::DueColumn};
    }
    return order;
}

void DriversPage::askReport()
{
    const AssessedDriver *const driver = m_table.assessment()->find(m_key);
    const bool thirdParty = driver && !driver->judged->image.inbox;
    auto *const form = new ReportForm(*m_table.assessment(), thirdParty ? driver->judged->publisher() : QString(),
                                      m_parts.hospital ? m_parts.hospital() : QString(), this);
    connect(form, &ReportForm::wanted, this, [this](const KernelReportRequest &request) {
        Q_EMIT hospitalNamed(request.hospital);
        const QString name =
            request.vendor.isEmpty() ? tr("kernel-dependence") : tr("kernel-dependence-%1").arg(request.vendor);
        m_export->askPath(tr("Write the kernel dependence report"), name, QStringLiteral("pdf"),
                          [this, request](const QString &file) { writeReport(request, file); });
    });
    form->open();
}

void DriversPage::writeReport(const KernelReportRequest &request, const QString &file)
{
    m_progress->setProgress(0, -1);
    m_progress->show();
    auto *const watcher = new QFutureWatcher<std::shared_ptr<Result<Done>>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, file] {
        watcher->deleteLater();
        m_progress->hide();
        const Result<Done> &written = *watcher->result();
        if (written)
            m_banner->showMessage(Banner::Tone::Plain, tr("The report is written to %1.").arg(file));
        else
            tellFailure(tr("The report was not written."), written.error());
    });
    watcher->setFuture(
        QtConcurrent::run([assessment = m_table.assessment(), request, file, write = m_parts.writeReport] {
            const Result<KernelReport> report = kernelReport(*assessment, request);
            return std::make_shared<Result<Done>>(report ? write(*report, file) : Result<Done>(report.error()));
        }));
}

} // namespace ringward
