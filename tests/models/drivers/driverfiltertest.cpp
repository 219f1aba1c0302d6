#include "models/drivers/driverfilter.h"

#include "tests/models/drivers/driverfleet.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

using namespace ringward;
using namespace ringward::testing;

namespace {

struct DriverFilterTest : ::testing::Test {
    DriverFleet fleet;
    DriverAssessmentPtr assessment;

    void SetUp() override
    {
        Driver disk;
        disk.image = QStringLiteral("disk.sys");
        disk.signer = QStringLiteral("Microsoft Windows");
        disk.start = StartType::Boot;
        fleet.library.add(disk);
        Driver agent;
        agent.image = QStringLiteral("csagent.sys");
        agent.version = QStringLiteral("7.28.20009");
        agent.publisher = QStringLiteral("CrowdStrike, Inc.");
        agent.start = StartType::System;
        fleet.library.add(agent);
        fleet.add("ICU", Tier::T0, {"csagent.sys 7.28.20009", "disk.sys"});
        fleet.add("LAB", Tier::T3, {"disk.sys", "vendor device.sys 2.0"});
        assessment = fleet.assess();
    }
    QStringList found(const char *line) const
    {
        const DriverFilter filter = DriverFilter::parse(QString::fromLatin1(line));
        EXPECT_TRUE(filter.isValid()) << line << ": " << filter.diagnosis().message.toStdString();
        QStringList keys;
        for (const AssessedDriver &driver : assessment->drivers) {
            if (filter.matches(driver))
                keys << driver.key().section(u' ', 0, 0);
        }
        return keys;
    }
};

const QStringList kAgent{QStringLiteral("csagent.sys")};
const QStringList kDisk{QStringLiteral("disk.sys")};
const QStringList kVendor{QStringLiteral("vendor")};

} // namespace

TEST_F(DriverFilterTest, AsksForFactsWordsAndNumbers)
{
    EXPECT_EQ(found(""), kAgent + kDisk + kVendor);
    EXPECT_EQ(found("name:cs*"), kAgent);
    EXPECT_EQ(found("name=disk.sys"), kDisk);
    EXPECT_EQ(found("version:7.28"), kAgent);
    EXPECT_EQ(found("version:7.2"), QStringList()) << "versions are numbers";
    EXPECT_EQ(found("version=\"\""), kDisk) << "of which no source tells a version";
    EXPECT_EQ(found("publisher:crowd"), kAgent);
    EXPECT_EQ(found("class:security-agent"), kAgent);
    EXPECT_EQ(found("score>=40"), kAgent);
    EXPECT_EQ(found("devices>1"), kDisk);
    EXPECT_EQ(found("t0>0 not inbox:yes"), kAgent);
    EXPECT_EQ(found("review:keep"), kDisk);
    EXPECT_EQ(found("review!=keep"), kAgent + kVendor);
    EXPECT_EQ(found("start<=system"), kAgent + kDisk + kVendor) << "not told stands first";
    EXPECT_EQ(found("start:boot..system"), kAgent + kDisk);
    EXPECT_EQ(found("content:always"), kAgent);
    EXPECT_EQ(found("hits>0"), QStringList());
    EXPECT_EQ(found("crowdstrike or \"vendor dev\""), kAgent + kVendor) << "free text looks at names and publishers";
}

TEST_F(DriverFilterTest, SaysWhatIsWrongAsTheLanguageOfDevicesDoes)
{
    const DriverFilter wrong = DriverFilter::parse(QStringLiteral("scroe>=12"));
    EXPECT_EQ(wrong.diagnosis().state, FilterDiagnosis::State::Wrong);
    EXPECT_TRUE(wrong.diagnosis().message.contains(QStringLiteral("score")));
    EXPECT_FALSE(wrong.matches(assessment->drivers.front()));
    EXPECT_EQ(DriverFilter::parse(QStringLiteral("score>=")).diagnosis().state, FilterDiagnosis::State::Incomplete);
    EXPECT_EQ(DriverFilter::parse(QStringLiteral("ward:icu")).diagnosis().state, FilterDiagnosis::State::Wrong)
        << "a field of devices is none of drivers";
}

TEST_F(DriverFilterTest, ProposesFieldsAndWhatTheFleetHas)
{
    const auto texts = [&](const char *line) {
        QStringList all;
        const QString text = QString::fromLatin1(line);
        for (const FilterCompletion &c : DriverFilter::completions(text, int(text.size()), *assessment))
            all << c.text;
        return all;
    };
    EXPECT_TRUE(texts("rev").contains(QStringLiteral("review:")));
    EXPECT_EQ(texts("review:k"), QStringList{QStringLiteral("keep")});
    EXPECT_TRUE(texts("name:cs").contains(QStringLiteral("csagent.sys")));
}
