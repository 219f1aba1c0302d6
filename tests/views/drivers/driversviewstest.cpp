#include "models/drivers/kernelreport.h"
#include "tests/views/drivers/driverspagefixture.h"
#include "views/drivers/decisionform.h"
#include "views/drivers/differenceview.h"
#include "views/drivers/paretochart.h"
#include "views/drivers/planview.h"
#include "views/drivers/reportform.h"
#include "views/drivers/timelineview.h"
#include "views/widgets/banner.h"

#include <QComboBox>
#include <QDateEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace ringward;
using namespace ringward::testing;

namespace {

struct DriversViewsTest : DriversPageFixture {
    void arrive()
    {
        FleetDictionaries &names = fleet.builder.editNames();
        DeviceRow device = hub.current()->row(0);
        device.driverSet = names.driverSet({names.drivers.find(QStringLiteral("csagent.sys 7.28.20009")),
                                            names.drivers.find(QStringLiteral("disk.sys 10.0")),
                                            names.drivers.intern(QStringLiteral("vboxdrv.sys 7.0"))});
        fleet.builder.update(0, device);
        publish();
        caughtUp();
    }
    bool rows(const char *view, int count)
    {
        return eventually(
            [&] { return page->findChild<StyledTable *>(QString::fromLatin1(view))->model()->rowCount() == count; });
    }
};

} // namespace

TEST_F(DriversViewsTest, TwoGroupsOfDevicesDifferByTheirDrivers)
{
    populate();
    open();
    page->showView(QStringLiteral("difference"));
    auto *const view = page->findChild<DifferenceView *>();
    view->findChild<FilterBar *>(QStringLiteral("line"))->setLine(QStringLiteral("ward:icu"));
    view->findChild<FilterBar *>(QStringLiteral("other"))->setLine(QStringLiteral("ward:lab"));
    QTest::mouseClick(view->findChild<QPushButton *>(QStringLiteral("compare")), Qt::LeftButton);
    ASSERT_TRUE(rows("differences", 2));
    QStringList keys;
    for (const DriverDifference &each : view->table().records())
        keys << each.key;
    EXPECT_TRUE(keys.contains(QStringLiteral("csagent.sys 7.28.20009")));
    EXPECT_TRUE(keys.contains(QStringLiteral("gdrv.sys 1.0")));
    view->findChild<FilterBar *>(QStringLiteral("other"))->setLine(QStringLiteral("ward:"));
    EXPECT_FALSE(view->findChild<QPushButton *>(QStringLiteral("compare"))->isEnabled());
}

TEST_F(DriversViewsTest, TodayDiffersFromADayByWhatArrived)
{
    populate();
    open();
    clock.advance(48 * 3600 * 1000LL);
    arrive();
    page->showView(QStringLiteral("difference"));
    auto *const view = page->findChild<DifferenceView *>();
    view->findChild<QComboBox *>(QStringLiteral("against"))->setCurrentIndex(1);
    auto *const day = view->findChild<QDateEdit *>(QStringLiteral("day"));
    day->setDate(QDateTime::fromMSecsSinceEpoch(clock.nowMs()).date().addDays(-1));
    QTest::mouseClick(view->findChild<QPushButton *>(QStringLiteral("compare")), Qt::LeftButton);
    ASSERT_TRUE(rows("differences", 1));
    EXPECT_EQ(view->table().at(0).key, QStringLiteral("vboxdrv.sys 7.0"));
    EXPECT_EQ(view->table().at(0).before, 0U);
}

TEST_F(DriversViewsTest, WhatArrivedIsOnTheTimelineWhileItIsShown)
{
    populate();
    open();
    page->showView(QStringLiteral("timeline"));
    EXPECT_EQ(page->findChild<TimelineView *>()->table().rowCount(), 0);
    arrive();
    ASSERT_TRUE(rows("events", 1));
    const DriverEvent &event = page->findChild<TimelineView *>()->table().at(0);
    EXPECT_EQ(event.kind, DriverEvent::Kind::Arrived);
    EXPECT_EQ(event.key, QStringLiteral("vboxdrv.sys 7.0"));
}

TEST_F(DriversViewsTest, WeeksCountArrivalsAndDeparturesAndLeaveFirstReadsOut)
{
    const QDate today(2025, 9, 10); // a Wednesday
    const auto at = [](QDate day) {
        return day.startOfDay().addSecs(3600).toMSecsSinceEpoch();
    };
    const auto weeks = TimelineView::weeks({{at(QDate(2025, 9, 8)), DriverEvent::Kind::Arrived},
                                            {at(QDate(2025, 9, 7)), DriverEvent::Kind::Left},
                                            {at(QDate(2025, 9, 9)), DriverEvent::Kind::FirstRead},
                                            {at(QDate(2025, 1, 1)), DriverEvent::Kind::Arrived}},
                                           today, 3);
    ASSERT_EQ(weeks.size(), 3U);
    EXPECT_EQ(weeks[2].monday, QDate(2025, 9, 8));
    EXPECT_EQ(weeks[2].arrived, 1);
    EXPECT_EQ(weeks[1].left, 1);
    EXPECT_EQ(weeks[0].arrived, 0);
}

TEST_F(DriversViewsTest, AWardOfTheHeatMapOpensItsDevices)
{
    populate();
    open();
    page->showView(QStringLiteral("heatmap"));
    auto *const map = page->findChild<StyledTable *>(QStringLiteral("heatmap"));
    ASSERT_EQ(map->model()->rowCount(), 2);
    QSignalSpy devices(page.get(), &DriversPage::devicesWanted);
    map->selectRow(0);
    QTest::keyClick(map, Qt::Key_Return);
    ASSERT_EQ(devices.count(), 1);
    EXPECT_EQ(devices[0][0].toString(), QStringLiteral("ward=\"ICU\" site=\"RGH\"")) << "most devices first";
}

TEST_F(DriversViewsTest, WhatIsToGoHasAPlanWithStepsAndAWayBack)
{
    populate();
    DriverReview remove{.name = QStringLiteral("gdrv.sys"),
                        .state = ReviewState::Remove,
                        .owner = QStringLiteral("J. Whitfield"),
                        .reason = QStringLiteral("known abuse")};
    ASSERT_TRUE(store.reviews.save({remove}));
    open();
    page->showView(QStringLiteral("plan"));
    ASSERT_TRUE(rows("plan", 1));
    const ReductionItem &item = page->findChild<PlanView *>()->table().at(0);
    EXPECT_EQ(item.count.devices, 1U);
    const QString text = PlanView::plainText(item);
    EXPECT_TRUE(text.contains(QStringLiteral("Step 1"))) << text.toStdString();
    EXPECT_TRUE(text.contains(QStringLiteral("Back 1"))) << text.toStdString();
}

TEST_F(DriversViewsTest, TheParetoAddsUpToAllAndFoldsTheRest)
{
    populate();
    open();
    const auto all = ParetoChart::bars(*desk.assessment(), 10);
    ASSERT_EQ(all.size(), 3U);
    EXPECT_NEAR(all.back().together, 100, 1e-9);
    EXPECT_GE(all[0].share, all[1].share);
    const auto folded = ParetoChart::bars(*desk.assessment(), 2);
    ASSERT_EQ(folded.size(), 2U);
    EXPECT_TRUE(folded[1].image.isEmpty());
    EXPECT_NEAR(folded[0].share + folded[1].share, 100, 1e-9);
}

TEST_F(DriversViewsTest, TheReportIsWrittenAndThePageSaysWhere)
{
    populate();
    open();
    const QString path = folder.filePath(QStringLiteral("report.pdf"));
    page->writeReport({}, path);
    auto *const banner = page->findChild<Banner *>();
    ASSERT_TRUE(eventually([&] { return banner->isVisible(); }));
    ASSERT_EQ(reported.size(), 1U);
    EXPECT_TRUE(banner->accessibleName().contains(path));
    page->writeReport({QStringLiteral("Nobody Ltd"), {}}, path);
    ASSERT_TRUE(eventually([&] { return banner->accessibleName().contains(QStringLiteral("not written")); }));
    EXPECT_EQ(reported.size(), 1U);
}

TEST_F(DriversViewsTest, TheTableIsExportedAsShownAndThePlanToo)
{
    populate();
    open();
    page->setFilter(QStringLiteral("inbox:no"));
    const TableExport::Order order = page->order();
    EXPECT_EQ(order.table->rowCount(), 2);
    EXPECT_EQ(order.notes.filterLine, QStringLiteral("inbox:no"));
    EXPECT_EQ(order.columns.front(), int(DriverTable::NameColumn)) << "as the screen has it";
    TableExport exporter(*page);
    QSignalSpy done(&exporter, &TableExport::done);
    const QString path = folder.filePath(QStringLiteral("drivers.csv"));
    exporter.writeCsv(order, path);
    ASSERT_TRUE(done.wait(30'000));
    QFile written(path);
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(written.readAll());
    EXPECT_TRUE(text.contains(QStringLiteral("csagent.sys,7.28.20009"))) << text.toStdString();
    EXPECT_TRUE(exporter.writePdf(page->viewOrder(), folder.filePath(QStringLiteral("board.pdf"))));
}

TEST_F(DriversViewsTest, EveryViewAndFormLooksRight)
{
    populate();
    for (const auto &[image, version, maker] :
         {std::tuple("wdfilter.sys", "4.18.26070", "Microsoft Corporation"), std::tuple("npcap.sys", "1.79", "Nmap"),
          std::tuple("fpepflt.sys", "23.11.5664", "Forcepoint"), std::tuple("veeamfct.sys", "12.1.0.2131", "Veeam"),
          std::tuple("igdkmd64.sys", "31.0.101.5590", "Intel Corporation")})
        describe(image, version, maker, StartType::Manual);
    for (const char *ward : {"ED", "THEATRE 2", "PHARMACY", "4W ICU"}) {
        fleet.add(ward, Tier::T1,
                  {"csagent.sys 7.28.20009", "disk.sys 10.0", "npcap.sys 1.79", "veeamfct.sys 12.1.0.2131"});
        fleet.add(ward, Tier::T2, {"wdfilter.sys 4.18.26070", "disk.sys 10.0", "fpepflt.sys 23.11.5664"});
        fleet.add(ward, Tier::T3, {"igdkmd64.sys 31.0.101.5590", "disk.sys 10.0"});
    }
    DriverReview remove{.name = QStringLiteral("gdrv.sys"),
                        .state = ReviewState::Remove,
                        .owner = QStringLiteral("J. Whitfield"),
                        .reason = QStringLiteral("known to be abused; nobody needs it")};
    DriverReview replace{.name = QStringLiteral("csagent.sys"),
                         .state = ReviewState::Replace,
                         .owner = QStringLiteral("S. Adeyemi"),
                         .reason = QStringLiteral("the user-mode sensor is asked for"),
                         .reviewBy = QDate(2025, 12, 1)};
    ASSERT_TRUE(store.reviews.save({remove, replace}));
    open();
    clock.advance(48 * 3600 * 1000LL);
    arrive();
    page->showView(QStringLiteral("difference"));
    auto *const view = page->findChild<DifferenceView *>();
    view->findChild<FilterBar *>(QStringLiteral("line"))->setLine(QStringLiteral("ward:icu"));
    view->findChild<FilterBar *>(QStringLiteral("other"))->setLine(QStringLiteral("ward:lab"));
    QTest::mouseClick(view->findChild<QPushButton *>(QStringLiteral("compare")), Qt::LeftButton);
    ASSERT_TRUE(eventually([&] { return view->table().rowCount() > 0; }));
    for (const char *id : {"difference", "timeline", "heatmap", "plan"}) {
        page->showView(QString::fromLatin1(id));
        QTest::qWait(100);
        takePictures(*page, QStringLiteral("drivers-") + QString::fromLatin1(id));
    }
    table->selectRow(rowOf(QStringLiteral("gdrv.sys")));
    run("drivers.decide");
    takeDialogPictures(*page->findChild<DecisionForm *>(), QStringLiteral("drivers-decision"));
    page->findChild<DecisionForm *>()->close();
    run("drivers.report");
    takeDialogPictures(*page->findChild<ReportForm *>(), QStringLiteral("drivers-reportform"));
}
