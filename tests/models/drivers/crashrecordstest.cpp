#include "models/drivers/crashrecords.h"

#include "models/drivers/cataloguestore.h"
#include "tests/models/drivers/driverfleet.h"

#include <gtest/gtest.h>

#include <QStringEncoder>

using namespace ringward;
using namespace ringward::testing;

namespace {

/// As BlueScreenView writes it, with the columns that matter and some that do not.
const QByteArray kExport =
    "Dump File,Crash Time,Bug Check String,Bug Check Code,Parameter 1,Caused By Driver,File Description,File "
    "Version,Computer Name\r\n"
    "071924-8921-01.dmp,7/19/2024 4:12:33 AM,PAGE_FAULT_IN_NONPAGED_AREA,0x00000050,ffff9d8e,CSAgent.sys,\"Falcon, "
    "sensor\",7.11.18110.0,rgh\\ICU-1\r\n"
    "071924-9001-01.dmp,7/19/2024 4:20:01 AM,PAGE_FAULT_IN_NONPAGED_AREA,0x00000050,ffff9d8e,csagent.sys,\"Falcon "
    "\"\"x\"\"\",7.11.18110.0,ICU-2.ward.example\r\n"
    "071924-9001-01.dmp,7/19/2024 4:20:01 "
    "AM,PAGE_FAULT_IN_NONPAGED_AREA,0x00000050,ffff9d8e,csagent.sys,twice,7.11.18110.0,ICU-2\r\n"
    "060124-1000-01.dmp,6/1/2024 1:00:00 AM,,0x000000d1,0,netwtw08.sys,Wireless,,LAB-7\r\n"
    "060224-1000-01.dmp,6/2/2024 1:00:00 AM,,0x000000d1,0,,nobody is named,,LAB-7\r\n";

DriverImage image(const QString &name, const QString &version)
{
    DriverImage image;
    image.told.name = name;
    image.told.image = name;
    image.told.version = version;
    image.key = driverKey(image.told);
    return image;
}

} // namespace

TEST(CrashRecords, CountEachCrashOnceForTheDriverAndVersionThatTheDumpNames)
{
    const auto records = readCrashRecords(kExport);
    ASSERT_TRUE(records) << records.error().detail.toStdString();
    ASSERT_EQ(records->records.size(), 3U);
    EXPECT_EQ(records->records[0].computer, QStringLiteral("ICU-1"));
    EXPECT_EQ(records->records[2].stopCode, QStringLiteral("0x000000d1"));

    const auto told = crashesOf(image(QStringLiteral("csagent.sys"), QStringLiteral("7.11.18110.0")), &*records);
    EXPECT_EQ(told.crashes(), 2);
    EXPECT_EQ(told.computers, (QStringList{QStringLiteral("ICU-1"), QStringLiteral("ICU-2")}));
    EXPECT_EQ(told.sentence(),
              QStringLiteral("2 crashes on record name it, on 2 machines (PAGE_FAULT_IN_NONPAGED_AREA)"));
    EXPECT_EQ(crashesOf(image(QStringLiteral("csagent.sys"), QStringLiteral("7.16.18605.0")), &*records).crashes(), 0)
        << "another version is another image";
    EXPECT_EQ(crashesOf(image(QStringLiteral("csagent.sys"), {}), &*records).crashes(), 2)
        << "nobody tells its version";
    EXPECT_EQ(crashesOf(image(QStringLiteral("netwtw08.sys"), QStringLiteral("22.1")), &*records).crashes(), 1);
    CrashHistory both = told;
    both.add(crashesOf(image(QStringLiteral("csagent.sys"), {}), &*records));
    EXPECT_EQ(both.crashes(), 2) << "of two images, each crash counts once";
    EXPECT_EQ(crashesOf(image(QStringLiteral("netwtw08.sys"), {}), nullptr).crashes(), 0);
}

TEST(CrashRecords, ReadTheSameFromEveryEncodingAndSeparator)
{
    QByteArray tabs = kExport;
    tabs.replace("\"Falcon, sensor\"", "Falcon").replace("\"Falcon \"\"x\"\"\"", "x").replace(',', '\t');
    QStringEncoder utf16(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
    const QByteArray wide = utf16(QString::fromLatin1(tabs));
    QByteArray ansi = kExport;
    ansi.replace("Wireless", "Wireless\xAE");
    for (const QByteArray &bytes : {tabs, wide, ansi}) {
        const auto read = readCatalogue(bytes);
        ASSERT_TRUE(read) << read.error().detail.toStdString();
        EXPECT_EQ(read->info.kind, CatalogueKind::Crashes);
        EXPECT_EQ(read->info.entries, 3);
        ASSERT_TRUE(read->part.crashes);
        EXPECT_EQ(read->part.crashes->records[1].driver, QStringLiteral("csagent.sys"));
    }
}

TEST(CrashRecords, AreToldFromOtherCataloguesThatSpeakOfDumps)
{
    EXPECT_FALSE(looksLikeCrashRecords(R"({"drivers": [{"id": "a", "description": "leaves memory.dmp, and more"}]})"));
    EXPECT_FALSE(looksLikeCrashRecords("<!-- memory.dmp --><SiPolicy/>"));
    EXPECT_TRUE(looksLikeCrashRecords(kExport));
}

TEST(CrashRecords, SayWhatIsWrongWithAListAndTakeNothingOfIt)
{
    const auto refusal = [](const QByteArray &bytes) {
        const auto read = readCatalogue(bytes);
        return read ? QString() : read.error().detail;
    };
    EXPECT_TRUE(refusal(kExport.mid(kExport.indexOf('\n') + 1)).contains(QStringLiteral("Add Header Line")));
    EXPECT_TRUE(refusal(kExport.left(kExport.lastIndexOf(",,"))).contains(QStringLiteral("Line 6")));
    EXPECT_TRUE(refusal(kExport.left(kExport.indexOf('\n') + 1)).contains(QStringLiteral("No row")));
}

TEST(CrashRecords, RaiseTheScoreAndAreNoLongerAFactThatNobodyTells)
{
    DriverFleet fleet;
    fleet.add("ICU", Tier::T0, {"csagent.sys 7.11.18110.0"});
    const auto history = [](const DriverAssessmentPtr &assessment) {
        return assessment->find(u"csagent.sys 7.11.18110.0")->exposure[ExposurePart::History];
    };
    const auto before = fleet.assess();
    EXPECT_TRUE(factsNotTold(before->drivers[0].judged->image, {}).contains(QStringLiteral("crashes")));
    fleet.catalogues.crashes = std::make_shared<const CrashRecords>(*readCrashRecords(kExport));
    const auto after = fleet.assess();
    EXPECT_GT(history(after).points, history(before).points);
    EXPECT_TRUE(history(after).why.startsWith(QStringLiteral("2 crashes on record")));
    EXPECT_FALSE(history(after).why.contains(QStringLiteral("; ;"))) << history(after).why.toStdString();
    EXPECT_FALSE(factsNotTold(after->drivers[0].judged->image, fleet.catalogues).contains(QStringLiteral("crashes")));
}
