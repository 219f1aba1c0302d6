#include "tests/connectors/files/inventories/inventorysupport.h"

#include <gtest/gtest.h>

#include <QRegularExpression>

namespace ringward {
namespace {

TEST(Pnputil, PackagesAreReadByShapeInAnyLanguage)
{
    const QString english = QStringLiteral(
        "Microsoft PnP Utility\r\n\r\n"
        "Published Name:     oem12.inf\r\nOriginal Name:      nv_dispi.inf\r\nProvider Name:      NVIDIA\r\n"
        "Class Name:         Display adapters\r\nClass GUID:         {4d36e968-e325-11ce-bfc1-08002be10318}\r\n"
        "Driver Version:     06/18/2025 14.47.46.114\r\nSigner Name:        Microsoft Windows Hardware Compatibility "
        "Publisher\r\n\r\n"
        "Published Name:     oem3.inf\r\nOriginal Name:      acme.inf\r\nProvider Name:      Acme\r\n"
        "Class Name:         Extensions\r\nClass GUID:         {e2f84ce7-8efa-411c-aa69-97454ca4cb57}\r\n"
        "Class Version:      4.0\r\nDriver Version:     01/02/2020 1.2.3.4\r\nSigner Name:        Acme Farming "
        "Ltd\r\n\r\n"
        "Published Name:     oem4.inf\r\nOriginal Name:      acme.inf\r\nProvider Name:      Acme\r\n"
        "Class Name:         Extensions\r\nClass GUID:         {e2f84ce7-8efa-411c-aa69-97454ca4cb57}\r\n"
        "Extension ID:       {11111111-8efa-411c-aa69-97454ca4cb57}\r\nDriver Version:     01/02/2020 "
        "1.2.3.4\r\nSigner Name:        \r\n\r\n");
    const Read read = readInventory(english);
    ASSERT_EQ(names(read.machine().drivers.drivers),
              (QStringList{QStringLiteral("oem12.inf"), QStringLiteral("oem3.inf"), QStringLiteral("oem4.inf")}));
    const Driver &nvidia = read.driver(u"oem12.inf");
    EXPECT_EQ(nvidia.infName, QStringLiteral("nv_dispi.inf"));
    EXPECT_EQ(nvidia.publisher, QStringLiteral("NVIDIA"));
    EXPECT_EQ(nvidia.className, QStringLiteral("Display adapters"));
    EXPECT_EQ(nvidia.version, QStringLiteral("14.47.46.114"));
    EXPECT_EQ(nvidia.driverDate, QDate(2025, 6, 18));
    EXPECT_EQ(nvidia.signer, QStringLiteral("Microsoft Windows Hardware Compatibility Publisher"));
    EXPECT_EQ(read.driver(u"oem3.inf").signer, QStringLiteral("Acme Farming Ltd"));
    EXPECT_EQ(read.driver(u"oem3.inf").driverDate, QDate(2020, 1, 2));
    EXPECT_EQ(read.driver(u"oem4.inf").signer, QString());
    EXPECT_EQ(read.driver(u"oem4.inf").isSigned, Told::NotTold);
    EXPECT_FALSE(read.machine().drivers.complete);

    QString german = english;
    for (const auto &[from, to] : {std::pair{"Published Name:", "Veröffentlichter Name:"},
                                   {"Original Name:", "Originalname:"},
                                   {"Provider Name:", "Anbietername:"},
                                   {"Class Name:", "Klassenname:"},
                                   {"Class GUID:", "Klassen-GUID:"},
                                   {"Class Version:", "Klassenversion:"},
                                   {"Driver Version:", "Treiberversion:"},
                                   {"Signer Name:", "Name des Signaturgebers:"}})
        german.replace(QString::fromUtf8(from), QString::fromUtf8(to));
    EXPECT_EQ(describe(readInventory(inEncoding("UTF-16LE", german)).machine()), describe(read.machine()));
    EXPECT_EQ(
        describe(readInventory(QString(german).replace(u':', u'：').replace(QStringLiteral("："), QStringLiteral(": ")))
                     .machine()),
        describe(read.machine()));
}

TEST(Pnputil, TheFormOfWindows7)
{
    const Read read = readInventory(QStringLiteral(
        "Microsoft PnP Utility\r\n\r\nPublished name :            oem0.inf\r\n"
        "Driver package provider :   Acme\r\nClass :                     Printers\r\n"
        "Driver date and version :   06/21/2006 6.1.7600.16385\r\nSigner name :               Acme Ltd\r\n"));
    const Driver &driver = read.driver(u"oem0.inf");
    EXPECT_EQ(driver.publisher, QStringLiteral("Acme"));
    EXPECT_EQ(driver.className, QStringLiteral("Printers"));
    EXPECT_EQ(driver.version, QStringLiteral("6.1.7600.16385"));
    EXPECT_EQ(driver.signer, QStringLiteral("Acme Ltd"));
}

TEST(Pnputil, ABlockThatTheFileCutsOffIsListed)
{
    const Read read =
        readInventory(QStringLiteral("Published Name:     oem1.inf\nOriginal Name:      a.inf\nProvider Name:      A\n"
                                     "Driver Version:     06/18/2025 1.2.3.4\nSigner Name:        A\n\n"
                                     "Published Name:     oem2.inf\nOriginal Name:      b.inf\nProvider Na"));
    EXPECT_EQ(names(read.machine().drivers.drivers), QStringList{QStringLiteral("oem1.inf")});
    EXPECT_EQ(read.machine().refused.size(), 1U);
}

const QString kFrst = QStringLiteral("driver-inventories/asus-win11-nb-frst/FRST.txt");

TEST(Frst, SignersAndCompaniesSurviveCommasAndBrackets)
{
    const Read read = readInventory(sharedText(kFrst));
    EXPECT_EQ(read.driver(u"FocusriteUsbSwRoot").signer, QStringLiteral("WDKTestCert builds,132265248139626354"));
    EXPECT_EQ(read.driver(u"FocusriteUsbSwRoot").publisher, QStringLiteral("Focusrite Audio Engineering Ltd."));
    EXPECT_EQ(read.driver(u"inpoutx64").publisher, QStringLiteral("Highresolution Enterprises [www.highrez.co.uk]"));
    EXPECT_EQ(read.driver(u"SteamStreamingSpeakers").publisher, QString());
    EXPECT_EQ(read.driver(u"SteamStreamingSpeakers").signer, QStringLiteral("Valve Corp."));
    EXPECT_TRUE(read.driver(u"cpuz158").flagged);
    EXPECT_FALSE(read.driver(u"vgk").flagged);
    EXPECT_EQ(read.driver(u"vgk").path, QStringLiteral("C:\\Program Files\\Riot Vanguard\\vgk.sys"));
    EXPECT_EQ(read.driver(u"vgk").fileBytes, 28298792);
    EXPECT_EQ(read.driver(u"vgk").fileDate, QDate(2024, 12, 19));
    EXPECT_EQ(read.driver(u"IOMap").start, StartType::Disabled);
    EXPECT_EQ(read.driver(u"GPUZ-v2").image, QStringLiteral("gpuz-v2.sys"));
}

TEST(Frst, ServicesAreNoDriversAndTranslatedHeadingsDoNotMatter)
{
    QString text = sharedText(kFrst);
    const QStringList wanted = describe(readInventory(text).machine());
    text.replace(
        QStringLiteral("===================== Drivers (Whitelisted) ==================="),
        QStringLiteral(
            "==================== Dienste (Nicht auf der Ausnahmeliste) ====================\r\n\r\n"
            "R2 Spooler; C:\\Windows\\System32\\spoolsv.exe [1 2020-01-01] (Microsoft Windows -> Microsoft)\r\n"
            "S3 Acme; C:\\Acme\\acme.exe [1 2020-01-01] (Acme -> Acme)\r\n\r\n"
            "==================== Treiber (Nicht auf der Ausnahmeliste) ==="));
    text.replace(QStringLiteral("Ran by user (administrator) on"),
                 QStringLiteral("durchgeführt von user (Administrator) auf"));
    text.replace(QStringLiteral("Platform: Microsoft Windows 11 Pro Version 24H2"),
                 QStringLiteral("Plattform: Microsoft Windows 11 Pro Version 24H2"));
    EXPECT_EQ(describe(readInventory(text).machine()), wanted);
    EXPECT_EQ(describe(readInventory(QString(text).replace(QStringLiteral("\r\n"), QStringLiteral("\n"))).machine()),
              wanted);
    EXPECT_EQ(describe(readInventory(inEncoding("UTF-16LE", text)).machine()), wanted);
}

TEST(Frst, OlderAndUnsignedEntries)
{
    const Read read = readInventory(
        QStringLiteral("Scan result of Farbar Recovery Scan Tool (FRST) (x64) Version: 01-01-2016\n\n"
                       "==================== Drivers (Whitelisted) ====================\n\n"
                       "R3 old; C:\\Windows\\System32\\drivers\\old.sys [123 2015-01-02] (Old Company)\n"
                       "U3 bare; no ImagePath\n"
                       "S3 un; C:\\Windows\\System32\\drivers\\un [signed].sys [7 2015-01-02] () [File not signed]\n"));
    EXPECT_EQ(read.driver(u"old").publisher, QStringLiteral("Old Company"));
    EXPECT_EQ(read.driver(u"bare").path, QString());
    EXPECT_EQ(read.driver(u"bare").state, RunState::NotTold);
    EXPECT_EQ(read.driver(u"un").isSigned, Told::No);
    EXPECT_EQ(read.driver(u"un").image, QStringLiteral("un [signed].sys"));
}

TEST(Fltmc, LegacyFiltersAndBothWidths)
{
    const Read wide =
        readInventory(QStringLiteral("\r\nFilter Name                     Num Instances    Altitude    Frame\r\n"
                                     "------------------------------  -------------  ------------  -----\r\n"
                                     "CSAgent                                 9       321410         0\r\n"
                                     "cbfsconnect2017                                           <Legacy>\r\n"
                                     "oldfilter                                       123456    <Legacy>\r\n"
                                     "UCPD                                    9       385250.5       0\r\n"));
    EXPECT_EQ(wide.machine().drivers.drivers.size(), 4U);
    EXPECT_EQ(wide.driver(u"CSAgent").altitude, QStringLiteral("321410"));
    EXPECT_EQ(wide.driver(u"CSAgent").instances, 9);
    EXPECT_EQ(wide.driver(u"cbfsconnect2017").altitude, QString());
    EXPECT_EQ(wide.driver(u"cbfsconnect2017").instances, -1);
    EXPECT_EQ(wide.driver(u"oldfilter").altitude, QStringLiteral("123456"));
    EXPECT_EQ(wide.driver(u"oldfilter").instances, -1);
    EXPECT_EQ(wide.driver(u"UCPD").altitude, QStringLiteral("385250.5"));
    const Read narrow = readInventory(QStringLiteral("Filtername                      Anz. Instanzen  Höhe   Rahmen\n"
                                                     "------------------------------  -------------  -----  ------\n"
                                                     "CSAgent                                 9      321410  0\n"
                                                     "luafv                                   1      135000  0\n"));
    EXPECT_EQ(narrow.driver(u"CSAgent").altitude, QStringLiteral("321410"));
    EXPECT_EQ(narrow.driver(u"luafv").instances, 1);
}

TEST(Fltmc, WithoutItsHeadingItIsKnownByTheFiltersOfWindows)
{
    const QString text = sharedText(QStringLiteral("driver-inventories/dell-xps-win11-fltmc/fltmc.txt"));
    EXPECT_EQ(describe(readInventory(text.section(u'\n', 2)).machine()), describe(readInventory(text).machine()));
    EXPECT_EQ(
        describe(readInventory(QString(text).replace(QRegularExpression(QStringLiteral(" +")), QStringLiteral(" ")))
                     .machine()),
        describe(readInventory(text).machine()));
}

TEST(Fltmc, WithoutRightsItSaysToRunAsAdministrator)
{
    const Read read =
        readInventory(QStringLiteral("\r\nFilter listing failed with error: 0x80070005 \r\nAccess is denied.\r\n"));
    ASSERT_TRUE(read.error);
    EXPECT_EQ(read.error->kind, Error::Kind::Denied);
    EXPECT_TRUE(read.error->detail.contains(QStringLiteral("administrator")));
    EXPECT_TRUE(
        readInventory(QStringLiteral("Fehler beim Auflisten der Filter: 0x80070005\nZugriff verweigert\n")).error);
}

const QString kDxdiag = QStringLiteral(
    "------------------\r\nSystem Information\r\n------------------\r\n      Time of this report: 10/9/2022, "
    "09:25:26\r\n"
    "             Machine name: ŁÓDŹ-7\r\n         Operating System: Windows 11 Home 64-bit (10.0, Build 22621) "
    "(22621.ni_release.220506-1250)\r\n"
    "      System Manufacturer: Micro-Star\r\n             System Model: MS-7D15\r\n\r\n"
    "-----------\r\nUSB Devices\r\n-----------\r\n+ USB Root Hub (USB 3.0)\r\n| Vendor/Product ID: 0x8086, 0x43ED\r\n| "
    "Matching Device ID: USB\\ROOT_HUB30\r\n"
    "| Service: USBHUB3\r\n| Driver: USBHUB3.SYS, 10/9/2022 09:25:38, 665936 bytes\r\n| \r\n| +-+ Mouse\r\n| | | "
    "Service: HidUsb\r\n| | | Driver: hidusb.sys, 5/7/2022 06:19:25, 77824 bytes\r\n\r\n"
    "--------------\r\nSystem Devices\r\n--------------\r\n     Name: PCI Bus\r\nDevice ID: "
    "PCI\\VEN_8086&DEV_43ED\\3\r\n"
    "   Driver: C:\\WINDOWS\\system32\\DRIVERS\\pci.sys, 10.00.22621.0586 (Polish), 10/9/2022 09:25:26, 566624 "
    "bytes\r\n"
    "   Driver: C:\\WINDOWS\\system32\\nvapi64.dll, 31.00.0015.1694 (English), 5/7/2022 06:19:25, 1 bytes\r\n\r\n"
    "     Name: USB\r\nDevice ID: PCI\\VEN_8086&DEV_43EE\\3\r\n   Driver: C:\\WINDOWS\\system32\\DRIVERS\\pci.sys, "
    "10.00.22621.0586 (Polish), 10/9/2022 09:25:26, 566624 bytes\r\n"
    "   Driver: C:\\WINDOWS\\system32\\DRIVERS\\UsbHub3.sys, 10.00.22621.0001 (English), 10/9/2022 09:25:38, 665936 "
    "bytes\r\n"
    "   Driver: n/a\r\n");

TEST(Dxdiag, SystemDevicesAndUsbTreeMakeOneListOfDrivers)
{
    const Read read = readInventory(inEncoding("windows-1250", kDxdiag));
    const Inventory &machine = read.machine();
    EXPECT_EQ(machine.host, QStringLiteral("ŁÓDŹ-7"));
    EXPECT_EQ(machine.osName, QStringLiteral("Windows 11 Home 64-bit"));
    EXPECT_EQ(machine.osBuild, QStringLiteral("22621"));
    EXPECT_EQ(machine.model, QStringLiteral("MS-7D15"));
    ASSERT_EQ(machine.drivers.drivers.size(), 3U);
    const Driver &hub = read.driver(u"USBHUB3");
    EXPECT_EQ(hub.path, QStringLiteral("C:\\WINDOWS\\system32\\DRIVERS\\UsbHub3.sys"));
    EXPECT_EQ(hub.version, QStringLiteral("10.00.22621.0001"));
    EXPECT_EQ(read.driver(u"pci").fileBytes, 566624);
    EXPECT_EQ(read.driver(u"pci").fileDate, QDate(2022, 10, 9));
    EXPECT_EQ(read.driver(u"HidUsb").path, QStringLiteral("hidusb.sys"));
    EXPECT_FALSE(machine.drivers.complete);
    EXPECT_FALSE(machine.notes.isEmpty()); // the library
    EXPECT_TRUE(machine.refused.empty());
}

} // namespace
} // namespace ringward
