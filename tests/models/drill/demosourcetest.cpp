#include "models/drill/demonstrationkind.h"
#include "tests/models/drill/demoworld.h"
#include "tests/support/manualclock.h"
#include "tests/support/printers.h"
#include "tests/support/settle.h"

#include <gtest/gtest.h>

#include <QSet>
#include <QTemporaryDir>

#include <cstdio>
#include <ctime>

using namespace ringward;
using namespace ringward::drill;
using namespace ringward::drill::testing;
using ringward::testing::ManualClock;
using ringward::testing::settle;

namespace {

constexpr qint64 kMinute = 60'000;

struct NoSecrets : SecretStore {
    Async<Secret> read(QString, std::stop_token) override { co_return Error{Error::Kind::NotFound, {}}; }
    Async<Done> write(QString, Secret, std::stop_token) override { co_return Done{}; }
    Async<Done> remove(QString, std::stop_token) override { co_return Done{}; }
};

struct DemoSourceTest : ::testing::Test {
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>(kOpenedMs);

    DemoSource source(const std::shared_ptr<DemoWorld> &of, DemoFacet facet = DemoFacet::Agent)
    {
        return DemoSource(of, facet, SourceId{1}, clock);
    }
    static std::vector<SourceRecord> all(Source &from, std::optional<qint64> sinceMs = {})
    {
        std::vector<SourceRecord> records;
        QByteArray after;
        do {
            auto page = settle(sinceMs ? from.fetchChanges(*sinceMs, after, {}) : from.fetchDevices(after, {}));
            EXPECT_TRUE(page) << (page ? "" : page.error().detail.toStdString());
            if (!page)
                break;
            std::move(page->records.begin(), page->records.end(), std::back_inserter(records));
            after = page->next;
        } while (!after.isEmpty());
        return records;
    }
};

} // namespace

TEST_F(DemoSourceTest, ReportsEveryDeviceOnceWithKeysAndNamesOfItsOwn)
{
    DemoSource agent = source(world(15'001));
    const auto records = all(agent);
    ASSERT_EQ(records.size(), 15'001U);
    QSet<QString> keys, hosts, serials, uuids;
    for (const SourceRecord &record : records) {
        keys.insert(record.key);
        hosts.insert(record[Field::HostName]);
        serials.insert(record[Field::SerialNumber]);
        uuids.insert(record[Field::HardwareUuid]);
        EXPECT_LE(record[Field::HostName].size(), 16);
    }
    for (const auto &set : {keys, hosts, serials, uuids})
        EXPECT_EQ(set.size(), 15'001);
}

TEST_F(DemoSourceTest, TellsWhatTheConsoleShows)
{
    DemoSource agent = source(world());
    const auto records = all(agent);
    const auto bed = std::find_if(records.begin(), records.end(),
                                  [](const SourceRecord &r) { return r[Field::HostName] == u"RGH-ICU4W-BED07"; });
    ASSERT_NE(bed, records.end());
    EXPECT_EQ((*bed)[Field::WardName], QStringLiteral("4 West ICU"));
    EXPECT_EQ((*bed)[Field::WardCode], QStringLiteral("4W ICU"));
    EXPECT_EQ((*bed)[Field::Room], QStringLiteral("Bed 7"));
    EXPECT_EQ((*bed)[Field::Tier], QStringLiteral("t0"));
    EXPECT_EQ(bed->streams.size(), 4U);
    EXPECT_EQ(bed->streams[1].ring.name, QStringLiteral("Delayed"));
    EXPECT_GT(kOpenedMs - bed->lastSeenMs, 15 * kMinute);
    EXPECT_TRUE(bed->drivers);
    EXPECT_GT(bed->wardMinimumCover, 0);
}

TEST_F(DemoSourceTest, ChangesAreWhatWasHeardOfSince)
{
    const auto small = world();
    DemoSource agent = source(small);
    const auto before = all(agent);
    clock->advance(2 * kMinute);
    const auto changes = all(agent, kOpenedMs);
    EXPECT_GT(changes.size(), 1'500U);
    EXPECT_LT(changes.size(), 2'800U);
    QHash<QString, qint64> seen;
    for (const SourceRecord &record : before)
        seen.insert(record.key, record.lastSeenMs);
    for (const SourceRecord &record : changes)
        seen.insert(record.key, record.lastSeenMs);
    for (const SourceRecord &record : all(agent))
        EXPECT_EQ(seen.value(record.key), record.lastSeenMs) << "a change was not reported";
}

TEST_F(DemoSourceTest, CommandShowsInTheChanges)
{
    const auto small = world();
    DemoSource agent = source(small);
    clock->advance(kMinute);
    agent.hospital().setRing(std::array{0U}, DemoStream::RapidResponse, DemoRing::Held, clock->nowMs());
    const auto changes = all(agent, clock->nowMs());
    const auto moved = std::find_if(changes.begin(), changes.end(), [](const SourceRecord &r) {
        return !r.streams.empty() && r.streams[1].ring.held && r[Field::Tier] != u"tx";
    });
    EXPECT_NE(moved, changes.end());
}

TEST_F(DemoSourceTest, OneRecordCanBeHadAgainByItsKey)
{
    const auto small = world();
    for (const DemoFacet facet : {DemoFacet::Agent, DemoFacet::Directory, DemoFacet::Remote}) {
        DemoSource from = source(small, facet);
        const auto records = all(from);
        for (std::size_t i = 0; i < records.size(); i += 501) {
            const auto again = settle(from.fetchRecord(records[i].key, {}));
            ASSERT_TRUE(again);
            EXPECT_EQ(again->text, records[i].text);
            EXPECT_EQ(again->lastSeenMs, records[i].lastSeenMs);
        }
    }
    DemoSource agent = source(small);
    for (const QString &wrong : {QString(), QStringLiteral("nobody"), QString(32, u'0')}) {
        const auto none = settle(agent.fetchRecord(wrong, {}));
        ASSERT_FALSE(none);
        EXPECT_EQ(none.error().kind, Error::Kind::NotFound);
    }
}

TEST_F(DemoSourceTest, HistoryAgreesWithTheRecordsOfThatTime)
{
    const auto small = world();
    DemoSource agent = source(small);
    const auto samples = settle(agent.fetchHistory(kOpenedMs - 44 * kMinute, kOpenedMs, {}));
    ASSERT_TRUE(samples);
    ASSERT_EQ(samples->size(), 3U);
    for (const HealthSample &sample : *samples) {
        clock->set(sample.atMs);
        HealthCounts counted;
        for (const SourceRecord &record : all(agent)) {
            const AgentHealth health = record.lastSeenMs == 0
                ? AgentHealth::Unknown
                : demoHealth(record.signs, (sample.atMs / 1000 - record.lastSeenMs / 1000) * 1000, 300'000);
            ++counted.byTier[std::size_t(*tierFromWord(record[Field::Tier]))][std::size_t(health)];
        }
        EXPECT_EQ(counted, sample.counts);
    }
}

TEST_F(DemoSourceTest, FacetsKnowTheSameMachinesAndAreHonestlyWrongAboutAFew)
{
    const auto small = world();
    DemoSource agent = source(small), directory = source(small, DemoFacet::Directory),
               remote = source(small, DemoFacet::Remote);
    QHash<QString, SourceRecord> byUuid, byHost;
    for (const SourceRecord &record : all(agent)) {
        byUuid.insert(record[Field::HardwareUuid], record);
        byHost.insert(record[Field::HostName], record);
    }
    int renamed = 0, elsewhere = 0, old = 0;
    QSet<QString> serials;
    for (const SourceRecord &account : all(directory)) {
        EXPECT_TRUE(account[Field::SerialNumber].isEmpty());
        EXPECT_TRUE(byHost.contains(account[Field::HostName]) || byUuid.contains(account[Field::HardwareUuid]))
            << "an account that matches no machine";
        renamed += !byHost.contains(account[Field::HostName]);
        elsewhere += byHost.value(account[Field::HostName])[Field::WardCode] != account[Field::WardCode];
    }
    EXPECT_GT(renamed, 3);
    EXPECT_GT(elsewhere, 3);
    EXPECT_LT(elsewhere, 80);
    int moved = 0;
    for (const SourceRecord &node : all(remote)) {
        const SourceRecord &same = byUuid[node[Field::HardwareUuid]];
        EXPECT_EQ(same[Field::SerialNumber], node[Field::SerialNumber]);
        moved += same[Field::WardCode] != node[Field::WardCode];
        old += serials.contains(node[Field::SerialNumber]);
        serials.insert(node[Field::SerialNumber]);
        const bool pictured = node[Field::HostName] == u"RGH-ICU4W-BED07";
        EXPECT_TRUE(!pictured || node[Field::WardName] == u"4 East HDU");
    }
    EXPECT_GT(moved, 10);
    EXPECT_GT(old, 5) << "old agents of reinstalled machines";
}

TEST_F(DemoSourceTest, StoppingIsAnAnswer)
{
    DemoSource agent = source(world());
    std::stop_source stop;
    stop.request_stop();
    const auto page = settle(agent.fetchDevices({}, stop.get_token()));
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().kind, Error::Kind::Cancelled);
}

TEST_F(DemoSourceTest, WrongPageIsRefused)
{
    DemoSource agent = source(world());
    for (const QByteArray &after : {QByteArray("x"), QByteArray("5216"), QByteArray("-1")}) {
        const auto page = settle(agent.fetchDevices(after, {}));
        ASSERT_FALSE(page);
        EXPECT_EQ(page.error().kind, Error::Kind::Malformed);
    }
}

TEST_F(DemoSourceTest, KindMakesSourcesThatShareOneHospital)
{
    const SourceKind kind = demonstrationKind(clock);
    NoSecrets secrets;
    const auto configs = demonstrationSources(5216, 291, kOpenedMs);
    ASSERT_EQ(configs.size(), 3U);
    std::vector<std::unique_ptr<Source>> sources;
    for (const SourceConfig &config : configs) {
        auto made = kind.make(config, secrets);
        ASSERT_TRUE(made);
        sources.push_back(std::move(*made));
    }
    auto &agent = dynamic_cast<DemoSource &>(*sources[0]);
    auto &remote = dynamic_cast<DemoSource &>(*sources[2]);
    EXPECT_EQ(&agent.hospital(), &remote.hospital());
    EXPECT_TRUE(agent.capabilities().testFlag(Source::ReadHistory));
    EXPECT_FALSE(remote.capabilities().testFlag(Source::ReadDrivers));
    const auto sentence = settle(agent.test({}));
    ASSERT_TRUE(sentence);
    EXPECT_TRUE(sentence->contains(u"5,216 devices in 136 wards")) << sentence->toStdString();
    EXPECT_EQ(demonstrationSources(8'400'000).size(), 1U);
    SourceConfig wrong = configs[0];
    wrong.settings[u"facet"] = QStringLiteral("tea leaves");
    EXPECT_FALSE(kind.make(wrong, secrets));
}

TEST_F(DemoSourceTest, AMoveIsObeyedAfterAWhileAndRememberedInItsFile)
{
    QTemporaryDir folder;
    const QString memory = folder.filePath(QStringLiteral("hospital.jsonl"));
    const auto worldWithMemory = [&] {
        return std::make_shared<DemoWorld>(catalogue(), Hospital::Settings{5216, 291, kOpenedMs, 300'000}, memory);
    };
    const auto ringOf = [](DemoSource &from, const QString &key) {
        return settle(from.fetchRecord(key, {}))->streams[1].ring.name;
    };
    DemoSource agent = source(worldWithMemory());
    const QString key = all(agent)[0].key;
    const auto call = agent.moveRing(key, streamOf(DemoStream::RapidResponse), ringName(DemoRing::Canary));
    ASSERT_TRUE(call);
    EXPECT_TRUE(call->repeatable);
    ASSERT_NE(ringOf(agent, key), QStringLiteral("Canary"));
    ASSERT_TRUE(settle(agent.send(call->request, {})));
    EXPECT_NE(ringOf(agent, key), QStringLiteral("Canary")) << "its success is no proof";
    clock->advance(7000);
    EXPECT_EQ(ringOf(agent, key), QStringLiteral("Canary"));
    DemoSource later = source(worldWithMemory());
    EXPECT_EQ(ringOf(later, key), QStringLiteral("Canary")) << "another program sees it, too";
}

TEST_F(DemoSourceTest, WhatItCannotDoIsSaidBeforeAndRefusedAfter)
{
    DemoSource agent = source(world()), directory = source(world(), DemoFacet::Directory);
    const QString key = all(agent)[0].key;
    const Stream content = streamOf(DemoStream::RapidResponse);
    EXPECT_FALSE(agent.moveRing(key, content, {QStringLiteral("Saturn"), 9, false}));
    EXPECT_FALSE(directory.moveRing(key, content, ringName(DemoRing::Late)));
    EXPECT_FALSE(directory.capabilities().testFlag(Source::MoveRing));
    EXPECT_EQ(settle(directory.send("PUT", {})).error().kind, Error::Kind::NotSupported);
    const QByteArray good = agent.moveRing(key, content, ringName(DemoRing::Late))->request;
    for (const QByteArray &wrong :
         {QByteArray(), QByteArray("PUT"), good.left(20), good.left(good.size() - 4),
          QByteArray(good).replace("Late", "Saturn"), QByteArray(good).replace("content", "tea"),
          QByteArray(good).replace(key.toUtf8(), "nobody"), QByteArray(9000, 'x')}) {
        const auto refused = settle(agent.send(wrong, {}));
        ASSERT_FALSE(refused) << wrong.constData();
        EXPECT_NE(refused.error().kind, Error::Kind::Storage);
    }
}

TEST_F(DemoSourceTest, PrintsHowManyRecordsItMakesASecond)
{
    const auto large = world(100'000);
    for (const char *pass : {"first pass, making driver sets", "second pass"}) {
        DemoRecordWriter writer(large->hospital, large->equipment, DemoFacet::Agent, SourceId{1}, kOpenedMs);
        std::vector<SourceRecord> records;
        const std::clock_t began = std::clock(); // of this process: other programs may be busy
        for (quint32 device = 0; device < 10'000; ++device)
            writer.write(large->hospital.plan().place(device), records);
        const double seconds = double(std::clock() - began) / CLOCKS_PER_SEC;
        std::printf("%s: %.0f records a second on one core\n", pass, 10'000 / seconds);
        EXPECT_EQ(records.size(), 10'000U);
    }
}
