#include "views/changes/changespage.h"

#include "models/store/sqlitefreezes.h"
#include "tests/models/changes/changefixture.h"
#include "tests/support/fakesource.h"
#include "tests/support/memoryarchive.h"
#include "tests/support/pagepictures.h"
#include "tests/support/settle.h"
#include "views/changes/approvalform.h"
#include "views/changes/changesheet.h"
#include "views/changes/inboxlist.h"
#include "views/changes/meetingview.h"
#include "views/changes/peopledialog.h"
#include "views/changes/policybookdialog.h"
#include "views/changes/votepanel.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/banner.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPrinter>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableWidget>

using namespace ringward;
using namespace ringward::testing;

namespace {

GuardrailResult guardrail(const char *name, GuardrailResult::State state, const char *value, const char *limit)
{
    GuardrailResult result;
    result.name = QString::fromUtf8(name);
    result.state = state;
    result.value = QString::fromUtf8(value);
    result.limit = QString::fromUtf8(limit);
    return result;
}

struct ChangesPageTest : ChangeTest {
    ThemeHub themes{QFont(QStringLiteral("Inter"), 10), ThemeHub::Choice::Light};
    FleetHub hub;
    MemoryArchive archive;
    MemorySecrets secrets;
    Synchroniser synchroniser{{hub, archive, secrets, clock, {}}};
    SqliteFreezes freezes{*database};
    ChangeDesk office{{board,
                       roster,
                       desk,
                       log,
                       journal,
                       freezes,
                       synchroniser,
                       hub,
                       [this](const Person &) -> SecretStore & { return secrets; },
                       clock,
                       {}}};
    ActionRegistry actions;
    std::unique_ptr<ChangesPage> page;

    void open(const Member &me)
    {
        for (const Member *member : {&whitfield, &lindqvist, &okafor, &ramirez}) {
            const QByteArray key = member->keys.secretKey.use([](QByteArrayView bytes) { return bytes.toByteArray(); });
            ASSERT_TRUE(settle(secrets.write(signingKeyName(member->person), Secret(QByteArray(key)), {})));
        }
        office.setMe(me.person);
        page = std::make_unique<ChangesPage>(office, actions);
        actions.setCurrentPage(QStringLiteral("changes"));
        page->resize(1256, 800);
        page->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(page.get()));
        refresh();
    }
    /// Until the page shows what the board has now: the first answer may be to a question from before.
    void refresh()
    {
        for (int i = 0; i < 2; ++i) {
            QSignalSpy refreshed(page.get(), &ChangesPage::refreshed), shown(page.get(), &ChangesPage::shown);
            page->refresh();
            ASSERT_TRUE(QTest::qWaitFor([&] { return !refreshed.isEmpty(); }));
            if (find<InboxList>("inbox")->current()
                && !page->findChild<QLineEdit *>(QStringLiteral("title"))->isVisible()) {
                ASSERT_TRUE(QTest::qWaitFor([&] { return !shown.isEmpty(); }));
            }
        }
    }
    /// The picture's story: three wards held, one vote given, one gone stale.
    ChangeId story()
    {
        Proposal made = proposal();
        made.plan = planOf(37, true, 14, 7);
        made.risk = QStringLiteral("Protection age rises from 17 h to 21 h.");
        made.plan.cover = {{QStringLiteral("RGH 4W ICU"), 14, 4, 5, {4, 5}, 5},
                           {QStringLiteral("RGH ED"), 13, 3, 3, {3, 2}, 3},
                           {QStringLiteral("CWH NICU"), 10, 2, 4, {3, 3}, 4}};
        using enum GuardrailResult::State;
        made.plan.guardrails = {guardrail("Ward continuity T0", Holds, "482 of 482", ""),
                                guardrail("Delay floor for T0", Holds, "12 h", "at least 3 h"),
                                guardrail("Diversity", Holds, "136 of 136 wards", ""),
                                guardrail("Redundancy pairs apart", Holds, "61 pairs", ""),
                                guardrail("Protection age", Near, "21 h", "at most 24 h")};
        const ChangeId change = *board.propose(whitfield.person, made);
        EXPECT_TRUE(board.cast(sealed(ramirez, change)));
        EXPECT_TRUE(board.comment(ramirez.person, change, QStringLiteral("NICU needs one station outside.")));
        clock.advance(60'000);
        EXPECT_TRUE(board.edit(whitfield.person, change, 1, made));
        EXPECT_TRUE(board.comment(whitfield.person, change, QStringLiteral("Done, version 2 leaves NS02.")));
        EXPECT_TRUE(board.cast(sealed(lindqvist, change, Choice::Yes, "Looks right")));
        return change;
    }
    template <typename Widget>
    Widget *find(const char *name)
    {
        return page->findChild<Widget *>(QString::fromLatin1(name));
    }
};

} // namespace

TEST_F(ChangesPageTest, ABoardMemberVotesByKeyboardAlone)
{
    const ChangeId change = story();
    open(okafor);
    auto *const inbox = find<InboxList>("inbox");
    EXPECT_EQ(inbox->current(), change) << "what waits for me is first";
    EXPECT_EQ(inbox->inbox().count(ChangeInbox::Section::MyVote), 1);
    actions.action(QStringLiteral("changes.vote"))->trigger();
    auto *const words = find<QPlainTextEdit>("voteComment");
    ASSERT_TRUE(QTest::qWaitFor([&] { return words->hasFocus(); }));
    auto *const yes = find<QPushButton>("voteYes");
    EXPECT_FALSE(yes->isEnabled()) << "not before the conflict of interest is denied";
    QTest::keyClicks(words, QStringLiteral("Agreed"));
    QTest::keyClick(words, Qt::Key_Tab);
    auto *const box = qobject_cast<QCheckBox *>(QApplication::focusWidget());
    ASSERT_TRUE(box);
    QTest::keyClick(box, Qt::Key_Space);
    EXPECT_TRUE(yes->isEnabled());
    QTest::keyClick(box, Qt::Key_Tab);
    ASSERT_EQ(QApplication::focusWidget(), yes);
    QTest::keyClick(yes, Qt::Key_Space);
    ASSERT_TRUE(QTest::qWaitFor([&] { return stateOf(change) == ChangeState::Approved; }));
    const auto votes = store.votes(change);
    EXPECT_EQ(votes->back().comment, QStringLiteral("Agreed"));
    EXPECT_EQ(votes->back().voter, okafor.person.id);
}

TEST_F(ChangesPageTest, TheBadgeCountsMyVotesAndReviewsThatICanClose)
{
    story(); // waits for okafor
    const ChangeId emergency = *board.propose(whitfield.person, proposal(1, ChangeKind::Emergency));
    ASSERT_TRUE(board.cast(sealed(commander, emergency)));
    open(okafor);
    QSignalSpy waiting(page.get(), &ChangesPage::waitingChanged);
    QSignalSpy sentence(page.get(), &ChangesPage::sentenceChanged);
    refresh();
    EXPECT_EQ(waiting.back()[0].toInt(), 2) << "a vote and a review";
    EXPECT_TRUE(sentence.back()[0].toString().contains(QStringLiteral("1 review owed, 1 by you")))
        << sentence.back()[0].toString().toStdString();
    office.setMe(whitfield.person);
    refresh();
    EXPECT_EQ(waiting.back()[0].toInt(), 0) << "who asked for the emergency cannot review it";
    office.setMe(okafor.person);
    ASSERT_TRUE(board.review(okafor.person, emergency, QStringLiteral("Right.")));
    refresh();
    EXPECT_EQ(waiting.back()[0].toInt(), 1);
}

TEST_F(ChangesPageTest, ANoNeedsWordsAndTheButtonsSayWhy)
{
    story();
    open(okafor);
    auto *const no = find<QPushButton>("voteNo");
    page->findChild<QCheckBox *>()->setChecked(true);
    EXPECT_FALSE(no->isEnabled());
    find<QPlainTextEdit>("voteComment")->setPlainText(QStringLiteral("NICU needs one station outside"));
    EXPECT_TRUE(no->isEnabled());
    no->click();
    ASSERT_TRUE(QTest::qWaitFor([&] { return board.list()->front().state == ChangeState::Rejected; }));
}

TEST_F(ChangesPageTest, TheProposerSeesNoVoteButtonsAndCanCarryOutOnlyWhatIsApproved)
{
    const ChangeId change = story();
    open(whitfield);
    EXPECT_FALSE(find<QPushButton>("voteYes")->isVisible());
    EXPECT_FALSE(actions.action(QStringLiteral("changes.run"))->isEnabled());
    EXPECT_FALSE(ActionRegistry::reasonOf(actions.action(QStringLiteral("changes.run"))).isEmpty());
    ASSERT_TRUE(board.cast(sealed(okafor, change)));
    refresh();
    EXPECT_TRUE(actions.action(QStringLiteral("changes.run"))->isEnabled());
    EXPECT_TRUE(actions.action(QStringLiteral("changes.edit"))->isEnabled());
}

TEST_F(ChangesPageTest, AFailureToSignIsSaidOnThePageAndNothingIsCast)
{
    const ChangeId change = story();
    open(okafor);
    ASSERT_TRUE(settle(secrets.remove(signingKeyName(okafor.person), {})));
    page->findChild<QCheckBox *>()->setChecked(true);
    find<QPushButton>("voteYes")->click();
    ChangeSheet *sheet = page->findChild<ChangeSheet *>();
    ASSERT_TRUE(QTest::qWaitFor([&] { return sheet->banner().isVisible(); }));
    EXPECT_EQ(stateOf(change), ChangeState::Voting);
    EXPECT_EQ(board.file(change)->tally.yes, 1);
}

TEST_F(ChangesPageTest, WhatIsWrittenStaysWhileThePageRefreshes)
{
    story();
    open(okafor);
    find<QPlainTextEdit>("voteComment")->setPlainText(QStringLiteral("half a thought"));
    refresh();
    EXPECT_EQ(find<QPlainTextEdit>("voteComment")->toPlainText(), QStringLiteral("half a thought"));
}

TEST_F(ChangesPageTest, WhoWritesAProposalIsLeftAloneAndTheNextOneStartsEmpty)
{
    const ChangeId change = story();
    open(whitfield);
    actions.action(QStringLiteral("changes.new"))->trigger();
    auto *const title = find<QLineEdit>("title");
    QTest::keyClicks(title, QStringLiteral("Half a thought"));
    ASSERT_TRUE(board.comment(ramirez.person, change, QStringLiteral("meanwhile")));
    Q_EMIT office.changed();
    refresh();
    EXPECT_TRUE(title->isVisible());
    EXPECT_EQ(title->text(), QStringLiteral("Half a thought"));
    actions.action(QStringLiteral("changes.new"))->trigger();
    EXPECT_TRUE(title->text().isEmpty());
}

TEST_F(ChangesPageTest, NoVerbMeetsTheChangeThatSomebodyTurnedAwayFrom)
{
    const ChangeId other = propose(3);
    const ChangeId change = story();
    open(whitfield);
    page->openChange(change);
    refresh();
    QAction *const withdraw = actions.action(QStringLiteral("changes.withdraw"));
    ASSERT_TRUE(withdraw->isEnabled());
    page->openChange(other);
    EXPECT_FALSE(withdraw->isEnabled()) << "the other one is still being read";
    EXPECT_FALSE(page->findChild<VotePanel *>()->isEnabled());
    ASSERT_TRUE(QTest::qWaitFor([&] { return withdraw->isEnabled(); }));
    withdraw->trigger();
    EXPECT_EQ(stateOf(other), ChangeState::Withdrawn);
    EXPECT_EQ(stateOf(change), ChangeState::Voting);
}

TEST_F(ChangesPageTest, WhatWasReadTooLateTakesNoFormAway)
{
    const ChangeId change = story();
    open(whitfield);
    page->openChange(change);
    actions.action(QStringLiteral("changes.new"))->trigger();
    QTest::qWait(200);
    EXPECT_TRUE(find<QLineEdit>("title")->isVisible());
    page->openChange(change);
    ASSERT_TRUE(QTest::qWaitFor([&] { return page->findChild<ChangeSheet *>()->isVisible(); }));
}

TEST_F(ChangesPageTest, ItPrintsThePage)
{
    const ChangeId change = story();
    open(okafor);
    page->openChange(change);
    QPrinter printer;
    printer.setOutputFormat(QPrinter::PdfFormat);
    const QString pdf = folder.filePath(QStringLiteral("change.pdf"));
    printer.setOutputFileName(pdf);
    page->printTo(printer);
    QFile written(pdf);
    ASSERT_TRUE(written.open(QIODevice::ReadOnly));
    EXPECT_TRUE(written.read(5) == "%PDF-");
    EXPECT_GT(written.size(), 4000);
}

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

TEST_F(ChangesPageTest, Pictures)
{
    story();
    ASSERT_TRUE(board.propose(whitfield.person, proposal(2, ChangeKind::Emergency)));
    const ChangeId approved = propose(5);
    approve(approved);
    const ChangeId done = propose(4);
    approve(done);
    ASSERT_TRUE(board.start(whitfield.person, done));
    ASSERT_TRUE(board.finish(whitfield.person, done, QStringLiteral("4 confirmed")));
    open(okafor);
    takePictures(*page, QStringLiteral("changes"));
    actions.action(QStringLiteral("changes.new"))->trigger();
    page->resize(1256, 800);
    QTest::qWait(30);
    keepPicture(*page, QStringLiteral("changes-new"));
    Freeze handover;
    handover.name = QStringLiteral("Handover");
    handover.begin = QDateTime::fromMSecsSinceEpoch(clock.nowMs());
    handover.minutes = 30;
    handover.repeat.every = FreezeRepeat::Every::Week;
    ASSERT_TRUE(freezes.save(handover));
    actions.action(QStringLiteral("changes.calendar"))->trigger();
    QTest::qWait(30);
    keepPicture(*page, QStringLiteral("changes-calendar"));
}

TEST_F(ChangesPageTest, WithoutAnyChangeItSaysWhatIsHere)
{
    open(whitfield);
    QTest::qWait(30);
    keepPicture(*page, QStringLiteral("changes-empty"));
    EXPECT_EQ(find<InboxList>("inbox")->inbox().rowCount(), 0);
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
