#include "tests/connectors/files/inventories/inventorysupport.h"

#include <gtest/gtest.h>

namespace ringward {
namespace {

const QString kTable = QStringLiteral("driver-inventories/vmware-winxp-en-driverquery/driverquery-table.txt");
const QString kCsv = QStringLiteral("driver-inventories/win10-en-driverquery-csv/driverquery_v.csv");

TEST(Driverquery, TheTableReadsTheSameInEveryEncodingAndLineEnd)
{
    const QString text = sharedText(kTable);
    const QStringList wanted = describe(readInventory(text).machine());
    EXPECT_EQ(describe(readInventory(inEncoding("UTF-16LE", text)).machine()), wanted);
    EXPECT_EQ(describe(readInventory(QString(text).replace(u'\n', QStringLiteral("\r\n"))).machine()), wanted);
    EXPECT_EQ(describe(readInventory(text.trimmed()).machine()), wanted);
}

TEST(Driverquery, ATableWithoutTitlesHasItsColumnsAtTheUsualPlaces)
{
    const QString text = sharedText(kTable);
    const QString noHeader = text.mid(text.indexOf(QStringLiteral("ACPI  ")));
    const Read read = readInventory(noHeader);
    EXPECT_EQ(describe(read.machine()), describe(readInventory(text).machine()));
}

TEST(Driverquery, ATableTellsTypeAndDateWhereverTheRowEnds)
{
    const Read read = readInventory(sharedText(kTable));
    EXPECT_EQ(read.driver(u"Fastfat").kind, ImageKind::FileSystem);
    EXPECT_EQ(read.driver(u"WS2IFSL").linkDate, QDateTime(QDate(2001, 8, 17), QTime(21, 55, 58), Qt::UTC));
    EXPECT_EQ(read.driver(u"PCnet").linkDate, QDateTime(QDate(2001, 6, 5), QTime(20, 54, 43), Qt::UTC));
    EXPECT_EQ(read.driver(u"Atmarpc").displayName, QStringLiteral("ATM ARP Client Protoco"));
    EXPECT_FALSE(read.driver(u"PptpMiniport").nameCut);
    EXPECT_FALSE(read.driver(u"vmxnet3ndis5").nameCut);
}

TEST(Driverquery, ATableInGermanWithDotsInItsDates)
{
    const QString text = QStringLiteral("\r\n"
                                        "Modulname    Anzeigename            Treibertyp    Linkdatum             \r\n"
                                        "============ ====================== ============= ======================\r\n"
                                        "1394ohci     OHCI-konformer 1394-Ho Kernel                              \r\n"
                                        "ACPI         Microsoft ACPI-Treiber Kernel        19.05.2015 00:28:03   \r\n"
                                        "Ntfs         Ntfs                   Dateisystem                         \r\n");
    const Read read = readInventory(text);
    EXPECT_EQ(names(read.machine().drivers.drivers),
              (QStringList{QStringLiteral("1394ohci"), QStringLiteral("ACPI"), QStringLiteral("Ntfs")}));
    EXPECT_EQ(read.driver(u"ACPI").linkDate, QDateTime(QDate(2015, 5, 19), QTime(0, 28, 3), Qt::UTC));
    EXPECT_FALSE(read.driver(u"1394ohci").linkDate.isValid());
    EXPECT_EQ(read.driver(u"Ntfs").kind, ImageKind::FileSystem);
    for (const char *codePage : {"windows-1252", "IBM850"})
        EXPECT_EQ(describe(readInventory(inEncoding(codePage, text)).machine()), describe(read.machine())) << codePage;
}

TEST(Driverquery, AChineseTableCountsTwoCellsForACharacter)
{
    const Read read =
        readInventory(QStringLiteral("模块名       显示名称               驱动程序类型  链接日期              \r\n"
                                     "============ ====================== ============= ======================\r\n"
                                     "ACPI         Microsoft ACPI 驱动程  Kernel        2015/5/18 15:28:03    \r\n"
                                     "disk         磁盘驱动程序           Kernel                              \r\n"));
    EXPECT_EQ(read.driver(u"ACPI").linkDate, QDateTime(QDate(2015, 5, 18), QTime(15, 28, 3), Qt::UTC));
    EXPECT_EQ(read.driver(u"disk").displayName, QStringLiteral("磁盘驱动程序"));
    EXPECT_EQ(read.driver(u"disk").kind, ImageKind::Kernel);
}

TEST(Driverquery, TwoBlanksInsideADateDoNotMoveTheRow)
{
    const QString text =
        sharedText(kTable).replace(QStringLiteral("8/29/2002 9:09:03 AM"), QStringLiteral("5/9/2013  9:14:27 AM"));
    EXPECT_EQ(readInventory(text).driver(u"ACPI").linkDate, QDateTime(QDate(2013, 5, 9), QTime(9, 14, 27), Qt::UTC));
}

TEST(Driverquery, ACsvReadsTheSameWithOtherTitlesAndEncodings)
{
    const QString text = sharedText(kCsv);
    const QStringList wanted = describe(readInventory(text).machine());
    QString german = text;
    german.replace(
        text.section(u'\n', 0, 0),
        QStringLiteral("\"Modulname\",\"Anzeigename\",\"Beschreibung\",\"Treibertyp\",\"Startmodus\",\"Status\","
                       "\"Status\",\"Beenden annehmen\",\"Anhalten annehmen\",\"Ausgelagerter Pool (Bytes)\","
                       "\"Code(Bytes)\",\"BSS(Bytes)\",\"Linkdatum\",\"Pfad\",\"Init(Bytes)\"\r"));
    EXPECT_EQ(describe(readInventory(german).machine()), wanted);
    EXPECT_EQ(describe(readInventory(inEncoding("UTF-16LE", text)).machine()), wanted);
    const QString untitled = text.section(u'\n', 1);
    EXPECT_EQ(describe(readInventory(untitled).machine()), wanted);
    EXPECT_EQ(
        describe(
            readInventory(QStringLiteral("#TYPE System.Management.Automation.PSCustomObject\r\n") + text).machine()),
        wanted);
    EXPECT_EQ(
        describe(readInventory(QString(text).replace(QStringLiteral("\",\""), QStringLiteral("\";\""))).machine()),
        wanted);
}

TEST(Driverquery, SizesMayHaveBlanksOfAnyKind)
{
    QString text = sharedText(kCsv);
    text.replace(QStringLiteral("81,920"), QStringLiteral("81\u00A0920"));
    EXPECT_EQ(readInventory(text).driver(u"3ware").codeBytes, 81920);
}

TEST(Driverquery, ColumnsInAnotherOrderAreToldByTheirTitles)
{
    const Read read = readInventory(QStringLiteral(
        "Path,Module Name,Start Mode,State\nC:\\Windows\\system32\\drivers\\acpi.sys,ACPI,Boot,Running\n"));
    EXPECT_EQ(read.driver(u"ACPI").path, QStringLiteral("C:\\Windows\\system32\\drivers\\acpi.sys"));
    EXPECT_EQ(read.driver(u"ACPI").start, StartType::Boot);
    EXPECT_EQ(read.driver(u"ACPI").state, RunState::Running);
}

TEST(Driverquery, AnUnclosedQuoteCostsItsOwnRowAndALineFeedInTheLastCellNone)
{
    const QString text = sharedText(kCsv);
    const QString titles = text.section(u'\n', 0, 0), first = text.section(u'\n', 1, 1),
                  second = text.section(u'\n', 2, 2);
    const Read broken = readInventory(titles + u'\n' + first.left(first.size() - 4) + u'\n' + second + u'\n');
    EXPECT_EQ(names(broken.machine().drivers.drivers), QStringList{QStringLiteral("AppvStrm")});
    EXPECT_EQ(broken.machine().refused.size(), 1U);
    const QString fed = first.trimmed().chopped(1) + QStringLiteral("\n\"");
    const Read whole = readInventory(titles + u'\n' + fed + u'\n' + second + u'\n');
    EXPECT_EQ(whole.machine().drivers.drivers.size(), 2U);
    EXPECT_TRUE(whole.machine().refused.empty());
}

TEST(Driverquery, SignedDevicesTellTheirInf)
{
    const Read read = readInventory(QStringLiteral("\"DeviceName\",\"InfName\",\"IsSigned\",\"Manufacturer\"\r\n"
                                                   "\"Generic volume\",\"volume.inf\",\"TRUE\",\"Microsoft\"\r\n"
                                                   "\"Acme, Inc. pump\",\"oem7.inf\",\"FALSE\",\"Acme, Inc.\"\r\n"));
    EXPECT_EQ(read.machine().drivers.drivers.size(), 2U);
    const Driver &pump = read.driver(u"oem7.inf");
    EXPECT_EQ(pump.isSigned, Told::No);
    EXPECT_EQ(pump.publisher, QStringLiteral("Acme, Inc."));
    EXPECT_EQ(pump.displayName, QStringLiteral("Acme, Inc. pump"));
    EXPECT_FALSE(read.machine().drivers.complete);
}

TEST(Driverquery, SignedDevicesAsATable)
{
    const Read read = readInventory(
        QStringLiteral("\r\nDeviceName                     InfName       IsSigned Manufacturer             \r\n"
                       "============================== ============= ======== =========================\r\n"
                       "Generic volume                 volume.inf    TRUE     Microsoft                \r\n"
                       "Pump                           oem7.inf      FALSE    Acme                     \r\n"));
    EXPECT_EQ(read.driver(u"oem7.inf").isSigned, Told::No);
    EXPECT_EQ(read.driver(u"volume.inf").publisher, QStringLiteral("Microsoft"));
    EXPECT_FALSE(read.driver(u"volume.inf").nameCut);
}

TEST(Driverquery, AListTellsWhatTheCsvTells)
{
    const QString text = sharedText(kCsv);
    const auto cells = [&](int line) {
        QString row = text.section(u'\n', line, line).trimmed();
        return row.mid(1, row.size() - 2).split(QStringLiteral("\",\""));
    };
    const QStringList titles = cells(0);
    QString list;
    for (int row : {1, 2}) {
        const QStringList values = cells(row);
        for (qsizetype i = 0; i < titles.size(); ++i)
            list += (titles[i] + u':').leftJustified(19) + values[i] + QStringLiteral("\r\n");
        list += QStringLiteral("\r\n");
    }
    const Read read = readInventory(QStringLiteral("\r\n") + list);
    EXPECT_EQ(describe(read.machine()), describe(readInventory(text).machine()));
}

TEST(Driverquery, AShortCsvInAnUnknownLanguageIsKnownByItsDrivers)
{
    const Read read = readInventory(QStringLiteral("\"Moduli\",\"Nimi\",\"Tyyppi\",\"Linkitetty\"\r\n"
                                                   "\"ACPI\",\"ACPI-ohjain\",\"Ydin \",\"18.5.2015 15.28.03\"\r\n"
                                                   "\"Ntfs\",\"Ntfs\",\"Tiedostojärjestelmä \",\"\"\r\n"
                                                   "\"acme\",\"Acme\",\"Ydin \",\"3.4.2015 15.28.03\"\r\n"));
    EXPECT_EQ(read.machine().drivers.drivers.size(), 3U);
    EXPECT_EQ(read.driver(u"acme").kind, ImageKind::Kernel);
    EXPECT_EQ(read.driver(u"acme").linkDate.date(), QDate(2015, 4, 3));
}

TEST(Driverquery, ADeviceListIsNotTakenForDrivers)
{
    for (const QString &text :
         {QStringLiteral("Host,Ward,Type,Last seen\nicu-1,ICU,Bedside,5/18/2015 3:28:03 PM\nicu-2,ICU,Bedside,\n"),
          QStringLiteral("DeviceName,Serial,Manufacturer\npc1,123,Dell\n"),
          QStringLiteral("Name;Description;Status;State\npc1;x;OK;Running\n")})
        EXPECT_EQ(readInventory(text).format, QString()) << text.toStdString();
}

TEST(Driverquery, AnErrorMessageSavedAsAListSaysSo)
{
    for (const QString &text :
         {QStringLiteral("ERROR: Access denied.\r\n"), QStringLiteral("FEHLER: Zugriff verweigert.\r\n"),
          QStringLiteral("ERROR: The RPC server is unavailable.\r\n"),
          QStringLiteral("'driverquery' is not recognized as an internal or external command,\r\noperable program or "
                         "batch file.\r\n")}) {
        const Read read = readInventory(text);
        ASSERT_TRUE(read.error) << text.toStdString();
        EXPECT_FALSE(read.error->detail.isEmpty());
    }
    EXPECT_EQ(readInventory(QStringLiteral("ERROR: Access denied.\r\n")).error->kind, Error::Kind::Denied);
}

} // namespace
} // namespace ringward
