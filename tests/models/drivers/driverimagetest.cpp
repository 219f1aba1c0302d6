#include "models/drivers/driverimage.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

using namespace ringward;

namespace {

Driver driver(const char *name, const char *path = "", const char *version = "")
{
    Driver d;
    d.name = QString::fromLatin1(name);
    d.path = QString::fromLatin1(path);
    d.image = imageName(d.path);
    d.version = QString::fromLatin1(version);
    return d;
}

} // namespace

TEST(DriverKey, IsTheSameForEveryServiceOnOneImage)
{
    EXPECT_EQ(driverKey(driver("tcpip", "C:\\Windows\\System32\\drivers\\tcpip.sys")),
              driverKey(driver("tcpip6", "\\SystemRoot\\system32\\DRIVERS\\TCPIP.SYS")));
}

TEST(DriverKey, SurvivesRandomServiceNames)
{
    EXPECT_EQ(driverKey(driver("mpksleca994b0")), driverKey(driver("mpksl35fac6d5")));
    EXPECT_EQ(driverKey(driver("MpKsl1234abcd", "C:\\ProgramData\\Microsoft\\MpKsl1234abcd.sys")),
              QStringLiteral("mpksl"));
    EXPECT_EQ(driverKey(driver("mpksldrv", "c:\\x\\mpksldrv.sys")), QStringLiteral("mpksldrv.sys"))
        << "no random suffix";
}

TEST(DriverKey, DoesNotHoldTheDriverStoreFolder)
{
    EXPECT_EQ(driverKey(driver("igfx",
                               "C:\\Windows\\System32\\DriverStore\\FileRepository\\iigd.inf_amd64_11aa\\igdkmd64.sys",
                               "31.0.101.1")),
              driverKey(driver("igfx",
                               "C:\\Windows\\System32\\DriverStore\\FileRepository\\iigd.inf_amd64_22bb\\igdkmd64.sys",
                               "31.0.101.1")));
}

TEST(DriverKey, TellsVersionsApartAndDropsTheirRemarks)
{
    EXPECT_EQ(driverKey(driver("a", "x\\a.sys", "10.0.19041.1 (WinBuild.160101.0800)")),
              QStringLiteral("a.sys 10.0.19041.1"));
    EXPECT_NE(driverKey(driver("a", "x\\a.sys", "1.0")), driverKey(driver("a", "x\\a.sys", "1.1")));
    EXPECT_EQ(imageOfKey(u"a.sys 1.0"), u"a.sys");
}

TEST(DriverKey, ACutNameIsNoKey)
{
    Driver cut = driver("IpFilterDriv");
    cut.nameCut = true;
    EXPECT_TRUE(driverKey(cut).isEmpty());
}

TEST(PathClass, ReadsEveryWayWindowsWritesPaths)
{
    EXPECT_EQ(pathClass(u"\\??\\C:\\Windows\\System32\\drivers\\foo.sys"), PathClass::SystemDrivers);
    EXPECT_EQ(pathClass(u"\\SystemRoot\\System32\\DriverStore\\FileRepository\\x\\foo.sys"), PathClass::DriverStore);
    EXPECT_EQ(pathClass(u"system32\\drivers\\foo.sys"), PathClass::SystemDrivers);
    EXPECT_EQ(pathClass(u"C:\\Users\\user\\AppData\\Local\\Temp\\gpu-z.sys"), PathClass::Temporary);
    EXPECT_EQ(pathClass(u"C:/Program Files (x86)/X/foo.sys"), PathClass::ProgramFiles);
    EXPECT_EQ(pathClass(u"D:\\foo.sys"), PathClass::Elsewhere);
    EXPECT_EQ(pathClass(u""), PathClass::NotTold);
}

TEST(SignatureLevel, TheKeyUsagesTellTestedFromAttested)
{
    const auto level = [](const char *signer, const char *usages) {
        Driver d;
        d.signer = QString::fromLatin1(signer);
        d.keyUsages = QString::fromLatin1(usages);
        return signatureLevel(d);
    };
    const char *const publisher = "Microsoft Windows Hardware Compatibility Publisher";
    EXPECT_EQ(level(publisher, "1.3.6.1.5.5.7.3.3 1.3.6.1.4.1.311.10.3.5"), SignatureLevel::HardwareTested);
    EXPECT_EQ(level(publisher, "1.3.6.1.4.1.311.10.3.5 1.3.6.1.4.1.311.10.3.5.1"), SignatureLevel::HardwareAttested);
    EXPECT_EQ(level(publisher, "1.3.6.1.4.1.311.10.3.51"), SignatureLevel::HardwarePublisher) << "another identifier";
    EXPECT_EQ(level("Evil Ltd", "1.3.6.1.4.1.311.10.3.5"), SignatureLevel::Vendor) << "anybody can claim a usage";
}

TEST(SignatureLevel, WithoutKeyUsagesTheSignersNameIsAllItKnows)
{
    const auto level = [](const char *signer) {
        Driver d;
        d.signer = QString::fromLatin1(signer);
        return signatureLevel(d);
    };
    EXPECT_EQ(level("Microsoft Windows"), SignatureLevel::Inbox);
    EXPECT_EQ(level("Microsoft Windows Hardware Compatibility Publisher"), SignatureLevel::HardwarePublisher);
    EXPECT_EQ(level("Microsoft Windows Early Launch Anti-malware Publisher"), SignatureLevel::EarlyLaunch);
    EXPECT_EQ(level("WDKTestCert builds,132265248139626354"), SignatureLevel::TestSigned);
    EXPECT_EQ(level("Noriyuki MIYAZAKI"), SignatureLevel::Vendor);
    EXPECT_EQ(level(""), SignatureLevel::NotTold);
}
