#include "tests/peers/samba/directoryfixture.h"

#include <QElapsedTimer>

#include <cstdio>

using namespace ringward;
using namespace ringward::testing;

namespace {

class Reading : public DirectoryTest {};

const QByteArray kHospital = ",OU=Hospital,DC=hospital,DC=test";

} // namespace

TEST_F(Reading, APlainUserReadsEveryEnabledComputerWithItsPlace)
{
    const auto directory = source(QStringLiteral("svc-reader"));
    const auto records = readAll(*directory);
    ASSERT_TRUE(records) << qPrintable(records.error().detail);
    EXPECT_EQ(int(records->size()), controller->facts()[u"enabled"].toInt());
    const SourceRecord *first = named(*records, QStringLiteral("rw-00000"));
    ASSERT_TRUE(first);
    EXPECT_EQ((*first)[Field::SiteCode], QStringLiteral("Central"));
    EXPECT_EQ((*first)[Field::Building], QStringLiteral("Building 1"));
    EXPECT_EQ((*first)[Field::WardCode], QStringLiteral("ICU"));
    EXPECT_EQ((*first)[Field::Room], QStringLiteral("Room 1"));
    EXPECT_EQ((*first)[Field::Role], QStringLiteral("Workstation 0 — Pflegestützpunkt"));
    EXPECT_EQ((*first)[Field::Domain], QStringLiteral("hospital.test"));
    EXPECT_EQ((*first)[Field::OsBuild], QStringLiteral("10.0 (19045)"));
    EXPECT_EQ((*first)[Field::DirectoryGuid], first->key);
    EXPECT_EQ(first->lastSeenMs, 1'721'088'000'000); // 16 July 2024, 00:00 UTC
    EXPECT_EQ(ringOf(*first, StreamKind::OperatingSystem), QStringLiteral("Pilot"));
    EXPECT_EQ(ringOf(*first, StreamKind::SecurityContent), QStringLiteral("Canary"));
    EXPECT_FALSE(named(*records, QStringLiteral("rw-00099"))) << "a disabled account is of a machine that is gone";
}

TEST_F(Reading, TheWholeFleetIsReadInTime)
{
    // 10,000 must take no longer than 5 s: RINGWARD_PEER_COMPUTERS=10000 RINGWARD_PEERS=/tmp/large in-namespace.sh ...
    const auto directory = source(QStringLiteral("svc-reader"));
    for (const char *reading : {"first", "second"}) {
        QElapsedTimer timer;
        timer.start();
        const auto records = readAll(*directory);
        const qint64 tookMs = timer.elapsed();
        ASSERT_TRUE(records);
        std::printf("%s reading: %zu computers in %lld ms\n", reading, records->size(), static_cast<long long>(tookMs));
        EXPECT_LT(tookMs, 5000) << reading;
    }
    QElapsedTimer timer;
    timer.start();
    ASSERT_TRUE(readAll(*directory, true));
    std::printf("nothing changed: %lld ms\n", static_cast<long long>(timer.elapsed()));
}

TEST_F(Reading, HostileNamesOfUnitsArriveAsPeopleWroteThem)
{
    const auto directory = source(QStringLiteral("svc-reader"));
    const auto records = readAll(*directory);
    ASSERT_TRUE(records);
    const SourceRecord *record = named(*records, QStringLiteral("rw-00005"));
    ASSERT_TRUE(record);
    EXPECT_EQ((*record)[Field::WardCode], QStringLiteral("Intensive Care, North + Süd (2)"));
    const auto again = settle(directory->fetchRecord(record->key, {}));
    ASSERT_TRUE(again) << qPrintable(again.error().detail);
    EXPECT_EQ((*again)[Field::WardCode], (*record)[Field::WardCode]);
    EXPECT_EQ(again->streams, record->streams);
}

TEST_F(Reading, ChangesAreWhatChangedSinceTheLastReading)
{
    const auto directory = adminSource();
    ASSERT_TRUE(readAll(*directory));
    auto nothing = readAll(*directory, true);
    ASSERT_TRUE(nothing) << qPrintable(nothing.error().detail);
    EXPECT_TRUE(nothing->empty());

    SambaClient admin(*controller);
    ASSERT_EQ(admin.change("CN=RW-00010" + admin.unit("Lab", 2, "Central"), "location", "Room 99"), 0);
    const auto changed = readAll(*directory, true);
    ASSERT_TRUE(changed);
    ASSERT_EQ(changed->size(), 1U);
    EXPECT_EQ(changed->begin()->second[Field::Room], QStringLiteral("Room 99"));
}

TEST_F(Reading, AMovedComputerKeepsItsIdentity)
{
    const auto directory = adminSource();
    const auto before = readAll(*directory);
    ASSERT_TRUE(before);
    const QString key = named(*before, QStringLiteral("rw-00008"))->key;

    SambaClient admin(*controller);
    ASSERT_EQ(
        admin.move("CN=RW-00008" + admin.unit("Theatre", 2, "Central"), "OU=Lab,OU=Building 3,OU=West" + kHospital), 0);
    const auto changed = readAll(*directory, true);
    ASSERT_TRUE(changed);
    ASSERT_EQ(changed->count(key), 1U);
    EXPECT_EQ(changed->at(key)[Field::SiteCode], QStringLiteral("West"));
    EXPECT_EQ(changed->at(key)[Field::WardCode], QStringLiteral("Lab"));
    EXPECT_EQ(ringOf(changed->at(key), StreamKind::OperatingSystem), QStringLiteral("Broad"));
}

TEST_F(Reading, AChangedRingIsSeenAlthoughTheComputerItselfDidNotChange)
{
    const auto directory = adminSource();
    ASSERT_TRUE(readAll(*directory));
    SambaClient admin(*controller);
    const QByteArray computer = controller->computer(15)[u"dn"].toString().toUtf8();
    const QByteArray rings = ",OU=Rings,OU=Ringward,DC=hospital,DC=test";
    ASSERT_EQ(admin.change("CN=RW-OS-Broad" + rings, "member", computer, true), 0);
    ASSERT_EQ(admin.change("CN=RW-OS-Held" + rings, "member", computer), 0);
    const auto changed = readAll(*directory, true);
    ASSERT_TRUE(changed) << qPrintable(changed.error().detail);
    ASSERT_EQ(changed->size(), 1U);
    const SourceRecord &record = changed->begin()->second;
    EXPECT_EQ(record[Field::HostName].toUpper(), QStringLiteral("RW-00015"));
    EXPECT_EQ(ringOf(record, StreamKind::OperatingSystem), QStringLiteral("Held"));
    EXPECT_TRUE(record.streams.front().ring.held);
}

TEST_F(Reading, AGroupThatIsNotThereIsToldAndTheMachinesArrive)
{
    SourceConfig config = controller->config(QStringLiteral("svc-reader"));
    config.settings[u"rings"] = QStringLiteral("os > Pilot = RW-OS-Pilot; os > Nowhere = RW-No-Such-Group (x)*");
    const auto directory = make(config, secrets);
    const auto page = settle(directory->fetchDevices({}, {}), 30'000);
    ASSERT_TRUE(page);
    EXPECT_FALSE(page->records.empty());
    ASSERT_EQ(page->refused.size(), 1U);
    EXPECT_TRUE(page->refused.front().reason.contains(u"RW-No-Such-Group (x)*"));
}

TEST_F(Reading, ASecondReadingMakesTheFirstOneGiveWay)
{
    const auto directory = source(QStringLiteral("svc-reader"));
    const auto stale = settle(directory->fetchDevices(QByteArray("1:1"), {}));
    ASSERT_FALSE(stale);
    EXPECT_EQ(stale.error().kind, Error::Kind::Conflict);
}
