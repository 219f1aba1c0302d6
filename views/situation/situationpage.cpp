#include "views/situation/situationpage.h"

#include "models/base/counted.h"
#include "views/situation/attentionlist.h"
#include "views/situation/barrows.h"
#include "views/situation/counttable.h"
#include "views/situation/notupchart.h"
#include "views/situation/situationlegend.h"
#include "views/situation/situationprint.h"
#include "views/situation/versionbars.h"
#include "views/situation/wardmap.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/banner.h"
#include "views/widgets/panel.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QEvent>
#include <QFutureWatcher>
#include <QLabel>
#include <QLocale>
#include <QPrintDialog>
#include <QPrinter>
#include <QScrollArea>
#include <QTabWidget>
#include <QtConcurrent>

#include <algorithm>

namespace ringward {

namespace {

QWidget *versionPage(BarRows *bars)
{
    auto *const page = new QWidget;
    auto *const column = new QVBoxLayout(page);
    column->setContentsMargins(12, 8, 12, 0);
    column->addWidget(bars);
    column->addStretch(1);
    return page;
}

} // namespace

SituationPage::SituationPage(FleetHub &hub, ActionRegistry &actions, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_clock(clock)
    , m_banner(new Banner)
    , m_countPanel(new Panel)
    , m_mapPanel(new Panel(tr("Wards")))
    , m_attentionPanel(new Panel(tr("Needs attention")))
    , m_chartPanel(new Panel(tr("Not up, last 24 h")))
    , m_versionPanel(new Panel)
    , m_counts(new CountTable)
    , m_map(new WardMap)
    , m_attention(new AttentionList)
    , m_chart(new NotUpChart)
    , m_rings(new BarRows(tr("Content version by ring"), tr("No source tells a content version yet.")))
    , m_agents(new BarRows(tr("Devices by version of the agent"), tr("No source tells the version of an agent yet.")))
    , m_scroll(new QScrollArea)
    , m_tabs(new QTabWidget)
    , m_versions(new QTabWidget)
    , m_stream(new QLabel)
    , m_left(new QWidget)
    , m_right(new QWidget)
{
    m_countPanel->setBodyMargins(0, 0, 0, 0);
    m_countPanel->body()->addWidget(m_counts);
    m_mapPanel->setRemark(tr("one tile a ward: worst state, not up / devices"));
    m_mapPanel->head()->addWidget(new SituationLegend);
    m_mapPanel->setBodyMargins(12, 4, 12, 8);
    m_mapPanel->body()->addWidget(m_map);
    m_attentionPanel->setBodyMargins(0, 0, 0, 0);
    m_attentionPanel->body()->addWidget(m_attention);
    m_chartPanel->body()->addWidget(m_chart);
    m_ringPage = versionPage(m_rings);
    m_agentPage = versionPage(m_agents);
    m_versionPanel->setBodyMargins(1, 2, 1, 8);
    m_versionPanel->body()->addWidget(m_versions);
    m_versions->setCornerWidget(m_stream);
    m_stream->setContentsMargins(0, 0, 12, 0);
    setKind(m_stream, LabelKind::Muted);
    auto *left = new QVBoxLayout(m_left);
    left->setContentsMargins(0, 0, 0, 0);
    left->addWidget(m_countPanel);
    left->addWidget(m_mapPanel, 1);
    auto *right = new QVBoxLayout(m_right);
    right->setContentsMargins(0, 0, 0, 0);
    auto *content = new QWidget;
    auto *row = new QHBoxLayout(content);
    row->addWidget(m_left, 1);
    row->addWidget(m_right);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_scroll, 1);
    setFocusProxy(m_attention);
    left->addWidget(m_tabs);
    m_tabs->hide();

    connect(m_counts, &CountTable::opened, this, &SituationPage::openDevices);
    connect(m_map, &WardMap::opened, this, &SituationPage::openDevices);
    connect(m_rings, &BarRows::opened, this, &SituationPage::openDevices);
    connect(m_agents, &BarRows::opened, this, &SituationPage::openDevices);
    connect(m_attention, &AttentionList::devicesWanted, this, &SituationPage::openDevices);
    connect(m_attention, &AttentionList::driversWanted, this, &SituationPage::openDrivers);
    connect(m_attention, &AttentionList::changesWanted, this, &SituationPage::openChange);
    connect(m_attention, &AttentionList::sourcesWanted, this, &SituationPage::openSources);
    connect(&m_hub, &FleetHub::published, this, &SituationPage::look);
    actions.add({QStringLiteral("situation.print"), tr("Print"), QStringLiteral("print"),
                 QKeySequence(QKeySequence::Print), QStringLiteral("file"), QStringLiteral("situation")},
                this, [this] { print(); });
    m_narrow = true;
    arrange();
    look();
}

SituationPage::~SituationPage()
{
    m_stop.request_stop();
}

void SituationPage::setSources(std::vector<SourceFact> sources)
{
    m_sources = std::move(sources);
    look();
}

void SituationPage::setSamples(std::vector<HealthSample> samples)
{
    m_samples = std::move(samples);
    showChange();
}

void SituationPage::setFurtherAttention(std::vector<AttentionRow> rows)
{
    m_further = std::move(rows);
    if (m_situation)
        showAttention();
}

void SituationPage::look()
{
    m_stop.request_stop();
    m_stop = {};
    auto *watcher = new QFutureWatcher<std::optional<Situation>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, stop = m_stop.get_token()] {
        watcher->deleteLater();
        if (auto answer = watcher->result(); answer && !stop.stop_requested())
            show(std::move(*answer));
    });
    watcher->setFuture(QtConcurrent::run([fleet = m_hub.current(), sources = m_sources, now = m_clock.nowMs(),
                                          stop = m_stop.get_token()] { return assess(fleet, sources, now, stop); }));
}

void SituationPage::show(Situation situation)
{
    m_situation = std::move(situation);
    const Situation &now = *m_situation;
    m_counts->showCounts(now);
    m_map->showSituation(now);
    showAttention();
    m_rings->show(ringBars(now));
    m_agents->show(agentBars(now));
    m_stream->setText(now.rings.empty() ? QString() : now.stream.category);
    m_chartPanel->setNote(tr("%1 now").arg(countText(now.counts.known() - now.counts.of(AgentHealth::Up))));
    showChange();

    const auto stale =
        std::count_if(now.sources.begin(), now.sources.end(), [](const SourceFact &s) { return !s.fresh; });
    const QString sources = now.sources.empty()    ? tr("no source set up")
        : stale == 0                               ? tr("every source within its interval")
        : std::size_t(stale) == now.sources.size() ? tr("no source within its interval")
                                                   : tr("every source within its interval except %1").arg(stale);
    const quint32 present = now.keys[std::size_t(KeyState::Present)],
                  asked = present + now.keys[std::size_t(KeyState::None)];
    const QString keys = asked == 0
        ? QString()
        : tr(" · keys ready %1 %").arg(QLocale(QLocale::English).toString(100.0 * present / asked, 'f', 1));
    Q_EMIT sentenceChanged(tr("All sites · %1").arg(sources) + keys);
    if (now.fleet->size() == 0)
        m_banner->showMessage(Banner::Tone::Plain, tr("No devices are known yet."),
                              tr("Add a source on the Sources page, or drop a device list on this window."));
    else
        m_banner->hide();
    Q_EMIT situationShown(now);
}

void SituationPage::showAttention()
{
    std::vector<AttentionRow> rows = m_situation->attention;
    rows.insert(rows.end(), m_further.begin(), m_further.end());
    m_attentionPanel->setRemark(rows.empty() ? tr("nothing does") : tr("%1, most urgent first").arg(rows.size()));
    m_attention->setRows(std::move(rows));
}

void SituationPage::showChange()
{
    // The line ends in what the page counts now: a sample taken while a first answer was still coming in is older.
    std::vector<HealthSample> line = m_samples;
    if (m_situation && !line.empty()) {
        std::erase_if(line, [&](const HealthSample &sample) { return sample.atMs >= m_situation->nowMs; });
        line.push_back({m_situation->nowMs, m_situation->counts});
    }
    m_chart->setSamples(std::move(line), m_clock.nowMs());
    if (m_samples.empty()) {
        m_counts->setBefore({}, {});
        return;
    }
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(m_samples.front().atMs);
    const bool today = at.date() == QDateTime::fromMSecsSinceEpoch(m_clock.nowMs()).date();
    m_counts->setBefore(m_samples.front().counts,
                        today ? tr("since %1").arg(at.toString(QStringLiteral("HH:mm"))) : tr("in 24 h"));
}

void SituationPage::arrange()
{
    const Theme &theme = themeOf(this);
    const int gap = theme.px(12);
    for (QWidget *side : {m_left, m_right})
        side->layout()->setSpacing(gap);
    m_scroll->widget()->layout()->setContentsMargins(gap, gap, gap, gap);
    m_scroll->widget()->layout()->setSpacing(gap);
    m_right->setFixedWidth(theme.px(width() > theme.px(2000) ? 520 : 372));

    const bool narrow = width() < theme.px(1120);
    if (narrow == m_narrow && m_right->layout()->count() + m_tabs->count() > 0)
        return;
    m_narrow = narrow;
    const bool hadFocus = window()->focusWidget() == m_attention; // it is lost when a panel changes its place
    m_map->setWhole(narrow);
    // In a narrow window the right column goes under the map as tabs.
    for (QTabWidget *tabs : {m_tabs, m_versions}) {
        while (tabs->count())
            tabs->removeTab(0);
    }
    auto *const right = static_cast<QVBoxLayout *>(m_right->layout());
    for (const auto &[panel, title] : {std::pair<QWidget *, QString>{m_attentionPanel, tr("Needs attention")},
                                       {m_chartPanel, tr("Not up, last 24 h")}}) {
        if (narrow)
            m_tabs->addTab(panel, title);
        else
            right->addWidget(panel, panel == m_attentionPanel ? 1 : 0);
        panel->show();
    }
    right->addWidget(m_versionPanel);
    QTabWidget *const versions = narrow ? m_tabs : m_versions;
    versions->addTab(m_ringPage, tr("Content by ring"));
    versions->addTab(m_agentPage, tr("Agent versions"));
    m_right->setVisible(!narrow);
    m_tabs->setVisible(narrow);
    m_tabs->setFixedHeight(theme.px(260));
    if (hadFocus)
        m_attention->setFocus();
}

void SituationPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void SituationPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        arrange();
}

void SituationPage::print()
{
    auto *printer = new QPrinter(QPrinter::HighResolution);
    printer->setPageOrientation(QPageLayout::Landscape);
    auto *dialog = new QPrintDialog(printer, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, printer] { printTo(*printer); });
    connect(dialog, &QObject::destroyed, this, [printer] { delete printer; });
    dialog->open();
}

void SituationPage::printTo(QPrinter &printer)
{
    if (m_situation)
        printSituation(*m_situation, printer);
}

} // namespace ringward
