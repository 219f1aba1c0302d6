#include "models/drivers/drivermatch.h"

#include "tests/support/places.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QFile>

using namespace ringward;

namespace {

QByteArray shared(const char *path)
{
    QFile file(places::shared("/data/") + QString::fromLatin1(path));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path;
    return file.readAll();
}

DriverImage image(const char *name, const char *version = "", const char *sha256 = "")
{
    DriverImage made;
    made.told.image = QString::fromLatin1(name);
    made.told.version = QString::fromLatin1(version);
    made.told.sha256 = QString::fromLatin1(sha256);
    return made;
}

struct DriverMatch : ::testing::Test {
    static void SetUpTestSuite()
    {
        catalogues.lolDrivers =
            std::make_shared<LolDrivers>(readLolDrivers(shared("loldrivers/loldrivers-compact.json")).value());
        catalogues.blockList =
            std::make_shared<BlockList>(readBlockList(shared("ms-driver-blocklist/SiPolicy_Enforced.xml")).value());
        catalogues.altitudes = std::make_shared<AltitudeList>(
            readAltitudeList(shared("minifilter-altitudes/allocated-altitudes.md")).value());
    }
    static void TearDownTestSuite() { catalogues = {}; }
    static inline Catalogues catalogues;
};

} // namespace

TEST_F(DriverMatch, ANameAloneNeverRaisesAnAlarm)
{
    for (const char *name :
         {"afd.sys", "monitor.sys", "usbxhci.sys", "csc.sys", "amdi2c.sys", "gdrv.sys", "rtcore64.sys"}) {
        const std::vector<CatalogueHit> hits = matchDriver(image(name), catalogues);
        ASSERT_FALSE(hits.empty()) << name;
        for (const CatalogueHit &hit : hits) {
            EXPECT_FALSE(hit.alarm) << name << ": " << hit.explanation.toStdString();
            EXPECT_EQ(hit.evidence, Evidence::NameOnly) << name;
            EXPECT_FALSE(hit.explanation.isEmpty());
        }
    }
}

TEST_F(DriverMatch, AFlatHashProvesIt)
{
    const auto hits = matchDriver(
        image("anything.sys", "", "090d409f86430e078694e621ad0bd5e458d32aa727f0eb99bda3961577df8d49"), catalogues);
    ASSERT_FALSE(hits.empty());
    EXPECT_EQ(hits[0].evidence, Evidence::FlatHash);
    EXPECT_TRUE(hits[0].alarm);
    EXPECT_TRUE(hits[0].malicious);
}

TEST_F(DriverMatch, FlatHashesReachTheBlockListThroughTheCataloguesPairs)
{
    int joined = 0;
    for (const KnownSample &sample : catalogues.lolDrivers->samples) {
        if (!catalogues.blockList->rulesByHash.contains(sample.authentihash256) || sample.sha256.isEmpty())
            continue;
        ++joined;
        const auto hits = matchDriver(image("renamed.sys", "", sample.sha256.toLatin1().constData()), catalogues);
        EXPECT_TRUE(std::any_of(hits.begin(), hits.end(), [](const CatalogueHit &hit) {
            return hit.catalogue == CatalogueKind::BlockList && hit.evidence == Evidence::AuthenticodeHash && hit.alarm;
        })) << sample.sha256.toStdString();
    }
    EXPECT_GT(joined, 300);
}

TEST_F(DriverMatch, AnAuthenticodeHashIsNotTakenForAFlatOne)
{
    const BlockRule &rule = catalogues.blockList->rules[0];
    ASSERT_EQ(rule.hash.size(), 40);
    DriverImage made = image("renamed.sys");
    made.told.sha1 = rule.hash;
    const auto hits = matchDriver(made, catalogues);
    EXPECT_TRUE(std::none_of(hits.begin(), hits.end(),
                             [](const CatalogueHit &hit) { return hit.catalogue == CatalogueKind::BlockList; }));
}

TEST_F(DriverMatch, BlockedVersionsEndWhereTheRuleSays)
{
    const auto alarms = [](const char *version, const char *signer) {
        DriverImage made = image("amdryzenmasterdriver.sys", version);
        made.told.signer = QString::fromLatin1(signer);
        const auto hits = matchDriver(made, {.blockList = catalogues.blockList});
        return std::count_if(hits.begin(), hits.end(), [](const CatalogueHit &hit) { return hit.alarm; });
    };
    const quint32 at = catalogues.blockList->rulesByName.value(QStringLiteral("amdryzenmasterdriver.sys"));
    const QByteArray signer = catalogues.blockList->rules[at].signers.first().toLatin1();
    EXPECT_EQ(alarms("1.5.0.0", signer.constData()), 1);
    EXPECT_EQ(alarms("1.5.0.1", signer.constData()), 0);
    EXPECT_EQ(alarms("1.5.0.0", "Somebody Else"), 0) << "the rule holds for its signers only";
}

TEST_F(DriverMatch, TheAltitudeIsToldOrLookedUpByName)
{
    const auto csagent = altitudeOf(image("csagent.sys"), catalogues.altitudes.get());
    ASSERT_TRUE(csagent);
    EXPECT_EQ(csagent->altitude, QStringLiteral("321410"));
    EXPECT_EQ(csagent->loadOrderGroup, QStringLiteral("FSFilter Anti-Virus"));
    EXPECT_FALSE(csagent->told);
    DriverImage own = image("unheard-of.sys");
    own.told.altitude = QStringLiteral("385250.5");
    EXPECT_TRUE(altitudeOf(own, catalogues.altitudes.get())->told);
    EXPECT_EQ(altitudeOf(image("disk.sys"), catalogues.altitudes.get()), std::nullopt);
}
