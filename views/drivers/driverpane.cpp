#include "views/drivers/driverpane.h"

#include "models/base/counted.h"
#include "models/base/version.h"
#include "models/tables/drivercolumns.h"
#include "views/drivers/catalogueentries.h"
#include "views/drivers/driverwords.h"
#include "views/drivers/exposurebars.h"
#include "views/widgets/chip.h"
#include "views/widgets/icons.h"
#include "views/widgets/keybutton.h"
#include "views/widgets/labels.h"
#include "views/widgets/styledtable.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace ringward {

namespace {

QWidget *pageOf(std::initializer_list<QWidget *> parts)
{
    auto *const page = new QWidget;
    auto *const column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (QWidget *const part : parts)
        column->addWidget(part);
    column->addStretch(1);
    return page;
}

DetailSection *sectionOf(const QString &title, std::initializer_list<QWidget *> parts)
{
    auto *const section = new DetailSection(title);
    for (QWidget *const part : parts)
        section->body()->addWidget(part);
    return section;
}

} // namespace

DriverPane::DriverPane(Events events, QWidget *parent)
    : DetailPane(parent)
    , m_events(std::move(events))
    , m_versions({{tr("Version"), [](const Version &v) { return v.version.isEmpty() ? tr("not told") : v.version; },
                   [](const Version &v) -> QVariant {
                       return v.version.isEmpty() ? QVariant() : v.version;
                   }},
                  {tr("Score"), [](const Version &v) { return QLocale().toString(v.score, 'f', 0); },
                   [](const Version &v) -> QVariant {
                       return v.score;
                   }},
                  {tr("Devices"), [](const Version &v) { return countText(v.devices); },
                   [](const Version &v) -> QVariant {
                       return v.devices;
                   }}})
    , m_wards({{tr("Ward"), [](const WardCount &w) { return w.name; },
                [](const WardCount &w) -> QVariant {
                    return w.name;
                }},
               {tr("Devices"), [](const WardCount &w) { return countText(w.devices); },
                [](const WardCount &w) -> QVariant {
                    return w.devices;
                }}})
{
    addTab(tr("Score"), scorePage());
    m_facts = new FactList;
    addTab(tr("Facts"), pageOf({sectionOf(tr("What it is"), {m_facts})}));
    m_hits = new CatalogueEntries;
    m_hitsTab = addTab(tr("Catalogues"), m_hits);
    addTab(tr("Where"), wherePage());
    m_history = new FactList;
    m_historyNote = copyableLabel(LabelKind::Caption);
    m_historyTab = addTab(tr("History"), pageOf({sectionOf(tr("Arriving and leaving"), {m_history, m_historyNote})}));
    setFooter(footer());
    connect(this, &DetailPane::tabChanged, this, &DriverPane::showHistory);
    showNothing(tr("No driver selected."));
}

QWidget *DriverPane::scorePage()
{
    m_bars = new ExposureBars;
    m_decisions = new FactList;
    return pageOf({m_bars, sectionOf(tr("Review"), {m_decisions})});
}

StyledTable *DriverPane::listOf(QAbstractItemModel &model, const QString &name, const QList<int> &widths)
{
    auto *const view = new StyledTable;
    view->setAccessibleName(name);
    view->setModel(&model);
    for (int column = 1; column < model.columnCount(); ++column)
        view->setLook(column, {CellLook::Kind::Number, -1, -1});
    view->setInitialWidths(widths);
    view->setFilling(0);
    view->sortByColumn(model.columnCount() - 1, Qt::DescendingOrder);
    view->setMinimumHeight(110);
    return view;
}

QWidget *DriverPane::wherePage()
{
    m_versionView = listOf(m_versions, tr("Versions of the driver"), {150, 60, 80});
    m_versionView->setObjectName(QStringLiteral("versions"));
    m_wardView = listOf(m_wards, tr("Wards that have the driver"), {220, 80});
    m_wardView->setObjectName(QStringLiteral("wards"));
    m_wardNote = copyableLabel(LabelKind::Caption);
    connect(m_versionView, &StyledTable::rowActivated, this,
            [this](const QModelIndex &index) { Q_EMIT driverWanted(m_versions.at(index.row()).key); });
    connect(m_wardView, &StyledTable::rowActivated, this, [this](const QModelIndex &index) {
        if (const AssessedDriver *driver = m_assessment->find(m_key))
            Q_EMIT devicesWanted(ringward::devicesLine(*driver, m_assessment->fleet(), m_wards.at(index.row()).ward));
    });
    auto *const page = new QWidget;
    auto *const column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_wardNote->setContentsMargins(14, 8, 14, 8);
    column->addWidget(m_versionView, 1);
    column->addWidget(m_wardNote);
    column->addWidget(m_wardView, 2);
    return page;
}

QWidget *DriverPane::footer()
{
    auto *const box = new QWidget;
    auto *const row = new QHBoxLayout(box);
    row->setSpacing(8);
    const auto add = [&](const QString &text, const char *icon) {
        auto *const button = new KeyButton(text, {});
        button->setIcon(themedIcon(QString::fromLatin1(icon)));
        row->addWidget(button);
        return button;
    };
    connect(add(tr("Decide…"), "edit"), &QPushButton::clicked, this, &DriverPane::decisionWanted);
    connect(add(tr("Its devices"), "devices"), &QPushButton::clicked, this, [this] {
        if (!m_key.isEmpty())
            Q_EMIT devicesWanted(devicesLine());
    });
    connect(add(tr("Copy details"), "copy"), &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(details()); });
    row->addStretch(1);
    return box;
}

void DriverPane::showNothing(const QString &note)
{
    m_key.clear();
    clearChips();
    setHead(tr("Detail"), {}, {});
    setNote(note);
}

void DriverPane::showDriver(const DriverAssessmentPtr &assessment, const QString &key)
{
    const AssessedDriver *const driver = assessment->find(key);
    if (!driver) {
        showNothing(key.isEmpty() ? tr("No driver selected. Choose a row with the mouse or the arrow keys.")
                                  : tr("No device has %1 any more.").arg(key));
        return;
    }
    m_assessment = assessment;
    m_key = key;
    setNote({});
    showHead(*driver);
    const auto higher =
        std::count_if(assessment->drivers.begin(), assessment->drivers.end(),
                      [&](const AssessedDriver &other) { return other.exposure.total > driver->exposure.total; });
    m_bars->showExposure(driver->exposure, driver->count, int(higher) + 1, int(assessment->drivers.size()));
    m_decisions->setFacts(decisionsOf(*driver, assessment->reviews()));
    m_facts->setFacts(factsOf(*driver, assessment->inputs.catalogues));
    m_hits->showEntries(*driver->judged, assessment->inputs.catalogues);
    const qsizetype count = qsizetype(driver->judged->hits.size());
    setTabTitle(m_hitsTab, count ? tr("Catalogues %1").arg(count) : tr("Catalogues"));
    showWhere(*driver);
    showHistory();
}

void DriverPane::showHistory()
{
    if (currentTab() != m_historyTab || m_key.isEmpty())
        return;
    QCoro::connect(m_events(), this, [this, key = m_key](const Result<std::vector<DriverEvent>> &events) {
        if (key != m_key)
            return; // another driver is shown by now
        m_history->setFacts(events ? historyOf(*events, imageOfKey(key)) : std::vector<FactList::Fact>());
        m_historyNote->setText(!events ? userMessage(events.error())
                                       : tr("Counted from the first read of each device; that one is no arrival."));
    });
}

void DriverPane::showHead(const AssessedDriver &driver)
{
    QStringList place;
    if (!driver.version().isEmpty())
        place << driver.version();
    if (const QString publisher = driver.judged->publisher(); !publisher.isEmpty())
        place << publisher;
    if (driver.judged->altitude)
        place << tr("altitude %1").arg(driver.judged->altitude->altitude);
    setHead(driver.name(), {}, place.join(QStringLiteral(" · ")));
    clearChips();
    const auto add = [this](const QString &text, const QString &icon) {
        auto *const chip = new Chip(text);
        chip->setIconName(icon);
        chips()->insertWidget(chips()->count() - 1, chip);
    };
    add(label(driver.review.state).toLower(), iconOf(driver.review.state));
    add(label(driver.judged->driverClass), {});
    if (driver.judged->alarm())
        add(tr("called vulnerable"), QStringLiteral("warning"));
}

void DriverPane::showWhere(const AssessedDriver &driver)
{
    std::vector<Version> versions;
    for (const AssessedDriver &each : m_assessment->drivers) {
        if (each.name() == driver.name())
            versions.push_back({each.key(), each.version(), each.exposure.total, each.count.devices});
    }
    m_versions.show(std::move(versions));
    m_wards.show({});
    m_wardNote->setText(tr("Counting wards…"));
    m_job.start([this, assessment = m_assessment, id = driver.id, key = m_key](const std::stop_token &stop) {
        std::vector<WardCount> wards = wardsOf(assessment->fleet(), id, stop);
        if (!stop.stop_requested())
            QMetaObject::invokeMethod(
                this, [this, key, wards = std::move(wards)]() mutable { takeWards(key, std::move(wards)); },
                Qt::QueuedConnection);
    });
}

void DriverPane::takeWards(const QString &key, std::vector<WardCount> wards)
{
    if (key != m_key)
        return;
    m_wardNote->setText(agreeing(qint64(wards.size()), tr("%1 has this version. Enter opens the devices of a ward."),
                                 tr("%1 have this version. Enter opens the devices of a ward."))
                            .arg(counted(qint64(wards.size()), Noun::Ward)));
    m_wards.show(std::move(wards));
}

QString DriverPane::devicesLine() const
{
    const AssessedDriver *const driver = m_key.isEmpty() ? nullptr : m_assessment->find(m_key);
    return driver ? ringward::devicesLine(*driver, m_assessment->fleet()) : QString();
}

QString DriverPane::details() const
{
    const AssessedDriver *const driver = m_key.isEmpty() ? nullptr : m_assessment->find(m_key);
    return driver ? driverText(*driver, *m_assessment) : QString();
}

} // namespace ringward
