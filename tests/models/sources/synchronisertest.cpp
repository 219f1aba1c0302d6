#include "models/sources/synchroniser.h"

#include "models/fleet/drivermember.h"
#include "tests/models/sources/records.h"
#include "tests/support/fakesource.h"
#include "tests/support/manualclock.h"
#include "tests/support/memoryarchive.h"
#include "tests/support/printers.h"
#include "tests/support/settle.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

using namespace ringward;
using namespace ringward::testing;

namespace {

constexpr qint64 kNow = 1'757'320'000'000; // 8 September 2025
constexpr qint64 kMinute = 60'000;

struct SynchroniserTest : ::testing::Test {
    ManualClock clock{kNow};
    MemoryArchive archive;
    MemorySecrets secrets;
    std::map<QString, std::shared_ptr<FakeScript>> scripts{{QStringLiteral("Falcon"), std::make_shared<FakeScript>()},
                                                           {QStringLiteral("Relay"), std::make_shared<FakeScript>()}};
    FleetHub hub;
    std::unique_ptr<Synchroniser> sync;

    FakeScript &falcon() { return *scripts[QStringLiteral("Falcon")]; }
    FakeScript &relay() { return *scripts[QStringLiteral("Relay")]; }

    void start()
    {
        sync.reset();
        std::vector<SourceKind> kinds;
        kinds.push_back(FakeSource::kind(scripts));
        sync = std::make_unique<Synchroniser>(Synchroniser::Parts{hub, archive, secrets, clock, std::move(kinds)});
        ASSERT_TRUE(sync->open());
    }
    void TearDown() override
    {
        sync.reset();
        QTest::qWait(20); // what was under way ends
    }
    SourceId add(const QString &name, int checkInSec = 300)
    {
        SourceConfig config;
        config.kind = QStringLiteral("fake");
        config.name = name;
        config.checkInSec = checkInSec;
        return sync->saveSource(config).value_or(SourceId{});
    }
    SourceStatus status(SourceId id)
    {
        for (const SourceStatus &each : sync->sources()) {
            if (each.config.id == id)
                return each;
        }
        return {};
    }
    /// Asks the source again and waits for the end.
    void again(SourceId id)
    {
        QSignalSpy finished(sync.get(), &Synchroniser::syncFinished);
        sync->syncNow(id);
        ASSERT_TRUE(
            QTest::qWaitFor([&] { return !finished.isEmpty() && status(id).state != SourceStatus::State::Syncing; }));
    }
    /// Adds the source and waits for its first answer.
    SourceId addAndRead(const QString &name, int checkInSec = 300)
    {
        QSignalSpy finished(sync.get(), &Synchroniser::syncFinished);
        const SourceId id = add(name, checkInSec);
        EXPECT_TRUE(QTest::qWaitFor([&] { return !finished.isEmpty(); }));
        return id;
    }
    Row rowOf(const char *host)
    {
        for (Row row = 0; row < hub.current()->size(); ++row) {
            if (hub.current()->host(row) == host)
                return row;
        }
        ADD_FAILURE() << "no " << host;
        return 0;
    }
    AgentHealth health(const char *host)
    {
        return hub.current()->size() ? hub.current()->health(rowOf(host)) : AgentHealth::Unknown;
    }
};

} // namespace

TEST_F(SynchroniserTest, ReadsAllPagesAndPublishesTheDevices)
{
    falcon().pages = {{record({.host = "icu-1", .seenMs = kNow})}, {record({.host = "icu-2", .seenMs = kNow})}};
    falcon().refused = {{QStringLiteral("record 3"), QStringLiteral("no name")}};
    start();
    const SourceId id = addAndRead(QStringLiteral("Falcon"));
    EXPECT_EQ(hub.current()->size(), 2U);
    EXPECT_EQ(health("icu-1"), AgentHealth::Up);
    EXPECT_EQ(status(id).devices, 2U);
    EXPECT_EQ(status(id).done, 2);
    EXPECT_EQ(status(id).total, 2);
    EXPECT_EQ(status(id).refused.size(), 1U);
    EXPECT_EQ(status(id).lastSuccessMs, kNow);
    EXPECT_TRUE(status(id).fresh);
    EXPECT_EQ(archive.loadRecords(id)->size(), 2U);
}

TEST_F(SynchroniserTest, AnErrorInTheMiddleKeepsTheLastRecordsAndBacksOff)
{
    falcon().pages = {{record({.host = "icu-1", .seenMs = kNow})}, {record({.host = "icu-2", .seenMs = kNow})}};
    start();
    const SourceId id = addAndRead(QStringLiteral("Falcon"));
    falcon().failAtPage = 1;
    again(id);
    EXPECT_EQ(hub.current()->size(), 2U) << "what the failed answer did not tell is not gone";
    ASSERT_TRUE(status(id).error);
    EXPECT_EQ(status(id).error->kind, Error::Kind::Offline);
    const qint64 first = status(id).nextSyncMs - kNow;
    again(id);
    again(id);
    EXPECT_GT(status(id).nextSyncMs - kNow, first);
    falcon().failAtPage = -1;
    again(id);
    EXPECT_FALSE(status(id).error);
}

TEST_F(SynchroniserTest, ADeviceThatIsNoLongerToldGoes)
{
    falcon().pages = {{record({.host = "icu-1", .seenMs = kNow}), record({.host = "icu-2", .seenMs = kNow}),
                       record({.host = "icu-3", .seenMs = kNow})}};
    start();
    const SourceId id = addAndRead(QStringLiteral("Falcon"));
    falcon().pages = {{record({.host = "icu-1", .seenMs = kNow}), record({.host = "icu-3", .seenMs = kNow})}};
    again(id);
    ASSERT_EQ(hub.current()->size(), 2U);
    rowOf("icu-3");
    EXPECT_TRUE(QTest::qWaitFor([&] { return archive.loadRecords(id)->size() == 2U; }));
}

TEST_F(SynchroniserTest, CancelStopsASourceThatHangs)
{
    falcon().pages = {{record({.host = "icu-1"})}, {record({.host = "icu-2"})}};
    falcon().hangAtPage = 1;
    start();
    const SourceId id = add(QStringLiteral("Falcon"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return falcon().calls == 2; }));
    EXPECT_EQ(status(id).state, SourceStatus::State::Syncing);
    sync->cancel(id);
    ASSERT_TRUE(QTest::qWaitFor([&] { return status(id).state == SourceStatus::State::Idle; }));
    EXPECT_TRUE(falcon().cancelled);
    EXPECT_FALSE(status(id).error) << "stopping is no error";
}

TEST_F(SynchroniserTest, SilenceIsCountedFromTheCheckInInterval)
{
    falcon().pages = {{record({.host = "icu-1", .seenMs = kNow}), record({.host = "icu-2", .seenMs = kNow})}};
    start();
    const SourceId id = addAndRead(QStringLiteral("Falcon"));
    clock.advance(16 * kMinute);
    falcon().pages = {
        {record({.host = "icu-1", .seenMs = kNow + 15 * kMinute}), record({.host = "icu-2", .seenMs = kNow})}};
    again(id);
    EXPECT_EQ(health("icu-1"), AgentHealth::Up);
    EXPECT_EQ(health("icu-2"), AgentHealth::Silent);
    EXPECT_EQ(hub.current()->healthSinceMs(rowOf("icu-2")), kNow);
    const Result<DeviceDetail> detail = settle(sync->detail(hub.current()->id(rowOf("icu-2")), {}));
    ASSERT_TRUE(detail);
    ASSERT_FALSE(detail->why.empty());
    EXPECT_TRUE(detail->why.front().holds);
    EXPECT_EQ(detail->why.front().text, QStringLiteral("No check-in for 16 min (limit 3 × 5 min)"));
    EXPECT_EQ(detail->why.front().who, QStringLiteral("Falcon"));
    ASSERT_FALSE(detail->history.empty());
    EXPECT_EQ(detail->history.front().health, AgentHealth::Silent);
}

TEST_F(SynchroniserTest, ASourceThatCannotBeAskedMakesNobodySilent)
{
    falcon().pages = {{record({.host = "icu-1", .seenMs = kNow})}};
    start();
    const SourceId id = addAndRead(QStringLiteral("Falcon"));
    falcon().failAtPage = 0;
    clock.advance(60 * kMinute);
    again(id);
    EXPECT_EQ(health("icu-1"), AgentHealth::Up) << "it is the source that we do not hear";
}

TEST_F(SynchroniserTest, ADeviceKeepsItsNumberOverARestart)
{
    falcon().pages = {{record({.uuid = kUuid1, .agent = "aaaa-1", .host = "icu-1", .seenMs = kNow}),
                       record({.uuid = kUuid2, .agent = "aaaa-2", .host = "icu-2", .seenMs = kNow})}};
    start();
    const SourceId source = addAndRead(QStringLiteral("Falcon"));
    const DeviceId one = hub.current()->id(rowOf("icu-1"));
    const DeviceId two = hub.current()->id(rowOf("icu-2"));
    QTest::qWait(50);
    falcon().pages = {{record({.uuid = kUuid2, .agent = "bbbb-2", .host = "renamed-2", .seenMs = kNow}),
                       record({.uuid = kUuid1, .agent = "aaaa-1", .host = "icu-1", .seenMs = kNow})}};
    for (const bool lean : {false, true}) {
        falcon().capabilities.setFlag(Source::ReadRecord, lean);
        hub.publish(std::make_shared<const FleetSnapshot>());
        start();
        EXPECT_EQ(hub.current()->size(), 2U) << "the last state is there before any source answers";
        EXPECT_GT(hub.current()->takenMs(), 0);
        ASSERT_TRUE(QTest::qWaitFor(
            [&] { return status(source).state == SourceStatus::State::Idle && status(source).devices == 2; }));
        again(source);
        ASSERT_EQ(hub.current()->size(), 2U);
        EXPECT_EQ(hub.current()->id(rowOf("icu-1")), one);
        EXPECT_EQ(hub.current()->id(rowOf("renamed-2")), two);
        QTest::qWait(20);
    }
}

TEST_F(SynchroniserTest, RemovingASourceRemovesItsDevicesAndOnlyThose)
{
    falcon().pages = {
        {record({.uuid = kUuid1, .host = "both", .seenMs = kNow}), record({.host = "falcon-only", .seenMs = kNow})}};
    relay().pages = {{record({.source = 2, .uuid = kUuid1, .host = "both", .seenMs = kNow})}};
    start();
    const SourceId first = addAndRead(QStringLiteral("Falcon"));
    addAndRead(QStringLiteral("Relay"));
    ASSERT_EQ(hub.current()->size(), 2U);
    const DeviceId both = hub.current()->id(rowOf("both"));
    ASSERT_TRUE(sync->removeSource(first));
    ASSERT_TRUE(QTest::qWaitFor([&] { return hub.current()->size() == 1U; }));
    EXPECT_EQ(hub.current()->id(rowOf("both")), both);
    EXPECT_EQ(std::popcount(hub.current()->row(0).sourceMask), 1);
}

TEST_F(SynchroniserTest, DevicesOfTheLastRunGoWithTheLastOfTheirSources)
{
    falcon().capabilities = relay().capabilities = Source::ReadDevices | Source::ReadRecord;
    falcon().pages = {{record({.uuid = kUuid1, .host = "both", .seenMs = kNow})}};
    relay().pages = {{record({.source = 2, .uuid = kUuid1, .host = "both", .seenMs = kNow})}};
    start();
    const SourceId first = addAndRead(QStringLiteral("Falcon"));
    const SourceId second = addAndRead(QStringLiteral("Relay"));
    ASSERT_TRUE(archive.saveSnapshot(hub.current()));
    falcon().hangAtPage = relay().hangAtPage = 0; // neither answers again
    start();
    ASSERT_TRUE(QTest::qWaitFor([&] { return sync->isRestored(); }));
    ASSERT_EQ(hub.current()->size(), 1U);
    ASSERT_TRUE(sync->removeSource(first));
    QTest::qWait(50);
    EXPECT_EQ(hub.current()->size(), 1U) << "the other source still knew it";
    ASSERT_TRUE(sync->removeSource(second));
    EXPECT_TRUE(QTest::qWaitFor([&] { return hub.current()->size() == 0U; }));
}

TEST_F(SynchroniserTest, DetailAsksTheSourceForWhatIsNotKept)
{
    falcon().capabilities = Source::ReadDevices | Source::ReadRecord;
    SourceRecord whole = record({.serial = "7QK2RT3", .host = "icu-1", .seenMs = kNow});
    whole[Field::Owner] = QStringLiteral("ward 4");
    falcon().pages = {{whole}};
    start();
    addAndRead(QStringLiteral("Falcon"));
    const Result<DeviceDetail> detail = settle(sync->detail(hub.current()->id(0), {}));
    ASSERT_TRUE(detail);
    ASSERT_EQ(detail->records.size(), 1U);
    EXPECT_EQ(detail->records[0][Field::Owner], QStringLiteral("ward 4"));
    EXPECT_EQ(falcon().recordCalls, 1);
}

TEST_F(SynchroniserTest, ASourceWithAMemorySeedsTheHistoryOfANewStore)
{
    falcon().capabilities = Source::ReadDevices | Source::ReadHistory;
    falcon().pages = {{record({.host = "icu-1", .seenMs = kNow})}};
    falcon().history = {{kNow - 3'600'000, {}}, {kNow - 1'800'000, {}}};
    start();
    addAndRead(QStringLiteral("Falcon"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return archive.samples(0, kNow - 1)->size() == 2U; }));
    const auto samples = settle(sync->healthHistory(0, kNow - 1, {}));
    ASSERT_TRUE(samples);
    EXPECT_EQ(samples->size(), 2U);
}

TEST_F(SynchroniserTest, ChangesAloneAreReadAfterTheFirstTime)
{
    falcon().capabilities = Source::ReadDevices | Source::ReadChanges;
    falcon().pages = {{record({.host = "icu-1", .seenMs = kNow}), record({.host = "icu-2", .seenMs = kNow})}};
    start();
    const SourceId id = addAndRead(QStringLiteral("Falcon"));
    falcon().changes = {record({.host = "icu-2", .seenMs = kNow + 15 * kMinute})};
    clock.advance(16 * kMinute);
    again(id);
    EXPECT_EQ(falcon().calls, 1);
    EXPECT_EQ(falcon().changeCalls, 1);
    EXPECT_EQ(hub.current()->size(), 2U);
    EXPECT_EQ(health("icu-2"), AgentHealth::Up);
    EXPECT_EQ(health("icu-1"), AgentHealth::Silent) << "nothing was said of it, and that is said too";
}

TEST_F(SynchroniserTest, ARecordToldTwiceIsListedAndTheNewerOneKept)
{
    falcon().pages = {{record({.key = "k1", .host = "new-name", .seenMs = kNow}),
                       record({.key = "k1", .host = "old-name", .seenMs = kNow - kMinute})}};
    start();
    const SourceId id = addAndRead(QStringLiteral("Falcon"));
    ASSERT_EQ(hub.current()->size(), 1U);
    EXPECT_EQ(hub.current()->host(0), "new-name");
    ASSERT_EQ(status(id).refused.size(), 1U);
    EXPECT_EQ(status(id).refused[0].where, QStringLiteral("k1"));
}

TEST_F(SynchroniserTest, AnArchiveThatCannotBeReadIsSaid)
{
    archive.failing = true;
    std::vector<SourceKind> kinds;
    kinds.push_back(FakeSource::kind(scripts));
    sync = std::make_unique<Synchroniser>(Synchroniser::Parts{hub, archive, secrets, clock, std::move(kinds)});
    const auto opened = sync->open();
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, Error::Kind::Storage);
}

TEST_F(SynchroniserTest, WhatIsKnownOfDriversIsThereAfterARestartBeforeAnySourceAnswers)
{
    DriverList drivers;
    for (const char *name : {"csagent.sys", "C-00000291-00000000-00000032.sys", "disk.sys"}) {
        Driver driver;
        driver.image = driver.name = QString::fromLatin1(name).toLower();
        driver.version =
            driver.image == QStringLiteral("csagent.sys") ? QStringLiteral("7.28.20009 (build)") : QString();
        driver.signer = QStringLiteral("Somebody");
        drivers.drivers.push_back(driver);
    }
    SourceRecord icu = record({.host = "icu-1", .seenMs = kNow});
    icu.drivers = std::make_shared<const DriverList>(drivers);
    falcon().pages = {{icu, record({.host = "icu-2", .seenMs = kNow})}};
    start();
    addAndRead(QStringLiteral("Falcon"));
    const auto keysOf = [this](const char *host) {
        QStringList keys;
        const FleetSnapshot &fleet = *hub.current();
        for (const quint32 id : fleet.names().driverSets()[fleet.row(rowOf(host)).driverSet])
            keys << fleet.names().drivers.text(id);
        keys.sort();
        return keys;
    };
    const QStringList keys{QStringLiteral("csagent.sys 7.28.20009"), QStringLiteral("disk.sys")};
    EXPECT_EQ(keysOf("icu-1"), keys) << "a channel file is content and no driver";
    EXPECT_TRUE(keysOf("icu-2").isEmpty());
    EXPECT_EQ(sync->drivers()->images().size(), 2U);
    ASSERT_TRUE(QTest::qWaitFor([this] { return archive.loadDrivers()->size() == 2; }));
    ASSERT_TRUE(QTest::qWaitFor([this] { return (*archive.loadSnapshot())->size() == 2; }));
    falcon().failAtPage = 0;
    start();
    ASSERT_NE(sync->drivers()->find(keys[0]), nullptr);
    EXPECT_EQ(sync->drivers()->find(keys[0])->told.signer, QStringLiteral("Somebody"));
    EXPECT_EQ(keysOf("icu-1"), keys);
}

TEST_F(SynchroniserTest, AFullerListOfDriversIsBelievedBeforeAPartialOneAndWhatIsDisabledIsKept)
{
    Driver filter, agent;
    filter.image = filter.name = QStringLiteral("luafv.sys");
    agent.image = agent.name = QStringLiteral("csagent.sys");
    agent.start = StartType::Disabled;
    DriverList some, all;
    some.complete = false;
    some.drivers = {filter};
    all.drivers = {filter, agent};
    SourceRecord partial = record({.serial = "S1", .host = "icu-1", .seenMs = kNow});
    partial.drivers = std::make_shared<const DriverList>(some);
    SourceRecord full = partial;
    full.drivers = std::make_shared<const DriverList>(all);
    falcon().pages = {{partial}};
    start();
    addAndRead(QStringLiteral("Falcon"));
    const auto set = [this] {
        return hub.current()->names().driverSets()[hub.current()->row(0).driverSet];
    };
    EXPECT_TRUE(isPartial(set()));
    EXPECT_EQ(driversIn(set()), 1U);
    relay().pages = {{full}};
    addAndRead(QStringLiteral("Relay"));
    ASSERT_EQ(hub.current()->size(), 1U);
    EXPECT_FALSE(isPartial(set()));
    EXPECT_EQ(driversIn(set()), 2U);
    const auto now = set();
    EXPECT_TRUE(std::any_of(now.begin(), now.end(), isDisabled));
}
