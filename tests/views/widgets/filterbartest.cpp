#include "views/widgets/filterbar.h"

#include "models/fleet/fleetbuilder.h"
#include "tests/support/picture.h"
#include "tests/support/printers.h"
#include "views/widgets/suggestionlist.h"
#include "views/widgets/themehub.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace ringward;

namespace {

struct FilterBarTest : ::testing::Test {
    FilterBarTest()
    {
        window.resize(900, 400);
        bar.setParent(&window);
        bar.resize(880, 32);
        window.show();
        bar.show();
        bar.focusLine();
    }
    void type(const char *text) { QTest::keyClicks(edit(), QString::fromLatin1(text)); }
    QLineEdit *edit() { return bar.findChild<QLineEdit *>(); }
    SuggestionList *list() { return window.findChild<SuggestionList *>(); }
    QString word() { return bar.findChild<QLabel *>()->text(); }
    QColor ground() { return QColor(bar.grab().toImage().pixel(bar.width() / 2, 4)); }

    ThemeHub themes{QFont(QStringLiteral("Inter"), 10), ThemeHub::Choice::Light};
    QWidget window;
    FilterBar bar;
};

TEST_F(FilterBarTest, SaysValidUnfinishedAndWrongByGroundAndWord)
{
    type("tier<=1");
    EXPECT_EQ(ground(), themes.theme().validGround);
    EXPECT_EQ(word(), QStringLiteral("valid"));
    bar.setMatchTime(11);
    EXPECT_EQ(word(), QStringLiteral("valid · 11 ms"));
    ringward::testing::keepPicture(bar, QStringLiteral("filter-valid"));
    QTest::keyClick(edit(), Qt::Key_Backspace);
    EXPECT_EQ(ground(), themes.theme().warnGround);
    EXPECT_FALSE(word().isEmpty());
    ringward::testing::keepPicture(bar, QStringLiteral("filter-unfinished"));
    bar.setLine(QStringLiteral("ward:icu teir<=1"));
    EXPECT_EQ(ground(), themes.theme().badGround);
    EXPECT_TRUE(word().contains(QStringLiteral("teir")));
    ringward::testing::keepPicture(bar, QStringLiteral("filter-wrong"));
    themes.choose(ThemeHub::Choice::Dark);
    ringward::testing::keepPicture(bar, QStringLiteral("filter-wrong-dark"));
}

TEST_F(FilterBarTest, TellsOnlyValidLines)
{
    QSignalSpy changed(&bar, &FilterBar::filterChanged);
    type("tier:t0");
    ASSERT_FALSE(changed.isEmpty());
    for (const auto &call : changed)
        EXPECT_TRUE(call.front().value<Filter>().isValid());
    EXPECT_EQ(changed.last().front().value<Filter>().line(), QStringLiteral("tier:t0"));
}

TEST_F(FilterBarTest, TabTakesTheCompletionAndTheFocusStays)
{
    type("heal");
    ASSERT_TRUE(list()->isVisible());
    const QAbstractItemModelTester contract(list()->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    QTest::keyClick(edit(), Qt::Key_Tab);
    EXPECT_TRUE(bar.line().startsWith(QStringLiteral("health"))) << bar.line().toStdString();
    EXPECT_EQ(window.focusWidget(), edit());
    QTest::keyClick(edit(), Qt::Key_Escape);
    EXPECT_FALSE(list()->isVisible());
}

TEST_F(FilterBarTest, EnterKeepsALineInTheHistoryOnce)
{
    QSignalSpy accepted(&bar, &FilterBar::accepted);
    for (const char *line : {"tier:t0", "tier:t1", "tier:t0"}) {
        bar.setLine(QString::fromLatin1(line));
        QTest::keyClick(edit(), Qt::Key_Return);
    }
    EXPECT_EQ(accepted.size(), 3);
    EXPECT_EQ(bar.history(), (QStringList{QStringLiteral("tier:t0"), QStringLiteral("tier:t1")}));
    bar.setLine({});
    QTest::keyClick(edit(), Qt::Key_Down);
    ASSERT_TRUE(list()->isVisible());
    QTest::keyClick(edit(), Qt::Key_Down);
    QTest::keyClick(edit(), Qt::Key_Down);
    QTest::keyClick(edit(), Qt::Key_Return);
    EXPECT_EQ(bar.line(), QStringLiteral("tier:t1"));
    bar.setLine(QStringLiteral("tier<"));
    QTest::keyClick(edit(), Qt::Key_Return);
    EXPECT_EQ(accepted.size(), 3) << "an unfinished line is not accepted";
}

} // namespace

TEST_F(FilterBarTest, ALineCanBeOfAnotherLanguageThanThatOfDevices)
{
    QSignalSpy ofDevices(&bar, &FilterBar::filterChanged), ofAny(&bar, &FilterBar::lineChanged);
    QSignalSpy accepted(&bar, &FilterBar::lineAccepted);
    bar.setLanguage({.diagnose =
                         [](const QString &line) {
                             FilterDiagnosis diagnosis;
                             if (line.contains(u'!')) {
                                 diagnosis.state = FilterDiagnosis::State::Wrong;
                                 diagnosis.message = QStringLiteral("calm down");
                             }
                             return diagnosis;
                         },
                     .complete =
                         [](const QString &, int cursor) {
                             return std::vector<FilterCompletion>{
                                 {QStringLiteral("score:"), QStringLiteral("0 to 100"), 0, cursor}};
                         }});
    ofAny.clear();
    type("sc");
    EXPECT_TRUE(list()->isVisible());
    QTest::keyClick(edit(), Qt::Key_Tab);
    EXPECT_EQ(bar.line(), QStringLiteral("score:"));
    EXPECT_TRUE(bar.isValid());
    EXPECT_GE(ofAny.count(), 2);
    EXPECT_EQ(ofDevices.count(), 0);
    bar.setMatchWord(QStringLiteral("17 of 412"));
    EXPECT_EQ(word(), QStringLiteral("17 of 412"));
    QTest::keyClick(edit(), Qt::Key_Escape);
    QTest::keyClick(edit(), Qt::Key_Return);
    EXPECT_EQ(accepted.count(), 1);
    bar.setLine(QStringLiteral("score!"));
    EXPECT_FALSE(bar.isValid());
    EXPECT_EQ(word(), QStringLiteral("calm down"));
}
