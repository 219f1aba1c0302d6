#include "views/widgets/styledtable.h"

#include "models/fleet/device.h"
#include "tests/support/picture.h"
#include "tests/support/printers.h"
#include "views/widgets/tablehead.h"
#include "views/widgets/themehub.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>

using namespace ringward;

namespace {

struct StyledTableTest : ::testing::Test {
    StyledTableTest()
    {
        model.setHorizontalHeaderLabels({QStringLiteral("Health"), QStringLiteral("Host"), QStringLiteral("Tier"),
                                         QStringLiteral("Ring"), QStringLiteral("Devices")});
        for (int row = 0; row < 12; ++row) {
            const auto cell = [](const QString &text, int meaning) {
                auto *item = new QStandardItem(text);
                item->setData(meaning, Qt::UserRole);
                return item;
            };
            auto *bar = cell(QString::number(row * 117), 0);
            bar->setData(row / 12.0, Qt::UserRole);
            model.appendRow({cell(word(AgentHealth(row % 5)), row % 5),
                             cell(QStringLiteral("host-%1").arg(row, 2, 10, QChar(u'0')), 0), cell({}, row % 5),
                             cell(QStringLiteral("Broad"), row % 5), bar});
        }
        table.setModel(&model);
        const CellLook::Kind kinds[] = {CellLook::Kind::Health, CellLook::Kind::Text, CellLook::Kind::Tier,
                                        CellLook::Kind::Ring, CellLook::Kind::Bar};
        for (int column = 0; column < 5; ++column)
            table.setLook(column, {kinds[column], Qt::UserRole, -1});
        table.setInitialWidths({130, 160, 50, 110, 130});
        table.resize(620, 360);
        table.show();
        table.setFocus();
    }
    ThemeHub themes{QFont(QStringLiteral("Inter"), 10), ThemeHub::Choice::Light};
    QStandardItemModel model;
    StyledTable table;
};

TEST_F(StyledTableTest, RowsFollowTheFont)
{
    EXPECT_EQ(table.rowHeight(0), 26);
    themes.setFont(QFont(QStringLiteral("Inter"), 20));
    EXPECT_EQ(table.rowHeight(0), 52);
}

TEST_F(StyledTableTest, LooksTheSameInEveryTheme)
{
    table.selectRow(2);
    for (const auto choice : {ThemeHub::Choice::Light, ThemeHub::Choice::Dark, ThemeHub::Choice::HighContrast}) {
        themes.choose(choice);
        const QImage image = table.grab().toImage();
        EXPECT_EQ(QColor(image.pixel(300, table.height() - 8)), themes.theme().surface);
        ringward::testing::keepPicture(table, QStringLiteral("table-") + ThemeHub::word(choice));
    }
}

TEST_F(StyledTableTest, CopiesSelectedRowsWithTheirHead)
{
    table.setColumnHidden(2, true);
    table.selectRow(1);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QGuiApplication::clipboard()->text(),
              QStringLiteral("Health\tHost\tRing\tDevices\nsilent\thost-01\tBroad\t117\n"));
    table.setCurrentIndex(model.index(4, 1));
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("host-04"));
}

TEST_F(StyledTableTest, TypingFindsARow)
{
    table.setCurrentIndex(model.index(0, 1));
    QTest::keyClicks(&table, QStringLiteral("host-07"));
    EXPECT_EQ(table.currentIndex().row(), 7);
    QSignalSpy missed(&table, &StyledTable::notFoundByTyping);
    QTest::keyClicks(&table, QStringLiteral("zz"));
    EXPECT_FALSE(missed.isEmpty());
}

TEST_F(StyledTableTest, PinnedColumnsStayWhileTheOthersScrollSideways)
{
    table.setPinned(1);
    table.resize(600, 300);
    table.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&table));
    table.head()->resizeSection(3, 2000);
    ASSERT_TRUE(QTest::qWaitFor([this] { return table.horizontalScrollBar()->maximum() > 600; }));
    const QPoint atHost(table.columnViewportPosition(1) + 5, table.rowViewportPosition(2) + 5);
    ASSERT_EQ(table.indexAt(atHost).column(), 1);
    const int width = table.columnViewportPosition(2);
    table.horizontalScrollBar()->setValue(width + 200);
    EXPECT_EQ(table.indexAt(atHost), model.index(2, 1)) << "what is seen is what is hit";
    EXPECT_EQ(table.indexAt({width + 5, atHost.y()}).column(), 3);
    EXPECT_EQ(table.head()->pinnedWidth(), width);
    QTest::mouseClick(table.head()->viewport(), Qt::LeftButton, {}, {atHost.x(), 5});
    EXPECT_EQ(table.head()->sortIndicatorSection(), 1);
    ringward::testing::keepPicture(table, QStringLiteral("table-pinned"));
    table.setCurrentIndex(model.index(2, 2));
    EXPECT_GE(table.columnViewportPosition(2), width) << "the current cell is not left under what is pinned";
    table.horizontalScrollBar()->setValue(0);
    EXPECT_EQ(table.head()->pinnedWidth(), 0);
}

TEST_F(StyledTableTest, RemembersWidthsAndHiddenColumns)
{
    table.rememberLayout(QStringLiteral("test"));
    table.horizontalHeader()->resizeSection(1, 222);
    table.head()->setSectionHidden(3, true);
    Q_EMIT table.head()->layoutChanged();
    StyledTable other;
    other.setModel(&model);
    other.rememberLayout(QStringLiteral("test"));
    EXPECT_EQ(other.columnWidth(1), 222);
    EXPECT_TRUE(other.isColumnHidden(3));
    QSettings().remove(QStringLiteral("tables"));
}

} // namespace
