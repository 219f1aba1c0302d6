#include "views/rings/ringspage.h"

#include "models/tables/ringsheet.h"
#include "tests/support/pagepictures.h"
#include "tests/support/ringfleet.h"
#include "views/rings/draftbar.h"
#include "views/rings/guardraillist.h"
#include "views/rings/pindialog.h"
#include "views/rings/pinenddialog.h"
#include "views/rings/pinlistdialog.h"
#include "views/rings/policydialog.h"
#include "views/rings/ringboard.h"
#include "views/rings/tierdialog.h"
#include "views/rings/waiverdialog.h"
#include "views/widgets/actionregistry.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>

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
    int applied = 0;
    RingsPage page{{.hub = hub,
                    .desk = desk,
                    .guardrails = [this] { return book.guardrails(); },
                    .actions = actions,
                    .clock = clock,
                    .applyTiers = [this]() -> Result<Done> {
                        ++applied;
                        return Done{};
                    }}};
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
    ASSERT_TRUE(QTest::qWaitFor([&] { return make->isEnabled(); })) << "once its devices are counted";
    takeDialogPictures(*dialog, QStringLiteral("rings-pin"));
    make->click();
    wait();
    EXPECT_EQ(book.pins()->size(), 1U);
    EXPECT_EQ(page.draft().moves().size(), 16U) << "all of the ward that is not in Delayed yet";
}

TEST_F(RingsPageTest, SelectedDevicesArePinnedByName)
{
    std::vector<DeviceId> some;
    for (Row row = 0; row < 9; ++row)
        some.push_back(hub.current()->id(row));
    page.pinDevices(some, 9, QStringLiteral("ward:icu"));
    auto *dialog = page.findChild<PinDialog *>();
    ASSERT_TRUE(dialog);
    EXPECT_TRUE(dialog->findChild<QLabel *>(QStringLiteral("named"))->text().contains(QStringLiteral("and 3 more")));
    auto *says = dialog->findChild<QLabel *>(QStringLiteral("says"));
    auto *make = dialog->findChildren<QPushButton *>().back();
    EXPECT_FALSE(make->isEnabled()) << "not without a reason";
    for (QLineEdit *edit : dialog->findChildren<QLineEdit *>()) {
        if (edit->text().isEmpty() && edit->placeholderText().isEmpty() && edit->parent() == dialog)
            edit->setText(QStringLiteral("transplant week"));
    }
    ASSERT_TRUE(QTest::qWaitFor([&] { return make->isEnabled(); })) << says->text().toStdString();
    EXPECT_TRUE(says->text().contains(QStringLiteral("Holds 9 devices"))) << says->text().toStdString();
    takeDialogPictures(*dialog, QStringLiteral("rings-pin-devices"));
    make->click();
    wait();
    const Pin pin = book.pins()->front();
    EXPECT_EQ(pin.scope.kind, PinScope::Kind::Devices);
    EXPECT_EQ(pin.scope.devices, some);
    EXPECT_TRUE(book.audited.back().text.contains(QStringLiteral("9 devices"))) << "the audit says how many";
}

TEST_F(RingsPageTest, TooManySelectedDevicesBecomeTheirFilterLine)
{
    page.pinDevices({}, 12'400, QStringLiteral("tier:t2"));
    auto *dialog = page.findChild<PinDialog *>();
    ASSERT_TRUE(dialog);
    const QString note = dialog->findChild<QLabel *>(QStringLiteral("named"))->text();
    EXPECT_TRUE(note.contains(QStringLiteral("12,400"))) << note.toStdString();
    EXPECT_TRUE(note.contains(QStringLiteral("1,000"))) << note.toStdString();
    auto *make = dialog->findChildren<QPushButton *>().back();
    for (QLineEdit *edit : dialog->findChildren<QLineEdit *>()) {
        if (edit->text().isEmpty() && edit->placeholderText().isEmpty() && edit->parent() == dialog)
            edit->setText(QStringLiteral("reason"));
    }
    ASSERT_TRUE(QTest::qWaitFor([&] { return make->isEnabled(); }));
    takeDialogPictures(*dialog, QStringLiteral("rings-pin-many"));
    make->click();
    wait();
    EXPECT_EQ(book.pins()->front().scope, (PinScope{PinScope::Kind::Filter, {}, QStringLiteral("tier:t2")}));
}

namespace {

struct PinListTest : RingsPageTest {
    PinListTest()
    {
        for (const char *ward : {"RGH NICU", "RGH ED Resus", "RGH Pharm"}) {
            Pin pin;
            pin.stream = rapidPolicy().stream;
            pin.scope = {PinScope::Kind::Ward, {}, QString::fromLatin1(ward)};
            pin.target = QStringLiteral("Delayed");
            pin.reason = QStringLiteral("syringe pump drivers");
            pin.owner = ward == std::string_view("RGH Pharm") ? QStringLiteral("S. Adeyemi") : QStringLiteral("Ada");
            pin.expiresMs = kRingNowMs + 86'400'000LL * (ward == std::string_view("RGH NICU") ? 3 : 90);
            EXPECT_TRUE(desk.savePin(pin));
        }
        actions.action(QStringLiteral("rings.pins"))->trigger();
        dialog = page.findChild<PinListDialog *>();
    }
    void read()
    {
        ASSERT_TRUE(QTest::qWaitFor([&] { return dialog->table().rowCount() > 0; }));
    }
    QPushButton *verb(const char *text)
    {
        for (QPushButton *each : dialog->findChildren<QPushButton *>()) {
            if (each->text() == QString::fromUtf8(text))
                return each;
        }
        return nullptr;
    }
    QString says() { return dialog->findChild<QLabel *>(QStringLiteral("says"))->text(); }
    QTableView *view() { return dialog->findChild<QTableView *>(QStringLiteral("pins")); }

    PinListDialog *dialog = nullptr;
};

} // namespace

TEST_F(PinListTest, PinsAreSearchedAndTheFirstToEndIsFirst)
{
    read();
    EXPECT_EQ(dialog->table().rowCount(), 3);
    EXPECT_EQ(dialog->table().at(0).pin.scope.text, QStringLiteral("RGH NICU"));
    EXPECT_EQ(dialog->table().at(0).devices, 20U);
    view()->selectRow(0);
    takeDialogPictures(*dialog, QStringLiteral("rings-pins"), {1080, 520});
    auto *search = dialog->findChild<QLineEdit *>(QStringLiteral("search"));
    search->setText(QStringLiteral("pharm adeyemi"));
    ASSERT_EQ(dialog->table().rowCount(), 1);
    EXPECT_EQ(dialog->table().at(0).pin.scope.text, QStringLiteral("RGH Pharm"));
    search->setText(QStringLiteral("nobody"));
    EXPECT_EQ(dialog->table().rowCount(), 0);
    EXPECT_FALSE(verb("Remove")->isEnabled());
}

TEST_F(PinListTest, APinGetsAnotherEndWithAReasonAndIsRemoved)
{
    read();
    EXPECT_FALSE(verb("Another end…")->isEnabled()) << "nothing is selected";
    view()->selectRow(0);
    const qint64 before = dialog->table().at(0).pin.expiresMs;
    verb("Another end…")->click();
    auto *end = dialog->findChild<PinEndDialog *>();
    ASSERT_TRUE(end);
    auto *keep = end->findChildren<QPushButton *>().back();
    EXPECT_FALSE(keep->isEnabled()) << "not without a reason";
    for (QLineEdit *edit : end->findChildren<QLineEdit *>()) {
        if (edit->parent() == end)
            edit->setText(QStringLiteral("the pumps come in May"));
    }
    ASSERT_TRUE(keep->isEnabled());
    takeDialogPictures(*end, QStringLiteral("rings-pin-end"));
    keep->click();
    EXPECT_EQ(book.audited.back().deed, QStringLiteral("pin.extended"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return dialog->table().at(0).pin.expiresMs > before; }));
    wait(); // the page shows it, too
    view()->selectRow(2);
    const QString gone = dialog->table().at(2).pin.id;
    verb("Remove")->click();
    ASSERT_TRUE(QTest::qWaitFor([&] { return dialog->table().rowCount() == 2; }));
    const std::vector<Pin> left = *book.pins();
    EXPECT_EQ(left.size(), 2U);
    for (const Pin &pin : left)
        EXPECT_NE(pin.id, gone);
}

TEST_F(PinListTest, PinsGoOutAndComeInAsCsv)
{
    read();
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("pins.csv"));
    dialog->exportTo(path);
    ASSERT_TRUE(QTest::qWaitFor([&] { return says().contains(QStringLiteral("3 pins written")); }))
        << says().toStdString();
    ASSERT_TRUE(desk.removePin(dialog->table().at(1).pin.id));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::Append));
    file.write("rapid response,devices,ghost-9,ring,Late,r,o,,,2027-01-01T00:00:00Z\n");
    file.close();
    dialog->importFrom(path);
    EXPECT_FALSE(verb("Import CSV…")->isEnabled()) << "one at a time";
    ASSERT_TRUE(QTest::qWaitFor([&] { return says().contains(QStringLiteral("1 pin imported")); }))
        << says().toStdString();
    EXPECT_TRUE(says().contains(QStringLiteral("2 there already"))) << says().toStdString();
    EXPECT_TRUE(says().contains(QStringLiteral("line 5: no device is called ghost-9"))) << says().toStdString();
    EXPECT_EQ(book.pins()->size(), 3U);
    dialog->importFrom(folder.filePath(QStringLiteral("missing.csv")));
    ASSERT_TRUE(QTest::qWaitFor([&] { return says().contains(QStringLiteral("cannot be read")); }))
        << says().toStdString();
}

TEST_F(PinListTest, WhoMayNotPinLooksAndExportsOnly)
{
    me = somebody(Role::Viewer);
    hub.publish(hub.current());
    read();
    view()->selectRow(0);
    for (const char *text : {"New pin…", "Another end…", "Remove", "Import CSV…"}) {
        EXPECT_FALSE(verb(text)->isEnabled()) << text;
        EXPECT_TRUE(verb(text)->toolTip().contains(QStringLiteral("may not propose"))) << text;
    }
    EXPECT_TRUE(verb("Export CSV…")->isEnabled());
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

TEST_F(RingsPageTest, TierRulesAreCountedOrderedUndoneAndSaved)
{
    TierSet set;
    set.rules = {{QStringLiteral("Intensive care"), QStringLiteral("ward:\"4W ICU\""), {Tier::T0, {}, {}}},
                 {QStringLiteral("Pharmacy"), QStringLiteral("ward:pharm"), {Tier::T1, {}, true}}};
    set.overrides = {{DeviceId{1}, {Tier::T3, {}, {}}, QStringLiteral("Ada"), QStringLiteral("a spare")}};
    ASSERT_TRUE(book.saveTiers(set, {}));
    actions.action(QStringLiteral("rings.tiers"))->trigger();
    auto *dialog = page.findChild<TierDialog *>();
    ASSERT_TRUE(dialog);
    auto *table = dialog->findChild<QTableWidget *>();
    const auto verb = [&](const char *text) {
        for (QPushButton *each : dialog->findChildren<QPushButton *>()) {
            if (each->text().startsWith(QString::fromUtf8(text)))
                return each;
        }
        return static_cast<QPushButton *>(nullptr);
    };
    const auto cell = [&](int row, int column) {
        return table->item(row, column)->text();
    };
    ASSERT_TRUE(QTest::qWaitFor([&] { return cell(0, 5) == QStringLiteral("20"); })) << cell(0, 5).toStdString();
    EXPECT_FALSE(verb("Save")->isEnabled()) << "nothing is changed";
    EXPECT_FALSE(verb("Undo")->isEnabled());
    table->item(1, 1)->setText(QStringLiteral("ward:pharm or ward:\"4W ICU\""));
    ASSERT_TRUE(QTest::qWaitFor([&] { return cell(1, 5) == QStringLiteral("40"); })) << cell(1, 5).toStdString();
    EXPECT_EQ(cell(1, 6), QStringLiteral("20")) << "the rule before it decides the others";
    table->setCurrentCell(1, 0);
    verb("Up")->click();
    EXPECT_EQ(cell(0, 0), QStringLiteral("Pharmacy"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return cell(0, 6) == QStringLiteral("40"); })) << cell(0, 6).toStdString();
    EXPECT_FALSE(verb("Up")->isEnabled()) << "it is first";
    table->item(1, 1)->setText(QStringLiteral("ward:"));
    EXPECT_FALSE(verb("Save")->isEnabled());
    auto *says = dialog->findChild<QLabel *>(QStringLiteral("says"));
    EXPECT_TRUE(says->text().contains(QStringLiteral("Intensive care"))) << says->text().toStdString();
    verb("Undo")->click();
    EXPECT_EQ(cell(1, 1), QStringLiteral("ward:\"4W ICU\""));
    ASSERT_TRUE(verb("Save")->isEnabled());
    ASSERT_TRUE(QTest::qWaitFor([&] { return says->text().contains(QStringLiteral("of 182 devices")); }))
        << says->text().toStdString();
    takeDialogPictures(*dialog, QStringLiteral("rings-tiers"), {980, 480});
    verb("Save")->click();
    EXPECT_EQ(applied, 1) << "the fleet is shown as the rules have it";
    const TierSet saved = *book.tiers();
    EXPECT_EQ(saved.rules[0].name, QStringLiteral("Pharmacy"));
    EXPECT_EQ(saved.rules[0].saying.downtime, std::optional(true)) << "what was not touched is kept";
    EXPECT_EQ(saved.overrides, set.overrides) << "a person's word is kept";
    EXPECT_EQ(book.audited.back().deed, QStringLiteral("tiers.changed"));
}

TEST_F(RingsPageTest, TierRulesAreForWhoMayAndNotOverSomebodyElses)
{
    me = somebody(Role::Technician);
    actions.action(QStringLiteral("rings.tiers"))->trigger();
    auto *dialog = page.findChild<TierDialog *>();
    ASSERT_TRUE(dialog);
    auto *says = dialog->findChild<QLabel *>(QStringLiteral("says"));
    EXPECT_TRUE(says->text().contains(QStringLiteral("may not change policies"))) << says->text().toStdString();
    dialog->reject();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    me = somebody(Role::Admin);
    actions.action(QStringLiteral("rings.tiers"))->trigger();
    dialog = page.findChild<TierDialog *>();
    dialog->findChildren<QPushButton *>().front()->click(); // add
    auto *table = dialog->findChild<QTableWidget *>();
    table->item(0, 1)->setText(QStringLiteral("ward:icu"));
    auto *save = dialog->findChildren<QPushButton *>().back();
    ASSERT_TRUE(save->isEnabled());
    ASSERT_TRUE(book.saveTiers({0, {{QStringLiteral("x"), QStringLiteral("ward:ed"), {Tier::T1, {}, {}}}}, {}}, {}));
    save->click();
    EXPECT_EQ(book.tiers()->rules.front().name, QStringLiteral("x")) << "not overwritten";
    EXPECT_TRUE(dialog->findChild<QLabel *>(QStringLiteral("says"))->text().contains(QStringLiteral("meanwhile")));
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
