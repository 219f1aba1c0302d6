#include "views/devices/devicespage.h"

#include "models/base/counted.h"
#include "views/devices/deviceexport.h"
#include "views/devices/deviceselection.h"
#include "views/devices/nameline.h"
#include "views/devices/sumline.h"
#include "views/devices/viewsrow.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/banner.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/tablehead.h"
#include "views/widgets/theme.h"

#include <QResizeEvent>
#include <QScrollBar>
#include <QSettings>
#include <QStackedWidget>

namespace ringward {

namespace {

constexpr int kAgeMs = 5000, kAsksAgainAfter = 6; ///< ages grow on screen; every sixth time filters by age ask again
constexpr int kOverlayBelow = 1100;
const QString kHistoryKey = QStringLiteral("devices/filterHistory");
const QString kPaneKey = QStringLiteral("devices/pane");

} // namespace

DevicesPage::DevicesPage(Parts parts, QWidget *parent)
    : QWidget(parent)
    , m_parts(std::move(parts))
    , m_query(m_parts.hub, m_parts.clock)
    , m_views(m_parts.views, QStringLiteral("devices"))
{
    build();
    addVerbs();
    connectParts();
    m_filter->setHistory(QSettings().value(kHistoryKey).toStringList());
    m_paneShown = QSettings().value(kPaneKey, true).toBool();
    loadViews();
    placePane();
    takeAnswer(m_query.answer());
}

DevicesPage::~DevicesPage() = default;

void DevicesPage::connectParts()
{
    connect(m_filter, &FilterBar::filterChanged, this, [this](const Filter &filter) {
        m_scrollsToTop = true;
        m_query.setFilter(filter.line());
        showViews();
    });
    connect(m_filter, &FilterBar::accepted, this, [this] {
        QSettings().setValue(kHistoryKey, m_filter->history());
        m_view->setFocus(Qt::OtherFocusReason);
    });
    connect(&m_table, &DeviceTable::sortRequested, &m_query, &DeviceQuery::setSort);
    connect(&m_query, &DeviceQuery::answered, this, &DevicesPage::takeAnswer);
    connect(&m_query, &DeviceQuery::viewsCounted, this,
            [this](const QList<qint64> &counts) { m_viewsRow->setCounts(m_parts.hub.current()->size(), counts); });
    connect(m_selection, &DeviceSelection::counted, this, &DevicesPage::selectionCounted);
    connect(m_selection, &DeviceSelection::counted, this, &DevicesPage::updateVerbs);
    connect(m_selection, &DeviceSelection::currentChanged, this, &DevicesPage::showCurrent);
    connect(m_view, &StyledTable::rowActivated, this, [this] { setPaneShown(true); });
    connect(m_view, &StyledTable::notFoundByTyping, this, [this](const QString &text) {
        m_banner->showMessage(Banner::Tone::Plain, tr("No host near here begins with “%1”.").arg(text),
                              tr("Type host:%1 into the filter to look through all of them.").arg(text));
        m_banner->show();
    });
    connect(m_view, &StyledTable::tooMuchToCopy, this, [this](qint64 rows) {
        m_banner->showMessage(Banner::Tone::Warning,
                              tr("%1 are too many for the clipboard.").arg(counted(rows, Noun::TableRow)),
                              tr("Nothing was copied. Export them as CSV instead."));
        m_banner->show();
    });
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, &DevicesPage::describeRows);
    connect(m_view, &QWidget::customContextMenuRequested, this, &DevicesPage::fillContextMenu);
    connect(m_pane, &DetailPane::closeWanted, this, [this] { setPaneShown(false); });
    connect(m_pane, &DevicePane::filterWanted, this, &DevicesPage::setFilter);
    connect(m_noMatch, &EmptyState::verbWanted, this, [this] { setFilter({}); });
    connect(m_export, &DeviceExport::progressed, this, [this](const QString &text, int done, int total) {
        m_progress->setProgress(done, total);
        m_progress->show();
        Q_EMIT progressed(text, done, total);
    });
    connect(m_export, &DeviceExport::done, this, [this](const QString &sentence) {
        m_progress->hide();
        m_banner->showMessage(Banner::Tone::Plain, sentence);
        m_banner->show();
    });
    connect(m_export, &DeviceExport::failed, this, [this](const QString &what, const Error &error) {
        m_progress->hide();
        tellFailure(what, error);
    });
    m_ageTimer.setInterval(kAgeMs);
    connect(&m_ageTimer, &QTimer::timeout, this, [this, ticks = 0]() mutable {
        if (++ticks % kAsksAgainAfter == 0)
            m_query.refresh();
        else
            m_table.setNow(m_parts.clock.nowMs());
    });
    m_ageTimer.start();
}

void DevicesPage::takeAnswer(const DeviceAnswer &answer)
{
    const quint32 all = answer.fleet->size();
    m_filter->setNames(answer.fleet->sharedNames());
    if (!m_filter->line().trimmed().isEmpty())
        m_filter->setMatchTime(std::max(1, qRound(answer.matchMs)));
    m_selection->setWardsOfAll(answer.summary.wards);
    m_table.show(answer);
    m_sum->show(answer.summary, all);
    QWidget *const shown = all == 0 ? m_noDevices
        : m_table.rowCount() == 0   ? m_noMatch
                                    : static_cast<QWidget *>(m_view);
    m_stack->setCurrentWidget(shown);
    m_noMatch->setTexts(
        tr("No device fits the filter."),
        agreeing(all, tr("%1 is known. Clear the filter to see it."), tr("%1 are known. Clear the filter to see them."))
            .arg(counted(all, Noun::Device)));
    if (std::exchange(m_scrollsToTop, false))
        m_view->scrollToTop();
    if (m_wanted && answer.complete) {
        if (const int row = m_table.rowOf(std::exchange(m_wanted, {})); row >= 0) {
            m_view->selectRow(row);
            m_view->scrollTo(m_table.index(row, DeviceTable::HostColumn), QAbstractItemView::PositionAtCenter);
        }
    }
    showCurrent();
    describeRows();
    updateVerbs();
    if (answer.complete && m_waitingExport)
        std::exchange(m_waitingExport, {})();
}

void DevicesPage::describeRows()
{
    const int rows = m_table.rowCount();
    const int first = m_view->rowAt(0), last = m_view->rowAt(m_view->viewport()->height() - 1);
    QString text = rows == 0
        ? tr("No rows")
        : tr("Rows %1–%2 of %3")
              .arg(countText(std::max(0, first) + 1), countText(last < 0 ? rows : last + 1), countText(rows));
    for (int column = 0; column < DeviceTable::ColumnCount; ++column) {
        const QVariant key = m_table.headerData(column, Qt::Horizontal, DeviceTable::SortKeyRole);
        if (m_view->head()->sortIndicatorSection() != column || DeviceKey(key.toInt()) != m_query.sortKey())
            continue;
        const QString order = m_query.sortOrder() == Qt::AscendingOrder ? tr("rising") : tr("falling");
        text += tr(" · Sort: %1, %2").arg(m_table.headerData(column, Qt::Horizontal).toString().toLower(), order);
    }
    Q_EMIT rowsDescribed(text);
}

void DevicesPage::showCurrent()
{
    const DeviceId device = m_selection->current();
    const FleetSnapshotPtr &fleet = m_table.fleet();
    const auto here = m_table.snapshotRow(m_view->currentIndex().row());
    if (!device) {
        m_pane->showNothing(fleet->size() ? tr("No device selected. Choose a row with the mouse or the arrow keys.")
                                          : tr("No devices yet."));
    } else if (const auto row = here && fleet->id(*here) == device ? here : fleet->find(device)) {
        m_pane->showDevice(fleet, *row);
    } else {
        m_pane->showNothing(tr("The device that was shown is no longer known to any source."));
    }
}

void DevicesPage::setFilter(const QString &line)
{
    m_filter->setLine(line);
}

QString DevicesPage::filterLine() const
{
    return m_filter->line();
}

void DevicesPage::openDevice(DeviceId device)
{
    setPaneShown(true);
    m_wanted = device;
    if (m_query.answer().complete && m_table.rowOf(device) < 0 && !filterLine().isEmpty())
        setFilter({});
    else
        m_query.refresh();
}

void DevicesPage::refresh()
{
    m_query.refresh();
}

void DevicesPage::setPaneShown(bool shown)
{
    m_paneShown = shown;
    if (!m_isOverlay)
        QSettings().setValue(kPaneKey, shown);
    placePane();
    if (!shown && m_pane->isAncestorOf(focusWidget()))
        m_view->setFocus(Qt::OtherFocusReason);
}

void DevicesPage::togglePane()
{
    setPaneShown(!m_pane->isVisible());
}

void DevicesPage::placePane()
{
    const bool overlay = width() < themeOf(this).px(kOverlayBelow);
    if (overlay != m_isOverlay) {
        m_isOverlay = overlay;
        m_paneShown = !overlay && QSettings().value(kPaneKey, true).toBool();
        if (overlay)
            m_split->removeWidget(m_pane);
        else
            m_split->addWidget(m_pane);
    }
    m_pane->setVisible(m_paneShown);
    if (overlay) {
        const QPoint top = m_left->mapTo(this, QPoint());
        m_pane->setGeometry(width() - m_pane->width(), top.y(), m_pane->width(), height() - top.y());
        m_pane->raise();
    }
}

void DevicesPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placePane();
    describeRows();
}

void DevicesPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_pane)
        placePane();
}

void DevicesPage::tellFailure(const QString &what, const Error &error)
{
    m_banner->showMessage(Banner::Tone::Error, what, userMessage(error), error.detail);
    m_banner->show();
}

} // namespace ringward
