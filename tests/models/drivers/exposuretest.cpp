#include "models/drivers/exposure.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QFile>

using namespace ringward;

namespace {

struct Facts {
    DriverImage image;
    std::optional<AltitudeFact> altitude;
    std::vector<CatalogueHit> hits;
    quint32 devices = 100, of = 1000;
    CrashHistory crashes;

    explicit Facts(const char *name)
    {
        image.key = QString::fromLatin1(name);
        image.told.image = image.key;
    }
    Exposure score() const
    {
        return exposureOf({.image = image,
                           .altitude = altitude,
                           .hits = hits,
                           .vendor = KernelVendors::builtIn().find(image.key),
                           .devices = devices,
                           .devicesWithDrivers = of,
                           .crashes = crashes});
    }
};

} // namespace

TEST(Exposure, TheDriverOfThatDayStandsNearTheTop)
{
    Facts csagent("csagent.sys");
    csagent.image.told.start = StartType::System;
    csagent.image.signature = SignatureLevel::HardwarePublisher;
    csagent.altitude =
        AltitudeFact{.altitude = QStringLiteral("321410"), .loadOrderGroup = QStringLiteral("FSFilter Anti-Virus")};
    csagent.devices = 950;
    const Exposure score = csagent.score();
    EXPECT_EQ(score[ExposurePart::Start].points, 13);
    EXPECT_EQ(score[ExposurePart::Filter].points, 16);
    EXPECT_EQ(score[ExposurePart::Content].points, 20);
    EXPECT_EQ(score[ExposurePart::Cadence].points, 10);
    EXPECT_GT(score.total, 65);
}

TEST(Exposure, WhatLoadsInSafeModeCountsMore)
{
    Facts agent("csagent.sys");
    const auto history = [&](SafeMode mode) {
        agent.image.told.safeMode = mode;
        return agent.score()[ExposurePart::History].points;
    };
    EXPECT_EQ(history(SafeMode::Never), history(SafeMode::NotTold));
    EXPECT_EQ(history(SafeMode::Network), history(SafeMode::Never) + 3);
    agent.image.inbox = true;
    EXPECT_EQ(history(SafeMode::Both), history(SafeMode::Never)) << "Windows itself has to";
}

TEST(Exposure, AnOwnTableWithoutANewerWordTakesTheBuiltInPoints)
{
    QFile file(QStringLiteral(":/catalogues/exposure-weights.json"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    QByteArray table = file.readAll();
    ASSERT_TRUE(table.contains("\"safe-mode\": 3"));
    table.replace(", \"safe-mode\": 3", "");
    const auto own = ExposureWeights::read(table);
    ASSERT_TRUE(own.has_value());
    EXPECT_EQ(own->points(ExposurePart::History, "safe-mode"), 3);
}

TEST(Exposure, AHealthyInboxDriverStaysLow)
{
    Facts disk("disk.sys");
    disk.image.told.start = StartType::Boot;
    disk.image.signature = SignatureLevel::Inbox;
    disk.image.inbox = true;
    disk.devices = 1000;
    EXPECT_LT(disk.score().total, 25);
}

TEST(Exposure, ThePartsAddUpAndStayWithinTheirMost)
{
    Facts worst("csagent.sys");
    worst.image.told.start = StartType::Boot;
    worst.image.signature = SignatureLevel::Unsigned;
    worst.hits = {{.evidence = Evidence::AuthenticodeHash, .alarm = true}};
    worst.crashes.records.resize(100);
    worst.devices = 1;
    const Exposure score = worst.score();
    double sum = 0;
    for (const ExposureShare &part : score.parts) {
        EXPECT_LE(part.points, part.most);
        sum += part.points;
    }
    EXPECT_DOUBLE_EQ(sum, score.total);
    EXPECT_LE(score.total, 100);
}

TEST(Exposure, WhatNoSourceToldIsMarkedAndNotFree)
{
    const Exposure score = Facts("unheard-of.sys").score();
    for (const ExposurePart part :
         {ExposurePart::Start, ExposurePart::Content, ExposurePart::Cadence, ExposurePart::Signature}) {
        EXPECT_FALSE(score[part].told) << label(part).toStdString();
        EXPECT_GT(score[part].points, 0) << label(part).toStdString();
    }
}

TEST(Exposure, AnAlarmByNameAndVersionCountsLessThanAHash)
{
    Facts named("gdrv.sys");
    named.hits = {{.evidence = Evidence::NameAndVersion, .alarm = true}};
    Facts hashed = named;
    hashed.hits[0].evidence = Evidence::FlatHash;
    Facts hint = named;
    hint.hits = {{.evidence = Evidence::NameOnly, .alarm = false}};
    EXPECT_GT(hashed.score().total, named.score().total);
    EXPECT_GT(named.score().total, hint.score().total);
    EXPECT_EQ(hint.score().total, Facts("gdrv.sys").score().total) << "a name alone is no alarm";
}

TEST(Exposure, CodeInUserModeWeighsNothing)
{
    Facts facts("csagent.sys");
    facts.image.told.kind = ImageKind::UserMode;
    EXPECT_EQ(facts.score().total, 0);
    EXPECT_FALSE(facts.score()[ExposurePart::Start].why.isEmpty());
}

TEST(ExposureWeights, RefusesWhatDoesNotAddUp)
{
    EXPECT_FALSE(ExposureWeights::read("{}"));
    EXPECT_FALSE(ExposureWeights::read("{\"parts\": ["));
    const Result<ExposureWeights> unknown =
        ExposureWeights::read(R"({"parts": [{"part": "luck", "most": 100, "points": {"x": 1}}]})");
    ASSERT_FALSE(unknown);
    EXPECT_TRUE(unknown.error().detail.contains(QStringLiteral("luck")));
    const Result<ExposureWeights> high =
        ExposureWeights::read(R"({"parts": [{"part": "start", "most": 16, "points": {"boot": 17}}]})");
    ASSERT_FALSE(high);
    EXPECT_TRUE(high.error().detail.contains(QStringLiteral("boot")));
}

TEST(KernelVendors, TheBuiltInListIsReadAndItsPatternsFit)
{
    const KernelVendors &vendors = KernelVendors::builtIn();
    ASSERT_NE(vendors.find(u"csagent.sys"), nullptr);
    EXPECT_EQ(vendors.find(u"vboxdrv.sys")->driverClass, DriverClass::Virtualisation);
    EXPECT_EQ(vendors.find(u"mpksl")->vendor, QStringLiteral("Microsoft Defender"));
    EXPECT_EQ(vendors.find(u"vbox"), nullptr);
    EXPECT_EQ(vendors.find(u"disk.sys"), nullptr);
}

TEST(KernelVendors, AnEntryWithAWrongWordIsNamed)
{
    const Result<KernelVendors> wrong =
        KernelVendors::read(R"({"vendors": [{"vendor": "A", "files": ["a.sys"], "class": "magic"}]})");
    ASSERT_FALSE(wrong);
    EXPECT_TRUE(wrong.error().detail.contains(QStringLiteral("class")));
}
