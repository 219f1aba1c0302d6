#include "views/situation/notupchart.h"

#include "models/base/counted.h"
#include "views/widgets/marks.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/words.h"

#include <QAreaSeries>
#include <QBoxLayout>
#include <QChart>
#include <QChartView>
#include <QDateTime>
#include <QDateTimeAxis>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLabel>
#include <QLineSeries>
#include <QPainter>
#include <QValueAxis>

#include <algorithm>
#include <array>
#include <cmath>

namespace ringward {

namespace {

constexpr qint64 kDayMs = 24LL * 3600 * 1000;
constexpr std::size_t kMostPoints = 240; ///< more than the plot has pixels to tell apart
constexpr std::array<AgentHealth, 4> kBottomUp{AgentHealth::Degraded, AgentHealth::Silent, AgentHealth::Unknown,
                                               AgentHealth::CrashLooping};

/// 1, 2 or 5 times a power of ten, so that three to five lines reach `most`.
double stepFor(double most)
{
    const double raw = std::max(1.0, most / 4), ten = std::pow(10, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
        if (factor * ten >= raw)
            return factor * ten;
    }
    return 10 * ten;
}

quint32 notUp(const HealthCounts &counts)
{
    return counts.known() - counts.of(AgentHealth::Up);
}

std::vector<HealthSample> thinned(const std::vector<HealthSample> &samples)
{
    const std::size_t step = samples.size() / kMostPoints + 1;
    std::vector<HealthSample> some;
    for (std::size_t i = 0; i < samples.size(); i += step)
        some.push_back(samples[i]);
    if ((samples.size() - 1) % step)
        some.push_back(samples.back());
    return some;
}

void styleAxis(QAbstractAxis &axis, const Theme &theme, bool lines)
{
    axis.setLabelsFont(theme.caption);
    axis.setLabelsBrush(theme.muted);
    axis.setLinePenColor(theme.border);
    axis.setLineVisible(!lines);
    axis.setGridLineVisible(lines);
    axis.setGridLinePen(QPen(theme.grid, 1));
}

} // namespace

NotUpChart::NotUpChart(QWidget *parent)
    : QWidget(parent)
    , m_view(new QChartView)
    , m_note(new QLabel)
{
    setKind(m_note, LabelKind::Caption);
    m_note->setWordWrap(true);
    m_note->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setBackgroundBrush(Qt::NoBrush);
    m_view->setStyleSheet(QStringLiteral("background: transparent; border: none;"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_view);
    row->addWidget(m_note);
    setAccessibleName(tr("Devices not up, last 24 hours"));
    draw();
}

void NotUpChart::setSamples(std::vector<HealthSample> samples, qint64 nowMs)
{
    m_samples = std::move(samples);
    m_nowMs = nowMs;
    draw();
}

QSize NotUpChart::sizeHint() const
{
    return {themeOf(this).px(340), themeOf(this).px(126)};
}

QRectF NotUpChart::legendBox() const
{
    const Theme &theme = themeOf(this);
    const qreal width = theme.px(96);
    return {this->width() - width, 0, width, qreal(height())};
}

void NotUpChart::draw()
{
    const Theme &theme = themeOf(this);
    const bool enough = m_samples.size() >= 2;
    m_view->setVisible(enough);
    m_note->setVisible(!enough);
    m_note->setText(tr("A line needs two counts; the console keeps one at each change. There are %1 so far.")
                        .arg(m_samples.size()));
    layout()->setContentsMargins(0, 0, enough ? int(legendBox().width()) : 0, 0);
    if (!enough)
        return;

    auto *chart = new QChart;
    chart->legend()->hide();
    chart->setMargins(QMargins(0, 4, 6, 0));
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->setBackgroundVisible(false);
    chart->setAnimationOptions(QChart::NoAnimation);
    auto *time = new QDateTimeAxis;
    const qint64 from = std::max(m_samples.front().atMs, m_nowMs - kDayMs);
    time->setRange(QDateTime::fromMSecsSinceEpoch(from), QDateTime::fromMSecsSinceEpoch(m_nowMs));
    time->setFormat(QStringLiteral("HH:mm"));
    time->setTickCount(4);
    auto *count = new QValueAxis;
    const std::vector<HealthSample> points = thinned(m_samples);
    quint32 most = 0;
    for (const HealthSample &sample : points)
        most = std::max(most, notUp(sample.counts));
    const double step = stepFor(most);
    count->setRange(0, step * std::max(1.0, std::ceil(most / step)));
    count->setTickCount(int(std::max(1.0, std::ceil(most / step))) + 1);
    count->setLabelFormat(QStringLiteral("%d"));
    styleAxis(*time, theme, false);
    styleAxis(*count, theme, true);
    chart->addAxis(time, Qt::AlignBottom);
    chart->addAxis(count, Qt::AlignLeft);

    auto *lower = new QLineSeries(chart);
    for (const HealthSample &sample : points)
        lower->append(double(sample.atMs), 0);
    for (const AgentHealth state : kBottomUp) {
        auto *upper = new QLineSeries(chart);
        for (std::size_t i = 0; i < points.size(); ++i)
            upper->append(double(points[i].atMs), lower->at(int(i)).y() + points[i].counts.of(state));
        auto *area = new QAreaSeries(upper, lower);
        area->setBrush(theme.of(state).tint);
        area->setPen(QPen(theme.of(state).mark, 1.6));
        area->setName(healthName(state));
        chart->addSeries(area);
        area->attachAxis(time);
        area->attachAxis(count);
        lower = upper;
    }
    QChart *const old = m_view->chart();
    m_view->setChart(chart);
    delete old;
    update();
}

void NotUpChart::paintEvent(QPaintEvent *)
{
    if (m_samples.size() < 2)
        return;
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const QRectF box = legendBox();
    const qreal line = theme.px(22);
    qreal y = theme.px(4);
    for (auto state = kBottomUp.rbegin(); state != kBottomUp.rend(); ++state, y += line) {
        const qreal side = theme.px(13);
        paintHealthMark(painter, QRectF(box.left() + 2, y + (line - side) / 2, side, side), *state, theme);
        painter.setFont(theme.captionBold);
        painter.setPen(theme.of(*state).ink);
        const QString number = countText(m_samples.back().counts.of(*state));
        const QRectF text(box.left() + side + theme.px(8), y, box.width(), line);
        painter.drawText(text, Qt::AlignVCenter, number);
        const qreal used = QFontMetricsF(theme.captionBold).horizontalAdvance(number) + theme.px(4);
        painter.setFont(theme.caption);
        painter.setPen(theme.muted);
        painter.drawText(text.adjusted(used, 0, 0, 0), Qt::AlignVCenter,
                         *state == AgentHealth::CrashLooping ? tr("looping") : healthName(*state));
    }
}

void NotUpChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    update();
}

void NotUpChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        draw();
}

} // namespace ringward
