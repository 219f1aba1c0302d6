#include "tests/models/store/storefixture.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRandomGenerator>

#include <cstdio>

namespace ringward {

namespace {

constexpr const char *kFileVariable = "RINGWARD_CRASH_STORE";
constexpr quint32 kDevices = 8'000;
constexpr int kRounds = 20;

struct CrashTest : testing::StoreTest {};

/// Everything that one round of saves writes down carries its number, so that a mixture of two is seen.
bool save(SqliteArchive &archive, SourceId source, quint32 number)
{
    SourceRecord record;
    record.key = QStringLiteral("only");
    record.lastSeenMs = number;
    return archive.saveIdentities({{number, DeviceId{number}}}) && archive.replaceRecords(source, {record})
        && archive.saveSnapshot(testing::fleetOf(kDevices, number));
}

quint32 numberOf(const FleetSnapshot &fleet)
{
    return quint32(fleet.takenMs() % 1'000'000);
}

/// The last number that a killed child wrote in full.
quint32 lastNumber(const QByteArray &output, quint32 otherwise)
{
    QList<QByteArray> lines = output.split('\n');
    lines.removeLast(); // empty, or cut off by the end
    for (auto line = lines.crbegin(); line != lines.crend(); ++line) {
        if (const quint32 number = line->toUInt())
            return number;
    }
    return otherwise;
}

} // namespace

/// The child of the test below: saves until it is killed.
TEST(CrashChild, DISABLED_SavesUntilKilled)
{
    const auto database = Database::open(qEnvironmentVariable(kFileVariable));
    ASSERT_TRUE(database) << database.error().detail.toStdString();
    SqliteArchive archive(**database);
    const SourceId source = archive.loadSources()->front().id;
    quint32 number = numberOf(**archive.loadSnapshot());
    while (save(archive, source, ++number)) {
        std::printf("%u\n", number);
        std::fflush(stdout);
    }
}

TEST_F(CrashTest, AfterBeingKilledAtAnyMomentTheLastSavedStateIsWhole)
{
    SourceId source;
    {
        const auto database = open();
        SqliteArchive archive(*database);
        source = *archive.saveSource({.id = {}, .kind = QStringLiteral("files"), .name = QStringLiteral("Lists")});
        ASSERT_TRUE(save(archive, source, 1));
    }
    quint32 last = 1;
    for (int round = 0; round < kRounds; ++round) {
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(kFileVariable), file);
        child.setProcessEnvironment(environment);
        child.setStandardErrorFile(QProcess::nullDevice());
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--gtest_also_run_disabled_tests"), QStringLiteral("--gtest_filter=CrashChild.*"),
                     QStringLiteral("--gtest_brief=1")});
        ASSERT_TRUE(child.waitForStarted());
        ASSERT_TRUE(child.waitForReadyRead(30'000));
        child.waitForFinished(QRandomGenerator::global()->bounded(1, 50));
        child.kill();
        ASSERT_TRUE(child.waitForFinished());
        const quint32 acknowledged = lastNumber(child.readAllStandardOutput(), last);

        const auto database = open();
        ASSERT_TRUE(database);
        EXPECT_EQ(database->connection()->value(QStringLiteral("PRAGMA integrity_check"))->toString(),
                  QStringLiteral("ok"));
        SqliteArchive archive(*database);
        const auto loaded = archive.loadSnapshot();
        ASSERT_TRUE(loaded) << loaded.error().detail.toStdString();
        last = numberOf(**loaded);
        EXPECT_GE(last, acknowledged) << "a save that was reported is gone";
        EXPECT_LE(last, acknowledged + 1);
        testing::expectSame(**loaded, *testing::fleetOf(kDevices, last));
        const auto records = archive.loadRecords(source);
        ASSERT_TRUE(records);
        ASSERT_EQ(records->size(), 1U);
        EXPECT_GE(records->front().lastSeenMs, last);
        EXPECT_LE(records->front().lastSeenMs, acknowledged + 1);
        EXPECT_GE(archive.loadIdentities()->size(), last);
    }
}

} // namespace ringward
