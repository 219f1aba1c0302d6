#include "views/rings/ringspage.h"

#include "models/tables/ringsheet.h"
#include "tests/views/rings/ringspagefixture.h"
#include "views/rings/draftbar.h"
#include "views/rings/guardraillist.h"

#include <QClipboard>
#include <QDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QTemporaryDir>

using namespace ringward;
using namespace ringward::testing;

TEST_F(RingsPageTest, AColumnARingAddsUpToTheFleet)
{
    const auto &columns = page.picture()->columns;
    ASSERT_EQ(columns.size(), 6U);
    quint32 sum = 0;
    for (const RingColumn &column : columns) {
        sum += column.today;
        quint32 wards = 0;
        for (const auto &line : column.wards)
            wards += line.devices;
        EXPECT_EQ(wards, column.today);
    }
    EXPECT_EQ(sum, hub.current()->size());
    EXPECT_EQ(page.findChild<RingBoard *>()->columns().size(), 6U);
}

TEST_F(RingsPageTest, AMovedWardIsADraftThatCanBeUndone)
{
    EXPECT_TRUE(page.draft().isEmpty());
    move("4W ICU", 3, 4);
    EXPECT_EQ(page.draft().moves().size(), 4U);
    EXPECT_EQ(page.picture()->columns[4].draft, page.picture()->columns[4].today + 4);
    EXPECT_EQ(page.picture()->columns[4].wards.front().change, 4);
    button("Undo")->click();
    wait();
    EXPECT_TRUE(page.draft().isEmpty());
    button("Redo")->click();
    wait();
    EXPECT_EQ(page.draft().moves().size(), 4U);
    button("Discard")->click();
    wait();
    EXPECT_TRUE(page.draft().isEmpty());
    EXPECT_EQ(page.picture()->columns[4].draft, page.picture()->columns[4].today);
}

TEST_F(RingsPageTest, ABrokenGuardrailOffersItsSmallestFixAndBlocksTheProposal)
{
    int proposed = 0;
    page.setBoard([&](const auto &moves, const auto &) { return proposed = int(moves.size()), true; });
    move("Lodge", 2, 1);
    EXPECT_EQ(result("diversity").state, GuardrailResult::State::Blocks);
    EXPECT_FALSE(button("Propose change…")->isEnabled());
    button("Take the smallest fix")->click();
    wait();
    EXPECT_NE(result("diversity").state, GuardrailResult::State::Blocks);
    move("Ward 7", 3, 4);
    ASSERT_TRUE(isPermitted(page.picture()->results));
    ASSERT_TRUE(button("Propose change…")->isEnabled()) << button("Propose change…")->toolTip().toStdString();
    button("Propose change…")->click();
    wait();
    EXPECT_EQ(proposed, 4);
    EXPECT_TRUE(page.draft().isEmpty()) << "the board has it";
}

TEST_F(RingsPageTest, WithoutABoardItSaysWhyNothingCanBeProposed)
{
    move("Ward 7", 3, 4);
    EXPECT_FALSE(button("Propose change…")->isEnabled());
    EXPECT_TRUE(button("Propose change…")->toolTip().contains(QStringLiteral("No change board")));
}

TEST_F(RingsPageTest, TheDesignerHandsItsMovesOverAsADraft)
{
    actions.action(QStringLiteral("rings.design"))->trigger();
    auto *dialog = page.findChild<QDialog *>();
    ASSERT_TRUE(dialog);
    QPushButton *take = nullptr;
    for (QPushButton *each : dialog->findChildren<QPushButton *>()) {
        if (each->text() == QStringLiteral("Take as draft"))
            take = each;
    }
    ASSERT_TRUE(take);
    // The fleet is well spread, so there may be nothing to take; then the dialog says so.
    const auto answered = [&] {
        return take->isEnabled()
            || dialog->findChild<QLabel *>()->text().contains(QStringLiteral("as the designer would have them"));
    };
    ASSERT_TRUE(QTest::qWaitFor(answered));
    keepPicture(*dialog, QStringLiteral("rings-designer"));
    if (take->isEnabled()) {
        take->click();
        wait();
        EXPECT_FALSE(page.draft().isEmpty());
    }
}

TEST_F(RingsPageTest, WhatIsShownIsCopiedWithWardsTiersAndGuardrails)
{
    move("4W ICU", 3, 4);
    QGuiApplication::clipboard()->clear();
    actions.action(QStringLiteral("rings.copy"))->trigger();
    ASSERT_TRUE(QTest::qWaitFor([] { return !QGuiApplication::clipboard()->text().isEmpty(); }));
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    quint32 rings = 0, wards = 0, guardrails = 0, devices = 0, inWards = 0;
    for (const QString &line : lines.mid(1)) {
        const QStringList cells = line.split(u'\t');
        ASSERT_EQ(cells.size(), 14) << line.toStdString();
        rings += cells[0] == u"ring";
        wards += cells[0] == u"ward";
        guardrails += cells[0] == u"guardrail";
        devices += cells[0] == u"ring" ? cells[3].toUInt() : 0;
        inWards += cells[0] == u"ward" ? cells[3].toUInt() : 0;
        if (cells[0] != u"guardrail") {
            quint32 tiers = 0;
            for (int tier = 5; tier < 10; ++tier)
                tiers += cells[tier].toUInt();
            EXPECT_EQ(tiers, cells[3].toUInt()) << line.toStdString();
        }
        if (cells[0] == u"ward" && cells[1] == u"Delayed" && cells[2] == u"RGH 4W ICU") {
            EXPECT_EQ(cells[3], QStringLiteral("8"));
            EXPECT_EQ(cells[4], QStringLiteral("+4")) << "by the draft";
        }
    }
    EXPECT_EQ(rings, 6U);
    EXPECT_GE(wards, 45U);
    EXPECT_EQ(guardrails, page.picture()->results.size());
    EXPECT_EQ(devices, hub.current()->size());
    EXPECT_EQ(inWards, devices);
}

TEST_F(RingsPageTest, CsvAndPdfAreWrittenWithWhatTheyAre)
{
    const QTemporaryDir folder;
    const auto order = page.order(ringSheet(*page.picture()));
    EXPECT_TRUE(order.notes.title.startsWith(QStringLiteral("Rings of")));
    EXPECT_EQ(order.notes.person, QStringLiteral("Ada"));
    auto *out = page.findChild<TableExport *>();
    ASSERT_TRUE(out);
    QSignalSpy done(out, &TableExport::done);
    out->writeCsv(order, folder.filePath(QStringLiteral("rings.csv")));
    ASSERT_TRUE(done.count() || done.wait());
    QFile csv(folder.filePath(QStringLiteral("rings.csv")));
    ASSERT_TRUE(csv.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(csv.readAll());
    EXPECT_TRUE(text.contains(QStringLiteral("guardrail,Diversity"))) << text.left(400).toStdString();
    ASSERT_TRUE(out->writePdf(order, folder.filePath(QStringLiteral("rings.pdf"))));
    EXPECT_GT(QFileInfo(folder.filePath(QStringLiteral("rings.pdf"))).size(), 4000);
    if (const QString pictures = qEnvironmentVariable("RINGWARD_PICTURES"); !pictures.isEmpty())
        QFile::copy(folder.filePath(QStringLiteral("rings.pdf")), pictures + QStringLiteral("/rings-sheet.pdf"));
}

TEST_F(RingsPageTest, ApprovedOnceDriftIsFoundAndHasAWayBack)
{
    button("Approve as found")->click();
    wait();
    auto devices = ward("4W ICU", 4);
    devices[16].ring = "Early"; // was Delayed
    hub.publish(ringFleet(devices));
    wait();
    EXPECT_EQ(page.picture()->drift.count(DriftedDevice::Kind::WrongRing), 1U);
    button("Plan the way back")->click();
    wait();
    ASSERT_EQ(page.draft().moves().size(), 1U);
    EXPECT_EQ(page.draft().moves()[0].to.name, QStringLiteral("Delayed"));
}

TEST_F(RingsPageTest, SoakCountsFromWhenAVersionWasSeenFirst)
{
    EXPECT_TRUE(page.picture()->columns[0].ageAtLeast) << "it was there when looking began";
    auto devices = ward("4W ICU", 4);
    for (RingDevice &device : devices) {
        if (QLatin1StringView(device.ring) == QLatin1StringView("Canary"))
            device.version = "1189";
    }
    clock.advance(60'000);
    hub.publish(ringFleet(devices));
    wait();
    EXPECT_EQ(page.picture()->columns[0].soak, RingColumn::Soak::Running);
    EXPECT_EQ(page.picture()->columns[1].soak, RingColumn::Soak::NotStarted);
    clock.advance(61 * 60'000);
    page.reload();
    wait();
    EXPECT_EQ(page.picture()->columns[0].soak, RingColumn::Soak::Done);
    EXPECT_FALSE(page.picture()->columns[0].ageAtLeast);
}

TEST_F(RingsPageTest, EverythingCanBeReachedByKeyboardAndIsNamed)
{
    page.resize(1256, 800);
    page.show();
    for (RingColumnView *column : page.findChild<RingBoard *>()->columns()) {
        EXPECT_EQ(column->focusPolicy(), Qt::StrongFocus);
        EXPECT_FALSE(column->accessibleName().isEmpty());
        EXPECT_FALSE(column->accessibleDescription().isEmpty());
    }
    for (GuardrailRow *row : page.findChildren<GuardrailRow *>())
        EXPECT_FALSE(row->accessibleName().isEmpty());
}

TEST_F(RingsPageTest, Pictures)
{
    move("Lodge", 2, 1);
    move("4W ICU", 3, 4);
    themes.reset();
    takePictures(page, QStringLiteral("rings"));
}
