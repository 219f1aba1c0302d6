#include "views/shell/shellwindow.h"

#include "tests/support/manualclock.h"
#include "tests/support/picture.h"
#include "tests/support/printers.h"
#include "views/shell/navitem.h"
#include "views/shell/noticebar.h"
#include "views/shell/resultlist.h"
#include "views/shell/sidebar.h"
#include "views/shell/statusline.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/commandpalette.h"
#include "views/widgets/suggestionlist.h"
#include "views/widgets/themehub.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QUrl>

using namespace ringward;
using namespace ringward::testing;

namespace {

struct ShellWindowTest : ::testing::Test {
    ShellWindowTest()
    {
        for (const char *id : {"situation", "devices", "sources"}) {
            const QString name = QString::fromLatin1(id);
            window.addPage({name, name, name, new QWidget, false, {}, {}});
        }
        actions.add({QStringLiteral("devices.pin"), QStringLiteral("Pin devices…"), QStringLiteral("pin"),
                     QKeySequence(Qt::Key_F9), QStringLiteral("devices"), QStringLiteral("devices")},
                    &window, [this] { ++pinned; });
        window.showPage(QStringLiteral("situation"));
        window.resize(1440, 900);
        window.show();
        QApplication::setActiveWindow(&window);
    }
    QLineEdit *openPalette()
    {
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        return window.findChild<CommandPalette *>()->findChild<QLineEdit *>();
    }
    int pinned = 0;
    ManualClock clock{1'788'852'120'000};
    ThemeHub themes{QFont(QStringLiteral("Inter"), 10), ThemeHub::Choice::Light};
    ActionRegistry actions;
    ShellWindow window{actions, themes, clock};
};

TEST_F(ShellWindowTest, PaletteFindsByLettersAndRunsOnItsPage)
{
    QLineEdit *edit = openPalette();
    ASSERT_TRUE(edit->isVisible());
    ringward::testing::keepPicture(window, QStringLiteral("palette-light"));
    QTest::keyClicks(edit, QStringLiteral("pide"));
    auto *list = window.findChild<CommandPalette *>()->findChild<SuggestionList *>();
    const QAbstractItemModelTester contract(list->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    EXPECT_EQ(list->currentIndex().data().toString(), QStringLiteral("Pin devices…"));
    QTest::keyClick(edit, Qt::Key_Return);
    EXPECT_EQ(pinned, 1);
    EXPECT_EQ(window.currentPage(), QStringLiteral("devices")) << "a verb goes to its page first";
    EXPECT_FALSE(edit->isVisible());
}

TEST_F(ShellWindowTest, ANoticeStandsAboveEveryPageUntilItWasRead)
{
    NoticeBar &notice = window.notice();
    EXPECT_FALSE(notice.isVisible());
    notice.showNotice(QStringLiteral("anna is the first admin here, because nobody was in the roster yet."),
                      QStringLiteral("An admin may manage people, sources and policies and carry out changes, but not "
                                     "vote: add the people of the board. If somebody else is to be the admin, add them "
                                     "as one, then take the role from anna."),
                      QStringLiteral("People and roles…"));
    EXPECT_TRUE(notice.isVisible());
    EXPECT_TRUE(notice.accessibleName().contains(QStringLiteral("anna")));
    window.showPage(QStringLiteral("devices"));
    EXPECT_TRUE(notice.isVisible()) << "on every page";
    ringward::testing::keepPicture(window, QStringLiteral("notice-light"));
    QSignalSpy wanted(&notice, &NoticeBar::verbWanted), read(&notice, &NoticeBar::read);
    const auto buttons = notice.findChildren<QPushButton *>();
    buttons[buttons.size() - 2]->click();
    EXPECT_EQ(wanted.count(), 1);
    EXPECT_TRUE(notice.isVisible());
    buttons.back()->click();
    EXPECT_EQ(read.count(), 1);
    EXPECT_FALSE(notice.isVisible());
}

TEST_F(ShellWindowTest, PaletteKeepsVerbsThatCannotRunAndSaysWhy)
{
    actions.setAvailable(QStringLiteral("devices.pin"), false, QStringLiteral("nothing is selected"));
    QLineEdit *edit = openPalette();
    QTest::keyClicks(edit, QStringLiteral("pin dev"));
    auto *list = window.findChild<CommandPalette *>()->findChild<SuggestionList *>();
    EXPECT_EQ(list->currentIndex().data(SuggestionModel::RemarkRole).toString(), QStringLiteral("nothing is selected"));
    QTest::keyClick(edit, Qt::Key_Return);
    EXPECT_EQ(pinned, 0);
    QTest::keyClick(edit, Qt::Key_Escape);
    EXPECT_FALSE(edit->isVisible());
}

TEST_F(ShellWindowTest, ShortcutsOfOtherPagesSleep)
{
    QTest::keyClick(&window, Qt::Key_F9);
    EXPECT_EQ(pinned, 0);
    QTest::keyClick(&window, Qt::Key_2, Qt::AltModifier);
    ASSERT_EQ(window.currentPage(), QStringLiteral("devices"));
    QTest::keyClick(&window, Qt::Key_F9);
    EXPECT_EQ(pinned, 1);
}

TEST_F(ShellWindowTest, SidebarGoesToPagesAndFoldsWhenNarrow)
{
    QTest::mouseClick(window.findChild<NavItem *>(QStringLiteral("nav.sources")), Qt::LeftButton);
    EXPECT_EQ(window.currentPage(), QStringLiteral("sources"));
    EXPECT_FALSE(window.sidebar().isFolded());
    window.resize(1100, 700);
    EXPECT_TRUE(window.sidebar().isFolded());
    EXPECT_EQ(window.findChild<NavItem *>(QStringLiteral("nav.sources"))->toolTip(), QStringLiteral("sources"));
}

TEST_F(ShellWindowTest, StatusLineTellsTheAgeAndThatItIsTooOld)
{
    window.status().setDataTime(clock.nowMs() - 24'000, 60'000);
    const auto ageOf = [&] {
        for (const QLabel *label : window.status().findChildren<QLabel *>()) {
            if (label->text().contains(QStringLiteral("old")))
                return label->text();
        }
        return QString();
    };
    EXPECT_TRUE(ageOf().contains(QStringLiteral("24 s"))) << ageOf().toStdString();
    EXPECT_FALSE(ageOf().contains(QStringLiteral("color")));
    clock.advance(120'000);
    window.status().setDataTime(clock.nowMs() - 144'000, 60'000);
    EXPECT_TRUE(ageOf().contains(QStringLiteral("△"))) << ageOf().toStdString();
}

TEST_F(ShellWindowTest, DroppedFilesAreHandedOn)
{
    QSignalSpy dropped(&window, &ShellWindow::filesDropped);
    QMimeData files;
    files.setUrls(
        {QUrl::fromLocalFile(QStringLiteral("/tmp/a.csv")), QUrl(QStringLiteral("https://example.org/b.csv"))});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &drop);
    ASSERT_EQ(dropped.size(), 1);
    EXPECT_EQ(dropped.front().front().toStringList(), QStringList{QStringLiteral("/tmp/a.csv")});
}

TEST_F(ShellWindowTest, ResultsListFailuresFirst)
{
    ResultModel model;
    const QAbstractItemModelTester contract(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    using Outcome = ResultLine::Outcome;
    model.setLines({{Outcome::Confirmed, QStringLiteral("a"), {}},
                    {Outcome::Failed, QStringLiteral("b"), QStringLiteral("offline")}});
    EXPECT_EQ(model.index(0, ResultModel::SubjectColumn).data().toString(), QStringLiteral("b"));
    ResultList &list =
        window.showResults(QStringLiteral("Import"),
                           {{Outcome::Failed, QStringLiteral("b.csv"), QStringLiteral("line 3: no host name")}}, true);
    EXPECT_TRUE(list.isVisible());
    EXPECT_FALSE(list.isModal());
    ringward::testing::keepPicture(list, QStringLiteral("results-light"));
}

TEST(PaletteScore, WordStartsGoFirst)
{
    EXPECT_LT(CommandPalette::score(u"xyz", u"Go to Devices"), 0);
    EXPECT_GT(CommandPalette::score(u"gd", u"Go to Devices"), CommandPalette::score(u"gd", u"Pin a gadget"));
}

} // namespace
