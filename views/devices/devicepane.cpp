#include "views/devices/devicepane.h"

#include "models/base/counted.h"
#include "models/fleet/filterterm.h"
#include "models/fleet/place.h"
#include "models/fleet/streamlookup.h"
#include "views/devices/comparegrid.h"
#include "views/devices/driverlistmodel.h"
#include "views/devices/signedlines.h"
#include "views/widgets/banner.h"
#include "views/widgets/chip.h"
#include "views/widgets/icons.h"
#include "views/widgets/keybutton.h"
#include "views/widgets/labels.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/words.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace ringward {

namespace {

constexpr int kWaitMs = 80;
constexpr std::size_t kComparedSources = 3, kRecentEntries = 5, kMostEntries = 200;

QVBoxLayout *columnOf(QWidget *page)
{
    auto *const column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    return column;
}

} // namespace

DevicePane::DevicePane(Parts parts, QWidget *parent)
    : DetailPane(parent)
    , m_parts(std::move(parts))
{
    buildOverview();
    buildDrivers();
    m_sources = new QWidget;
    columnOf(m_sources);
    m_sourcesTab = addTab(tr("Sources"), m_sources);
    auto *const history = new QWidget;
    auto *const column = new QVBoxLayout(history);
    column->setContentsMargins(14, 12, 14, 12);
    m_historyLines = new SignedLines;
    m_historyNote = copyableLabel(LabelKind::Caption);
    column->addWidget(m_historyLines);
    column->addWidget(m_historyNote);
    column->addStretch(1);
    addTab(tr("History"), history);
    buildFooter();
    m_wait.setSingleShot(true);
    m_wait.setInterval(kWaitMs);
    connect(&m_wait, &QTimer::timeout, this, &DevicePane::fetch);
    showNothing(tr("No device selected."));
}

DevicePane::~DevicePane()
{
    m_stop.request_stop();
}

void DevicePane::buildOverview()
{
    auto *const page = new QWidget;
    QVBoxLayout *const column = columnOf(page);
    m_banner = new Banner;
    m_banner->hide();
    connect(m_banner, &Banner::retryWanted, this, &DevicePane::fetch);
    m_why = new DetailSection(tr("Why"));
    m_what = new DetailSection(tr("What it is"));
    m_remedy = new DetailSection(tr("Safe mode"));
    m_compare = new DetailSection(tr("Sources side by side"));
    m_conflicts = new DetailSection(tr("Which was taken"));
    m_recent = new DetailSection(tr("History"));
    m_why->body()->addWidget(m_reasons = new SignedLines);
    m_what->body()->addWidget(m_facts = new FactList);
    m_remedy->body()->addWidget(m_reach = new FactList);
    m_remedy->body()->addWidget(runbookButton(), 0, Qt::AlignLeft);
    m_remedy->hide();
    m_compare->body()->addWidget(m_grid = new CompareGrid);
    m_compare->body()->addWidget(m_matched = copyableLabel(LabelKind::Caption));
    m_conflicts->body()->addWidget(m_conflictText = copyableLabel(LabelKind::Cell));
    m_recent->body()->addWidget(m_recentLines = new SignedLines);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_banner, m_why, m_what, m_remedy, m_compare, m_conflicts, m_recent})
        column->addWidget(part);
    column->addStretch(1);
    addTab(tr("Overview"), page);
}

QWidget *DevicePane::runbookButton()
{
    auto *const button = new QPushButton(tr("Start runbook…"));
    button->setObjectName(QStringLiteral("runbook"));
    button->setToolTip(
        tr("Opens the Remediation page with this device. Nothing is sent before the board has approved."));
    setKind(button, ButtonKind::Link);
    connect(button, &QPushButton::clicked, this, [this] {
        if (m_device)
            Q_EMIT runbookWanted(filterTerm("host", QString::fromStdString(m_shown.host)));
    });
    return button;
}

void DevicePane::buildDrivers()
{
    auto *const page = new QWidget;
    QVBoxLayout *const column = columnOf(page);
    auto *const head = new QVBoxLayout;
    head->setContentsMargins(14, 10, 14, 8);
    m_driverSource = new QComboBox;
    m_driverSource->setAccessibleName(tr("Source of the drivers"));
    connect(m_driverSource, &QComboBox::currentIndexChanged, this, &DevicePane::showDriverList);
    m_driverNote = copyableLabel(LabelKind::Caption);
    head->addWidget(m_driverSource);
    head->addWidget(m_driverNote);
    column->addLayout(head);
    m_drivers = new DriverListModel(this);
    auto *const table = new StyledTable;
    table->setObjectName(QStringLiteral("drivers"));
    table->setAccessibleName(tr("Drivers of the device"));
    table->setModel(m_drivers);
    table->setInitialWidths({140, 110, 110, 64, 70, 0, 0});
    table->sortByColumn(DriverListModel::NameColumn, Qt::AscendingOrder);
    table->setMinimumHeight(120);
    column->addWidget(table, 1);
    m_driversTab = addTab(tr("Drivers"), page);
}

void DevicePane::buildFooter()
{
    auto *const footer = new QWidget;
    auto *const row = new QHBoxLayout(footer);
    row->setSpacing(8);
    const auto add = [&](const QString &text, const QString &icon) {
        auto *const button = new KeyButton(text, {});
        button->setIcon(themedIcon(icon));
        row->addWidget(button);
        return button;
    };
    connect(add(tr("Copy host"), QStringLiteral("copy")), &QPushButton::clicked, this, &DevicePane::copyHost);
    auto *const key = add(tr("Recovery key…"), QStringLiteral("key"));
    connect(key, &QPushButton::clicked, this, [this] {
        if (m_device)
            Q_EMIT keyWanted(m_device);
    });
    m_wardButton = add(tr("Its ward"), QStringLiteral("ward"));
    m_wardButton->setToolTip(tr("Show the devices of its ward"));
    connect(m_wardButton, &QPushButton::clicked, this, [this] {
        if (const QString line = m_device ? wardFilter(*m_fleet, m_row) : QString(); !line.isEmpty())
            Q_EMIT filterWanted(line);
    });
    row->addStretch(1);
    setFooter(footer);
}

void DevicePane::showNothing(const QString &note)
{
    m_stop.request_stop();
    m_wait.stop();
    m_device = {};
    clearChips();
    setHead(tr("Detail"), {}, {});
    setNote(note);
}

void DevicePane::showDevice(const FleetSnapshotPtr &fleet, Row row)
{
    const DeviceRow now = fleet->row(row);
    const bool isOther = now.id != m_device;
    const bool changed = isOther || !(now == m_shown);
    m_fleet = fleet;
    m_row = row;
    m_shown = now;
    if (!changed)
        return showFacts(); // what else is known may be news
    m_device = now.id;
    if (isOther) {
        m_detail = {};
        m_remedy->hide(); // until its own answer is there
        m_banner->hide();
        setNote({});
        showDetail();
    }
    showHead();
    m_wait.start();
}

void DevicePane::showFacts()
{
    auto facts = whatItIs(*m_fleet, m_row, m_parts.clock.nowMs());
    if (m_parts.furtherFacts) {
        const auto further = m_parts.furtherFacts(m_device);
        facts.insert(facts.end(), further.begin(), further.end());
    }
    m_facts->setFacts(facts);
}

void DevicePane::showHead()
{
    const qint64 nowMs = m_parts.clock.nowMs();
    setHead(QString::fromStdString(m_shown.host), m_shown.tier, placeText(*m_fleet, m_row));
    clearChips();
    const auto add = [this](Chip *chip) {
        chips()->insertWidget(chips()->count() - 1, chip);
    };
    const QString since = m_shown.healthSinceMs
        ? tr("%1 for %2").arg(healthName(m_shown.health), ageText(nowMs - m_shown.healthSinceMs))
        : healthName(m_shown.health);
    auto *const state = new Chip(since);
    state->setHealth(m_shown.health);
    add(state);
    const StreamState content = streamState(m_fleet->updates(m_row), streamPosition(m_fleet->names(), {}));
    if (content.ring) {
        const RingName &ring = m_fleet->names().rings()[content.ring];
        auto *const chip = new Chip(ring.name);
        chip->setRing(ring.order, ring.held);
        add(chip);
    }
    if (const PinMark &pin = m_fleet->pin(m_row); pin.kind != PinKind::None) {
        const QDate end = QDateTime::fromMSecsSinceEpoch(pin.expiresMs).date();
        auto *const chip = new Chip(pin.expiresMs ? tr("until %1").arg(QLocale().toString(end, QStringLiteral("d MMM")))
                                                  : tr("pinned"));
        chip->setIconName(QStringLiteral("pin"));
        add(chip);
    }
    m_why->setTitle(tr("Why %1").arg(healthName(m_shown.health)));
    showFacts();
    m_wardButton->setEnabled(!wardFilter(*m_fleet, m_row).isEmpty());
}

void DevicePane::fetch()
{
    if (!m_device)
        return;
    m_stop.request_stop();
    m_stop = {};
    const std::stop_token stop = m_stop.get_token();
    QCoro::connect(m_parts.detail(m_device, stop), this, [this, stop](const Result<DeviceDetail> &answer) {
        if (!stop.stop_requested())
            take(answer);
    });
    if (m_parts.reachFacts)
        fetchReach(stop);
}

void DevicePane::fetchReach(const std::stop_token &stop)
{
    QCoro::connect(
        m_parts.reachFacts(m_device, stop), this, [this, stop](const Result<std::vector<FactList::Fact>> &answer) {
            if (stop.stop_requested())
                return;
            m_reach->setFacts(
                answer ? *answer
                       : std::vector<FactList::Fact>{{tr("By wire"), userMessage(answer.error()), false, true}});
            m_remedy->show();
        });
}

void DevicePane::take(const Result<DeviceDetail> &answer)
{
    if (answer) {
        m_banner->hide();
        m_detail = *answer;
        showDetail();
    } else if (answer.error().kind != Error::Kind::Cancelled) {
        m_banner->showError(tr("The records of this device"), answer.error(), tr("What the table knows is shown."));
        m_banner->show();
    }
}

void DevicePane::showDetail()
{
    const qint64 nowMs = m_parts.clock.nowMs();
    m_reasons->setLines(SignedLines::of(m_detail.why));
    m_why->setVisible(!m_detail.why.empty());
    const int conflicts = int(m_detail.conflicts.size());
    m_compare->setTitle(tr("Sources side by side"),
                        conflicts ? tr("· %1").arg(counted(conflicts, Noun::Conflict)) : QString(), conflicts > 0);
    const Comparison table = compareSources(m_detail, m_parts.sourceName, nowMs, kComparedSources);
    m_matched->setText(table.left ? tr("%1 %2 more in the tab Sources.").arg(m_detail.matchedBy).arg(table.left)
                                  : m_detail.matchedBy);
    m_matched->setVisible(!m_matched->text().isEmpty());
    m_grid->setComparison(table);
    m_compare->setVisible(!m_detail.records.empty());
    QStringList taken;
    for (const Conflict &conflict : m_detail.conflicts)
        taken << conflict.explanation;
    m_conflictText->setText(taken.join(QStringLiteral("\n")));
    m_conflicts->setVisible(!taken.isEmpty());
    m_recentLines->setLines(SignedLines::of(m_detail.history, nowMs, kRecentEntries));
    m_recent->setVisible(!m_detail.history.empty());
    m_historyLines->setLines(SignedLines::of(m_detail.history, nowMs, kMostEntries));
    m_historyNote->setText(m_detail.history.empty()
                               ? tr("No change of state has been seen since this device was first known.")
                               : m_detail.history.size() > kMostEntries
                               ? tr("The newest %1 are shown.").arg(counted(kMostEntries, Noun::Change))
                               : QString());
    showSources();
    showDriverLists();
}

void DevicePane::showSources()
{
    auto *const column = static_cast<QVBoxLayout *>(m_sources->layout());
    while (QLayoutItem *const item = column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const SourceRecord &record : m_detail.records) {
        auto *const section = new DetailSection(m_parts.sourceName(record.source));
        auto *const facts = new FactList;
        facts->setFacts(factsOf(record, m_parts.clock.nowMs()));
        section->body()->addWidget(facts);
        column->addWidget(section);
    }
    column->addStretch(1);
    const auto count = int(m_detail.records.size());
    setTabTitle(m_sourcesTab, count ? tr("Sources %1").arg(countText(count)) : tr("Sources"));
}

void DevicePane::showDriverLists()
{
    const QSignalBlocker quiet(m_driverSource);
    m_driverSource->clear();
    for (std::size_t i = 0; i < m_detail.records.size(); ++i) {
        const SourceRecord &record = m_detail.records[i];
        if (record.drivers)
            m_driverSource->addItem(m_parts.sourceName(record.source), int(i));
    }
    m_driverSource->setVisible(m_driverSource->count() > 1);
    showDriverList(m_driverSource->count() ? 0 : -1);
}

void DevicePane::showDriverList(int position)
{
    if (position < 0) {
        m_drivers->setDrivers({});
        setTabTitle(m_driversTab, tr("Drivers"));
        m_driverNote->setText(m_detail.records.empty()
                                  ? QString()
                                  : tr("Drivers are not told by any source of this device. Import a driver inventory "
                                       "of it, or add a source that lists drivers."));
        return;
    }
    const SourceRecord &record = m_detail.records[std::size_t(m_driverSource->itemData(position).toInt())];
    const DriverList &list = *record.drivers;
    m_drivers->setDrivers(record.drivers);
    setTabTitle(m_driversTab, tr("Drivers %1").arg(countText(qint64(list.drivers.size()))));
    QStringList note{tr("Told by %1").arg(m_parts.sourceName(record.source))};
    if (!list.format.isEmpty())
        note << list.format;
    if (list.takenMs)
        note << momentText(list.takenMs, m_parts.clock.nowMs());
    if (const QString limits = limitsOf(list); !limits.isEmpty())
        note << limits;
    m_driverNote->setText(note.join(QStringLiteral(" · ")));
}

QString DevicePane::details() const
{
    return m_device ? detailText(*m_fleet, m_row, m_detail, m_parts.sourceName, m_parts.clock.nowMs()) : QString();
}

void DevicePane::copyHost() const
{
    if (m_device)
        QGuiApplication::clipboard()->setText(QString::fromStdString(m_shown.host));
}

void DevicePane::copyDetails() const
{
    if (m_device)
        QGuiApplication::clipboard()->setText(details());
}

} // namespace ringward
