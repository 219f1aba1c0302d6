#include "views/situation/agentchart.h"

#include "models/base/counted.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QBoxLayout>
#include <QChart>
#include <QChartView>
#include <QGraphicsLayout>
#include <QHorizontalStackedBarSeries>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QValueAxis>

#include <algorithm>

namespace ringward {

namespace {

constexpr int kRow = 19;

QString quoted(const QString &text)
{
    return u'"' + QString(text).remove(u'"') + u'"';
}

} // namespace

AgentChart::AgentChart(QWidget *parent)
    : QWidget(parent)
    , m_view(new QChartView)
    , m_none(new QLabel(tr("No source tells the version of an agent yet.")))
{
    setFocusPolicy(Qt::StrongFocus);
    setProperty("pane", true);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Devices by version of the agent"));
    setKind(m_none, LabelKind::Caption);
    m_none->setWordWrap(true);
    m_none->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setBackgroundBrush(Qt::NoBrush);
    m_view->setStyleSheet(QStringLiteral("background: transparent; border: none;"));
    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_view);
    row->addWidget(m_none);
    draw();
}

std::vector<AgentChart::Bar> AgentChart::bars(const Situation &situation)
{
    const FleetDictionaries &names = situation.fleet->names();
    const std::vector<AgentVersions> &agents = situation.agents;
    const bool one = std::all_of(agents.begin(), agents.end(),
                                 [&](const AgentVersions &each) { return each.product == agents.front().product; });
    std::vector<Bar> bars;
    const std::size_t named = agents.size() > kMostBars ? kMostBars - 1 : agents.size();
    for (std::size_t i = 0; i < named; ++i) {
        const QString product = names.agentProducts.text(agents[i].product);
        const QString version = names.versions.text(agents[i].version);
        const QString told = version.isEmpty() ? tr("version not told") : version;
        QString line = product.isEmpty() ? QString() : QStringLiteral("agent=%1 ").arg(quoted(product));
        line += QStringLiteral("agentversion=%1").arg(quoted(version));
        bars.push_back({one || product.isEmpty() ? told : tr("%1 %2").arg(product, told), line, agents[i].devices});
    }
    if (agents.size() > named) {
        Bar rest{tr("%1 more").arg(counted(qint64(agents.size() - named), Noun::Version)), {}, 0};
        for (std::size_t i = named; i < agents.size(); ++i)
            rest.devices += agents[i].devices;
        bars.push_back(rest);
    }
    return bars;
}

void AgentChart::showAgents(const Situation &situation)
{
    m_bars = bars(situation);
    m_current = std::clamp(m_current, 0, std::max(0, int(m_bars.size()) - 1));
    QStringList words;
    for (const Bar &bar : m_bars)
        words << tr("%1: %2").arg(bar.label, counted(bar.devices, Noun::Device));
    setAccessibleDescription(words.join(u"; "));
    setToolTip(words.join(u'\n'));
    updateGeometry();
    draw();
}

QSize AgentChart::sizeHint() const
{
    const Theme &theme = themeOf(this);
    return {theme.px(300), theme.px(kRow) * int(std::max<std::size_t>(m_bars.size(), 2)) + theme.px(6)};
}

void AgentChart::draw()
{
    const Theme &theme = themeOf(this);
    m_view->setVisible(!m_bars.empty());
    m_none->setVisible(m_bars.empty());
    if (m_bars.empty())
        return;
    auto *const chart = new QChart;
    chart->legend()->hide();
    chart->setMargins(QMargins(0, 0, 0, 0));
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->setBackgroundVisible(false);
    chart->setAnimationOptions(QChart::NoAnimation);
    auto *const plain = new QBarSet(tr("devices"));
    auto *const current = new QBarSet(tr("devices"));
    QStringList labels;
    quint32 most = 1;
    for (auto bar = m_bars.rbegin(); bar != m_bars.rend(); ++bar) { // the axis goes from the bottom up
        const bool isCurrent = hasFocus() && std::size_t(m_current) == m_bars.size() - 1 - std::size_t(labels.size());
        plain->append(isCurrent ? 0 : bar->devices);
        current->append(isCurrent ? bar->devices : 0);
        labels << tr("%1 · %2").arg(bar->label, countText(bar->devices));
        most = std::max(most, bar->devices);
    }
    plain->setColor(theme.tier1);
    plain->setPen(Qt::NoPen);
    current->setColor(theme.accent);
    current->setPen(Qt::NoPen);
    auto *const series = new QHorizontalStackedBarSeries;
    series->append({plain, current});
    series->setBarWidth(0.55);
    connect(series, &QAbstractBarSeries::clicked, this,
            [this](int index, QBarSet *) { open(int(m_bars.size()) - 1 - index); });
    auto *const versions = new QBarCategoryAxis;
    versions->append(labels);
    versions->setLabelsFont(theme.caption);
    versions->setLabelsBrush(theme.text);
    versions->setGridLineVisible(false);
    versions->setLineVisible(false);
    auto *const count = new QValueAxis;
    count->setRange(0, most);
    count->setLabelsVisible(false);
    count->setGridLineVisible(false);
    count->setLineVisible(false);
    chart->addSeries(series);
    chart->addAxis(versions, Qt::AlignLeft);
    chart->addAxis(count, Qt::AlignBottom);
    series->attachAxis(versions);
    series->attachAxis(count);
    QChart *const old = m_view->chart();
    m_view->setChart(chart);
    delete old;
}

void AgentChart::open(int bar)
{
    if (bar >= 0 && std::size_t(bar) < m_bars.size() && !m_bars[std::size_t(bar)].filterLine.isEmpty())
        Q_EMIT opened(m_bars[std::size_t(bar)].filterLine);
}

void AgentChart::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (step && !m_bars.empty()) {
        m_current = std::clamp(m_current + step, 0, int(m_bars.size()) - 1);
        draw();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        open(m_current);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void AgentChart::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    draw();
}

void AgentChart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    draw();
}

void AgentChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        draw();
}

} // namespace ringward
