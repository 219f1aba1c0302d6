#include "views/devices/devicespage.h"

#include "models/fleet/fleetbuilder.h"
#include "tests/support/memoryviews.h"
#include "tests/support/pagepictures.h"
#include "tests/support/printers.h"
#include "views/devices/nameline.h"
#include "views/devices/sumline.h"
#include "views/devices/viewsrow.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/banner.h"
#include "views/widgets/chip.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/styledtable.h"

#include <gtest/gtest.h>

#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace ringward;
using ringward::testing::MemoryViews;

namespace {

constexpr qint64 kNow = 1'757'320'000'000;

struct Spec {
    const char *host, *ward;
    Tier tier;
    AgentHealth health;
};
const std::vector<Spec> kFew{{"RGH-ICU4W-BED07", "4W ICU", Tier::T0, AgentHealth::Silent},
                             {"RGH-ICU4W-NS02", "4W ICU", Tier::T1, AgentHealth::CrashLooping},
                             {"RGH-LAB-01", "Path Lab", Tier::T2, AgentHealth::Up},
                             {"RGH-LAB-02", "Path Lab", Tier::T2, AgentHealth::Degraded}};

FleetSnapshotPtr fleetOf(const std::vector<Spec> &specs,
                         FleetSnapshotPtr base = std::make_shared<const FleetSnapshot>())
{
    FleetBuilder builder(base);
    FleetDictionaries &names = builder.editNames();
    const quint32 stream = names.stream({StreamKind::SecurityContent, QStringLiteral("rapid response")});
    for (const Spec &spec : specs) {
        const QString ward = QString::fromLatin1(spec.ward);
        DeviceRow row;
        row.id = DeviceId{builder.size() + 1};
        row.host = spec.host;
        row.ward = names.ward({QStringLiteral("RGH"), QStringLiteral("Riverside General"), QStringLiteral("Tower B"),
                               ward, ward, QStringLiteral("icu"), 12, 4});
        row.role = names.roles.intern(QStringLiteral("Bedside workstation"));
        row.model = names.models.intern(QStringLiteral("Dell OptiPlex 7010 Micro"));
        row.osBuild = names.osBuilds.intern(QStringLiteral("22631.4112"));
        row.room = names.rooms.intern(QStringLiteral("Bed 7"));
        UpdateState update{names.agentProducts.intern(QStringLiteral("Falcon")),
                           names.versions.intern(QStringLiteral("7.28.20009")),
                           {}};
        update.streams.resize(stream + 1);
        update.streams[stream] = {names.versions.intern(QStringLiteral("1187")),
                                  names.ring({QStringLiteral("Broad"), 2, false})};
        row.updates = names.update(update);
        row.tier = spec.tier;
        row.health = spec.health;
        row.lastSeenMs = kNow - 16 * 60'000;
        row.healthSinceMs = kNow - 16 * 60'000;
        builder.append(row);
    }
    return builder.publish(kNow - 9000);
}

DeviceDetail detailOf(DeviceId device)
{
    DeviceDetail detail;
    detail.id = device;
    for (quint32 source = 1; source <= 3; ++source) {
        SourceRecord record;
        record.source = SourceId{source};
        record.key = QStringLiteral("record-%1").arg(source);
        record[Field::HostName] = QStringLiteral("RGH-ICU4W-BED07");
        record[Field::WardCode] = source == 3 ? QStringLiteral("4 East HDU") : QStringLiteral("4 West ICU");
        record[Field::SerialNumber] = source == 2 ? QString() : QStringLiteral("7QK2RT3");
        record.lastSeenMs = kNow - source * 60'000;
        record.receivedMs = kNow - 9000;
        detail.records.push_back(record);
    }
    auto drivers = std::make_shared<DriverList>();
    for (const char *name : {"csagent.sys", "acpi.sys", "wdfilter.sys"}) {
        Driver driver;
        driver.image = QString::fromLatin1(name);
        driver.version = QStringLiteral("7.28.20009.0");
        driver.publisher = QStringLiteral("CrowdStrike, Inc.");
        drivers->drivers.push_back(driver);
    }
    drivers->format = QStringLiteral("msinfo32");
    drivers->complete = false;
    detail.records[0].drivers = drivers;
    detail.matchedBy = QStringLiteral("One machine by its serial number.");
    detail.conflicts.push_back(
        {Field::WardCode,
         {{SourceId{1}, QStringLiteral("4 West ICU")}, {SourceId{3}, QStringLiteral("4 East HDU")}},
         SourceId{1},
         QStringLiteral("Ward: 4 West ICU is taken because two sources agree on it.")});
    detail.why = {{true, QStringLiteral("No check-in for 16 min (limit 3 × 5 min)"), QStringLiteral("Falcon")},
                  {true, QStringLiteral("Directory and relay silent too"), QStringLiteral("2 of 2")},
                  {false, QStringLiteral("Not the network: 32 of 35 in ward answer"), {}}};
    detail.history = {{kNow - 60'000, AgentHealth::Silent, QStringLiteral("silent, third check-in missed")},
                      {kNow - 960'000, AgentHealth::Up, QStringLiteral("last check-in, idle 2 min")}};
    return detail;
}

Async<DeviceDetail> answer(DeviceId device, std::stop_token)
{
    co_return detailOf(device);
}

/// Waits long: the machine may be busy with other tests.
bool eventually(const std::function<bool()> &holds)
{
    return QTest::qWaitFor(holds, 30'000);
}

struct DevicesPageTest : ::testing::Test {
    ThemeHub hub{QFont(QStringLiteral("Inter"), 10), ThemeHub::Choice::Light};
    FleetHub fleet;
    ManualClock clock{kNow};
    MemoryViews store;
    ActionRegistry actions;
    std::unique_ptr<DevicesPage> page;
    StyledTable *table = nullptr;
    FilterBar *filter = nullptr;
    DevicePane *pane = nullptr;

    DevicesPageTest() { QSettings().clear(); }
    void open(const FleetSnapshotPtr &snapshot)
    {
        fleet.publish(snapshot);
        page = std::make_unique<DevicesPage>(
            DevicesPage::Parts{fleet,
                               clock,
                               store,
                               actions,
                               answer,
                               [](SourceId id) {
                                   return QStringList{QString(), QStringLiteral("Falcon"), QStringLiteral("Directory"),
                                                      QStringLiteral("MeshCentral")}[qsizetype(id.value)];
                               },
                               QStringLiteral("J. Whitfield"),
                               false,
                               {},
                               reach});
        actions.setCurrentPage(QStringLiteral("devices"));
        table = page->findChild<StyledTable *>(QStringLiteral("devices"));
        filter = page->findChild<FilterBar *>();
        pane = page->findChild<DevicePane *>();
        page->resize(1256, 800);
        page->show();
    }
    DevicePane::MoreFacts reach; ///< before open()
    bool shows(int rows)
    {
        return eventually([&] { return table->model()->rowCount() == rows; });
    }
    QString host(int row) { return table->model()->index(row, DeviceTable::HostColumn).data().toString(); }
    QStringList chips()
    {
        QStringList names;
        for (const Chip *chip : page->findChild<ViewsRow *>()->findChildren<Chip *>())
            names << chip->text();
        return names;
    }
    void type(const QString &line)
    {
        filter->focusLine();
        QTest::keyClicks(filter->focusProxy(), line);
        QTest::keyClick(filter->focusProxy(), Qt::Key_Escape);
    }
};

} // namespace

TEST_F(DevicesPageTest, TypingAFilterLeavesTheRowsThatFit)
{
    open(fleetOf(kFew));
    ASSERT_TRUE(shows(4));
    type(QStringLiteral("health:silent"));
    ASSERT_TRUE(shows(1));
    EXPECT_EQ(host(0), QStringLiteral("RGH-ICU4W-BED07"));
    EXPECT_TRUE(page->findChild<SumLine *>()->sentence().startsWith(QStringLiteral("1 of 4 devices in 1 ward")));
}

TEST_F(DevicesPageTest, AnUnfinishedFilterLeavesTheTableAsItIs)
{
    open(fleetOf(kFew));
    ASSERT_TRUE(shows(4));
    filter->setLine(QStringLiteral("health:"));
    QTest::qWait(50);
    EXPECT_EQ(table->model()->rowCount(), 4);
}

TEST_F(DevicesPageTest, AcceptedFiltersAreRememberedForTheNextTime)
{
    open(fleetOf(kFew));
    filter->setLine(QStringLiteral("health:silent"));
    QTest::keyClick(filter->focusProxy(), Qt::Key_Return);
    page.reset();
    ActionRegistry fresh;
    DevicesPage again({fleet, clock, store, fresh, answer, [](SourceId) { return QString(); }, {}, false});
    EXPECT_EQ(again.findChild<FilterBar *>()->history(), QStringList{QStringLiteral("health:silent")});
}

TEST_F(DevicesPageTest, TheSelectedDeviceStaysSelectedWhenTheFleetIsPublishedAnew)
{
    open(fleetOf(kFew));
    ASSERT_TRUE(shows(4));
    int row = 0;
    while (host(row) != QStringLiteral("RGH-LAB-01"))
        ++row;
    table->selectRow(row);
    fleet.publish(fleetOf({{"AAA-NEW", "4W ICU", Tier::T0, AgentHealth::CrashLooping}}, fleet.current()));
    ASSERT_TRUE(shows(5));
    ASSERT_EQ(table->selectedRowCount(), 1);
    EXPECT_EQ(host(table->selectedRanges().front().top()), QStringLiteral("RGH-LAB-01"));
}

TEST_F(DevicesPageTest, InAHugeTableTheSelectionSurvivesAResetToo)
{
    std::vector<Spec> many;
    std::vector<QByteArray> names;
    names.reserve(120'000);
    for (int i = 0; i < 120'000; ++i)
        names.push_back(QByteArray("H-") + QByteArray::number(1'000'000 + i));
    for (int i = 0; i < 120'000; ++i)
        many.push_back({names[std::size_t(i)].constData(), i % 2 ? "4W ICU" : "Path Lab", Tier::T2, AgentHealth::Up});
    open(fleetOf(many));
    ASSERT_TRUE(shows(120'000));
    ASSERT_TRUE(eventually([&] { return host(70'000) == QStringLiteral("H-1070000"); }));
    QSignalSpy counted(page.get(), &DevicesPage::selectionCounted);
    table->selectRow(70'000);
    fleet.publish(fleetOf({{"A-FIRST", "ED", Tier::T0, AgentHealth::CrashLooping}}, fleet.current()));
    ASSERT_TRUE(
        eventually([&] { return table->selectedRowCount() == 1 && host(70'001) == QStringLiteral("H-1070000"); }));
    EXPECT_EQ(host(table->selectedRanges().front().top()), QStringLiteral("H-1070000"));
    EXPECT_EQ(table->currentIndex().row(), 70'001);

    table->selectAll();
    EXPECT_EQ(counted.back()[0].toLongLong(), 120'001);
    EXPECT_EQ(counted.back()[1].toLongLong(), 3);
    fleet.publish(fleetOf({{"B-SECOND", "ED", Tier::T0, AgentHealth::CrashLooping}}, fleet.current()));
    ASSERT_TRUE(shows(120'002));
    ASSERT_TRUE(eventually([&] { return table->selectedRowCount() == 120'002; }));
}

TEST_F(DevicesPageTest, ARunbookIsForWhatIsSelectedAndNeverForMore)
{
    std::vector<Spec> many;
    std::vector<QByteArray> names;
    names.reserve(1000);
    for (int i = 0; i < 1000; ++i)
        names.push_back(QByteArray("H-") + QByteArray::number(1000 + i));
    for (const QByteArray &name : names)
        many.push_back({name.constData(), "4W ICU", Tier::T2, AgentHealth::Up});
    open(fleetOf(many));
    page->setFilter(QStringLiteral("ward:icu"));
    ASSERT_TRUE(shows(1000));
    ASSERT_TRUE(eventually([&] { return !host(999).isEmpty(); }));
    QSignalSpy wanted(page.get(), &DevicesPage::runbookWanted);
    QAction *const runbook = actions.action(QStringLiteral("devices.runbook"));
    const auto select = [&](int last) {
        table->selectRow(0);
        table->selectionModel()->select({table->model()->index(0, 0), table->model()->index(last, 0)},
                                        QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        table->selectionModel()->setCurrentIndex(table->model()->index(0, 0), QItemSelectionModel::NoUpdate);
    };
    select(1);
    ASSERT_TRUE(eventually([&] { return runbook->isEnabled(); }));
    runbook->trigger();
    ASSERT_EQ(wanted.size(), 1);
    EXPECT_EQ(wanted[0][0].toString(), QStringLiteral("host=\"%1\",\"%2\"").arg(host(0), host(1)));
    select(900);
    runbook->trigger();
    EXPECT_EQ(wanted.size(), 1) << "neither 901 names nor the whole line of 1,000 devices";
    EXPECT_TRUE(page->findChild<Banner *>()->isVisible());
    table->selectAll();
    runbook->trigger();
    ASSERT_EQ(wanted.size(), 2);
    EXPECT_EQ(wanted[1][0].toString(), QStringLiteral("ward:icu"));
}

TEST_F(DevicesPageTest, HandsTheSelectedDevicesOverToBePinned)
{
    open(fleetOf(kFew));
    ASSERT_TRUE(shows(4));
    std::vector<DeviceId> handed;
    qint64 selected = 0;
    QObject::connect(page.get(), &DevicesPage::pinWanted, page.get(),
                     [&](const std::vector<DeviceId> &devices, qint64 of, const QString &) {
                         handed = devices;
                         selected = of;
                     });
    QAction *const pin = actions.action(QStringLiteral("devices.pin"));
    table->clearSelection();
    table->setCurrentIndex({});
    EXPECT_FALSE(pin->isEnabled());
    EXPECT_EQ(ActionRegistry::reasonOf(pin), QStringLiteral("no device is selected"));
    table->selectRow(1);
    table->selectionModel()->select(table->model()->index(3, 0),
                                    QItemSelectionModel::Select | QItemSelectionModel::Rows);
    ASSERT_TRUE(pin->isEnabled());
    pin->trigger();
    EXPECT_EQ(selected, 2);
    EXPECT_EQ(handed.size(), 2U);
}

TEST_F(DevicesPageTest, CopiesTheSelectedRowsWithTheirHeads)
{
    open(fleetOf(kFew));
    ASSERT_TRUE(shows(4));
    table->selectAll();
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    EXPECT_TRUE(lines[0].startsWith(QStringLiteral("Health\tHost\tSite · ward")));
    EXPECT_TRUE(lines[1].startsWith(QStringLiteral("crash-looping\tRGH-ICU4W-NS02")));
    EXPECT_EQ(lines.size(), 6);
}

TEST_F(DevicesPageTest, SavesAViewAndShowsItOnlyWhenItIsOnDisk)
{
    open(fleetOf(kFew));
    filter->setLine(QStringLiteral("health:degraded"));
    store.failing = true;
    actions.run(actions.action(QStringLiteral("devices.saveView")));
    NameLine *const line = page->findChild<NameLine *>();
    ASSERT_TRUE(line->isVisible());
    QLineEdit *const name = line->findChild<QLineEdit *>();
    QTest::keyClicks(name, QStringLiteral("Mine"));
    QTest::keyClick(name, Qt::Key_Return);
    EXPECT_FALSE(chips().contains(QStringLiteral("Mine")));
    EXPECT_TRUE(line->isVisible());
    store.failing = false;
    QTest::keyClick(name, Qt::Key_Return);
    EXPECT_TRUE(chips().contains(QStringLiteral("Mine")));
    EXPECT_FALSE(line->isVisible());
    EXPECT_EQ(store.views.back().filter, QStringLiteral("health:degraded"));
}

TEST_F(DevicesPageTest, StartsWithTheUsualViewsAndTheirCounts)
{
    open(fleetOf(kFew));
    EXPECT_EQ(chips().size(), 7);
    EXPECT_TRUE(chips().contains(QStringLiteral("Crash-looping")));
    for (const SavedView &view : store.views)
        EXPECT_TRUE(Filter::parse(view.filter).isValid()) << view.filter.toStdString();
    Q_EMIT page->findChild<ViewsRow *>()->viewWanted(store.views[1].id);
    EXPECT_EQ(page->filterLine(), QStringLiteral("health:silent"));
    ASSERT_TRUE(shows(1));
}

TEST_F(DevicesPageTest, TheDetailSaysWhyAndWhereTheSourcesDisagree)
{
    open(fleetOf(kFew));
    ASSERT_TRUE(shows(4));
    table->selectRow(1);
    EXPECT_EQ(pane->accessibleName(), QStringLiteral("RGH-ICU4W-BED07"));
    ASSERT_TRUE(eventually([&] { return pane->details().contains(QStringLiteral("two sources agree")); }));
    EXPECT_TRUE(pane->details().contains(QStringLiteral("Not told: ")));
    actions.run(actions.action(QStringLiteral("devices.copyHost")));
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("RGH-ICU4W-BED07"));
    actions.run(actions.action(QStringLiteral("devices.showWard")));
    ASSERT_TRUE(shows(2));
    EXPECT_EQ(page->filterLine(), QStringLiteral("ward=\"4W ICU\" site=\"RGH\""));
}

TEST_F(DevicesPageTest, TheDetailSaysWhetherSafeModeIsInReachAndBeginsARunbook)
{
    reach = [](DeviceId, std::stop_token) -> Async<std::vector<FactList::Fact>> {
        co_return std::vector<FactList::Fact>{{QStringLiteral("By wire"), QStringLiteral("doubtful")}};
    };
    open(fleetOf(kFew));
    ASSERT_TRUE(shows(4));
    table->selectRow(0);
    auto *const runbook = pane->findChild<QPushButton *>(QStringLiteral("runbook"));
    ASSERT_TRUE(eventually([&] { return runbook->isVisible(); }));
    QStringList labels;
    for (const QLabel *label : pane->findChildren<QLabel *>())
        labels << label->text();
    EXPECT_TRUE(labels.contains(QStringLiteral("doubtful")));
    QSignalSpy wanted(page.get(), &DevicesPage::runbookWanted);
    QTest::mouseClick(runbook, Qt::LeftButton);
    ASSERT_EQ(wanted.size(), 1);
    EXPECT_EQ(wanted.front().front().toString(), QStringLiteral("host=\"%1\"").arg(host(0)));
}

TEST_F(DevicesPageTest, EnterOpensThePaneAndTheKeyClosesIt)
{
    open(fleetOf(kFew));
    ASSERT_TRUE(shows(4));
    page->togglePane();
    EXPECT_FALSE(pane->isVisible());
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Return);
    EXPECT_TRUE(pane->isVisible());
    page->resize(900, 600);
    EXPECT_FALSE(pane->isVisible()) << "in a narrow window the pane comes only when asked for";
    page->togglePane();
    EXPECT_TRUE(pane->isVisible());
    EXPECT_EQ(pane->geometry().right(), page->rect().right());
}

TEST_F(DevicesPageTest, AnEmptyFleetAndAnEmptyAnswerSayWhatToDo)
{
    open(std::make_shared<const FleetSnapshot>());
    QSignalSpy sources(page.get(), &DevicesPage::sourcesWanted);
    EXPECT_FALSE(table->isVisible());
    fleet.publish(fleetOf(kFew));
    ASSERT_TRUE(shows(4));
    EXPECT_TRUE(table->isVisible());
    filter->setLine(QStringLiteral("host:nowhere"));
    ASSERT_TRUE(shows(0));
    EXPECT_FALSE(table->isVisible());
}

TEST_F(DevicesPageTest, ExportsWhatIsShownWithWhereItIsFrom)
{
    open(fleetOf(kFew));
    filter->setLine(QStringLiteral("tier:t2"));
    ASSERT_TRUE(shows(2));
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("devices.csv"));
    DeviceExport &exporter = *page->findChild<DeviceExport *>();
    QSignalSpy done(&exporter, &DeviceExport::done);
    exporter.writeCsv(page->order(), path);
    ASSERT_TRUE(done.wait(30'000));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    EXPECT_TRUE(text.startsWith("\xEF\xBB\xBFHealth,Host,Site · ward,Tier")) << text.toStdString();
    EXPECT_TRUE(text.contains("degraded,RGH-LAB-02,RGH · Path Lab,t2")) << text.toStdString();
    EXPECT_TRUE(text.contains("# Filter: tier:t2"));
    EXPECT_TRUE(text.contains("J. Whitfield"));
    EXPECT_TRUE(exporter.writePdf(page->order(), folder.filePath(QStringLiteral("devices.pdf"))));
}

TEST_F(DevicesPageTest, LooksRightInEveryTheme)
{
    std::vector<Spec> many;
    for (int i = 0; i < 60; ++i)
        many.insert(many.end(), kFew.begin(), kFew.end());
    open(fleetOf(many));
    ASSERT_TRUE(shows(240));
    table->selectRow(64);
    ASSERT_TRUE(eventually([&] { return pane->details().contains(QStringLiteral("two sources agree")); }));
    page->setPaneShown(true);
    ringward::testing::takePictures(*page, QStringLiteral("devices"));
}
