#include "views/keys/rotationdialog.h"

#include "tests/models/keys/keyfixture.h"
#include "tests/support/pagepictures.h"
#include "tests/views/keys/dialogwords.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/themehub.h"

#include <QLabel>
#include <QPointer>
#include <QPushButton>

using namespace ringward;
using namespace ringward::testing;

namespace {

struct RotationDialogTest : KeyDeskTest {
    QPointer<RotationDialog> dialog;
    ThemeHub themes{QFont(QStringLiteral("Inter"), 10), ThemeHub::Choice::Light};

    void open()
    {
        dialog = new RotationDialog({*desk, roster, hub, clock});
        dialog->show();
    }
    void TearDown() override
    {
        delete dialog;
        KeyDeskTest::TearDown();
    }
    void readKeyOfIcu1()
    {
        giveKeyToIcu1();
        ASSERT_TRUE(settle(desk->release(request(), {})));
    }
    bool lists(int rows)
    {
        return QTest::qWaitFor([&] { return dialog->table().rowCount() == rows; });
    }
    QString cell(int column) { return dialog->table().index(0, column).data().toString(); }
};

} // namespace

TEST_F(RotationDialogTest, ListsAKeyThatWasReadUntilTheMachineHasANewerOne)
{
    open();
    ASSERT_TRUE(QTest::qWaitFor([&] { return hasWords(*dialog, "No key is to be rotated."); }));
    EXPECT_FALSE(buttonOf(*dialog, "Show devices")->isEnabled()) << "there is none to show";
    readKeyOfIcu1();
    ASSERT_TRUE(lists(1)) << "it follows the book";
    EXPECT_EQ(cell(RotationHost), QStringLiteral("icu-1"));
    EXPECT_EQ(cell(RotationPerson), QStringLiteral("whitfield"));
    EXPECT_EQ(cell(RotationTimes), QStringLiteral("1"));
    EXPECT_EQ(cell(RotationWorked), QStringLiteral("no"));
    EXPECT_TRUE(hasWords(*dialog, "1 recovery key to rotate"));
    takeDialogPictures(*dialog, QStringLiteral("keys-to-rotate"), {880, 460});

    directoryKeys->infos.push_back({QStringLiteral("icu-1"), QString::fromLatin1(kIdB), {}, clock.nowMs() + kDay});
    dialog->ask();
    ASSERT_TRUE(lists(0)) << "the machine has a newer key";
}

TEST_F(RotationDialogTest, LeadsToTheDevicesAllOrSelected)
{
    readKeyOfIcu1();
    open();
    ASSERT_TRUE(lists(1));
    QSignalSpy wanted(dialog, &RotationDialog::devicesWanted);
    buttonOf(*dialog, "Show devices")->click();
    EXPECT_EQ(wanted.takeFirst()[0].toString(), QStringLiteral("key:rotate"));
    dialog->findChild<StyledTable *>()->selectRow(0);
    buttonOf(*dialog, "Show selected devices")->click();
    EXPECT_EQ(wanted.takeFirst()[0].toString(), QStringLiteral("host=\"icu-1\""));
}

TEST_F(RotationDialogTest, ASourceThatDoesNotAnswerIsNamedAndTheListStays)
{
    readKeyOfIcu1();
    open();
    ASSERT_TRUE(lists(1));
    directoryKeys->error = Error{Error::Kind::Offline, QStringLiteral("no route"), {}};
    dialog->ask();
    ASSERT_TRUE(QTest::qWaitFor([&] { return hasWords(*dialog, "Directory"); }));
    EXPECT_EQ(dialog->table().rowCount(), 1);
}

TEST_F(RotationDialogTest, EverySourceThatDoesNotAnswerIsNamed)
{
    directoryKeys->error = Error{Error::Kind::Offline, QStringLiteral("no route"), QStringLiteral("It is off.")};
    relayKeys->error = Error{Error::Kind::Denied, QStringLiteral("4xx"), QStringLiteral("It refused.")};
    open();
    QTest::mouseClick(buttonOf(*dialog, "Ask the sources"), Qt::LeftButton);
    ASSERT_TRUE(QTest::qWaitFor([this] { return hasWords(*dialog, "Relay: It refused."); }));
    EXPECT_TRUE(hasWords(*dialog, "Directory: It is off."));
}
