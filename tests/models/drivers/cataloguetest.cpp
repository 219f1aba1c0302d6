#include "models/drivers/altitudelist.h"
#include "models/drivers/blocklist.h"
#include "models/drivers/loldrivers.h"
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

} // namespace

TEST(LolDrivers, TheWholeCatalogueArrives)
{
    const Result<LolDrivers> catalogue = readLolDrivers(shared("loldrivers/loldrivers-compact.json"));
    ASSERT_TRUE(catalogue) << catalogue.error().detail.toStdString();
    EXPECT_EQ(catalogue->entries.size(), 661U);
    EXPECT_EQ(catalogue->samples.size(), 2213U);
    EXPECT_EQ(catalogue->info.date, QDate(2026, 8, 12));
    EXPECT_EQ(catalogue->entriesByName.count(QStringLiteral("winio64.sys")), 3);
    EXPECT_EQ(std::count_if(catalogue->entries.begin(), catalogue->entries.end(),
                            [](const KnownDriver &d) { return d.malicious; }),
              115);
}

TEST(LolDrivers, TheProjectsOwnShapeIsReadToo)
{
    const Result<LolDrivers> catalogue =
        readLolDrivers(R"([{"Id": "a", "Tags": ["One.sys, Two.sys"], "Category": "vulnerable driver",
        "KnownVulnerableSamples": [{"Filename": "One.sys", "SHA256": "090d409f86430e078694e621ad0bd5e458d32aa727f0eb99bda3961577df8d49",
        "Authentihash": {"SHA1": "f27d87a335c87654ebbbde16d41645be85f0424a"}}]}])");
    ASSERT_TRUE(catalogue);
    EXPECT_EQ(catalogue->entries[0].names, (QStringList{QStringLiteral("one.sys"), QStringLiteral("two.sys")}));
    EXPECT_TRUE(catalogue->samplesByAuthentihash.contains(QStringLiteral("f27d87a335c87654ebbbde16d41645be85f0424a")));
}

TEST(LolDrivers, AHashOfAWrongLengthIsNamedAndRefusesTheFile)
{
    const Result<LolDrivers> catalogue =
        readLolDrivers(R"({"drivers": [{"id": "entry-7", "tags": [], "samples": [{"sha256": "abc"}]}]})");
    ASSERT_FALSE(catalogue);
    EXPECT_TRUE(catalogue.error().detail.contains(QStringLiteral("entry-7")));
    EXPECT_TRUE(catalogue.error().detail.contains(QStringLiteral("abc")));
}

TEST(LolDrivers, ACutFileIsRefusedWhole)
{
    const QByteArray whole = shared("loldrivers/loldrivers-compact.json");
    for (const qsizetype length : {qsizetype(0), qsizetype(1), whole.size() / 2, whole.size() - 3})
        EXPECT_FALSE(readLolDrivers(whole.left(length))) << length;
    EXPECT_FALSE(readLolDrivers(QByteArray(200'000, '['))) << "nesting has an end";
    EXPECT_FALSE(readLolDrivers(shared("minifilter-altitudes/altitudes.csv")));
}

TEST(BlockList, TheWholePolicyArrives)
{
    const Result<BlockList> list = readBlockList(shared("ms-driver-blocklist/SiPolicy_Enforced.xml"));
    ASSERT_TRUE(list) << list.error().detail.toStdString();
    EXPECT_EQ(list->info.version, QStringLiteral("10.0.27825.0"));
    EXPECT_EQ(list->rules.size(), 1715U + 152U) << "deny rules and file attributes; the two allow rules are none";
    EXPECT_EQ(
        std::count_if(list->rules.begin(), list->rules.end(), [](const BlockRule &r) { return !r.hash.isEmpty(); }),
        1704);
    EXPECT_EQ(list->signers.size(), 59U) << "signers that are blocked whatever they signed";
    const auto ryzen = list->rulesByName.value(QStringLiteral("amdryzenmasterdriver.sys"));
    EXPECT_EQ(list->rules[ryzen].maximumVersion, QStringLiteral("1.5.0.0"));
    EXPECT_TRUE(list->rules[ryzen].minimumVersion.isEmpty());
    EXPECT_FALSE(list->rules[ryzen].signers.isEmpty());
}

TEST(BlockList, HostileXmlIsRefused)
{
    const QByteArray head = "<?xml version=\"1.0\"?>";
    const QByteArray root = "<SiPolicy xmlns=\"urn:schemas-microsoft-com:sipolicy\"><FileRules>";
    const QByteArray rule = "<Deny ID=\"A\" FriendlyName=\"a\" Hash=\"94F7575A6BB378D0CF85B3DC65941C95415E7A80\" />";
    const QByteArray end = "</FileRules></SiPolicy>";
    EXPECT_TRUE(readBlockList(head + root + rule + end)) << "the sound one that the others differ from";
    EXPECT_FALSE(readBlockList(head + root + rule));
    EXPECT_FALSE(readBlockList(head + "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + root + rule + end));
    EXPECT_FALSE(readBlockList(head + "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>" + root + rule + end));
    EXPECT_FALSE(readBlockList(head + root + QByteArray("<a>").repeated(100'000) + end));
    EXPECT_FALSE(readBlockList(head + "<Other>" + rule + "</Other>"));
    EXPECT_FALSE(readBlockList(head + root + end)) << "nothing is denied";
    const Result<BlockList> wrong = readBlockList(head + root + "\n<Deny ID=\"B\" Hash=\"12\" />" + end);
    ASSERT_FALSE(wrong);
    EXPECT_TRUE(wrong.error().detail.contains(QStringLiteral("line 2"))) << wrong.error().detail.toStdString();
}

TEST(AltitudeList, PageAndTableAgree)
{
    const Result<AltitudeList> page = readAltitudeList(shared("minifilter-altitudes/allocated-altitudes.md"));
    const Result<AltitudeList> table = readAltitudeList(shared("minifilter-altitudes/altitudes.csv"));
    ASSERT_TRUE(page) << page.error().detail.toStdString();
    ASSERT_TRUE(table) << table.error().detail.toStdString();
    EXPECT_EQ(table->allocations.size(), 2137U);
    EXPECT_EQ(page->allocations.size(), table->allocations.size());
    EXPECT_EQ(page->info.date, QDate(2025, 10, 28));
    for (const AltitudeList *list : {&*page, &*table}) {
        EXPECT_EQ(list->allocations[list->byDriver.value(QStringLiteral("csagent.sys"))].altitude,
                  QStringLiteral("321410"));
        EXPECT_EQ(list->byDriver.count(QStringLiteral("cbfsfilter2017.sys")), 26);
        EXPECT_TRUE(list->byDriver.contains(QStringLiteral("sentinelmonitor.sys")))
            << "its remark is not part of the name";
        EXPECT_TRUE(list->byDriver.contains(QStringLiteral("sisipsfilefilter.sys")));
    }
}

TEST(AltitudeList, ACutRowRefusesTheFile)
{
    EXPECT_FALSE(readAltitudeList("altitude,filter_driver,company,load_order_group\n321410,csagent.sys"));
    EXPECT_FALSE(readAltitudeList("<html><body>Sign in</body></html>"));
    EXPECT_FALSE(readAltitudeList(""));
}
