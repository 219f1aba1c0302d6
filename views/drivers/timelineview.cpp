#include "views/drivers/timelineview.h"

#include "models/base/counted.h"
#include "models/base/datetext.h"
#include "models/drivers/driverimage.h"
#include "views/drivers/driverwords.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/stylesheet.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QBoxLayout>
#include <QChart>
#include <QChartView>
#include <QDateTime>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QStackedBarSeries>
#include <QValueAxis>

#include <cmath>

namespace ringward {

namespace {

using E = const DriverEvent &;
constexpr int kWeeks = 12;

QString kindText(E event)
{
    switch (event.kind) {
    case DriverEvent::Kind::FirstRead:
        return TimelineView::tr("first read");
    case DriverEvent::Kind::Arrived:
        return TimelineView::tr("arrived");
    case DriverEvent::Kind::Left:
        break;
    }
    return TimelineView::tr("left or disabled");
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("–") : text;
}

QVariant orNothing(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

} // namespace

TimelineView::TimelineView(QWidget *parent)
    : QWidget(parent)
    , m_events({{tr("Seen"),
                 [](E e) {
                     return QLocale().toString(QDateTime::fromMSecsSinceEpoch(e.atMs), QStringLiteral("d MMM HH:mm"));
                 },
                 [](E e) -> QVariant {
                     return e.atMs;
                 }},
                {tr("What"), kindText,
                 [](E e) -> QVariant {
                     return word(e.kind);
                 }},
                {tr("Driver"), [](E e) { return e.key; },
                 [](E e) -> QVariant {
                     return e.key;
                 }},
                {tr("Devices"), [](E e) { return countText(e.devices); },
                 [](E e) -> QVariant {
                     return e.devices;
                 }},
                {tr("Wards"), [](E e) { return countText(e.wards); },
                 [](E e) -> QVariant {
                     return e.wards;
                 }},
                {tr("First ward"), [](E e) { return orDash(e.where); },
                 [](E e) {
                     return orNothing(e.where);
                 }},
                {tr("With agent and system"), [](E e) { return orDash(e.with); },
                 [](E e) {
                     return orNothing(e.with);
                 }},
                {tr("Told by"), [](E e) { return orDash(e.source); },
                 [](E e) {
                     return orNothing(e.source);
                 }}})
    , m_view(new StyledTable)
    , m_chart(new QChartView)
    , m_none(new QLabel(tr("Nothing has arrived or left since this console first read the drivers. The first read of a "
                           "machine is no arrival.")))
{
    m_view->setObjectName(QStringLiteral("events"));
    m_view->setAccessibleName(tr("Kernel code arriving and leaving"));
    m_view->setModel(&m_events);
    for (const int column : {3, 4})
        m_view->setLook(column, {CellLook::Kind::Number, -1, -1});
    m_view->setInitialWidths({100, 76, 210, 68, 60, 110, 170, 120});
    m_view->setFilling(6);
    m_view->sortByColumn(0, Qt::DescendingOrder);
    connect(m_view, &StyledTable::rowActivated, this,
            [this](const QModelIndex &index) { Q_EMIT driverWanted(m_events.at(index.row()).key); });
    m_chart->setRenderHint(QPainter::Antialiasing);
    m_chart->setFrameShape(QFrame::NoFrame);
    m_chart->setFocusPolicy(Qt::NoFocus);
    m_chart->setBackgroundBrush(Qt::NoBrush);
    m_chart->setStyleSheet(QStringLiteral("background: transparent; border: none;"));
    m_chart->setAccessibleName(tr("Arrivals and departures by week"));
    m_none->setWordWrap(true);
    m_none->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_none->setContentsMargins(12, 10, 12, 10);
    setKind(m_none, LabelKind::Caption);
    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_view, 3);
    row->addWidget(m_chart, 1);
    row->addWidget(m_none, 3);
    setFocusProxy(m_view);
}

std::vector<TimelineView::Week> TimelineView::weeks(const std::vector<DriverEvent> &events, QDate today, int count)
{
    std::vector<Week> weeks;
    const QDate last = today.addDays(1 - today.dayOfWeek());
    for (int i = count - 1; i >= 0; --i)
        weeks.push_back({last.addDays(-7 * i), 0, 0});
    for (E event : events) {
        const qint64 week = weeks.front().monday.daysTo(dayOf(event.atMs)) / 7;
        if (dayOf(event.atMs) < weeks.front().monday || week >= count || event.kind == DriverEvent::Kind::FirstRead)
            continue;
        Week &into = weeks[std::size_t(week)];
        ++(event.kind == DriverEvent::Kind::Left ? into.left : into.arrived);
    }
    return weeks;
}

void TimelineView::show(std::vector<DriverEvent> events, qint64 nowMs)
{
    m_weeks = weeks(events, dayOf(nowMs), kWeeks);
    const bool any = !events.empty();
    m_events.show(std::move(events));
    for (QWidget *part : std::initializer_list<QWidget *>{m_view, m_chart})
        part->setVisible(any);
    m_none->setVisible(!any);
    if (any)
        draw();
}

void TimelineView::draw()
{
    const Theme &theme = themeOf(this);
    auto *const chart = new QChart;
    chart->legend()->hide();
    chart->setMargins(QMargins(4, 2, 4, 0));
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->setBackgroundVisible(false);
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->setTitle(tr("by week: arrived above, left below"));
    chart->setTitleFont(theme.caption);
    chart->setTitleBrush(theme.muted);
    auto *const arrived = new QBarSet(tr("arrived"));
    auto *const left = new QBarSet(tr("left"));
    QStringList days, words;
    int most = 1;
    for (std::size_t i = 0; i < m_weeks.size(); ++i) {
        const Week &week = m_weeks[i];
        arrived->append(week.arrived);
        left->append(-week.left);
        most = std::max({most, week.arrived, week.left});
        days << QString::number(i + 1); // not shown; names must differ
        words << tr("week of %1: %2 arrived, %3 left").arg(dayText(week.monday)).arg(week.arrived).arg(week.left);
    }
    arrived->setColor(theme.accent);
    arrived->setPen(Qt::NoPen);
    left->setColor(theme.tier2);
    left->setPen(Qt::NoPen);
    auto *const series = new QStackedBarSeries;
    series->append({arrived, left});
    series->setBarWidth(0.7);
    auto *const weeks = new QBarCategoryAxis;
    weeks->append(days);
    weeks->setLabelsVisible(false);
    weeks->setGridLineVisible(false);
    weeks->setLinePenColor(theme.border);
    auto *const count = new QValueAxis;
    count->setRange(-most, most);
    count->setTickCount(3);
    count->setLabelFormat(QStringLiteral("%d"));
    count->setLabelsFont(theme.caption);
    count->setLabelsBrush(theme.muted);
    count->setGridLinePen(QPen(theme.grid, 1));
    count->setLineVisible(false);
    chart->addSeries(series);
    chart->addAxis(weeks, Qt::AlignBottom);
    chart->addAxis(count, Qt::AlignLeft);
    series->attachAxis(weeks);
    series->attachAxis(count);
    QChart *const old = m_chart->chart();
    m_chart->setChart(chart);
    delete old;
    m_chart->setAccessibleDescription(words.join(u"; "));
    m_chart->setToolTip(words.join(u'\n'));
}

void TimelineView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_events.rowCount() > 0)
        draw();
}

} // namespace ringward
