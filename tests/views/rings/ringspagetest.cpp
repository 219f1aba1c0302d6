#include "views/rings/ringspage.h"

#include "tests/support/pagepictures.h"
#include "tests/support/ringfleet.h"
#include "views/rings/draftbar.h"
#include "views/rings/guardraillist.h"
#include "views/rings/pindialog.h"
#include "views/rings/policydialog.h"
#include "views/rings/ringboard.h"
#include "views/rings/waiverdialog.h"
#include "views/widgets/actionregistry.h"

#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>

using namespace ringward;
using namespace ringward::testing;

namespace {

std::vector<RingDevice> ward(const char *name, int each)
{
    std::vector<RingDevice> made;
    for (const char *ring : {"Canary", "Early", "Broad", "Late", "Delayed"}) {
        for (int i = 0; i < each; ++i)
            made.push_back({.ward = name,
                            .tier = QLatin1StringView(ring) == QLatin1StringView("Delayed") ? Tier::T1
                                : QLatin1StringView(ring) == QLatin1StringView("Canary")    ? Tier::T3
                                                                                            : Tier::T2,
                            .ring = ring,
                            .beds = 12});
    }
    return made;
}

struct RingsPageTest : ::testing::Test {
    RingsPageTest()
    {
        std::vector<RingDevice> devices;
        for (const char *name :
             {"4W ICU", "ED Resus", "NICU", "Ward 7", "Pharm", "OPD A", "Path Lab", "Endo", "Chemo"}) {
            const auto more = ward(name, 4);
            devices.insert(devices.end(), more.begin(), more.end());
        }
        devices.push_back({.ward = "Lodge", .ring = "Broad"});
        devices.push_back({.ward = "Lodge", .ring = "Early"});
        hub.publish(ringFleet(devices));
        wait();
    }
    void wait()
    {
        ASSERT_TRUE(QTest::qWaitFor([&] { return shown.count() > seen; }));
        seen = int(shown.count());
    }
    QPushButton *button(const char *text)
    {
        for (QPushButton *each : page.findChildren<QPushButton *>()) {
            if (each->text() == QString::fromUtf8(text))
                return each;
        }
        return nullptr;
    }
    GuardrailResult result(const char *rule) const
    {
        for (const GuardrailResult &each : page.picture()->results) {
            if (each.rule == QLatin1StringView(rule))
                return each;
        }
        return {};
    }
    quint32 wardCalled(const char *code) const
    {
        const auto &wards = hub.current()->names().wards();
        for (quint32 i = 0; i < wards.size(); ++i) {
            if (wards[i].code == QLatin1StringView(code))
                return i;
        }
        return 0;
    }
    void move(const char *code, int from, int to)
    {
        Q_EMIT page.findChild<RingBoard *>()->columns()[std::size_t(from)]->moveWanted(wardCalled(code), from, to,
                                                                                       std::nullopt);
        wait();
    }

    ManualClock clock{kRingNowMs};
    std::unique_ptr<ThemeHub> themes =
        std::make_unique<ThemeHub>(QFont(QStringLiteral("Inter"), 10), ThemeHub::Choice::Light);
    ActionRegistry actions;
    FleetHub hub;
    MemoryRingBook book;
    Person me = somebody(Role::Admin);
    RingDesk desk{book, clock, [this] {
                      return me;
                  }};
    RingsPage page{{.hub = hub,
                    .desk = desk,
                    .guardrails = [this] { return book.guardrails(); },
                    .actions = actions,
                    .clock = clock}};
    QSignalSpy shown{&page, &RingsPage::shown};
    int seen = 0;
};

} // namespace

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

TEST_F(RingsPageTest, APinNeedsAReasonAndAnOwnerAndBecomesADraft)
{
    actions.action(QStringLiteral("rings.pin"))->trigger();
    auto *dialog = page.findChild<PinDialog *>();
    ASSERT_TRUE(dialog);
    dialog->setWard(QStringLiteral("RGH NICU"));
    auto *make = dialog->findChildren<QPushButton *>().back();
    EXPECT_FALSE(make->isEnabled());
    for (QLineEdit *edit : dialog->findChildren<QLineEdit *>()) {
        if (edit->text().isEmpty() && edit->placeholderText().isEmpty())
            edit->setText(QStringLiteral("S. Adeyemi"));
    }
    ASSERT_TRUE(make->isEnabled());
    keepPicture(*dialog, QStringLiteral("rings-pin"));
    make->click();
    wait();
    EXPECT_EQ(book.pins()->size(), 1U);
    EXPECT_EQ(page.draft().moves().size(), 16U) << "all of the ward that is not in Delayed yet";
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

TEST_F(RingsPageTest, AWaiverIsAskedForSavedAndEnded)
{
    GuardrailSet set = defaultGuardrails();
    for (Guardrail &rule : set.rules) {
        if (rule.id == u"diversity")
            rule.limit = 9; // more rings than there are: every ward breaks it
    }
    ASSERT_TRUE(book.saveGuardrails(set, {}));
    page.reload();
    wait();
    ASSERT_EQ(result("diversity").state, GuardrailResult::State::Blocks);
    Q_EMIT page.findChild<GuardrailList *>()->waiverWanted(result("diversity"));
    auto *dialog = page.findChild<WaiverDialog *>();
    ASSERT_NE(dialog, nullptr);
    const auto edits = dialog->findChildren<QLineEdit *>();
    auto *waive = dialog->findChildren<QPushButton *>().back();
    EXPECT_FALSE(waive->isEnabled()) << "not without a reason";
    for (QLineEdit *edit : edits) {
        if (edit->text().isEmpty() && edit->parent() == dialog)
            QTest::keyClicks(edit, QStringLiteral("two machines come on Friday"));
    }
    ASSERT_TRUE(waive->isEnabled());
    keepPicture(*dialog, QStringLiteral("rings-waiver"));
    waive->click();
    wait();
    EXPECT_EQ(result("diversity").state, GuardrailResult::State::Waived);
    EXPECT_EQ(result("diversity").waivedBy, QStringLiteral("Ada"));
    EXPECT_EQ(book.audited.back().deed, QStringLiteral("guardrails.waived"));
    button("End the waiver")->click();
    wait();
    EXPECT_EQ(result("diversity").state, GuardrailResult::State::Blocks);
}

TEST_F(RingsPageTest, TheRingsOfAStreamAreEditedWithAReason)
{
    actions.setCurrentPage(QStringLiteral("rings"));
    actions.action(QStringLiteral("rings.policy"))->trigger();
    auto *dialog = page.findChild<PolicyDialog *>();
    ASSERT_NE(dialog, nullptr);
    auto *table = dialog->findChild<QTableWidget *>();
    auto *save = dialog->findChildren<QPushButton *>().back();
    auto *reason = dialog->findChild<QLineEdit *>();
    EXPECT_EQ(dialog->edited().rings, rapidPolicy().rings) << "what is shown is read back as it was";
    table->item(2, 2)->setText(QStringLiteral("soon"));
    EXPECT_EQ(dialog->edited().rings[2].soakMin, -1);
    table->item(2, 2)->setText(QStringLiteral("2 d"));
    EXPECT_FALSE(save->isEnabled()) << "not without a reason";
    QTest::keyClicks(reason, QStringLiteral("the last one came back after a day"));
    ASSERT_TRUE(save->isEnabled());
    keepPicture(*dialog, QStringLiteral("rings-policy"));
    save->click();
    wait();
    const auto versions = book.policyVersions(rapidPolicy().stream);
    EXPECT_EQ(versions->front().rings[2].soakMin, 2880);
    EXPECT_EQ(versions->front().changedBy, QStringLiteral("Ada"));
    EXPECT_EQ(minutesFromText(QStringLiteral("90")), 90);
    EXPECT_EQ(minutesFromText(QStringLiteral("1 h 30 min")), std::nullopt);
}
