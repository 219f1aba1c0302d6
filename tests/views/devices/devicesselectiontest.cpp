#include "tests/support/picture.h"
#include "tests/views/devices/devicespagefixture.h"
#include "views/widgets/banner.h"

#include <QClipboard>
#include <QSignalSpy>

using namespace ringward;
using namespace ringward::testing;

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
    keepPicture(*page, QStringLiteral("devices-runbook-refused"));
    table->selectAll();
    runbook->trigger();
    ASSERT_EQ(wanted.size(), 2);
    EXPECT_EQ(wanted[1][0].toString(), QStringLiteral("ward:icu"));
}

TEST_F(DevicesPageTest, ARunbookLeavesOutNoDeviceThatHasNoHostName)
{
    open(fleetOf({{"RGH-1", "4W ICU", Tier::T2, AgentHealth::Up}, {"", "4W ICU", Tier::T2, AgentHealth::Up}}));
    ASSERT_TRUE(shows(2));
    QSignalSpy wanted(page.get(), &DevicesPage::runbookWanted);
    QAction *const runbook = actions.action(QStringLiteral("devices.runbook"));
    EXPECT_FALSE(runbook->isEnabled());
    table->selectAll();
    ASSERT_TRUE(eventually([&] { return runbook->isEnabled(); })) << "no row has been looked at";
    runbook->trigger();
    EXPECT_EQ(wanted.size(), 0) << "without a filter line it would be the named one only";
    const auto *const banner = page->findChild<Banner *>();
    ASSERT_TRUE(banner->isVisible());
    EXPECT_TRUE(banner->accessibleName().contains(QStringLiteral("1 device")));
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
