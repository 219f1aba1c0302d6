#include "tests/views/changes/changespagefixture.h"
#include "views/changes/changesheet.h"
#include "views/changes/votepanel.h"
#include "views/widgets/banner.h"

#include <QCheckBox>
#include <QPlainTextEdit>
#include <QPrinter>
#include <QPushButton>

using namespace ringward;
using namespace ringward::testing;

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
