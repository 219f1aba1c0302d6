#include "views/drivers/paretochart.h"

#include "models/base/counted.h"
#include "views/widgets/theme.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QEvent>
#include <QGraphicsLayout>
#include <QHash>
#include <QHorizontalStackedBarSeries>
#include <QLineSeries>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QValueAxis>

#include <algorithm>

namespace ringward {

namespace {

QString percent(double share)
{
    return QLocale().toString(share, 'f', share < 9.95 && share > 0 ? 1 : 0);
}

/// At most `most` bars, of which the last one stands for all that found no room.
std::vector<ParetoChart::Bar> withOthers(std::vector<ParetoChart::Bar> bars, std::size_t most)
{
    if (bars.size() <= most)
        return bars;
    const auto left = qint64(bars.size() - most + 1);
    ParetoChart::Bar others{{}, ParetoChart::tr("%1 others").arg(countText(left)), 0, 100};
    for (std::size_t i = most - 1; i < bars.size(); ++i)
        others.share += bars[i].share;
    bars.resize(most - 1);
    bars.push_back(others);
    return bars;
}

} // namespace

ParetoChart::ParetoChart(QWidget *parent)
    : QChartView(parent)
{
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setBackgroundBrush(Qt::NoBrush);
    setStyleSheet(QStringLiteral("background: transparent; border: none;"));
    setAccessibleName(tr("Exposure by image: score times devices"));
}

QSize ParetoChart::minimumSizeHint() const
{
    return {themeOf(this).px(240), themeOf(this).px(170)};
}

QSize ParetoChart::sizeHint() const
{
    return {themeOf(this).px(340), themeOf(this).px(190)};
}

std::vector<ParetoChart::Bar> ParetoChart::bars(const DriverAssessment &assessment, std::size_t most)
{
    QHash<QString, double> weights;
    double all = 0;
    for (const AssessedDriver &driver : assessment.drivers) {
        weights[driver.name()] += driver.weight();
        all += driver.weight();
    }
    std::vector<Bar> bars;
    for (auto each = weights.cbegin(); each != weights.cend() && all > 0; ++each)
        bars.push_back({each.key(), each.key(), 100 * each.value() / all, 0});
    std::sort(bars.begin(), bars.end(),
              [](const Bar &l, const Bar &r) { return l.share != r.share ? l.share > r.share : l.image < r.image; });
    double together = 0;
    for (Bar &bar : bars)
        bar.together = together += bar.share;
    return withOthers(std::move(bars), most);
}

void ParetoChart::showExposure(const DriverAssessment &assessment)
{
    m_all = bars(assessment, assessment.drivers.size() + 1);
    draw();
}

void ParetoChart::setCurrent(const QString &image)
{
    if (std::exchange(m_current, image) != image)
        draw();
}

std::size_t ParetoChart::room() const
{
    return std::size_t(std::clamp(height() / themeOf(this).px(24) - 1, 3, 12));
}

void ParetoChart::draw()
{
    const Theme &theme = themeOf(this);
    m_bars = withOthers(m_all, room());
    auto *const chart = new QChart;
    chart->legend()->hide();
    chart->setMargins(QMargins(0, 2, 6, 0));
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->setBackgroundVisible(false);
    chart->setAnimationOptions(QChart::NoAnimation);
    // Categories grow upwards, and the heaviest is to be on top.
    auto *const subject = new QBarSet(tr("selected"));
    auto *const rest = new QBarSet(tr("images"));
    auto *const others = new QBarSet(tr("others"));
    auto *const line = new QLineSeries;
    QStringList names;
    for (std::size_t i = m_bars.size(); i-- > 0;) {
        const Bar &bar = m_bars[i];
        const bool isCurrent = !bar.image.isEmpty() && bar.image == m_current;
        subject->append(isCurrent ? bar.share : 0);
        rest->append(!isCurrent && !bar.image.isEmpty() ? bar.share : 0);
        others->append(bar.image.isEmpty() ? bar.share : 0);
        names << bar.name;
        line->append(bar.together, double(names.size() - 1));
    }
    for (const auto &[set, colour] :
         {std::pair{subject, theme.accent}, std::pair{rest, theme.tier2}, std::pair{others, theme.faint}}) {
        set->setColor(colour);
        set->setPen(Qt::NoPen);
    }
    auto *const series = new QHorizontalStackedBarSeries;
    series->append({subject, rest, others});
    series->setBarWidth(0.72);
    line->setPen(QPen(theme.text, 1.4));
    line->setPointsVisible(true);
    auto *const categories = new QBarCategoryAxis;
    categories->append(names);
    categories->setLabelsFont(theme.caption);
    categories->setLabelsBrush(theme.text);
    categories->setGridLineVisible(false);
    categories->setLineVisible(false);
    categories->setTruncateLabels(false);
    auto *const shares = new QValueAxis;
    shares->setRange(0, 100);
    shares->setTickCount(5);
    shares->setLabelFormat(QStringLiteral("%d"));
    shares->setLabelsFont(theme.caption);
    shares->setLabelsBrush(theme.muted);
    shares->setLineVisible(false);
    shares->setGridLinePen(QPen(theme.grid, 1));
    chart->addSeries(series);
    chart->addSeries(line);
    chart->addAxis(categories, Qt::AlignLeft);
    chart->addAxis(shares, Qt::AlignBottom);
    for (QAbstractSeries *each : std::initializer_list<QAbstractSeries *>{series, line}) {
        each->attachAxis(categories);
        each->attachAxis(shares);
    }
    QChart *const old = this->chart();
    setChart(chart);
    delete old;
    QStringList words;
    for (const Bar &bar : m_bars)
        words << tr("%1 %2 %, together %3 %").arg(bar.name, percent(bar.share), percent(bar.together));
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    setToolTip(words.join(u'\n'));
}

QPointF ParetoChart::placeOf(double share, std::size_t bar) const
{
    const QRectF plot = chart()->plotArea();
    const double step = plot.height() / double(m_bars.size());
    return {plot.left() + plot.width() * share / 100, plot.top() + step * (double(bar) + 0.5)};
}

/// Where the line of sums runs, as far up and down from the bar as `half`.
QRectF ParetoChart::lineBeside(std::size_t bar, double half) const
{
    const QPointF here = placeOf(m_bars[bar].together, bar);
    QRectF line(here, QSizeF());
    for (const qsizetype way : {-1, 1}) {
        const auto other = std::size_t(qsizetype(bar) + way);
        if (other >= m_bars.size())
            continue;
        const QPointF there = placeOf(m_bars[other].together, other);
        const double part = half / std::abs(there.y() - here.y());
        line |= QRectF(here, here + (there - here) * std::min(part, 1.0)).normalized();
    }
    return line;
}

void ParetoChart::drawForeground(QPainter *painter, const QRectF &)
{
    if (m_bars.empty())
        return;
    const Theme &theme = themeOf(this);
    painter->setFont(theme.captionBold);
    painter->setPen(theme.text);
    const QFontMetricsF metrics(theme.captionBold);
    const double gap = theme.px(5);
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const QString text = percent(m_bars[i].share);
        const QSizeF size(metrics.horizontalAdvance(text), metrics.height());
        const QPointF end = placeOf(m_bars[i].share, i);
        QRectF box(QPointF(end.x() + gap, end.y() - size.height() / 2), size);
        // Where the line of sums would run through it, the number stands inside a long bar or beyond the line.
        const QRectF line = lineBeside(i, size.height() / 2);
        const bool isInside = box.right() + gap > line.left() && end.x() - placeOf(0, i).x() > size.width() + 2 * gap;
        if (isInside)
            box.moveRight(end.x() - gap);
        else if (box.right() + gap > line.left())
            box.moveLeft(line.right() + gap);
        const bool isCurrent = !m_bars[i].image.isEmpty() && m_bars[i].image == m_current;
        painter->setPen(isInside && isCurrent ? theme.onAccent : theme.text);
        painter->drawText(box, Qt::AlignCenter, text);
    }
}

void ParetoChart::mousePressEvent(QMouseEvent *event)
{
    const QRectF plot = chart()->plotArea();
    const double at = (event->position().y() - plot.top()) / plot.height() * double(m_bars.size());
    if (at >= 0 && at < double(m_bars.size()) && !m_bars[std::size_t(at)].image.isEmpty())
        Q_EMIT imageWanted(m_bars[std::size_t(at)].image);
}

void ParetoChart::resizeEvent(QResizeEvent *event)
{
    const std::size_t before = m_bars.size();
    QChartView::resizeEvent(event);
    if (before != std::min(m_all.size(), room()))
        draw();
}

void ParetoChart::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::StyleChange && !m_all.empty())
        draw();
}

} // namespace ringward
