#include "tests/connectors/files/inventories/inventorysupport.h"

#include <gtest/gtest.h>

#include <QJsonDocument>

namespace ringward {
namespace {

QJsonObject nxlog()
{
    return QJsonDocument::fromJson(
               sharedFile(QStringLiteral("vendor-api-samples/sekoia/sysmon-6-driverload.nxlog.json")))
        .object();
}

QString json(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void expectSymantec(const Read &read, const char *form)
{
    SCOPED_TRACE(form);
    ASSERT_EQ(read.machine().drivers.drivers.size(), 1U);
    const Driver &driver = read.machine().drivers.drivers.front();
    EXPECT_EQ(read.machine().host, QStringLiteral("example.com"));
    EXPECT_EQ(driver.name, QStringLiteral("eng64"));
    EXPECT_EQ(driver.image, QStringLiteral("eng64.sys"));
    EXPECT_EQ(driver.md5, QStringLiteral("be2d7adb437eb7c9607d60f481729c1f"));
    EXPECT_EQ(driver.sha256, QStringLiteral("873e305a5bbcc47d0729b4e015f8c06bff8e381f4a115b0cc8a9961a236b18b2"));
    EXPECT_EQ(driver.impHash, QStringLiteral("48152bc64cb1ea5e4592c852d8bac3fd"));
    EXPECT_EQ(driver.sha1, QString());
    EXPECT_EQ(driver.isSigned, Told::Yes);
    EXPECT_EQ(driver.signer, QStringLiteral("Symantec Corporation"));
    EXPECT_FALSE(driver.flagged);
    EXPECT_EQ(read.machine().drivers.takenMs,
              QDateTime(QDate(2010, 10, 9), QTime(1, 3, 3, 880), Qt::UTC).toMSecsSinceEpoch());
    EXPECT_FALSE(read.machine().drivers.complete);
}

QJsonObject eventData()
{
    QJsonObject data;
    for (const char *key : {"UtcTime", "ImageLoaded", "Hashes", "Signed", "Signature", "SignatureStatus"})
        data[QLatin1String(key)] = nxlog()[QLatin1String(key)];
    return data;
}

TEST(Sysmon, EveryShipperOfTheEventTellsTheSame)
{
    expectSymantec(
        readInventory(sharedFile(QStringLiteral("vendor-api-samples/sekoia/sysmon-6-driverload.nxlog.json"))), "NXLog");
    expectSymantec(
        readInventory(json({{QStringLiteral("winlog"),
                             QJsonObject{{QStringLiteral("event_id"), 6},
                                         {QStringLiteral("computer_name"), QStringLiteral("example.com")},
                                         {QStringLiteral("event_data"), eventData()}}},
                            {QStringLiteral("event"), QJsonObject{{QStringLiteral("code"), QStringLiteral("6")}}}})),
        "winlogbeat");
    expectSymantec(readInventory(json({{QStringLiteral("Id"), 6},
                                       {QStringLiteral("MachineName"), QStringLiteral("example.com")},
                                       {QStringLiteral("Message"), nxlog()[QStringLiteral("Message")]}})),
                   "ConvertTo-Json");
    expectSymantec(readInventory(QStringLiteral("Log Name:      Microsoft-Windows-Sysmon/Operational\r\nEvent ID:      "
                                                "6\r\nComputer:      example.com\r\nDescription:\r\n")
                                 + nxlog()[QStringLiteral("Message")].toString()),
                   "text");
    QString xml =
        QStringLiteral("<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider "
                       "Name='Microsoft-Windows-Sysmon'/>"
                       "<EventID>6</EventID><Computer>example.com</Computer></System><EventData>");
    const QJsonObject data = eventData();
    for (const QString &key : data.keys())
        xml += QStringLiteral("<Data Name='%1'>%2</Data>").arg(key, data[key].toString());
    xml += QStringLiteral("</EventData></Event>");
    expectSymantec(readInventory(xml), "XML");
    expectSymantec(
        readInventory(QStringLiteral("<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\r\n<Events>") + xml
                      + QStringLiteral("</Events>")),
        "XML export");
    expectSymantec(readInventory(xml + QStringLiteral("\r\n") + xml), "wevtutil, and the same driver twice");
}

TEST(Sysmon, MachinesAreToldApartAndOtherEventsLeftOut)
{
    QJsonObject first = nxlog(), second = nxlog(), other = nxlog();
    second[QStringLiteral("Hostname")] = QStringLiteral("ward-7");
    second[QStringLiteral("SignatureStatus")] = QStringLiteral("Revoked");
    other[QStringLiteral("EventID")] = 7;
    other[QStringLiteral("ImageLoaded")] = QStringLiteral("C:\\x\\y.dll");
    const Read read = readInventory(json(first) + u'\n' + json(other) + u'\n' + json(second)
                                    + QStringLiteral("\n{\"EventID\": 6, \"Imag"));
    ASSERT_EQ(read.machines.size(), 2U);
    EXPECT_EQ(read.machines[1].host, QStringLiteral("ward-7"));
    EXPECT_TRUE(read.machines[1].drivers.drivers.front().flagged);
    EXPECT_EQ(read.machines[0].drivers.drivers.size(), 1U);
    EXPECT_EQ(read.machines[0].refused.size(), 1U);
}

TEST(Harfanglab, ALoadTellsSignerAndHashes)
{
    const Read read = readInventory(sharedFile(QStringLiteral("vendor-api-samples/sekoia/harfanglab-driverload.json")));
    const Driver &driver = read.driver(u"ksthunk");
    EXPECT_EQ(read.machine().host, QStringLiteral("example.com"));
    EXPECT_EQ(read.machine().osBuild, QStringLiteral("19042"));
    EXPECT_EQ(driver.signer, QStringLiteral("Microsoft Windows"));
    EXPECT_EQ(driver.publisher, QStringLiteral("Microsoft Corporation"));
    EXPECT_EQ(driver.version, QStringLiteral("10.0.19041.1 (WinBuild.160101.0800)"));
    EXPECT_EQ(driver.sha256.size(), 64);
    EXPECT_EQ(driver.fileBytes, 29696);
    EXPECT_EQ(driver.isSigned, Told::Yes);
    EXPECT_EQ(driver.linkDate.date().year(), 1991);
}

const QString kRow = QStringLiteral(
    R"({"device_id":"PCI\\VEN_8086","device_name":"Ethernet","image":"\\SystemRoot\\System32\\drivers\\%1.sys","description":"","service":"%1","service_key":"k","version":"12.18.9.23","inf":"oem5.inf","class":"Net","provider":"Intel","manufacturer":"Intel","driver_key":"{x}\\0001","date":"1547424000","signed":"1"})");

TEST(Osquery, AResultIsAListOfTexts)
{
    const Read read = readInventory(u'[' + kRow.arg(QStringLiteral("e1d")) + QStringLiteral(",\n")
                                    + kRow.arg(QStringLiteral("rt640")) + u']');
    EXPECT_EQ(names(read.machine().drivers.drivers), (QStringList{QStringLiteral("e1d"), QStringLiteral("rt640")}));
    const Driver &driver = read.driver(u"e1d");
    EXPECT_EQ(driver.image, QStringLiteral("e1d.sys"));
    EXPECT_EQ(driver.displayName, QStringLiteral("Ethernet"));
    EXPECT_EQ(driver.infName, QStringLiteral("oem5.inf"));
    EXPECT_EQ(driver.publisher, QStringLiteral("Intel"));
    EXPECT_EQ(driver.driverDate, QDate(2019, 1, 14));
    EXPECT_EQ(driver.isSigned, Told::Yes);
    EXPECT_EQ(driver.className, QStringLiteral("Net"));
}

TEST(Osquery, ADifferentialLogLeavesWhatIsStillThere)
{
    const QString line =
        QStringLiteral(R"({"name":"drivers","hostIdentifier":"WARD-7","unixTime":%1,"columns":%2,"action":"%3"})");
    const QString e1d = kRow.arg(QStringLiteral("e1d")), rt = kRow.arg(QStringLiteral("rt640"));
    const Read read = readInventory(line.arg(QStringLiteral("1600000000"), e1d, QStringLiteral("added")) + u'\n'
                                    + line.arg(QStringLiteral("1600000001"), rt, QStringLiteral("added")) + u'\n'
                                    + line.arg(QStringLiteral("1600000002"), e1d, QStringLiteral("removed")) + u'\n');
    EXPECT_EQ(names(read.machine().drivers.drivers), QStringList{QStringLiteral("rt640")});
    EXPECT_EQ(read.machine().host, QStringLiteral("WARD-7"));
    EXPECT_EQ(read.machine().drivers.takenMs, 1600000002000);
}

TEST(Osquery, SnapshotsOfManyMachinesKeepTheNewest)
{
    const QString line = QStringLiteral(
        R"({"snapshot":[%2],"action":"snapshot","name":"d","hostIdentifier":"4C4C4544-0032-3410-8052-B4C04F4D4D32","decorations":{"hostname":"%1"},"unixTime":"1600000000"})");
    const Read read = readInventory(line.arg(QStringLiteral("a"), kRow.arg(QStringLiteral("old"))) + u'\n'
                                    + line.arg(QStringLiteral("b"), kRow.arg(QStringLiteral("e1d"))) + u'\n'
                                    + line.arg(QStringLiteral("a"), kRow.arg(QStringLiteral("new"))) + u'\n');
    ASSERT_EQ(read.machines.size(), 2U);
    EXPECT_EQ(names(read.machines[0].drivers.drivers), QStringList{QStringLiteral("new")});
    EXPECT_EQ(read.machines[0].host, QStringLiteral("a"));
    EXPECT_EQ(read.machines[0].hardwareUuid, QStringLiteral("4c4c4544-0032-3410-8052-b4c04f4d4d32"));
}

TEST(Osquery, ACutOffArrayGivesItsWholeRecords)
{
    const QString text =
        u'[' + kRow.arg(QStringLiteral("e1d")) + QStringLiteral(",\n") + kRow.arg(QStringLiteral("rt640")) + u']';
    const Read read = readInventory(text.left(text.size() - 40));
    EXPECT_EQ(names(read.machine().drivers.drivers), QStringList{QStringLiteral("e1d")});
    EXPECT_EQ(read.machine().refused.size(), 1U);
}

} // namespace
} // namespace ringward
