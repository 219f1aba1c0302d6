#include "tests/views/drivers/driverspagefixture.h"
#include "views/drivers/decisionform.h"
#include "views/drivers/driverpane.h"
#include "views/drivers/reviewboard.h"
#include "views/widgets/banner.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace ringward;
using namespace ringward::testing;

namespace {

struct DriversPageTest : DriversPageFixture {
    /// Fills the form that the page shows as a person would, and takes it.
    void decide(ReviewState state, const QString &reason)
    {
        run("drivers.decide");
        auto *const form = page->findChild<DecisionForm *>();
        ASSERT_TRUE(form);
        auto *const accept = form->findChild<QPushButton *>(QStringLiteral("accept"));
        form->findChild<QComboBox *>(QStringLiteral("state"))->setCurrentIndex(int(state));
        EXPECT_FALSE(accept->isEnabled()) << "a decision needs a reason";
        EXPECT_FALSE(form->findChild<QLabel *>(QStringLiteral("problem"))->text().isEmpty());
        QTest::keyClicks(form->findChild<QPlainTextEdit *>(QStringLiteral("reason")), reason);
        ASSERT_TRUE(accept->isEnabled());
        QTest::mouseClick(accept, Qt::LeftButton);
        EXPECT_TRUE(eventually([&] { return !page->findChild<DecisionForm *>(); }));
    }
    int cards(ReviewState state) { return page->findChild<ReviewBoard *>()->column(state)->model()->rowCount(); }
    Banner *banner() { return page->findChild<Banner *>(); }
};

const QByteArray kOneEntry = R"({"commit_date": "2025-09-01", "drivers": [{"id": "entry-1", "tags": ["gdrv.sys"],
    "samples": [{"sha256": "090d409f86430e078694e621ad0bd5e458d32aa727f0eb99bda3961577df8d49"}]}]})";

} // namespace

TEST_F(DriversPageTest, WithoutDriversItSaysWhyAndOffersTheImport)
{
    fleet.builder.append({.id = DeviceId{1}, .host = "lonely"});
    open();
    QSignalSpy wanted(page.get(), &DriversPage::filesWanted);
    QPushButton *button = nullptr;
    for (auto *each : page->findChildren<QPushButton *>()) {
        if (each->text() == QStringLiteral("Import files…") && each->isVisible())
            button = each;
    }
    ASSERT_TRUE(button);
    QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_EQ(wanted.count(), 1);
    EXPECT_EQ(page->findChild<QLabel *>(QStringLiteral("catalogues"))->text(),
              QStringLiteral("No catalogue is imported"));
}

TEST_F(DriversPageTest, TheHighestScoreComesFirstAndItsReasonsAreShown)
{
    populate();
    open();
    ASSERT_EQ(table->model()->rowCount(), 3);
    EXPECT_EQ(name(0), QStringLiteral("csagent.sys"));
    const auto *pane = page->findChild<DriverPane *>();
    EXPECT_EQ(pane->key(), QStringLiteral("csagent.sys 7.28.20009"));
    EXPECT_TRUE(pane->details().contains(QStringLiteral("CrowdStrike")));
    EXPECT_TRUE(pane->details().contains(QStringLiteral("not told by any source"))) << "no hash was told";
}

TEST_F(DriversPageTest, TypingAFilterLeavesTheDriversThatFit)
{
    populate();
    open();
    type(QStringLiteral("name:gdrv*"));
    ASSERT_EQ(table->model()->rowCount(), 1);
    EXPECT_EQ(name(0), QStringLiteral("gdrv.sys"));
    filter->setLine(QStringLiteral("score>="));
    EXPECT_EQ(table->model()->rowCount(), 1) << "an unfinished line changes nothing";
    filter->setLine(QStringLiteral("ward:icu"));
    EXPECT_FALSE(filter->isValid()) << "that is a field of devices";
    filter->setLine(QStringLiteral("name:nothing"));
    EXPECT_EQ(table->model()->rowCount(), 0);
    page->setFilter({});
    EXPECT_EQ(table->model()->rowCount(), 3);
}

TEST_F(DriversPageTest, TheSelectedDriverLeadsToItsDevicesAndIsCounted)
{
    populate();
    open();
    QSignalSpy devices(page.get(), &DriversPage::devicesWanted);
    QSignalSpy counted(page.get(), &DriversPage::selectionCounted);
    table->selectRow(rowOf(QStringLiteral("csagent.sys")));
    run("drivers.devices");
    ASSERT_EQ(devices.count(), 1);
    EXPECT_EQ(devices[0][0].toString(), QStringLiteral("driver:\"csagent.sys 7.28.20009\""));
    ASSERT_TRUE(eventually([&] { return !counted.isEmpty() && counted.last()[0].toInt() == 2; }));
    EXPECT_EQ(counted.last()[1].toInt(), 1);
}

TEST_F(DriversPageTest, ADecisionIsADraftUntilItIsSavedAndThenDurable)
{
    populate();
    open();
    table->selectRow(rowOf(QStringLiteral("gdrv.sys")));
    EXPECT_EQ(cards(ReviewState::Unreviewed), 2);
    decide(ReviewState::Remove, QStringLiteral("nobody needs it"));
    EXPECT_EQ(cards(ReviewState::Remove), 1);
    EXPECT_EQ(cards(ReviewState::Unreviewed), 1);
    EXPECT_TRUE(store.reviews.kept.empty()) << "nothing is saved yet";
    EXPECT_TRUE(page->findChild<QWidget *>(QStringLiteral("draftBar"))->isVisible());
    run("drivers.undo");
    EXPECT_EQ(cards(ReviewState::Remove), 0);
    run("drivers.redo");
    EXPECT_EQ(cards(ReviewState::Remove), 1);
    run("drivers.save");
    caughtUp();
    ASSERT_EQ(store.reviews.kept.size(), 1U);
    EXPECT_EQ(store.reviews.kept[0].name, QStringLiteral("gdrv.sys"));
    EXPECT_EQ(store.reviews.kept[0].owner, QStringLiteral("J. Whitfield"));
    EXPECT_TRUE(page->drafts().isEmpty());
    EXPECT_EQ(desk.assessment()->find(u"gdrv.sys 1.0")->review.state, ReviewState::Remove);
    EXPECT_FALSE(actions.action(QStringLiteral("drivers.undo"))->isEnabled()) << "what is saved is not undone silently";
}

TEST_F(DriversPageTest, SeveralAreDecidedAboutAtOnce)
{
    populate();
    open();
    page->setFilter(QStringLiteral("inbox:no"));
    table->selectAll();
    decide(ReviewState::Replace, QStringLiteral("user mode is asked for"));
    EXPECT_EQ(page->drafts().decisions().size(), 2U);
    EXPECT_EQ(cards(ReviewState::Replace), 2);
}

TEST_F(DriversPageTest, WhatCannotBeSavedStaysADraft)
{
    populate();
    open();
    table->selectRow(rowOf(QStringLiteral("gdrv.sys")));
    decide(ReviewState::Keep, QStringLiteral("the board controller needs it"));
    store.reviews.failing = true;
    run("drivers.save");
    EXPECT_EQ(page->drafts().decisions().size(), 1U);
    EXPECT_TRUE(banner()->isVisible());
    EXPECT_TRUE(banner()->accessibleName().contains(QStringLiteral("not saved")));
}

TEST_F(DriversPageTest, ACardOnTheBoardIsDecidedAboutToo)
{
    populate();
    open();
    QListView *const column = page->findChild<ReviewBoard *>()->column(ReviewState::Unreviewed);
    ASSERT_EQ(column->model()->rowCount(), 2);
    const QModelIndex card = column->model()->index(1, 0);
    QTest::mouseClick(column->viewport(), Qt::LeftButton, {}, column->visualRect(card).center());
    const QString key = card.data(ReviewCardModel::KeyRole).toString();
    EXPECT_EQ(page->findChild<DriverPane *>()->key(), key);
    EXPECT_EQ(table->selectedRowCount(), 0) << "the card is what the verbs are about";
    decide(ReviewState::Keep, QStringLiteral("needed"));
    ASSERT_EQ(page->drafts().decisions().size(), 1U);
    EXPECT_EQ(page->drafts().decisions()[0].name, imageOfKey(key).toString());
}

TEST_F(DriversPageTest, ABrokenCatalogueIsRefusedWithAdviceAndAGoodOneIsUsed)
{
    populate();
    open();
    page->importCatalogue(file("cut.json", kOneEntry.left(90)));
    ASSERT_TRUE(eventually([&] { return banner()->isVisible(); }));
    EXPECT_TRUE(banner()->accessibleName().contains(QStringLiteral("cut.json")))
        << banner()->accessibleName().toStdString();
    EXPECT_TRUE(banner()->accessibleName().contains(QStringLiteral("stays")))
        << banner()->accessibleName().toStdString();
    EXPECT_TRUE(desk.catalogues().empty());
    page->importCatalogue(file("lol.json", kOneEntry));
    ASSERT_TRUE(eventually([&] { return desk.catalogues().size() == 1; }));
    caughtUp();
    EXPECT_TRUE(page->findChild<QLabel *>(QStringLiteral("catalogues"))->text().startsWith(QStringLiteral("1 of 4")));
    page->openDriver(QStringLiteral("gdrv.sys"));
    EXPECT_TRUE(page->findChild<DriverPane *>()->details().contains(QStringLiteral("LOLDrivers")));
}

TEST_F(DriversPageTest, OpeningADriverThatTheFilterHidesClearsTheFilter)
{
    populate();
    open();
    page->setFilter(QStringLiteral("name:csagent.sys"));
    page->openDriver(QStringLiteral("gdrv.sys"));
    EXPECT_EQ(page->filterLine(), QString());
    EXPECT_EQ(page->findChild<DriverPane *>()->key(), QStringLiteral("gdrv.sys 1.0"));
}

TEST_F(DriversPageTest, LooksRightInEveryTheme)
{
    populate();
    DriverReview late{.name = QStringLiteral("gdrv.sys"),
                      .state = ReviewState::Keep,
                      .owner = QStringLiteral("L. Moreau"),
                      .reason = QStringLiteral("fans"),
                      .reviewBy = QDate(2025, 8, 20)};
    ASSERT_TRUE(store.reviews.save({late}));
    open();
    takePictures(*page, QStringLiteral("drivers"));
}
