#include "models/sources/factconflicts.h"
#include "tests/models/sources/keeperbench.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <random>

using namespace ringward;
using namespace ringward::testing;

TEST(Reconciler, SurvivesAReinstalledAgent)
{
    KeeperBench bench({record({.serial = "7QK2RT3", .agent = "old-agent", .host = "icu-1", .seenMs = 1'000'000})});
    const DeviceId before = bench.idOf("old-agent");
    bench.tell({record({.serial = "7QK2RT3", .agent = "new-agent", .host = "icu-1", .seenMs = 2'000'000})});
    ASSERT_EQ(bench.size(), 1U);
    EXPECT_EQ(bench.idOf("new-agent"), before);
}

TEST(Reconciler, TakesOldAndNewAgentOfOneSourceForOneMachine)
{
    KeeperBench bench({record({.serial = "7QK2RT3", .agent = "old-agent", .host = "icu-1", .seenMs = 1'000'000}),
                       record({.serial = "7QK2RT3", .agent = "new-agent", .host = "icu-1b", .seenMs = 2'000'000})});
    ASSERT_EQ(bench.size(), 1U);
    EXPECT_EQ(bench.fleet->host(0), "icu-1b");
    EXPECT_EQ(bench.fleet->row(0).conflicts, 0) << "one source does not disagree with itself";
}

TEST(Reconciler, SurvivesARenamedMachine)
{
    KeeperBench bench({record({.uuid = kUuid1, .agent = "agent-1", .host = "icu-1"}),
                       record({.source = 2, .guid = kGuid1, .host = "icu-1"})});
    ASSERT_EQ(bench.size(), 1U);
    const DeviceId before = bench.fleet->id(0);
    bench.tell({record({.uuid = kUuid1, .agent = "agent-1", .host = "theatre-9"}),
                record({.source = 2, .guid = kGuid1, .host = "icu-1"})});
    EXPECT_EQ(bench.idOf("agent-1"), before) << "the stronger proof keeps the number";
    EXPECT_FALSE(bench.together("agent-1", "icu-1"));
}

TEST(Reconciler, SwappedCaseAndByteOrderAreTheSameMachine)
{
    KeeperBench bench({record({.uuid = "4C4C4544-0051-4B10-8052-B7C04F525433", .agent = "agent-1", .host = "ICU-1"}),
                       record({.source = 2, .key = "two", .uuid = "{4c4c4544-0051-4b10-8052-b7c04f525433}"}),
                       record({.source = 3, .key = "three", .uuid = "44454c4c-5100-104b-8052-b7c04f525433"})});
    EXPECT_EQ(bench.size(), 1U);
    KeeperBench names(
        {record({.host = "ICU-1", .domain = "RGH.example"}), record({.source = 2, .host = "icu-1.rgh.EXAMPLE"})});
    EXPECT_EQ(names.size(), 1U);
}

TEST(Reconciler, MissingEverythingButANameIsStillADevice)
{
    KeeperBench bench({record({.host = "icu-1"}), record({.key = "nothing at all"})});
    EXPECT_EQ(bench.size(), 2U);
}

TEST(Reconciler, ABareNameBelongsToTheOnlyDomainOrToNone)
{
    EXPECT_EQ(
        KeeperBench({record({.host = "ws-1", .domain = "a.example"}), record({.source = 2, .host = "ws-1"})}).size(),
        1U);
    KeeperBench two({record({.key = "a", .host = "ws-1", .domain = "a.example"}),
                     record({.key = "b", .host = "ws-1", .domain = "b.example"}),
                     record({.source = 2, .host = "ws-1"})});
    EXPECT_EQ(two.size(), 3U);
    EXPECT_GT(two.detail(2).identityConflicts.size() + two.detail(0).identityConflicts.size(), 0U);
    EXPECT_EQ(KeeperBench({record({.host = "ws-1", .domain = "rgh.example"}),
                           record({.source = 2, .host = "ws-1", .domain = "RGH"})})
                  .size(),
              1U);
}

TEST(Reconciler, TwoHardwareUuidsWithOneNameAreTwoMachinesAndAConflict)
{
    KeeperBench bench({record({.uuid = kUuid1, .agent = "agent-1", .host = "icu-1"}),
                       record({.uuid = kUuid2, .agent = "agent-2", .host = "icu-1"}),
                       record({.source = 2, .guid = kGuid1, .host = "icu-1"})});
    EXPECT_EQ(bench.size(), 3U);
    for (Row row = 0; row < 3; ++row) {
        EXPECT_EQ(bench.fleet->row(row).conflicts, 1);
        ASSERT_EQ(bench.detail(row).identityConflicts.size(), 1U);
        EXPECT_EQ(bench.detail(row).identityConflicts[0].field, Field::HostName);
        EXPECT_FALSE(bench.detail(row).identityConflicts[0].explanation.isEmpty());
    }
}

TEST(Reconciler, ASharedMacIsNoProof)
{
    KeeperBench bench({record({.host = "icu-1", .mac = "00:11:22:33:44:55"}),
                       record({.source = 2, .host = "icu-2", .mac = "00:11:22:33:44:55"})});
    EXPECT_EQ(bench.size(), 2U);
}

TEST(Reconciler, ValuesThatMakersLeaveInAreNoProof)
{
    for (const char *serial :
         {"To be filled by O.E.M.", "Default string", "SYSTEM SERIAL NUMBER", "None", "0", "00000000", " n/a "})
        EXPECT_EQ(
            KeeperBench({record({.serial = serial, .host = "a1"}), record({.serial = serial, .host = "a2"})}).size(),
            2U)
            << serial;
    for (const char *uuid : {"00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
                             "03000200-0400-0500-0006-000700080009"})
        EXPECT_EQ(KeeperBench({record({.uuid = uuid, .host = "a1"}), record({.uuid = uuid, .host = "a2"})}).size(), 2U)
            << uuid;
    EXPECT_EQ(KeeperBench({record({.agent = "agent-1", .host = "localhost"}),
                           record({.agent = "agent-2", .host = "LOCALHOST"})})
                  .size(),
              2U);
}

TEST(Reconciler, OneUuidOnManySerialsIsReportedAndNotUsed)
{
    KeeperBench bench({record({.uuid = kUuid1, .serial = "SER-1", .agent = "agent-1", .host = "a1"}),
                       record({.uuid = kUuid1, .serial = "SER-2", .agent = "agent-2", .host = "a2"}),
                       record({.uuid = kUuid1, .serial = "SER-3", .agent = "agent-3", .host = "a3"})});
    EXPECT_EQ(bench.size(), 3U);
    EXPECT_FALSE(bench.harvest.notes.empty());
    EXPECT_EQ(KeeperBench({record({.uuid = kUuid1, .serial = "SER-1", .host = "a1"}),
                           record({.source = 2, .uuid = kUuid1, .serial = "SER-2", .host = "a1"})})
                  .size(),
              1U)
        << "two serials on one board are a repair, and a conflict";
}

TEST(Reconciler, AValueBorneByVeryManyIsNoProofAndBecomesOneAgain)
{
    std::vector<SourceRecord> many;
    for (int i = 0; i < 70; ++i) {
        const std::string key = "agent-" + std::to_string(i);
        many.push_back(record({.serial = "CLONED-1", .agent = key.c_str()}));
    }
    KeeperBench bench(many);
    EXPECT_EQ(bench.size(), 70U);
    many.resize(2);
    bench.tell(many);
    EXPECT_EQ(bench.size(), 1U);
}

TEST(Reconciler, DifferentFactsAreListedWithAReason)
{
    SourceRecord falcon = record({.uuid = kUuid1, .agent = "agent-1", .host = "icu-1", .seenMs = kBenchNow});
    SourceRecord relay =
        record({.source = 2, .key = "relay", .uuid = kUuid1, .host = "ICU-1.rgh.example", .seenMs = kBenchNow});
    falcon[Field::WardCode] = QStringLiteral("4W");
    relay[Field::WardCode] = QStringLiteral("4E");
    falcon[Field::OsBuild] = QStringLiteral("10.0.19045.4412");
    relay[Field::OsBuild] = QStringLiteral("19045");
    KeeperBench bench({relay, falcon});
    ASSERT_EQ(bench.size(), 1U);
    EXPECT_EQ(bench.fleet->row(0).conflicts, 1);
    EXPECT_EQ(bench.fleet->ward(0).code, QStringLiteral("4W"));
    const std::vector<Conflict> conflicts =
        factConflicts(bench.detail(0).detail.records, [](SourceId id) { return QString::number(id.value); });
    ASSERT_EQ(conflicts.size(), 1U);
    EXPECT_EQ(conflicts[0].field, Field::WardCode);
    EXPECT_EQ(conflicts[0].taken, SourceId{1});
    EXPECT_EQ(conflicts[0].told.size(), 2U);
    EXPECT_FALSE(conflicts[0].explanation.isEmpty());
}

TEST(Reconciler, AWardIsDescribedByAllWhoKnowItInAnyOrder)
{
    SourceRecord one = record({.host = "icu-1"});
    SourceRecord two = record({.source = 2, .host = "icu-2"});
    for (SourceRecord *each : {&one, &two}) {
        (*each)[Field::SiteCode] = QStringLiteral("RGH");
        (*each)[Field::WardCode] = QStringLiteral("4W");
    }
    one[Field::WardName] = QStringLiteral("4 West ICU");
    two[Field::WardName] = QStringLiteral("Four West");
    two.wardBeds = 12;
    for (const auto &records : {std::vector{one, two}, std::vector{two, one}}) {
        KeeperBench bench(records);
        ASSERT_EQ(bench.fleet->names().wards().size(), 2U);
        EXPECT_EQ(bench.fleet->ward(0).name, QStringLiteral("4 West ICU"));
        EXPECT_EQ(bench.fleet->ward(0).beds, 12);
    }
}

TEST(Reconciler, AMachineThatComesBackIsTheOneItWas)
{
    const std::vector<SourceRecord> both{record({.uuid = kUuid1, .agent = "agent-1", .host = "icu-1"}),
                                         record({.uuid = kUuid2, .agent = "agent-2", .host = "icu-2"})};
    KeeperBench bench(both);
    const DeviceId first = bench.idOf("agent-1");
    bench.tell({both[1]});
    EXPECT_EQ(bench.size(), 1U);
    bench.tell({record({.uuid = kUuid1, .agent = "agent-9", .host = "icu-9"}), both[1]});
    EXPECT_EQ(bench.idOf("agent-9"), first);
    bench.tell({record({.uuid = kUuid3, .agent = "agent-8", .host = "icu-9"}), both[1]});
    EXPECT_NE(bench.idOf("agent-8"), first) << "new hardware under an old name is another machine";
}

TEST(Reconciler, TierComesFromTheRoleWhenNoSourceTellsIt)
{
    SourceRecord downtime = record({.host = "icu-dt"});
    downtime[Field::Role] = QStringLiteral("Downtime PC");
    SourceRecord office = record({.host = "office"});
    SourceRecord told = record({.host = "told"});
    told[Field::Tier] = QStringLiteral("t2");
    told[Field::Role] = QStringLiteral("bedside");
    KeeperBench bench({downtime, office, told});
    EXPECT_EQ(bench.fleet->tier(0), Tier::T0);
    EXPECT_EQ(bench.fleet->tier(1), Tier::T3);
    EXPECT_EQ(bench.fleet->tier(2), Tier::T2);
}

namespace {

/// Records of few machines by few values, so that every kind of clash comes about.
std::vector<SourceRecord> randomRecords(std::mt19937 &random)
{
    const auto pick = [&](int n) {
        return int(random() % unsigned(n));
    };
    std::vector<SourceRecord> records;
    for (int i = 0, count = 3 + pick(25); i < count; ++i) {
        SourceRecord r;
        r.source = SourceId{quint32(1 + pick(3))};
        r.key = QString::number(pick(20)); // some twice: duplicates in one answer
        const auto maybe = [&](Field field, const QString &stem, int values) {
            if (pick(3) == 0)
                r[field] = stem + QString::number(pick(values));
        };
        if (pick(3) == 0)
            r[Field::HardwareUuid] = QString::fromUtf8(kUuid1).left(35) + QString::number(pick(4));
        if (pick(5) == 0)
            r[Field::DirectoryGuid] = QString::fromUtf8(kGuid1).left(35) + QString::number(pick(4));
        maybe(Field::SerialNumber, QStringLiteral("SERIAL-"), 5);
        maybe(Field::AgentId, QStringLiteral("agent-"), 6);
        maybe(Field::Domain, QStringLiteral("site.example"), 2);
        if (pick(4) != 0)
            r[Field::HostName] = (pick(2) ? QStringLiteral("Ws-%1") : QStringLiteral("wS-%1")).arg(pick(5));
        if (const int ward = pick(5); ward < 3) { // sources tell more or less of a ward, but nothing different
            r[Field::WardCode] = QStringLiteral("W%1").arg(ward);
            if (pick(2))
                r[Field::WardName] = QStringLiteral("Ward %1").arg(ward);
            r.wardBeds = quint16(pick(2) * (ward + 8));
        }
        r[Field::Model] = pick(2) ? QStringLiteral("7010") : QString();
        r.lastSeenMs = pick(4) ? kBenchNow - pick(40) * 60'000 : 0;
        r.signs.restartsLastHour = pick(5);
        records.push_back(r);
    }
    return records;
}

} // namespace

TEST(Reconciler, TheResultDoesNotDependOnTheOrderOfSourcesAndRecords)
{
    std::mt19937 random(291);
    for (int round = 0; round < 50; ++round) {
        std::vector<SourceRecord> records = randomRecords(random);
        const auto expected = KeeperBench(records).portrait(false);
        for (int shuffle = 0; shuffle < 4; ++shuffle) {
            std::shuffle(records.begin(), records.end(), random);
            ASSERT_EQ(KeeperBench(records).portrait(false), expected) << "round " << round;
        }
    }
}

TEST(Reconciler, ChangesLeadToTheSameFleetAsStartingAnew)
{
    std::mt19937 random(1907);
    for (int round = 0; round < 50; ++round) {
        KeeperBench lived;
        for (int step = 0; step < 4; ++step) {
            std::vector<SourceRecord> records = randomRecords(random);
            lived.tell(records); // machines come, go, are renamed and swap parts
            ASSERT_EQ(lived.portrait(false), KeeperBench(records).portrait(false))
                << "round " << round << " step " << step;
            std::set<quint32> ids;
            for (Row row = 0; row < lived.fleet->size(); ++row)
                ids.insert(lived.fleet->id(row).value);
            ASSERT_EQ(ids.size(), lived.size()) << "no two devices with one number";
        }
    }
}

TEST(Reconciler, ConflictsOnTheRowAreThoseOfTheDetail)
{
    std::mt19937 random(78);
    for (int round = 0; round < 40; ++round) {
        KeeperBench bench(randomRecords(random));
        for (Row row = 0; row < bench.size(); ++row) {
            const DetailDraft draft = bench.detail(row);
            const auto facts = factConflicts(draft.detail.records, [](SourceId) { return QString(); });
            QString listed;
            for (const Conflict &conflict : facts) {
                listed += QString::fromUtf8(spec(conflict.field).key);
                for (const auto &[source, text] : conflict.told)
                    listed += QStringLiteral(" %1:%2").arg(source.value).arg(text);
                listed += u'\n';
            }
            for (const Conflict &conflict : draft.identityConflicts)
                listed += conflict.explanation + u'\n';
            ASSERT_EQ(bench.fleet->row(row).conflicts, facts.size() + draft.identityConflicts.size())
                << "round " << round << '\n'
                << listed.toStdString();
        }
    }
}
