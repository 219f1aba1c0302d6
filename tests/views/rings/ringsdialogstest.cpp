#include "tests/views/rings/ringspagefixture.h"
#include "views/rings/guardraillist.h"
#include "views/rings/pindialog.h"
#include "views/rings/pinenddialog.h"
#include "views/rings/pinlistdialog.h"
#include "views/rings/policydialog.h"
#include "views/rings/tierdialog.h"
#include "views/rings/waiverdialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QTableWidget>
#include <QTemporaryDir>

using namespace ringward;
using namespace ringward::testing;

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
