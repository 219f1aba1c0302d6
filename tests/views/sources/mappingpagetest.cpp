#include "views/sources/mappingpage.h"

#include "tests/support/pagepictures.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace ringward;

namespace {

MappingProposal proposal()
{
    MappingProposal made;
    made.signature = QStringLiteral("abc");
    made.choices = {{QStringLiteral("host"), QStringLiteral("Host name")},
                    {QStringLiteral("serial_number"), QStringLiteral("Serial number")},
                    {QStringLiteral("ward"), QStringLiteral("Ward")},
                    {QStringLiteral("last_seen"), QStringLiteral("Last seen")}};
    made.columns = {
        {QStringLiteral("Computer"),
         {QStringLiteral("RGH-ICU4W-BED07"), QStringLiteral("RGH-LAB-01")},
         QStringLiteral("host"),
         1,
         {}},
        {QStringLiteral("Location"), {QStringLiteral("4 West ICU")}, QStringLiteral("ward"), 0.5, {}},
        {QStringLiteral("Patient MRN"),
         {},
         {},
         0,
         QStringLiteral("It looks like record numbers of patients. Ringward keeps no patient data.")},
        {QStringLiteral("Colour"), {QStringLiteral("red")}, {}, 0, {}},
    };
    return made;
}

struct MappingPageTest : ::testing::Test {
    ThemeHub hub{QFont(QStringLiteral("Inter"), 10), ThemeHub::Choice::Light};
    MappingPage page;
    QSignalSpy confirmed{&page, &MappingPage::confirmed};
    QList<QComboBox *> boxes;
    QPushButton *confirm = page.findChild<QPushButton *>(QStringLiteral("confirm"));
    MappingPageTest()
    {
        page.resize(680, 600);
        page.show();
        page.ask(QStringLiteral("/tmp/list.csv"), proposal());
        boxes = page.findChildren<QComboBox *>();
    }
};

} // namespace

TEST_F(MappingPageTest, ConfirmsTheProposalWithoutAColumnThatLooksLikePatientData)
{
    ASSERT_EQ(boxes.size(), 3) << "a refused column has nothing to choose";
    QTest::mouseClick(confirm, Qt::LeftButton);
    ASSERT_EQ(confirmed.count(), 1);
    const auto mapping = confirmed[0][1].value<ImportMapping>();
    EXPECT_EQ(mapping.signature, QStringLiteral("abc"));
    EXPECT_EQ(mapping.meanings, (QStringList{QStringLiteral("host"), QStringLiteral("ward"), {}, {}}));
}

TEST_F(MappingPageTest, ShowsWhyAColumnIsRefused)
{
    QStringList words;
    for (const QLabel *label : page.findChildren<QLabel *>())
        words << label->text();
    EXPECT_TRUE(words.join(u'\n').contains(QStringLiteral("record numbers of patients")));
    EXPECT_TRUE(words.join(u'\n').contains(QStringLiteral("a guess")));
}

TEST_F(MappingPageTest, NeedsAColumnThatNamesTheMachine)
{
    boxes[0]->setCurrentIndex(0);
    EXPECT_FALSE(confirm->isEnabled());
    boxes[1]->setCurrentIndex(boxes[1]->findData(QStringLiteral("serial_number")));
    EXPECT_TRUE(confirm->isEnabled());
}

TEST_F(MappingPageTest, RefusesOneMeaningForTwoColumns)
{
    boxes[1]->setCurrentIndex(boxes[1]->findData(QStringLiteral("host")));
    EXPECT_FALSE(confirm->isEnabled());
}

TEST_F(MappingPageTest, LooksRightInEveryTheme)
{
    ringward::testing::takePictures(page, QStringLiteral("mapping"));
}
