#include "views/help/helppage.h"

#include "tests/support/pagepictures.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBrowser>

using namespace ringward;

namespace {

struct HelpPageTest : ::testing::Test {
    ThemeHub hub{QFont(QStringLiteral("Inter"), 10), ThemeHub::Choice::Light};
    HelpPage page;
    QLineEdit *search = page.findChild<QLineEdit *>();
    QListWidget *contents = page.findChild<QListWidget *>();
    QTextBrowser *text = page.findChild<QTextBrowser *>();

    HelpPageTest()
    {
        page.resize(1256, 800);
        page.show();
    }
};

} // namespace

TEST_F(HelpPageTest, OpensTheTopicOfAPageAndTheFirstForOneThatIsMissing)
{
    page.openTopic(QStringLiteral("sources"));
    EXPECT_TRUE(text->toPlainText().startsWith(QStringLiteral("Sources")));
    EXPECT_EQ(contents->currentItem()->text(), QStringLiteral("Sources"));
    page.openTopic(QStringLiteral("no such topic"));
    EXPECT_EQ(page.topic(), QStringLiteral("index"));
}

TEST_F(HelpPageTest, SearchKeepsTheTopicsThatHaveAllWords)
{
    const int all = contents->count();
    QTest::keyClicks(search, QStringLiteral("keychain folder"));
    EXPECT_LT(contents->count(), all);
    EXPECT_EQ(contents->item(0)->text(), QStringLiteral("Sources"));
    search->setText(QStringLiteral("zebra crossing"));
    EXPECT_EQ(contents->item(0)->text(), QStringLiteral("Nothing about that."));
}

TEST_F(HelpPageTest, FollowsLinksBetweenTopicsAndComesBack)
{
    Q_EMIT text->anchorClicked(QUrl(QStringLiteral("devices.md")));
    EXPECT_EQ(page.topic(), QStringLiteral("devices"));
    QTest::keyClick(&page, Qt::Key_Left, Qt::AltModifier);
    EXPECT_EQ(page.topic(), QStringLiteral("index"));
}

TEST_F(HelpPageTest, TheTextIsNeverWiderThanIsGoodToReadNorScrollsSideways)
{
    const HelpBook book;
    for (const HelpTopic &topic : book.topics()) {
        page.openTopic(topic.name);
        EXPECT_LE(text->viewport()->width(), 700) << topic.name.toStdString();
        EXPECT_EQ(text->horizontalScrollBar()->maximum(), 0) << topic.name.toStdString();
    }
}

TEST(HelpBook, EveryLinkLeadsSomewhere)
{
    const HelpBook book;
    ASSERT_GE(book.topics().size(), 8U);
    static const QRegularExpression kLink(QStringLiteral("\\]\\(([a-z]+)\\.md\\)"));
    for (const HelpTopic &topic : book.topics()) {
        auto links = kLink.globalMatch(topic.text);
        while (links.hasNext()) {
            const QString target = links.next().captured(1);
            EXPECT_TRUE(book.topic(target)) << topic.name.toStdString() << " -> " << target.toStdString();
        }
    }
}

TEST_F(HelpPageTest, LooksRightInEveryTheme)
{
    page.openTopic(QStringLiteral("index"));
    ringward::testing::takePictures(page, QStringLiteral("help"));
}
