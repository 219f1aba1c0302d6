#include "tests/models/store/storefixture.h"

#include <QSqlDatabase>
#include <QtConcurrent>

#include <map>

namespace ringward {

using testing::expectSame;
using testing::fleetOf;

namespace {

struct ArchiveTest : testing::StoreTest {
    std::unique_ptr<Database> database = open();
    std::unique_ptr<SqliteArchive> archive = std::make_unique<SqliteArchive>(*database);

    void reopen()
    {
        archive.reset();
        database.reset();
        database = open();
        archive = std::make_unique<SqliteArchive>(*database);
    }
    SourceId addSource(const QString &name)
    {
        const auto id = archive->saveSource({.id = {}, .kind = QStringLiteral("files"), .name = name, .settings = {}});
        EXPECT_TRUE(id) << id.error().detail.toStdString();
        return id.value_or(SourceId{});
    }
    qint64 number(const char *sql) const
    {
        return database->connection()->value(QString::fromLatin1(sql))->toLongLong();
    }
};

SourceRecord record(const QString &key, const QString &host)
{
    SourceRecord made;
    made.key = key;
    made[Field::HostName] = host;
    return made;
}

QStringList hostsOf(const std::vector<SourceRecord> &records)
{
    QStringList hosts;
    for (const SourceRecord &r : records)
        hosts << r[Field::HostName];
    return hosts;
}

DriverListPtr driverList(const QString &name)
{
    auto list = std::make_shared<DriverList>();
    list->drivers.push_back({.name = name});
    return list;
}

} // namespace

TEST_F(ArchiveTest, ANewStoreHasAnEmptyFleet)
{
    const auto snapshot = archive->loadSnapshot();
    ASSERT_TRUE(snapshot);
    EXPECT_EQ((*snapshot)->size(), 0U);
}

TEST_F(ArchiveTest, AFleetOfSeveralChunksComesBackTheSame)
{
    const FleetSnapshotPtr saved = fleetOf(kChunkRows * 2 + 17);
    ASSERT_TRUE(archive->saveSnapshot(saved));
    reopen();
    const auto loaded = archive->loadSnapshot();
    ASSERT_TRUE(loaded) << loaded.error().detail.toStdString();
    expectSame(*saved, **loaded);
}

TEST_F(ArchiveTest, OnlyColumnsThatChangedAreWritten)
{
    const FleetSnapshotPtr first = fleetOf(kChunkRows + 10);
    ASSERT_TRUE(archive->saveSnapshot(first));
    ASSERT_TRUE(database->connection()->run(QStringLiteral("UPDATE fleet_column SET checksum = 0")));
    FleetBuilder builder(first);
    builder.setSeen(3, AgentHealth::Up, 5'000, first->lastSeenMs(3));
    ASSERT_TRUE(archive->saveSnapshot(builder.publish(9)));
    EXPECT_EQ(number("SELECT count(*) FROM fleet_column WHERE checksum <> 0"), 2) << "health and since when, chunk 0";
    EXPECT_EQ(number("SELECT taken_ms FROM fleet_state"), 9);
}

TEST_F(ArchiveTest, WhatAnotherProgramSavedIsReplacedWhole)
{
    const FleetSnapshotPtr ours = fleetOf(100, 1);
    ASSERT_TRUE(archive->saveSnapshot(ours));
    SqliteArchive other(*database);
    ASSERT_TRUE(other.saveSnapshot(fleetOf(kChunkRows + 5, 2)));
    FleetBuilder builder(ours);
    builder.setSeen(3, AgentHealth::Silent, 5'000, 7'000);
    const FleetSnapshotPtr next = builder.publish(9);
    ASSERT_TRUE(archive->saveSnapshot(next));
    reopen();
    expectSame(*next, **archive->loadSnapshot());
}

TEST_F(ArchiveTest, ADamagedColumnIsAnErrorAndTheNextSaveRepairsIt)
{
    const FleetSnapshotPtr fleet = fleetOf(1000);
    ASSERT_TRUE(archive->saveSnapshot(fleet));
    ASSERT_TRUE(database->connection()->run(
        QStringLiteral("UPDATE fleet_column SET bytes = zeroblob(length(bytes)) WHERE name = 'lastSeenSec'")));
    const auto loaded = archive->loadSnapshot();
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().kind, Error::Kind::Storage);
    EXPECT_TRUE(userMessage(loaded.error()).contains(QStringLiteral("synchronise")));
    ASSERT_TRUE(archive->saveSnapshot(fleet));
    expectSame(*fleet, **archive->loadSnapshot());
}

TEST_F(ArchiveTest, SourcesKeepTheirSettingsAndNamesAreUniqueInAnyCase)
{
    SourceConfig config{.id = {},
                        .kind = QStringLiteral("demonstration"),
                        .name = QStringLiteral("Übung"),
                        .settings = {{QStringLiteral("devices"), 5216}},
                        .checkInSec = 0,
                        .syncEverySec = 15,
                        .enabled = false};
    ASSERT_TRUE(archive->saveSource(config));
    config.name = QStringLiteral(" übung");
    const auto twice = archive->saveSource(config);
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().kind, Error::Kind::Conflict);
    reopen();
    const auto sources = archive->loadSources();
    ASSERT_TRUE(sources);
    ASSERT_EQ(sources->size(), 1U);
    EXPECT_EQ(sources->front().name, QStringLiteral("Übung"));
    EXPECT_EQ(sources->front().settings[QStringLiteral("devices")].toInt(), 5216);
    EXPECT_EQ(sources->front().checkInSec, 0);
    EXPECT_FALSE(sources->front().enabled);
}

TEST_F(ArchiveTest, ARemovedSourceTakesItsRecordsAlongAndItsNumberNeverReturns)
{
    const SourceId source = addSource(QStringLiteral("Lists"));
    SourceRecord one = record(QStringLiteral("1"), QStringLiteral("icu-1"));
    one.drivers = driverList(QStringLiteral("csagent"));
    ASSERT_TRUE(archive->replaceRecords(source, {one}));
    ASSERT_TRUE(archive->saveSuccess(source, 77));
    ASSERT_TRUE(archive->removeSource(source));
    EXPECT_EQ(number("SELECT count(*) FROM record"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM driver_list"), 0);
    EXPECT_TRUE(archive->loadSuccesses()->empty());
    EXPECT_EQ(archive->removeSource(source).error().kind, Error::Kind::NotFound);
    EXPECT_NE(addSource(QStringLiteral("Lists")), source);
}

TEST_F(ArchiveTest, RecordsAreReplacedUpdatedAndDroppedByKey)
{
    const SourceId source = addSource(QStringLiteral("Lists"));
    const SourceId other = addSource(QStringLiteral("Falcon"));
    const QString a = QStringLiteral("a");
    const QString b = QStringLiteral("b");
    const QString later = QStringLiteral("later");
    const QString added = QStringLiteral("added");
    ASSERT_TRUE(archive->replaceRecords(other, {record(a, QStringLiteral("untouched"))}));
    ASSERT_TRUE(archive->replaceRecords(source, {record(a, a), record(b, b), record(a, later)}));
    EXPECT_EQ(hostsOf(*archive->loadRecords(source)), QStringList({later, b}));
    ASSERT_TRUE(archive->updateRecords(source, {record(b, later), record({}, added)}, {a}));
    reopen();
    EXPECT_EQ(hostsOf(*archive->loadRecords(source)), QStringList({later, added}));
    EXPECT_EQ(hostsOf(*archive->loadRecords(other)), QStringList(QStringLiteral("untouched")));
    EXPECT_EQ(archive->loadRecords(source)->front().source, source);
}

TEST_F(ArchiveTest, RecordsOfASourceThatIsGoneAreRefused)
{
    EXPECT_FALSE(archive->replaceRecords(SourceId{99}, {record(QStringLiteral("a"), QStringLiteral("a"))}));
}

TEST_F(ArchiveTest, EqualDriverListsAreKeptOnceAndSharedAgain)
{
    const SourceId source = addSource(QStringLiteral("Inventories"));
    std::vector<SourceRecord> records;
    for (int i = 0; i < 40; ++i) {
        records.push_back(record(QString::number(i), QString::number(i)));
        records.back().drivers = driverList(i % 2 ? QStringLiteral("disk") : QStringLiteral("csagent"));
    }
    ASSERT_TRUE(archive->replaceRecords(source, records));
    EXPECT_EQ(number("SELECT count(*) FROM driver_list"), 2);
    const auto loaded = archive->loadRecords(source);
    ASSERT_TRUE(loaded);
    EXPECT_EQ((*loaded)[0].drivers, (*loaded)[2].drivers);
    EXPECT_EQ((*loaded)[1].drivers->drivers.front().name, QStringLiteral("disk"));
}

TEST_F(ArchiveTest, IdentitiesAddUpAndTheNewestDeviceWins)
{
    std::map<quint64, quint32> expected;
    quint64 random = 1;
    for (quint32 save = 0; save < 40; ++save) {
        std::vector<KnownIdentity> identities;
        for (quint32 i = 0; i < (save == 0 ? 5000 : save * 7); ++i) {
            random = random * 6364136223846793005U + 1442695040888963407U;
            const quint64 proof = (random >> 33) % 9000 * 0x9E3779B97F4A7C15U;
            identities.push_back({proof, DeviceId{save * 100'000 + i}});
            expected[proof] = save * 100'000 + i;
        }
        ASSERT_TRUE(archive->saveIdentities(identities));
    }
    EXPECT_LE(number("SELECT count(DISTINCT run) FROM identity_run"), 14);
    reopen();
    const auto loaded = archive->loadIdentities();
    ASSERT_TRUE(loaded) << loaded.error().detail.toStdString();
    std::map<quint64, quint32> found;
    for (const KnownIdentity &identity : *loaded)
        EXPECT_TRUE(found.emplace(identity.proof, identity.device.value).second);
    EXPECT_EQ(found, expected);
}

TEST_F(ArchiveTest, HistoryIsNewestFirstAndLimited)
{
    const DeviceId icu{7};
    ASSERT_TRUE(archive->appendHistory({{icu, {1000, AgentHealth::Up, QStringLiteral("seen")}},
                                        {DeviceId{8}, {1500, AgentHealth::Silent, {}}},
                                        {icu, {3000, AgentHealth::Silent, QStringLiteral("third check-in missed")}},
                                        {icu, {2000, AgentHealth::Degraded, {}}}}));
    const auto two = archive->history(icu, 2);
    ASSERT_TRUE(two);
    ASSERT_EQ(two->size(), 2U);
    EXPECT_EQ((*two)[0].atMs, 3000);
    EXPECT_EQ((*two)[0].health, AgentHealth::Silent);
    EXPECT_EQ((*two)[0].text, QStringLiteral("third check-in missed"));
    EXPECT_EQ((*two)[1].health, AgentHealth::Degraded);
}

TEST_F(ArchiveTest, OfTwoSamplesAtOneTimeTheNewestStays)
{
    HealthSample first{.atMs = 10, .counts = {}};
    first.counts.byTier[1][2] = 1;
    HealthSample second = first;
    second.counts.byTier[4][4] = 0xfffffffe;
    ASSERT_TRUE(archive->appendSamples({first, {.atMs = 30, .counts = {}}}));
    ASSERT_TRUE(archive->appendSamples({second}));
    const auto samples = archive->samples(0, 20);
    ASSERT_TRUE(samples);
    ASSERT_EQ(samples->size(), 1U);
    EXPECT_EQ(samples->front().counts, second.counts);
}

TEST_F(ArchiveTest, ThreadsReadAndWriteAtOnceAndLeaveNoConnectionBehind)
{
    const auto connections = QSqlDatabase::connectionNames().size();
    const SourceId source = addSource(QStringLiteral("Lists"));
    ASSERT_TRUE(archive->saveSnapshot(fleetOf(500)));
    std::vector<QFuture<bool>> writers;
    for (quint32 w = 0; w < 4; ++w) {
        writers.push_back(QtConcurrent::run([this, source, w] {
            for (quint32 i = 0; i < 5; ++i) {
                if (!archive->saveSnapshot(fleetOf(500, w + 1)) || !archive->appendHistory({{DeviceId{w}, {}}})
                    || !archive->updateRecords(source, {record(QString::number(w), QString::number(i))}, {}))
                    return false;
            }
            return true;
        }));
    }
    for (int i = 0; i < 20; ++i) {
        const auto loaded = archive->loadSnapshot();
        ASSERT_TRUE(loaded) << loaded.error().detail.toStdString();
        EXPECT_EQ((*loaded)->size(), 500U);
    }
    for (auto &writer : writers)
        EXPECT_TRUE(writer.result());
    EXPECT_EQ(archive->loadRecords(source)->size(), 4U);
    EXPECT_EQ(QSqlDatabase::connectionNames().size(), connections);
    archive.reset();
    database.reset();
    EXPECT_EQ(QSqlDatabase::connectionNames().size(), connections - 1);
}

} // namespace ringward
