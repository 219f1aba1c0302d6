#include "views/remediation/remediationpage.h"

#include "models/drill/demonstrationkind.h"
#include "models/store/sqlitearchive.h"
#include "models/store/sqlitefreezes.h"
#include "tests/models/incident/campaignfixture.h"
#include "tests/support/fakesource.h"
#include "tests/support/memoryarchive.h"
#include "tests/support/pagepictures.h"
#include "tests/support/settle.h"
#include "views/remediation/campaignview.h"
#include "views/remediation/remedyform.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/banner.h"
#include "views/widgets/styledtable.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace ringward;
using namespace ringward::testing;

namespace {

struct RemediationPageTest : ChangeTest {
    ThemeHub themes{QFont(QStringLiteral("Inter"), 10), ThemeHub::Choice::Light};
    std::shared_ptr<FastClock> fast = std::make_shared<FastClock>(kNowMs, 300);
    FleetHub hub;
    SqliteArchive archive{*database};
    MemorySecrets secrets;
    Synchroniser synchroniser{{hub, archive, secrets, *fast, {demonstrationKind(fast)}}};
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
                       *fast,
                       {},
                       nullptr}};
    SqliteStepLedger ledger{*database};
    RemedyDesk remedies{{office, ledger, folder.filePath(QStringLiteral("runbooks")), {}, 20}};
    ActionRegistry actions;
    std::unique_ptr<RemediationPage> page;

    void SetUp() override
    {
        for (const SourceConfig &config : demonstrationSources(1'200, 291, kNowMs))
            ASSERT_TRUE(archive.saveSource(config));
        ASSERT_TRUE(synchroniser.open());
        ASSERT_TRUE(QTest::qWaitFor([this] { return synchroniser.isRestored(); }));
        synchroniser.syncAll();
        ASSERT_TRUE(QTest::qWaitFor(
            [this] {
                const auto sources = synchroniser.sources();
                return hub.current()->size() > 1'000 && std::all_of(sources.begin(), sources.end(), [](const auto &s) {
                           return s.lastSuccessMs > 0 && s.state == SourceStatus::State::Idle;
                       });
            },
            30'000));
        office.setMe(whitfield.person);
        page = std::make_unique<RemediationPage>(remedies, actions);
        actions.setCurrentPage(QStringLiteral("remediation"));
        page->resize(1256, 800);
        page->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(page.get()));
    }
    template <typename T>
    T *part(const char *name) const
    {
        T *found = page->findChild<T *>(QString::fromLatin1(name));
        EXPECT_TRUE(found) << name;
        return found;
    }
    /// Hosts of wards with enough machines, reachable and not in use, two a ward.
    QString line(int devices)
    {
        const FleetSnapshotPtr fleet = hub.current();
        std::vector<DeviceId> candidates;
        for (Row row = 0; row < fleet->size() && candidates.size() < 300; ++row) {
            if (fleet->health(row) == AgentHealth::Up && fleet->tier(row) != Tier::TX)
                candidates.push_back(fleet->id(row));
        }
        const auto told = settle(remedies.reachOf(candidates, {}), 30'000);
        EXPECT_TRUE(told);
        QStringList hosts;
        std::map<quint32, int> inWard;
        for (const RemedyDevice &device : told ? *told : std::vector<RemedyDevice>()) {
            const Row row = *fleet->find(device.device);
            const bool isReachable = device.preflight.level != ReachLevel::NotReachable;
            if (hosts.size() < devices && isReachable && device.user.isEmpty() && inWard[fleet->wardId(row)]++ < 2)
                hosts << QStringLiteral("host:") + QString::fromUtf8(fleet->host(row));
        }
        return hosts.join(QStringLiteral(" or "));
    }
    void previewOf(const QString &filterLine)
    {
        page->begin(filterLine, QStringLiteral("remove-content-file"));
        page->form().setValue(QStringLiteral("sha256"), QString(64, u'b'));
        QTest::mouseClick(part<QPushButton>("preview"), Qt::LeftButton);
        ASSERT_TRUE(QTest::qWaitFor(
            [&] { return part<QPushButton>("propose")->isEnabled(); }, // the text may be that of the plan before
            20'000));
        EXPECT_TRUE(part<QLabel>("previewSum")->text().contains(QStringLiteral("Nothing has been sent")));
    }
    /// Until the page shows what the store has now: the first answer may be to a question from before.
    void refresh()
    {
        for (int i = 0; i < 2; ++i) {
            QSignalSpy refreshed(page.get(), &RemediationPage::refreshed);
            page->refresh();
            ASSERT_TRUE(QTest::qWaitFor([&] { return !refreshed.isEmpty(); }));
        }
    }
    ChangeId proposeByHand()
    {
        part<QLineEdit>("title")->setText(QStringLiteral("Remove channel file 291"));
        part<QPlainTextEdit>("why")->setPlainText(QStringLiteral("It makes them loop."));
        QTest::mouseClick(part<QPushButton>("propose"), Qt::LeftButton);
        const auto campaigns = remedies.campaigns();
        EXPECT_EQ(campaigns->size(), 1U);
        return campaigns->empty() ? ChangeId() : campaigns->front().id;
    }
    /// The board's clock stands still; the votes are dated by it.
    void vote(ChangeId change) { approve(change); }
    void allowWriting()
    {
        for (const SourceStatus &status : synchroniser.sources())
            ASSERT_TRUE(office.switchWriting(status.config.id, true));
    }
};

} // namespace

TEST_F(RemediationPageTest, SaysWhatIsMissingBeforeAnythingIsPlanned)
{
    takePictures(*page, QStringLiteral("remediation-empty"));
    EXPECT_FALSE(part<QPushButton>("propose")->isEnabled());
    QTest::mouseClick(part<QPushButton>("preview"), Qt::LeftButton);
    EXPECT_TRUE(page->form().banner().isVisible());
    page->begin(QStringLiteral("ward:icu"), QStringLiteral("remove-content-file"));
    QTest::mouseClick(part<QPushButton>("preview"), Qt::LeftButton); // the sum is missing
    QTest::qWait(50);
    EXPECT_TRUE(page->form().banner().isVisible());
    EXPECT_FALSE(part<QPushButton>("propose")->isEnabled());
}

TEST_F(RemediationPageTest, PreviewsProposesAndFollowsACampaignToItsEnd)
{
    previewOf(line(12));
    EXPECT_TRUE(part<QPlainTextEdit>("scripts")->toPlainText().contains(
        QStringLiteral("bcdedit.exe /set '{current}' safeboot network")));
    ASSERT_TRUE(part<QPushButton>("propose")->isEnabled());
    takePictures(*page, QStringLiteral("remediation-preview"));
    page->form().setDevices(page->form().filterLine() + QStringLiteral(" or host:none"));
    EXPECT_FALSE(part<QPushButton>("propose")->isEnabled()) << "what was previewed is no longer what is written";
    previewOf(line(12));
    const ChangeId change = proposeByHand();
    ASSERT_TRUE(change);
    page->openCampaign(change);
    refresh();
    EXPECT_FALSE(actions.action(QStringLiteral("remediation.run"))->isEnabled()) << "nobody has voted";
    vote(change);
    refresh();
    actions.run(actions.action(QStringLiteral("remediation.run")));
    QTest::qWait(50);
    EXPECT_FALSE(office.execution(change)) << "writing is switched off";
    allowWriting();
    refresh();
    actions.run(actions.action(QStringLiteral("remediation.run")));
    ASSERT_TRUE(office.execution(change));
    ASSERT_TRUE(QTest::qWaitFor([&] { return page->campaignView().table().rowCount() == 12; }));
    QTest::qWait(600);
    takePictures(*page, QStringLiteral("remediation-running"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !office.execution(change); }, 60'000));
    refresh();
    EXPECT_TRUE(part<QLabel>("campaignSum")->text().contains(QStringLiteral("confirmed")));
    int confirmed = 0;
    for (const CampaignDevice &device : page->campaignView().table().campaign()->devices) {
        confirmed += device.operation.state == OperationState::Confirmed;
        EXPECT_FALSE(device.operation.detail.isEmpty());
        EXPECT_FALSE(device.steps.empty());
    }
    EXPECT_GE(confirmed, 8);
    page->campaignView().view().selectRow(0);
    EXPECT_TRUE(part<QPlainTextEdit>("evidence")->toPlainText().contains(QStringLiteral("RW-STATE")));
    takePictures(*page, QStringLiteral("remediation-done"));
    part<QCheckBox>("onlyTrouble")->setChecked(true);
    EXPECT_EQ(page->campaignView().table().rowCount(), 12 - confirmed);
}

TEST_F(RemediationPageTest, APersonSettlesAStepFromThePage)
{
    page->begin(line(1), QStringLiteral("recovery-by-hand"));
    page->form().setValue(QStringLiteral("sha256"), QString(64, u'b'));
    QTest::mouseClick(part<QPushButton>("preview"), Qt::LeftButton);
    ASSERT_TRUE(QTest::qWaitFor([&] { return part<QPushButton>("propose")->isEnabled(); }, 20'000));
    const ChangeId change = proposeByHand();
    vote(change);
    allowWriting();
    page->openCampaign(change);
    refresh();
    actions.run(actions.action(QStringLiteral("remediation.run")));
    auto *const done = part<QPushButton>("stepDone");
    for (int step = 0; step < 5; ++step) {
        ASSERT_TRUE(QTest::qWaitFor(
            [&] {
                const CampaignDevice *device = page->campaignView().table().deviceAt(0);
                return done->isVisible() && device && int(device->steps.size()) == step + 1;
            },
            10'000))
            << step;
        if (step == 0)
            takePictures(*page, QStringLiteral("remediation-person"));
        QTest::mouseClick(done, Qt::LeftButton);
    }
    ASSERT_TRUE(QTest::qWaitFor([&] { return !office.execution(change); }, 10'000));
    EXPECT_EQ(journal.load(change)->front().state, OperationState::Confirmed);
    EXPECT_EQ(audited("step.settled"), 5);
}
