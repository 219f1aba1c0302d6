#include "tests/support/pagepictures.h"
#include "tests/views/devices/devicespagefixture.h"
#include "views/devices/nameline.h"
#include "views/devices/sumline.h"

#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace ringward;
using namespace ringward::testing;

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
