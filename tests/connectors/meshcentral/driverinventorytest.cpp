#include "connectors/meshcentral/driverinventory.h"

#include "connectors/meshcentral/scripttrailer.h"
#include "models/drivers/driverimage.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace ringward {
namespace {

constexpr const char *kTwoDrivers = R"({"format":1,"host":"ICU-1","at":"2026-11-26T01:02:03Z","drivers":[
    {"n":"CSAgent","t":"CrowdStrike Falcon","p":"\\SystemRoot\\system32\\drivers\\CSAgent.sys","k":"File System Driver",
     "s":"Boot","r":"Running","g":"FSFilter Activity Monitor","b":123456,"v":"7.28.20009.0","c":"CrowdStrike, Inc.",
     "d":"2026-10-01","h":"9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08","a":"Valid",
     "u":"Microsoft Windows Hardware Compatibility Publisher","e":["1.3.6.1.4.1.311.10.3.5.1"],"l":"321410.5","o":4,
     "m":["minimal","network"]},
    {"n":"gone","t":null,"p":"\\??\\C:\\Temp\\gone.sys","k":"Kernel Driver","s":"Manual","r":"Stopped","x":1},
    {"t":"no name"}, 7]})";

TEST(DriverInventoryTest, BecomesDriversLikeThoseOfAnyInventory)
{
    const auto list = readDriverInventory(packPieces(kTwoDrivers));
    ASSERT_TRUE(list.has_value()) << list.error().detail.toStdString();
    EXPECT_TRUE(list->complete);
    EXPECT_EQ(QDateTime::fromMSecsSinceEpoch(list->takenMs, Qt::UTC).toString(Qt::ISODate),
              QStringLiteral("2026-11-26T01:02:03Z"));
    ASSERT_EQ(list->drivers.size(), 2u);
    const Driver &agent = list->drivers[0];
    EXPECT_EQ(agent.name, QStringLiteral("CSAgent"));
    EXPECT_EQ(agent.image, QStringLiteral("csagent.sys"));
    EXPECT_EQ(driverKey(agent), QStringLiteral("csagent.sys 7.28.20009.0"));
    EXPECT_EQ(agent.start, StartType::Boot);
    EXPECT_EQ(agent.kind, ImageKind::FileSystem);
    EXPECT_EQ(agent.state, RunState::Running);
    EXPECT_EQ(agent.isSigned, Told::Yes);
    EXPECT_EQ(agent.fileMissing, Told::No);
    EXPECT_EQ(agent.altitude, QStringLiteral("321410.5"));
    EXPECT_EQ(agent.instances, 4);
    EXPECT_EQ(agent.fileBytes, 123456);
    EXPECT_TRUE(agent.sha256.startsWith(QStringLiteral("9f86d081")));
    EXPECT_EQ(agent.keyUsages, QStringLiteral("1.3.6.1.4.1.311.10.3.5.1"));
    EXPECT_EQ(signatureLevel(agent), SignatureLevel::HardwareAttested) << "the usage tells it from a tested one";
    EXPECT_EQ(agent.safeMode, SafeMode::Both);
    EXPECT_EQ(list->drivers[1].safeMode, SafeMode::Never);
    EXPECT_EQ(list->drivers[1].fileMissing, Told::Yes);
    EXPECT_EQ(list->drivers[1].start, StartType::Manual);
    EXPECT_EQ(list->drivers[1].isSigned, Told::NotTold);
}

TEST(DriverInventoryTest, WhatIsIncompleteOrAlteredIsRefused)
{
    const QString good = packPieces(kTwoDrivers);
    QByteArray many = R"({"format":1,"drivers":[)";
    for (int i = 0; i < 2000; ++i)
        many += R"({"n":"d)" + QByteArray::number(i * 7919 % 10007) + R"(","p":"x"},)";
    many += R"({"n":"last"}]})";
    const QString long_ = packPieces(many);
    ASSERT_TRUE(long_.contains(QStringLiteral("\n2 "))) << "several pieces";
    EXPECT_EQ(readDriverInventory(long_)->drivers.size(), 2001u);
    QString swapped = long_;
    swapped.replace(QStringLiteral("\n2 "), QStringLiteral("\n3 "));
    QString altered = good;
    const qsizetype at = altered.indexOf(u'\n') + 20;
    altered[at] = altered[at] == u'A' ? u'B' : u'A';
    for (const QString &bad :
         {QString(), QStringLiteral("ok"), good.left(good.size() / 2), long_.left(long_.lastIndexOf(u'\n', -3)),
          swapped, altered, QStringLiteral("RWD1 999999999 00\n1 AA\n"), packPieces("[]"), packPieces("{}"),
          packPieces(R"({"format":2,"drivers":[{"n":"x"}]})"), packPieces(R"({"format":1,"drivers":[]})")}) {
        const auto list = readDriverInventory(bad);
        ASSERT_FALSE(list.has_value()) << bad.left(80).toStdString();
        EXPECT_EQ(list.error().kind, Error::Kind::Malformed);
    }
}

TEST(DriverInventoryTest, ABombIsNotUnpacked)
{
    EXPECT_FALSE(unpackPieces(packPieces(QByteArray(8 * 1024 * 1024, ' ')), 1024 * 1024).has_value());
    EXPECT_TRUE(unpackPieces(packPieces(QByteArray(1024 * 1024, ' ')), 1024 * 1024).has_value());
}

TEST(DriverInventoryTest, TheScriptIsThereAndFits)
{
    const QString script = driverInventoryScript();
    ASSERT_TRUE(script.contains(QStringLiteral("Win32_SystemDriver")));
    for (const QChar c : script)
        ASSERT_LT(c.unicode(), 128) << "Windows reads it in some code page";
    EXPECT_TRUE(wrapScript(Shell::PowerShell, script, scriptMark("drivers")).has_value());
}

} // namespace
} // namespace ringward
