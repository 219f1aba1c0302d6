#include "tests/connectors/files/inventories/inventorysupport.h"

#include <gtest/gtest.h>

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <functional>

namespace ringward {
namespace {

using Machine = const Inventory &;

const std::vector<Driver> &drivers(Machine machine)
{
    return machine.drivers.drivers;
}

int count(Machine machine, const std::function<bool(const Driver &)> &is)
{
    return int(std::count_if(drivers(machine).begin(), drivers(machine).end(), is));
}

QJsonArray namesOf(Machine machine, const std::function<bool(const Driver &)> &is)
{
    QStringList found;
    for (const Driver &driver : drivers(machine)) {
        if (is(driver))
            found << driver.name;
    }
    std::sort(found.begin(), found.end());
    return QJsonArray::fromStringList(found);
}

QJsonValue sortedArray(const QJsonValue &value)
{
    if (!value.isArray())
        return value;
    QStringList texts = value.toVariant().toStringList();
    std::sort(texts.begin(), texts.end());
    return QJsonArray::fromStringList(texts);
}

/// Not a driver of Windows itself, whose versions are newer than the list.
bool isVulnerableByName(const Driver &driver)
{
    static const QStringList known{QStringLiteral("asio3.sys"), QStringLiteral("inpoutx64.sys"),
                                   QStringLiteral("iomap64.sys"), QStringLiteral("ksld.sys"),
                                   QStringLiteral("winring0x64.sys")};
    return known.contains(driver.image);
}

QJsonArray sharedImages(Machine machine)
{
    QMap<QString, int> services;
    for (const Driver &driver : drivers(machine)) {
        if (!driver.image.isEmpty())
            ++services[driver.image];
    }
    QStringList shared;
    for (auto it = services.cbegin(); it != services.cend(); ++it) {
        if (it.value() > 1)
            shared << it.key();
    }
    return QJsonArray::fromStringList(shared);
}

QJsonObject driverqueryFacts(Machine machine, const QString &name, const QJsonObject &wanted)
{
    const auto found = std::find_if(drivers(machine).begin(), drivers(machine).end(),
                                    [&](const Driver &driver) { return driver.name == name; });
    if (found == drivers(machine).end())
        return {};
    QJsonObject all{{QStringLiteral("type"),
                     found->kind == ImageKind::FileSystem   ? QStringLiteral("File System")
                         : found->kind == ImageKind::Kernel ? QStringLiteral("Kernel")
                                                            : QString()},
                    {QStringLiteral("code_bytes"), found->codeBytes},
                    {QStringLiteral("paged_pool"), found->pagedPoolBytes},
                    {QStringLiteral("path"), found->path},
                    {QStringLiteral("link_date"),
                     found->linkDate.isValid()
                         ? QJsonValue(found->linkDate.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")))
                         : QJsonValue(QJsonValue::Null)}};
    QJsonObject asked;
    for (const QString &key : wanted.keys())
        asked[key] = all[key];
    return asked;
}

/// What EXPECTED.json calls it, out of an inventory. Undefined for a key that nobody here knows.
QJsonValue actual(Machine machine, const QString &key, const QJsonValue &wanted)
{
    const auto is = [&](const char *name) {
        return key == QLatin1String(name);
    };
    if (is("host"))
        return machine.host;
    if (is("os"))
        return machine.osName;
    if (is("build"))
        return machine.osBuild;
    if (is("report"))
        return QDateTime::fromMSecsSinceEpoch(machine.drivers.takenMs, Qt::UTC)
                   .toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss"))
            + wanted.toString().mid(19); // the rest is a remark
    if (is("drivers") || is("filters"))
        return int(drivers(machine).size());
    if (is("running"))
        return count(machine, [](const Driver &d) { return d.state == RunState::Running; });
    if (is("first"))
        return drivers(machine).empty() ? QString() : drivers(machine).front().name;
    if (is("last"))
        return drivers(machine).empty() ? QString() : drivers(machine).back().name;
    if (is("file_system_drivers") || is("file_system"))
        return count(machine, [](const Driver &d) { return d.kind == ImageKind::FileSystem; });
    if (is("paths_with_nt_prefix"))
        return count(machine, [](const Driver &d) { return d.path.startsWith(QStringLiteral("\\??\\")); });
    if (is("in_driverstore"))
        return count(machine, [](const Driver &d) { return d.path.contains(QStringLiteral("\\driverstore\\")); });
    if (is("images_shared_by_several_services"))
        return sharedImages(machine);
    if (is("no_path"))
        return namesOf(machine, [](const Driver &d) { return d.path.isEmpty(); });
    if (is("unresolved_display_names"))
        return namesOf(machine, [](const Driver &d) { return d.displayName.startsWith(u'@'); });
    if (is("boot_start"))
        return count(machine, [](const Driver &d) { return d.start == StartType::Boot; });
    if (is("file_missing_[X]"))
        return namesOf(machine, [](const Driver &d) { return d.fileMissing == Told::Yes; });
    if (is("elam"))
        return namesOf(machine,
                       [](const Driver &d) { return d.signer.contains(QStringLiteral("Early Launch Anti-malware")); });
    if (is("test_cert_signers"))
        return namesOf(machine, [](const Driver &d) { return d.signer.startsWith(QStringLiteral("WDKTestCert")); });
    if (is("loldrivers_name_matches"))
        return namesOf(machine, isVulnerableByName);
    if (is("names_cut_to_12_chars"))
        return namesOf(machine, [](const Driver &d) { return d.nameCut; });
    if (is("fractional")) {
        QJsonObject filters;
        for (const Driver &driver : drivers(machine)) {
            if (driver.altitude.contains(u'.'))
                filters[driver.name] = driver.altitude;
        }
        return filters;
    }
    if (wanted.isObject())
        return driverqueryFacts(machine, key, wanted.toObject());
    return QJsonValue::Undefined;
}

class RealMachine : public ::testing::TestWithParam<const char *> {};

TEST_P(RealMachine, ImportsWithEveryCountAndValueExpected)
{
    const QString name = QString::fromLatin1(GetParam());
    const QJsonObject expected = expectedMachines().value(name).toObject();
    ASSERT_FALSE(expected.isEmpty());
    const Read read = readInventory(sharedFile(QStringLiteral("driver-inventories/") + name));
    ASSERT_FALSE(read.error) << read.error->detail.toStdString();
    const Inventory &machine = read.machine();
    for (const QString &key : expected.keys()) {
        const QJsonValue value = actual(machine, key, expected[key]);
        EXPECT_FALSE(value.isUndefined()) << "no test knows " << key.toStdString();
        EXPECT_EQ(sortedArray(value), sortedArray(expected[key]))
            << key.toStdString() << ": "
            << QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).toStdString();
    }
    EXPECT_TRUE(machine.refused.empty()) << machine.refused.front().where.toStdString() << " "
                                         << machine.refused.front().reason.toStdString();
}
INSTANTIATE_TEST_SUITE_P(Of, RealMachine,
                         ::testing::Values("aws-ws2012r2-en/msinfo32.txt", "msi-win10-en/msinfo32.txt",
                                           "msi-win11-pl/msinfo32.txt", "asus-win11-nb-frst/FRST.txt",
                                           "vmware-winxp-en-driverquery/driverquery-table.txt",
                                           "win10-en-driverquery-csv/driverquery_v.csv",
                                           "dell-xps-win11-fltmc/fltmc.txt"));

TEST(RealMachines, TheXmlOfAReportTellsTheRowsOfItsText)
{
    ASSERT_TRUE(expectedMachines()[QStringLiteral("aws-ws2012r2-en/msinfo32.nfo")].toObject().contains(
        QStringLiteral("same_rows_as")));
    const Read xml = readInventory(sharedFile(QStringLiteral("driver-inventories/aws-ws2012r2-en/msinfo32.nfo")));
    const Read text = readInventory(sharedFile(QStringLiteral("driver-inventories/aws-ws2012r2-en/msinfo32.txt")));
    EXPECT_EQ(describe(xml.machine()).mid(1), describe(text.machine()).mid(1));
    EXPECT_EQ(xml.machine().host, text.machine().host);
    EXPECT_EQ(xml.machine().osName, text.machine().osName);
    EXPECT_EQ(xml.machine().osBuild, text.machine().osBuild);
    EXPECT_EQ(xml.machine().model, text.machine().model);
    EXPECT_EQ(xml.machine().drivers.takenMs, text.machine().drivers.takenMs - 19'000);
    EXPECT_TRUE(xml.machine().refused.empty());
}

TEST(RealMachines, EveryExpectedFileIsTested)
{
    EXPECT_EQ(expectedMachines().size(), 8); // the seven above and the XML
}

TEST(RealMachines, WhatIsNoDriverListIsNotTakenForOne)
{
    for (const QString &name :
         {QStringLiteral("driver-inventories/dell-xps-win11-fltmc/deviceguard-registry.txt"),
          QStringLiteral("driver-inventories/README.md"), QStringLiteral("driver-inventories/EXPECTED.json"),
          QStringLiteral("vendor-api-samples/sekoia/crowdstrike-device-vertex.json"),
          QStringLiteral("vendor-api-samples/sekoia/intune-DeviceComplianceOrg.json"),
          QStringLiteral("vendor-api-samples/sekoia/harfanglab-agent.json"),
          QStringLiteral("vendor-api-samples/sekoia/trellix-epo-update-2401.xml.txt")})
        EXPECT_EQ(readInventory(sharedFile(name)).format, QString()) << name.toStdString();
}

TEST(RealMachines, TheMachineItselfIsToldToo)
{
    const Inventory polish =
        readInventory(sharedFile(QStringLiteral("driver-inventories/msi-win11-pl/msinfo32.txt"))).machine();
    EXPECT_EQ(polish.manufacturer, QStringLiteral("Micro-Star International Co., Ltd."));
    EXPECT_EQ(polish.model, QStringLiteral("MS-7D15"));
    EXPECT_EQ(QDateTime::fromMSecsSinceEpoch(polish.drivers.takenMs, Qt::UTC),
              QDateTime(QDate(2023, 1, 15), QTime(16, 3, 25), Qt::UTC));
    const Inventory asus =
        readInventory(sharedFile(QStringLiteral("driver-inventories/asus-win11-nb-frst/FRST.txt"))).machine();
    EXPECT_EQ(asus.model, QStringLiteral("ASUS System Product Name"));
    EXPECT_EQ(asus.osName, QStringLiteral("Microsoft Windows 11 Pro"));
    EXPECT_EQ(asus.osBuild, QStringLiteral("26100.3194"));
    EXPECT_FALSE(asus.drivers.complete);
    EXPECT_EQ(QDateTime::fromMSecsSinceEpoch(asus.drivers.takenMs, Qt::UTC),
              QDateTime(QDate(2025, 3, 6), QTime(15, 44, 56), Qt::UTC));
}

} // namespace
} // namespace ringward
