#include "tests/views/changes/changespagefixture.h"
#include "views/changes/approvalform.h"
#include "views/changes/meetingview.h"
#include "views/changes/peopledialog.h"
#include "views/changes/policybookdialog.h"

#include <QCheckBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableWidget>

// What the page leads to: a meeting, people and roles, policies and templates.

using namespace ringward;
using namespace ringward::testing;

TEST_F(ChangesPageTest, AMeetingEndsInMinutesAndTheAudit)
{
    const ChangeId change = story();
    open(okafor);
    actions.action(QStringLiteral("changes.meeting"))->trigger();
    auto *const people = find<QListWidget>("attendance");
    auto *const agenda = find<QListWidget>("agenda");
    ASSERT_TRUE(QTest::qWaitFor([&] { return agenda->count() == 1 && people->count() > 1; }));
    EXPECT_TRUE(agenda->item(0)->text().contains(reference(change)));
    EXPECT_TRUE(agenda->item(0)->text().contains(QStringLiteral("not quorate"))) << "one person is there";
    for (int row = 0; row < people->count(); ++row)
        people->item(row)->setCheckState(Qt::Checked);
    EXPECT_FALSE(agenda->item(0)->text().contains(QStringLiteral("not quorate")));
    QTest::qWait(30);
    keepPicture(*page, QStringLiteral("changes-meeting"));
    const QString pdf = folder.filePath(QStringLiteral("minutes.pdf"));
    ASSERT_TRUE(page->findChild<MeetingView *>()->close(pdf));
    QFile written(pdf);
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    EXPECT_TRUE(written.read(5) == "%PDF-");
    EXPECT_EQ(audited("meeting.closed"), 1);
}

TEST_F(ChangesPageTest, AnAdminAddsAPersonAndABoardMemberCannot)
{
    open(whitfield);
    actions.action(QStringLiteral("changes.people"))->trigger();
    auto *dialog = page->findChild<PeopleDialog *>();
    ASSERT_NE(dialog, nullptr);
    const std::size_t before = roster.people()->size();
    const auto buttons = dialog->findChildren<QPushButton *>();
    const auto button = [&](const QString &text) {
        return *std::find_if(buttons.begin(), buttons.end(), [&](QPushButton *each) { return each->text() == text; });
    };
    button(QStringLiteral("Add person"))->click();
    const auto edits = dialog->findChildren<QLineEdit *>();
    ASSERT_EQ(edits.size(), 3);
    QTest::keyClicks(edits[0], QStringLiteral("nkemelu"));
    EXPECT_FALSE(button(QStringLiteral("Save"))->isEnabled()) << "not without a name";
    QTest::keyClicks(edits[1], QStringLiteral("C. Nkemelu"));
    dialog->findChildren<QCheckBox *>()[1]->setChecked(true);
    keepPicture(*dialog, QStringLiteral("changes-people"));
    button(QStringLiteral("Save"))->click();
    const std::vector<Person> people = *roster.people();
    ASSERT_EQ(people.size(), before + 1);
    EXPECT_EQ(people.back().roles, Roles(Role::Technician));
    button(QStringLiteral("Has left"))->click();
    EXPECT_FALSE(roster.people()->back().active);
    dialog->close();

    PeopleDialog asMember(roster, desk, okafor.person);
    for (QPushButton *each : asMember.findChildren<QPushButton *>()) {
        if (each->text() == QStringLiteral("Save") || each->text() == QStringLiteral("Has left")) {
            EXPECT_FALSE(each->isEnabled());
        }
    }
}

TEST_F(ChangesPageTest, PoliciesAndTemplatesAreEditedWithSentencesAndAReason)
{
    open(whitfield);
    actions.action(QStringLiteral("changes.policies"))->trigger();
    auto *const dialog = page->findChild<PolicyBookDialog *>();
    ASSERT_TRUE(dialog);
    EXPECT_EQ(dialog->edited(), *board.policies()) << "what is shown is read back as it was";
    auto *const says = dialog->findChild<QLabel *>(QStringLiteral("says"));
    auto *const save = dialog->findChildren<QPushButton *>().back();
    auto *const reason = dialog->findChild<QLineEdit *>(QStringLiteral("reason"));
    auto *const normal = dialog->findChild<ApprovalForm *>(QStringLiteral("normal"));
    auto *const yes = normal->findChild<QSpinBox *>();
    EXPECT_FALSE(save->isEnabled());
    takeDialogPictures(*dialog, QStringLiteral("changes-policies"), {720, 560});
    yes->setValue(9);
    EXPECT_TRUE(says->text().contains(QStringLiteral("nothing could ever be approved"))) << says->text().toStdString();
    yes->setValue(3);
    EXPECT_FALSE(save->isEnabled()) << "not without a reason";
    EXPECT_EQ(says->text(), QStringLiteral("Say why they change."));
    reason->setText(QStringLiteral("three eyes see more"));
    ASSERT_TRUE(save->isEnabled());
    auto *const tabs = dialog->findChild<QTabWidget *>();
    tabs->setCurrentIndex(1);
    takeDialogPictures(*dialog, QStringLiteral("changes-emergencies"), {720, 560});
    tabs->setCurrentIndex(2);
    auto *const table = dialog->findChild<QTableWidget *>(QStringLiteral("templates"));
    table->item(0, 3)->setText(QStringLiteral("T0, T9"));
    EXPECT_TRUE(says->text().contains(QStringLiteral("“T9” is no tier"))) << says->text().toStdString();
    EXPECT_FALSE(save->isEnabled());
    takeDialogPictures(*dialog, QStringLiteral("changes-templates"), {720, 560});
    table->item(0, 3)->setText(QStringLiteral("t0, TX"));
    table->item(0, 1)->setText(QStringLiteral("500"));
    EXPECT_TRUE(says->text().contains(QStringLiteral("1 to 200 devices"))) << says->text().toStdString();
    table->item(0, 1)->setText(QStringLiteral("20"));
    ASSERT_TRUE(save->isEnabled()) << says->text().toStdString();
    save->click();
    EXPECT_FALSE(dialog->isVisible());
    const PolicyBook saved = *board.policies();
    EXPECT_EQ(saved.normal.yes, 3);
    EXPECT_EQ(saved.templates[0].mostDevices, 20);
    EXPECT_EQ(saved.templates[0].neverTiers, (std::vector{Tier::T0, Tier::TX}));
    EXPECT_EQ(saved.templates[0].name, QStringLiteral("replace-canaries")) << "changes name it: it stays";
    EXPECT_EQ(audited("policy.changed"), 1);
}

TEST_F(ChangesPageTest, WhoMayNotChangePoliciesReadsThem)
{
    open(ramirez);
    actions.action(QStringLiteral("changes.policies"))->trigger();
    auto *const dialog = page->findChild<PolicyBookDialog *>();
    ASSERT_TRUE(dialog);
    dialog->findChild<ApprovalForm *>(QStringLiteral("normal"))->findChild<QSpinBox *>()->setValue(1);
    dialog->findChild<QLineEdit *>(QStringLiteral("reason"))->setText(QStringLiteral("because"));
    EXPECT_FALSE(dialog->findChildren<QPushButton *>().back()->isEnabled());
    EXPECT_TRUE(dialog->findChild<QLabel *>(QStringLiteral("says"))->text().contains(QStringLiteral("may not change")));
}
