#include "views/situation/situationpage.h"

#include "models/fleet/filter.h"
#include "tests/support/manualclock.h"
#include "tests/support/picture.h"
#include "tests/support/printers.h"
#include "tests/support/samplehospital.h"
#include "views/shell/shellwindow.h"
#include "views/shell/statusline.h"
#include "views/situation/attentionlist.h"
#include "views/situation/counttable.h"
#include "views/situation/wardmap.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/themehub.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QDir>
#include <QPrinter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace ringward;
using namespace ringward::testing;

namespace {

constexpr qint64 kNow = 1'788'852'120'000; // 8 September 2026, 08:42 UTC

struct SituationPageTest : ::testing::Test {
    explicit SituationPageTest(ThemeHub::Choice choice = ThemeHub::Choice::Light)
        : themes(QFont(QStringLiteral("Inter"), 10), choice)
        , window(actions, themes, clock)
        , page(new SituationPage(hub, actions, clock))
    {
        window.addPage({QStringLiteral("situation"),
                        QStringLiteral("Situation"),
                        QStringLiteral("situation"),
                        page,
                        false,
                        {QStringLiteral("view.refresh"), QStringLiteral("situation.print")},
                        {}});
        window.addPage({QStringLiteral("devices"),
                        QStringLiteral("Devices"),
                        QStringLiteral("devices"),
                        new QWidget,
                        false,
                        {},
                        {}});
        window.addPage({QStringLiteral("sources"),
                        QStringLiteral("Sources"),
                        QStringLiteral("sources"),
                        new QWidget,
                        false,
                        {},
                        {}});
        window.addPage(
            {QStringLiteral("help"), QStringLiteral("Help"), QStringLiteral("help"), new QWidget, true, {}, {}});
        QObject::connect(page, &SituationPage::sentenceChanged, &window,
                         [this](const QString &text) { window.setSentence(QStringLiteral("situation"), text); });
        window.showPage(QStringLiteral("situation"));
        window.resize(1440, 900);
        window.show();
    }
    void showFleet(FleetSnapshotPtr fleet)
    {
        QSignalSpy shown(page, &SituationPage::situationShown);
        hub.publish(std::move(fleet));
        ASSERT_TRUE(QTest::qWaitFor([&] { return page->situation() && page->situation()->fleet == hub.current(); }));
    }
    void showHospital(int wards = 136)
    {
        page->setSources({{QStringLiteral("Falcon"), kNow - 24'000, 120, true, {}},
                          {QStringLiteral("MeshCentral"), kNow - 8'040'000, 3600, false,
                           QStringLiteral("certificate expired 07:28")}});
        showFleet(sampleHospital(kNow, wards));
        page->setSamples(sampleDay(page->situation()->counts, kNow));
        window.status().setTotal(hub.current()->size(), page->situation()->wards);
        window.status().setSources(1, 2);
        window.status().setDataTime(kNow - 24'000, 600'000);
        window.setBadge(QStringLiteral("devices"), QStringLiteral("4,812"));
        window.setBadge(QStringLiteral("sources"), QStringLiteral("1"), true);
        window.setPlace(QStringLiteral("Sample hospital · this computer"), QStringLiteral("J. Whitfield · admin"));
        QTest::qWait(20);
    }

    ManualClock clock{kNow};
    ThemeHub themes;
    ActionRegistry actions;
    FleetHub hub;
    ShellWindow window;
    SituationPage *page;
};

TEST_F(SituationPageTest, AnEmergencyThatOwesAReviewLeadsToItsChange)
{
    showHospital();
    AttentionRow row;
    row.kind = AttentionRow::Kind::EmergenciesToReview;
    row.title = QStringLiteral("1 emergency change owes a review");
    row.remark = QStringLiteral("CHG-0142: overdue for 5 h · Restart the lab");
    row.count = 1;
    row.change = QStringLiteral("CHG-0142");
    page->setFurtherAttention({row});
    auto *list = page->findChild<AttentionList *>();
    const QModelIndex last = list->model()->index(list->model()->rowCount() - 1, 0);
    ASSERT_EQ(last.data().toString(), row.title);
    keepPicture(window, QStringLiteral("situation-review"));
    QSignalSpy change(page, &SituationPage::openChange), sources(page, &SituationPage::openSources);
    Q_EMIT list->activated(last);
    ASSERT_EQ(change.count(), 1);
    EXPECT_EQ(change[0][0].toString(), row.change);
    EXPECT_EQ(sources.count(), 0);
}

TEST_F(SituationPageTest, NumbersOfTheTableAddUpToTheFleet)
{
    showHospital();
    const auto *table = page->findChild<CountTable *>();
    ASSERT_TRUE(table);
    EXPECT_EQ(table->number(0, 0), hub.current()->size());
    for (int row = 0; row <= kTierCount; ++row) {
        quint32 states = 0;
        for (int column = 1; column <= kHealthCount; ++column)
            states += table->number(row, column);
        EXPECT_EQ(states, table->number(row, 0)) << row;
    }
    for (int column = 0; column <= kHealthCount; ++column) {
        quint32 tiers = 0;
        for (int row = 1; row <= kTierCount; ++row)
            tiers += table->number(row, column);
        EXPECT_EQ(tiers, table->number(0, column)) << column;
    }
}

TEST_F(SituationPageTest, EachNumberLeadsToExactlyItsDevices)
{
    showHospital();
    auto *table = page->findChild<CountTable *>();
    QSignalSpy opened(page, &SituationPage::openDevices);
    table->setFocus();
    for (int row = 0; row <= kTierCount; ++row) {
        for (int column = 0; column <= kHealthCount; ++column) {
            QTest::keyClick(table, Qt::Key_Return);
            const Filter filter = Filter::parse(opened.takeFirst().front().toString());
            ASSERT_TRUE(filter.isValid()) << filter.line().toStdString();
            EXPECT_EQ(filter.match(*hub.current(), kNow)->count(), table->number(row, column))
                << filter.line().toStdString();
            QTest::keyClick(table, Qt::Key_Right);
        }
        for (int column = 0; column <= kHealthCount; ++column)
            QTest::keyClick(table, Qt::Key_Left);
        QTest::keyClick(table, Qt::Key_Down);
    }
}

TEST_F(SituationPageTest, EachWardTileOpensItsWardByKeyboardAndClick)
{
    showHospital();
    auto *map = page->findChild<WardMap *>();
    EXPECT_EQ(map->tileCount(), 136);
    QSignalSpy opened(page, &SituationPage::openDevices);
    map->setFocus();
    QTest::keyClick(map, Qt::Key_Home);
    quint32 sum = 0;
    for (int i = 0; i < map->tileCount(); ++i) {
        ASSERT_EQ(map->currentTile(), i);
        EXPECT_FALSE(map->sentenceOf(i).isEmpty());
        QTest::keyClick(map, Qt::Key_Return);
        const Filter filter = Filter::parse(opened.takeFirst().front().toString());
        ASSERT_TRUE(filter.isValid()) << filter.line().toStdString();
        sum += filter.match(*hub.current(), kNow)->count();
        QTest::keyClick(map, Qt::Key_Right);
    }
    EXPECT_EQ(sum, hub.current()->size()) << "every device is behind exactly one tile";

    QTest::keyClick(map, Qt::Key_Home);
    QTest::mouseClick(map->viewport(), Qt::LeftButton, {}, map->tileRect(3).center());
    EXPECT_EQ(opened.size(), 1);
    EXPECT_EQ(map->currentTile(), 3);
}

TEST_F(SituationPageTest, ArrowsUpAndDownStayInTheirColumn)
{
    showHospital();
    auto *map = page->findChild<WardMap *>();
    map->setFocus();
    QTest::keyClick(map, Qt::Key_Home);
    const int left = map->tileRect(0).left();
    QTest::keyClick(map, Qt::Key_Down);
    EXPECT_NE(map->currentTile(), 0);
    EXPECT_EQ(map->tileRect(map->currentTile()).left(), left);
    QTest::keyClick(map, Qt::Key_Up);
    EXPECT_EQ(map->currentTile(), 0);
}

TEST_F(SituationPageTest, ManyWardsShowAsBuildingsThatZoom)
{
    showHospital(600);
    auto *map = page->findChild<WardMap *>();
    ASSERT_TRUE(map->showsBuildings());
    EXPECT_LE(map->tileCount(), 20);
    keepPicture(window, QStringLiteral("situation-600-wards"));
    map->setFocus();
    QTest::keyClick(map, Qt::Key_Home);
    QTest::keyClick(map, Qt::Key_Return);
    EXPECT_FALSE(map->showsBuildings());
    EXPECT_GT(map->tileCount(), 20);
    keepPicture(window, QStringLiteral("situation-600-zoomed"));
    QTest::keyClick(map, Qt::Key_Escape);
    EXPECT_TRUE(map->showsBuildings());
}

TEST_F(SituationPageTest, EachAttentionRowLeadsToAsManyDevicesAsItSays)
{
    showHospital();
    auto *list = page->findChild<AttentionList *>();
    const QAbstractItemModelTester contract(list->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    QSignalSpy devices(page, &SituationPage::openDevices), sources(page, &SituationPage::openSources);
    ASSERT_GT(list->model()->rowCount(), 3);
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        const QModelIndex index = list->model()->index(row, 0);
        Q_EMIT list->activated(index);
        const auto kind = AttentionRow::Kind(index.data(AttentionModel::KindRole).toInt());
        if (kind == AttentionRow::Kind::SourceFailing || kind == AttentionRow::Kind::SourceStale) {
            EXPECT_EQ(sources.size(), 1);
            continue;
        }
        ASSERT_EQ(devices.size(), 1) << index.data().toString().toStdString();
        const Filter filter = Filter::parse(devices.takeFirst().front().toString());
        ASSERT_TRUE(filter.isValid()) << filter.line().toStdString();
        const quint32 found = filter.match(*hub.current(), kNow)->count();
        if (kind == AttentionRow::Kind::CrashLooping || kind == AttentionRow::Kind::LifeCriticalSilent
            || kind == AttentionRow::Kind::PinsExpire)
            EXPECT_EQ(found, index.data(AttentionModel::CountRole).toUInt()) << filter.line().toStdString();
        else
            EXPECT_GT(found, 0U) << filter.line().toStdString();
    }
}

TEST_F(SituationPageTest, AnEmptyFleetSaysWhatToDo)
{
    showFleet(sampleHospital(kNow, 0));
    QTest::qWait(10);
    keepPicture(window, QStringLiteral("situation-empty"));
    EXPECT_EQ(page->findChild<CountTable *>()->number(0, 0), 0U);
}

TEST_F(SituationPageTest, PrintsOnPaper)
{
    showHospital();
    const QTemporaryDir folder;
    QPrinter printer;
    printer.setOutputFormat(QPrinter::PdfFormat);
    printer.setOutputFileName(folder.filePath(QStringLiteral("situation.pdf")));
    page->printTo(printer);
    EXPECT_GT(QFileInfo(printer.outputFileName()).size(), 2000);
    const QString keep = qEnvironmentVariable("RINGWARD_PICTURES");
    if (!keep.isEmpty())
        QFile::copy(printer.outputFileName(), keep + QStringLiteral("/situation.pdf"));
}

TEST_F(SituationPageTest, StaysWholeInEveryThemeAndSize)
{
    showHospital();
    using Choice = ThemeHub::Choice;
    for (const auto choice : {Choice::Light, Choice::Dark, Choice::HighContrast}) {
        themes.choose(choice);
        for (const QSize size : {QSize(1440, 900), QSize(1100, 700)}) {
            window.resize(size);
            QTest::qWait(30);
            EXPECT_EQ(window.size(), size) << "nothing forces the window wider";
            keepPicture(window, QStringLiteral("situation-%1-%2").arg(ThemeHub::word(choice)).arg(size.width()));
        }
    }
    themes.choose(Choice::Light);
    window.resize(1440, 900);
    themes.setFont(QFont(QStringLiteral("Inter"), 20));
    QTest::qWait(30);
    keepPicture(window, QStringLiteral("situation-light-200"));
    EXPECT_EQ(window.size(), QSize(1440, 900));
    EXPECT_GT(page->findChild<WardMap *>()->viewport()->height(), 60);
}

} // namespace
