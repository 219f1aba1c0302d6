#include "views/drivers/driverspage.h"

#include "models/base/counted.h"
#include "models/base/datetext.h"
#include "models/tables/drivercolumns.h"
#include "views/drivers/drivercells.h"
#include "views/drivers/driverpane.h"
#include "views/drivers/driverwords.h"
#include "views/drivers/paretochart.h"
#include "views/drivers/reviewboard.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/banner.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/panel.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>

namespace ringward {

namespace {

constexpr int kOverlayBelow = 1120;
const QString kHistoryKey = QStringLiteral("drivers/filterHistory");
const QString kSplitKey = QStringLiteral("drivers/split");

} // namespace

DriversPage::DriversPage(Parts parts, QWidget *parent)
    : QWidget(parent)
    , m_parts(std::move(parts))
{
    build();
    addVerbs();
    connectParts();
    m_filter->setHistory(QSettings().value(kHistoryKey).toStringList());
    m_split->restoreState(QSettings().value(kSplitKey).toByteArray());
    place();
    showCatalogues();
    assess(m_parts.desk.assessment());
}

DriversPage::~DriversPage()
{
    m_stop.request_stop();
}

void DriversPage::connectParts()
{
    connect(&m_parts.desk, &DriverDesk::assessed, this, &DriversPage::assess);
    connect(&m_parts.desk, &DriverDesk::cataloguesChanged, this, &DriversPage::showCatalogues);
    connect(m_filter, &FilterBar::lineChanged, this, [this](const QString &line) {
        m_table.setFilter(DriverFilter::parse(line));
        showDrivers();
    });
    connect(m_filter, &FilterBar::lineAccepted, this, [this] {
        QSettings().setValue(kHistoryKey, m_filter->history());
        m_view->setFocus(Qt::OtherFocusReason);
    });
    connect(m_noMatch, &EmptyState::verbWanted, this, [this] { setFilter({}); });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_isShowing && m_view->selectionModel()->hasSelection())
            showKey(m_view->currentIndex().data(DriverTable::KeyRole).toString(), false);
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &now) {
        if (!m_isShowing && now.isValid())
            showKey(now.data(DriverTable::KeyRole).toString(), false);
    });
    connect(m_view, &StyledTable::rowActivated, this, [this] {
        m_paneShown = true;
        place();
    });
    connect(m_view, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { fillContextMenu(m_view->viewport()->mapToGlobal(at)); });
    connect(m_board, &ReviewBoard::choiceChanged, this, [this](const QString &key) { showKey(key, true); });
    connect(m_board, &ReviewBoard::decisionWanted, this, &DriversPage::decide);
    connect(m_board, &ReviewBoard::menuWanted, this, &DriversPage::fillContextMenu);
    connect(m_chart, &ParetoChart::imageWanted, this, &DriversPage::openDriver);
    connect(m_pane, &DetailPane::closeWanted, this, &DriversPage::togglePane);
    connect(m_pane, &DriverPane::devicesWanted, this, &DriversPage::devicesWanted);
    connect(m_pane, &DriverPane::driverWanted, this, &DriversPage::openDriver);
    connect(m_pane, &DriverPane::decisionWanted, this, &DriversPage::decide);
    connect(&m_parts.desk, &DriverDesk::happened, this, &DriversPage::refreshView);
    connect(&m_drafts, &DecisionDrafts::changed, this, &DriversPage::showBoard);
    connect(&m_drafts.steps(), &QUndoStack::indexChanged, this, &DriversPage::updateVerbs);
    connect(m_split, &QSplitter::splitterMoved, this,
            [this] { QSettings().setValue(kSplitKey, m_split->saveState()); });
}

void DriversPage::assess(const DriverAssessmentPtr &assessment)
{
    m_isShowing = true; // rows move; nobody chose anything
    m_rows->setToday(today());
    m_table.show(assessment);
    m_isShowing = false;
    m_chart->showExposure(*assessment);
    showDrivers();
    showBoard();
    refreshView();
    describe();
    if (!m_wanted.isEmpty())
        openDriver(m_wanted);
}

void DriversPage::refresh()
{
    assess(m_parts.desk.assessment());
    showCatalogues();
}

void DriversPage::showDrivers()
{
    const DriverAssessment &assessment = *m_table.assessment();
    const auto all = qint64(assessment.drivers.size());
    const int rows = m_table.rowCount();
    QWidget *const shown = all == 0 ? m_none : rows == 0 ? static_cast<QWidget *>(m_noMatch) : m_view;
    m_stack->setCurrentWidget(shown);
    m_noMatch->setTexts(
        tr("No driver fits the filter."),
        agreeing(all, tr("%1 is known. Clear the filter to see it."), tr("%1 are known. Clear the filter to see them."))
            .arg(counted(all, Noun::Driver)));
    if (!m_filter->line().trimmed().isEmpty())
        m_filter->setMatchWord(tr("%1 of %2").arg(countText(rows), countText(all)));
    // A table that was empty forgets what was selected; and the first look deserves a detail.
    if (m_key.isEmpty() && rows > 0)
        m_key = m_table.driverAt(0).key();
    if (const int row = m_table.rowOf(m_key); row >= 0 && !m_view->selectionModel()->hasSelection() && !m_boardChose) {
        m_isShowing = true;
        m_view->selectRow(row);
        m_isShowing = false;
    }
    showKey(m_key, m_boardChose);
    QString described =
        tr("%1 of %2 · in %3")
            .arg(countText(rows), counted(all, Noun::Image), counted(assessment.distinctSets, Noun::DriverSet));
    if (const qint64 silent = qint64(assessment.fleet().size()) - assessment.known.devices)
        described += tr(" · %1 whose drivers nobody tells").arg(counted(silent, Noun::Device));
    if (assessment.partial)
        described += tr(" · %1 with partial lists").arg(counted(assessment.partial, Noun::Device));
    Q_EMIT rowsDescribed(described);
}

void DriversPage::showBoard()
{
    const DriverAssessment &assessment = *m_table.assessment();
    m_board->show(assessment, m_drafts, today());
    const auto byRule = std::count_if(assessment.drivers.begin(), assessment.drivers.end(), isKeptByRule);
    m_boardNote->setText(
        tr("%1 to decide about · %2 of Windows, kept by rule")
            .arg(counted(qint64(assessment.drivers.size()) - byRule, Noun::Image), counted(byRule, Noun::Part)));
    const auto drafts = int(m_drafts.decisions().size());
    m_draftBar->setVisible(drafts > 0);
    m_draftText->setText(tr("<b>%1 drafted.</b> Nothing has been saved.").arg(counted(drafts, Noun::Decision)));
    updateVerbs();
}

void DriversPage::describe()
{
    const DriverAssessment &assessment = *m_table.assessment();
    int overdue = 0, expired = 0, unreviewed = 0;
    for (const AssessedDriver &driver : assessment.drivers) {
        overdue += driver.review.overdue;
        expired += driver.review.waiverExpired;
        unreviewed += driver.review.state == ReviewState::Unreviewed;
    }
    QStringList parts{tr("%1 on %2")
                          .arg(counted(qint64(assessment.drivers.size()), Noun::KernelImage),
                               counted(assessment.known.devices, Noun::Device))};
    parts << (overdue == 0 ? tr("no review overdue") : tr("%1 overdue").arg(counted(overdue, Noun::Review)));
    if (expired > 0)
        parts << (tr("%1 expired").arg(counted(expired, Noun::Waiver)));
    Q_EMIT sentenceChanged(assessment.drivers.empty() ? tr("No source has told drivers yet") : parts.join(u" · "));
    Q_EMIT unreviewedCounted(unreviewed);
}

void DriversPage::showCatalogues()
{
    const std::vector<ShelvedCatalogue> &shelf = m_parts.desk.catalogues();
    QStringList tips;
    qint64 oldest = 0;
    int broken = 0;
    for (const ShelvedCatalogue &each : shelf) {
        const qint64 days = each.date().daysTo(today());
        oldest = std::max(oldest, days);
        broken += !each.problem.isEmpty();
        tips << (each.problem.isEmpty()
                     ? tr("%1 of %2, %3 d old, from %4%5")
                           .arg(label(each.info.kind), dayText(each.date()))
                           .arg(days)
                           .arg(each.file, each.isOld(today()) ? tr(": look for a newer edition") : QString())
                     : tr("%1: %2").arg(label(each.info.kind), each.problem));
    }
    const auto count = int(shelf.size());
    m_catalogues->setText(count == 0   ? tr("No catalogue is imported")
                              : broken ? tr("%1 of %2 cannot be read").arg(broken).arg(counted(count, Noun::Catalogue))
                              : count == 1
                              ? tr("1 of %1 catalogues, %2 d old").arg(kCatalogueKinds).arg(oldest)
                              : tr("%1 of %2 catalogues, oldest %3 d").arg(count).arg(kCatalogueKinds).arg(oldest));
    m_catalogues->setToolTip(tips.join(u'\n'));
    m_catalogueVerb->setToolTip(
        tr("Import a catalogue of altitudes, LOLDrivers, Microsoft's block list or crash records"));
}

void DriversPage::setFilter(const QString &line)
{
    m_filter->setLine(line);
}

QString DriversPage::filterLine() const
{
    return m_filter->line();
}

QString DriversPage::person() const
{
    return m_parts.person ? m_parts.person() : QString();
}

QDate DriversPage::today() const
{
    return dayOf(m_parts.clock.nowMs());
}

void DriversPage::togglePane()
{
    m_paneShown = !m_panePanel->isVisible();
    place();
}

void DriversPage::place()
{
    const Theme &theme = themeOf(this);
    const bool overlay = width() < theme.px(kOverlayBelow);
    if (overlay != m_isOverlay) {
        m_isOverlay = overlay;
        m_paneShown = !overlay;
        // In a narrow window the pane lies over the page, and the chart is one of the views below.
        if (overlay) {
            m_panePanel->setParent(this);
            addView(m_chartPanel, QStringLiteral("exposure"), tr("Exposure"));
        } else {
            m_tabs->removeTab(m_views->indexOf(m_chartPanel));
            m_views->removeWidget(m_chartPanel);
            static_cast<QVBoxLayout *>(m_side->layout())->addWidget(m_panePanel, 3);
            static_cast<QVBoxLayout *>(m_side->layout())->addWidget(m_chartPanel, 2);
            m_chartPanel->show();
        }
    }
    m_split->widget(0)->setMinimumHeight(theme.px(330));
    m_split->widget(1)->setMinimumHeight(theme.px(200));
    m_panePanel->setMinimumHeight(theme.px(320)); // its tabs scroll; the chart below keeps its room
    m_chartPanel->setMinimumHeight(overlay ? 0 : theme.px(214));
    m_boardNote->setVisible(!overlay);
    m_panePanel->setVisible(m_paneShown);
    m_side->setVisible(!overlay);
    m_side->setFixedWidth(m_pane->width() + 2);
    if (overlay) {
        const int w = m_pane->width() + 2;
        m_panePanel->setGeometry(width() - w, 0, w, height());
        m_panePanel->raise();
    }
}

void DriversPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void DriversPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_pane)
        place();
}

void DriversPage::tellFailure(const QString &what, const Error &error)
{
    m_banner->showMessage(Banner::Tone::Error, what, userMessage(error), error.detail);
}

} // namespace ringward
