#include "views/sources/sourcespage.h"

#include "tests/support/fakesource.h"
#include "tests/support/memoryarchive.h"
#include "tests/support/pagepictures.h"
#include "tests/support/printers.h"
#include "views/sources/sourceeditor.h"
#include "views/sources/sourcetable.h"
#include "views/sources/sourceview.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/banner.h"
#include "views/widgets/styledtable.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>

using namespace ringward;
using namespace ringward::testing;

namespace {

/// A keychain that is not there until it is.
class LateKeychain : public MemorySecrets {
public:
    bool runs = false;
    int written = 0;
    Async<Done> write(QString key, Secret secret, std::stop_token stop) override
    {
        if (!runs)
            co_return Error{Error::Kind::Offline, QStringLiteral("org.freedesktop.secrets was not provided")};
        ++written;
        co_return co_await MemorySecrets::write(key, std::move(secret), stop);
    }
};

std::shared_ptr<FakeScript> scriptOf(int records)
{
    auto script = std::make_shared<FakeScript>();
    script->pages.emplace_back();
    for (int i = 0; i < records; ++i) {
        SourceRecord record;
        record.key = QString::number(i);
        record[Field::HostName] = QStringLiteral("HOST-%1").arg(i);
        script->pages[0].push_back(record);
    }
    return script;
}

/// A directory whose certificate is not accepted, as the connector tells it.
Diagnosis directoryDiagnosis()
{
    using State = DiagnosisStep::State;
    const auto step = [](const char *title, State state, const char *sentence, int tookMs) {
        DiagnosisStep made;
        made.title = QString::fromUtf8(title);
        made.state = state;
        made.sentence = QString::fromUtf8(sentence);
        made.tookMs = tookMs;
        return made;
    };
    Diagnosis made;
    made.steps = {
        step("Name", State::Good, "dc1.hospital.test is 10.20.0.5.", 1),
        step("Connection", State::Good, "Port 636 answers.", 2),
        step("Encryption", State::Bad,
             "The certificate of dc1.hospital.test is not accepted: The issuer certificate of a locally looked up "
             "certificate could not be found. Nothing was sent. Name the hospital's own authority in the settings, "
             "or have the certificate mended.",
             11),
        step("Clock", State::Note, "This computer's clock is 97 s ahead of the directory's.", 3),
        step("Sign-in", State::Skipped, "Not tried, because a step before it failed.", 0)};
    made.steps[2].facts = {
        {QStringLiteral("Certificate of"), QStringLiteral("dc1.hospital.test")},
        {QStringLiteral("Issued by"), QStringLiteral("Hospital Issuing CA 2")},
        {QStringLiteral("Valid until"), QStringLiteral("2027-03-01 12:00 UTC")},
        {QStringLiteral("SHA-256"),
         QStringLiteral(
             "5F:03:9A:77:10:CC:DE:01:5F:03:9A:77:10:CC:DE:01:5F:03:9A:77:10:CC:DE:01:5F:03:9A:77:10:CC:DE:01")}};
    return made;
}

struct SourcesPageTest : ::testing::Test {
    ThemeHub themes{QFont(QStringLiteral("Inter"), 10), ThemeHub::Choice::Light};
    FleetHub hub;
    MemoryArchive archive;
    LateKeychain secrets;
    SystemClock clock;
    ActionRegistry actions;
    std::map<QString, std::shared_ptr<FakeScript>> scripts{{QStringLiteral("Falcon"), scriptOf(3)},
                                                           {QStringLiteral("Directory"), scriptOf(2)}};
    std::unique_ptr<Synchroniser> synchroniser;
    std::unique_ptr<SourcesPage> page;
    StyledTable *table = nullptr;
    SourceView *view = nullptr;
    SourceEditor *editor = nullptr;

    void open()
    {
        QSettings().clear();
        SourceKind kind = FakeSource::kind(scripts);
        kind.settings = {{QStringLiteral("url"),
                          QStringLiteral("Address"),
                          QStringLiteral("As the vendor gave it."),
                          SettingSpec::Type::Text,
                          {},
                          {},
                          true},
                         {QStringLiteral("token"), QStringLiteral("Token"), {}, SettingSpec::Type::Secret}};
        kind.description = QStringLiteral("Plays a vendor from a script.");
        synchroniser.reset(new Synchroniser({hub, archive, secrets, clock, {kind}}));
        ASSERT_TRUE(synchroniser->open());
        page = std::make_unique<SourcesPage>(SourcesPage::Parts{*synchroniser, secrets, clock, actions, [](SourceId) {
                                                                    return std::nullopt;
                                                                }});
        page->resize(1256, 800);
        page->show();
        table = page->findChild<StyledTable *>(QStringLiteral("sources"));
        view = page->findChild<SourceView *>();
        editor = page->findChild<SourceEditor *>();
    }
    void keep(const QString &name)
    {
        SourceConfig config;
        config.kind = QStringLiteral("fake");
        config.name = name;
        config.settings = {{QStringLiteral("url"), QStringLiteral("https://example.org")}};
        ASSERT_TRUE(archive.saveSource(config));
    }
    QPushButton *button(const QWidget *in, const char *name)
    {
        return in->findChild<QPushButton *>(QString::fromLatin1(name));
    }
    void fill(const QString &name, const QString &url)
    {
        editor->findChild<QLineEdit *>(QStringLiteral("name"))->setText(name);
        editor->findChild<QLineEdit *>(QStringLiteral("url"))->setText(url);
    }
    QString cell(int row, int column) { return table->model()->index(row, column).data().toString(); }
    bool eventually(const std::function<bool()> &holds) { return QTest::qWaitFor(holds, 30'000); }
};

} // namespace

TEST_F(SourcesPageTest, AddsASourceAndAsksItAtOnce)
{
    open();
    QTest::mouseClick(button(page.get(), "add"), Qt::LeftButton);
    ASSERT_TRUE(editor->isVisible());
    fill(QStringLiteral("Falcon"), QStringLiteral("https://falcon"));
    QTest::mouseClick(button(editor, "save"), Qt::LeftButton);
    ASSERT_EQ(table->model()->rowCount(), 1);
    EXPECT_EQ(cell(0, SourceTable::NameColumn), QStringLiteral("Falcon"));
    EXPECT_TRUE(eventually([&] { return cell(0, SourceTable::StateColumn) == QStringLiteral("fresh"); }));
    EXPECT_EQ(cell(0, SourceTable::DevicesColumn), QStringLiteral("3"));
}

TEST_F(SourcesPageTest, KeepsTheFormOpenWhileSomethingIsWrong)
{
    keep(QStringLiteral("Falcon"));
    open();
    QTest::mouseClick(button(page.get(), "add"), Qt::LeftButton);
    fill(QStringLiteral("falcon"), QString());
    QTest::mouseClick(button(editor, "save"), Qt::LeftButton);
    EXPECT_TRUE(editor->isVisible());
    EXPECT_EQ(synchroniser->sources().size(), 1U);
}

TEST_F(SourcesPageTest, TestsWithoutSaving)
{
    open();
    QTest::mouseClick(button(page.get(), "add"), Qt::LeftButton);
    fill(QStringLiteral("Falcon"), QStringLiteral("https://falcon"));
    QTest::mouseClick(button(editor, "test"), Qt::LeftButton);
    EXPECT_TRUE(eventually([&] {
        for (const QLabel *label : editor->findChildren<QLabel *>()) {
            if (label->text() == QStringLiteral("ready"))
                return true;
        }
        return false;
    }));
    EXPECT_TRUE(synchroniser->sources().empty());
}

TEST_F(SourcesPageTest, WithoutAKeychainTheSourceWaitsAndThePageSaysWhatToDo)
{
    open();
    QTest::mouseClick(button(page.get(), "add"), Qt::LeftButton);
    fill(QStringLiteral("Falcon"), QStringLiteral("https://falcon"));
    QLineEdit *const token = editor->findChild<QLineEdit *>(QStringLiteral("token"));
    token->setText(QStringLiteral("hunter2"));
    QTest::mouseClick(button(editor, "save"), Qt::LeftButton);
    ASSERT_TRUE(eventually([&] { return editor->findChild<Banner *>()->isVisible(); }));
    EXPECT_TRUE(editor->findChild<Banner *>()->accessibleName().contains(QStringLiteral("keychain")));
    ASSERT_EQ(synchroniser->sources().size(), 1U);
    EXPECT_FALSE(synchroniser->sources()[0].config.enabled);

    secrets.runs = true;
    token->setText(QStringLiteral("hunter2"));
    QTest::mouseClick(button(editor, "save"), Qt::LeftButton);
    ASSERT_TRUE(eventually([&] { return secrets.written == 1; }));
    EXPECT_TRUE(eventually([&] { return synchroniser->sources()[0].config.enabled; }));
    EXPECT_EQ(synchroniser->sources().size(), 1U) << "not added a second time";
}

TEST_F(SourcesPageTest, ShowsTheErrorInFullAndWhatIsStillTrue)
{
    scripts[QStringLiteral("Falcon")]->failAtPage = 0;
    keep(QStringLiteral("Falcon"));
    open();
    ASSERT_TRUE(eventually([&] { return cell(0, SourceTable::StateColumn) == QStringLiteral("failed"); }));
    EXPECT_TRUE(view->details().contains(QStringLiteral("no route")));
    EXPECT_TRUE(view->findChild<Banner *>()->isVisible());
}

TEST_F(SourcesPageTest, RemovesOnlyAfterTheQuestionAndTheTimeToThinkAgain)
{
    keep(QStringLiteral("Falcon"));
    keep(QStringLiteral("Directory"));
    open();
    QTest::mouseClick(button(view, "remove"), Qt::LeftButton);
    ASSERT_TRUE(button(view, "removeYes")->isVisible());
    QTest::mouseClick(button(view, "removeYes"), Qt::LeftButton);
    EXPECT_EQ(synchroniser->sources().size(), 2U);
    QTest::mouseClick(button(page.get(), "undo"), Qt::LeftButton);
    EXPECT_FALSE(button(page.get(), "undo")->isVisible());
    EXPECT_EQ(synchroniser->sources().size(), 2U);
}

TEST_F(SourcesPageTest, DisablesAndEnables)
{
    keep(QStringLiteral("Falcon"));
    open();
    QTest::mouseClick(button(view, "enable"), Qt::LeftButton);
    EXPECT_TRUE(eventually([&] { return cell(0, SourceTable::StateColumn) == QStringLiteral("disabled"); }));
    QTest::mouseClick(button(view, "enable"), Qt::LeftButton);
    EXPECT_TRUE(eventually([&] { return cell(0, SourceTable::StateColumn) != QStringLiteral("disabled"); }));
}

TEST_F(SourcesPageTest, TheTableKeepsItsContract)
{
    SourceTable model(clock);
    QAbstractItemModelTester contract(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    SourceStatus one;
    one.config.id = SourceId{1};
    one.config.name = QStringLiteral("Falcon");
    model.setSources({one});
    one.fresh = true;
    one.lastSuccessMs = clock.nowMs() - 3000;
    model.setSources({one});
    EXPECT_EQ(model.index(0, SourceTable::StateColumn).data().toString(), QStringLiteral("fresh"));
    model.setSources({});
    EXPECT_EQ(model.rowCount(), 0);
}

// Off: a diagnosis that follows a stopped one does not arrive here yet.
TEST_F(SourcesPageTest, ADiagnosisIsShownStepByStepAndCanBeCopiedAndStopped)
{
    keep(QStringLiteral("Directory"));
    open();
    QTest::mouseClick(button(view, "diagnose"), Qt::LeftButton);
    EXPECT_EQ(button(view, "diagnose")->text(), QStringLiteral("Stop the diagnosis"));
    QTest::mouseClick(button(view, "diagnose"), Qt::LeftButton);
    EXPECT_EQ(button(view, "diagnose")->text(), QStringLiteral("Diagnose"));
    EXPECT_FALSE(view->details().contains(QStringLiteral("The certificate")));

    scripts[QStringLiteral("Directory")]->diagnosis = directoryDiagnosis();
    QTest::mouseClick(button(view, "diagnose"), Qt::LeftButton);
    ASSERT_TRUE(eventually([&] { return view->details().contains(QStringLiteral("The certificate of dc1")); }));
    EXPECT_TRUE(view->details().contains(QStringLiteral("5F:03")));
    EXPECT_EQ(button(view, "diagnose")->text(), QStringLiteral("Diagnose"));
    takePictures(*page, QStringLiteral("sources-diagnosis"));
}

TEST_F(SourcesPageTest, LooksRightInEveryTheme)
{
    scripts[QStringLiteral("Directory")]->failAtPage = 0;
    scripts[QStringLiteral("Falcon")]->refused = {
        {QStringLiteral("record 3"), QStringLiteral("It has neither a host name nor an id.")},
        {QStringLiteral("record 9"), QStringLiteral("Its serial number is 4,096 characters long.")}};
    keep(QStringLiteral("Directory"));
    keep(QStringLiteral("Falcon"));
    open();
    ASSERT_TRUE(eventually([&] {
        return cell(0, SourceTable::StateColumn) == QStringLiteral("failed")
            && cell(1, SourceTable::StateColumn) == QStringLiteral("fresh");
    }));
    takePictures(*page, QStringLiteral("sources-failed"));
    table->selectRow(1);
    takePictures(*page, QStringLiteral("sources"));
    page->addSource();
    takePictures(*page, QStringLiteral("sources-add"));
}
