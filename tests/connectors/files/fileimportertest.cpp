#include "connectors/files/fileimporter.h"

#include "tests/support/places.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QStringEncoder>
#include <QTemporaryDir>

namespace ringward {
namespace {

const QString kSamples = places::shared("/data/vendor-api-samples/");

Imported imported(const QByteArray &bytes, const ImportOptions &options = {})
{
    return FileImporter().importBytes(bytes, QStringLiteral("given"), {}, options);
}

std::string said(const ImportReport &report)
{
    std::string text = report.format.toStdString() + "; " + report.problem.toStdString();
    for (const Refusal &refusal : report.refused)
        text += "\n  " + refusal.where.toStdString() + ": " + refusal.reason.toStdString();
    for (const QString &note : report.notes)
        text += "\n  note: " + note.toStdString();
    return text;
}

TEST(VendorJson, FalconHostsKeepWhatBearsOnPolicy)
{
    const Imported result = FileImporter().importFile(kSamples + QStringLiteral("crowdstrike-hosts.elastic.ndjson"));
    ASSERT_EQ(result.records.size(), 2u) << said(result.report);
    EXPECT_EQ(result.report.format, QStringLiteral("Falcon hosts (JSON)"));
    EXPECT_EQ(result.report.refusedTotal, 0);
    const SourceRecord &mac = result.records[0];
    EXPECT_EQ(mac.key, QStringLiteral("falcon:3114433dbce478ca48d9a828b9b34be"));
    EXPECT_EQ(mac[Field::HostName], QStringLiteral("CLM101-131"));
    EXPECT_EQ(mac[Field::Domain], QStringLiteral("SYS"));
    EXPECT_EQ(mac[Field::MacAddress], QStringLiteral("14:7d:da:ad:ac:71"));
    EXPECT_EQ(mac[Field::AgentVersion], QStringLiteral("7.05.17603.0"));
    EXPECT_EQ(mac.signs.reducedFunctionality, false);
    EXPECT_EQ(mac.lastSeenMs, 1699352724000);
    EXPECT_FALSE(mac.flags.testFlag(DeviceFlag::Server));
    const SourceRecord &server = result.records[1];
    EXPECT_TRUE(server.flags.testFlag(DeviceFlag::Server));
    EXPECT_EQ(server[Field::OsName], QStringLiteral("Windows Server 2016 Standard Evaluation"));
    EXPECT_EQ(server[Field::OsBuild], QStringLiteral("14393"));
    EXPECT_EQ(server[Field::DirectoryPath], QStringLiteral("ou1,ou2,ou3"));
    EXPECT_GT(server.signs.bootTimeMs, 0);
    const auto agent = std::find_if(server.streams.begin(), server.streams.end(), [](const StreamReport &report) {
        return report.stream.kind == StreamKind::AgentBuild;
    });
    ASSERT_NE(agent, server.streams.end());
    EXPECT_EQ(agent->version, QStringLiteral("7.22.19406.0"));
    EXPECT_EQ(agent->ring.name, QStringLiteral("policy 3fbbd630"));
}

TEST(VendorJson, FalconAnswersComeInEnvelopes)
{
    QFile file(kSamples + QStringLiteral("crowdstrike-hosts.elastic.ndjson"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    ASSERT_EQ(lines.size(), 2);
    const QByteArray list = lines[0] + ",\n" + lines[1];
    for (const QByteArray &form :
         {"{\"meta\":{\"query_time\":0.1},\"resources\":[" + list + "],\"errors\":[]}", "[" + list + "]",
          "\xEF\xBB\xBF[" + list + "]", lines[0] + "\r\n\r\n" + lines[1] + "\r\n"})
        EXPECT_EQ(imported(form).records.size(), 2u) << form.left(80).toStdString();
    EXPECT_EQ(imported(lines[0]).records.size(), 1u);
}

TEST(VendorJson, AManagedDeviceAloneOrInAList)
{
    const Imported alone = FileImporter().importFile(kSamples + QStringLiteral("graph-managedDevice.docs.json"));
    ASSERT_EQ(alone.records.size(), 1u) << said(alone.report);
    EXPECT_EQ(alone.report.format, QStringLiteral("Intune managed devices (Graph JSON)"));
    EXPECT_EQ(alone.records[0][Field::HostName], QStringLiteral("Device Name value"));
    EXPECT_EQ(alone.records[0].lastSeenMs, 1483257769320);
    const Imported list = imported(R"({"@odata.context":"x","value":[{"id":"1","deviceName":"ICU-1.hospital.example",
        "azureADDeviceId":"22222222-AAAA-4BBB-8CCC-000000000001","lastSyncDateTime":"2024-07-19T04:09:00Z","osVersion":"10.0.22631.3593",
        "operatingSystem":"Windows","serialNumber":"5CG21492VW","deviceHealthAttestationState":{"safeMode":"true"},
        "windowsProtectionState":{"antiMalwareVersion":"4.18.24050.7","signatureVersion":"1.415.1.0","rebootRequired":true}}]})");
    ASSERT_EQ(list.records.size(), 1u) << said(list.report);
    const SourceRecord &record = list.records[0];
    EXPECT_EQ(record[Field::HostName], QStringLiteral("ICU-1"));
    EXPECT_EQ(record[Field::Domain], QStringLiteral("hospital.example"));
    EXPECT_EQ(record[Field::DirectoryGuid], QStringLiteral("22222222-aaaa-4bbb-8ccc-000000000001"));
    EXPECT_EQ(record[Field::OsBuild], QStringLiteral("22631"));
    EXPECT_EQ(record[Field::AgentVersion], QStringLiteral("4.18.24050.7"));
    EXPECT_EQ(record.signs.rebootPending, true);
    EXPECT_TRUE(record.flags.testFlag(DeviceFlag::InSafeMode));
}

TEST(VendorJson, DefenderMachinesWithTheirOddities)
{
    const Imported result = imported(R"({"value":[
        {"id":"1e5bc9","computerDnsName":"ICU-ws-0412.hospital.example","lastSeen":"2026-08-20T05:58:00.1234567Z","osPlatform":"Windows11",
         "osBuild":26100,"healthStatus":"Active","aadDeviceId":"22222222-aaaa-4bbb-8ccc-000000000001","machineTags":["rw-ring3","bed"],
         "rbacGroupName":"Critical care","ipAddresses":[{"ipAddress":"::1","macAddress":null},{"ipAddress":"192.0.2.14","macAddress":"020000000001"}]},
        {"id":"1e5bc9","computerDnsName":"icu-ws-0412.hospital.example","lastSeen":"2026-08-19T05:58:00Z","osBuild":null,"healthStatus":"Inactive"},
        {"id":"2","computerDnsName":"old","lastSeen":"2026-01-01T00:00:00Z","osBuild":6,"healthStatus":"NoSensorData"},
        {"id":"3","computerDnsName":"gone","mergedIntoMachineId":"2"}]})");
    ASSERT_EQ(result.records.size(), 2u) << said(result.report);
    const SourceRecord &machine = result.records[0];
    EXPECT_EQ(machine[Field::OsBuild], QStringLiteral("26100")) << "the newer of two with one id is kept";
    EXPECT_EQ(machine[Field::Tags], QStringLiteral("rw-ring3,bed,Critical care"));
    EXPECT_EQ(machine[Field::MacAddress], QStringLiteral("02:00:00:00:00:01"));
    EXPECT_EQ(machine.signs.online, true);
    EXPECT_EQ(result.records[1][Field::OsBuild], QString());
    EXPECT_EQ(result.records[1].signs.agentStopped, true);
    EXPECT_EQ(result.report.refusedTotal, 1);
    EXPECT_EQ(result.report.notes.size(), 1) << said(result.report);
}

TEST(VendorJson, AnExportOfUnknownShapeIsReadByItsTitles)
{
    for (const auto &[name, host] : {std::pair{"sekoia/intune-DeviceComplianceOrg.json", u"DESKTOP-086N6KI"},
                                     std::pair{"sekoia/m365-deviceinfo-aad-joined.json", u"example"},
                                     std::pair{"sekoia/harfanglab-agent.json", u"example"}}) {
        const Imported result = FileImporter().importFile(kSamples + QString::fromLatin1(name));
        ASSERT_EQ(result.records.size(), 1u) << name << " " << said(result.report);
        EXPECT_EQ(result.records[0][Field::HostName], QString::fromUtf16(host)) << name;
    }
}

TEST(VendorJson, GoodRecordsOfADamagedFileArrive)
{
    const QByteArray good = R"({"device_id":"%1","hostname":"pc-%1","agent_load_flags":"0","policies":[{"a":1}]})";
    const auto host = [&](const char *id) {
        return QByteArray(good).replace("%1", id);
    };
    const QByteArray bad = R"({"device_id":"x,"hostname":"pc-x","agent_load_flags":"0"})";
    const Imported lines = imported(host("a") + '\n' + bad + '\n' + host("b") + '\n');
    EXPECT_EQ(lines.records.size(), 2u);
    ASSERT_EQ(lines.report.refusedTotal, 1);
    EXPECT_EQ(lines.report.refused[0].where, QStringLiteral("line 2"));
    const Imported cut = imported("{\"resources\":[" + host("a") + ",\n" + host("b") + ",\n" + host("c").chopped(20));
    EXPECT_EQ(cut.records.size(), 2u) << said(cut.report);
    EXPECT_EQ(cut.report.refused.at(0).where, QStringLiteral("record 3"));
    const Imported middle = imported("[" + host("a") + ",\n{\"device_id\" \"x\"},\n" + host("b") + "]");
    EXPECT_EQ(middle.records.size(), 2u) << said(middle.report);
}

TEST(VendorJson, ADamagedFirstRecordDoesNotHideTheOthers)
{
    const Imported result = imported("{\"device_id\":\"x\",\"agent_load_flags\":\"0\" \"y\"}\n"
                                     "{\"device_id\":\"a\",\"hostname\":\"pc\",\"agent_load_flags\":\"0\"}\n");
    EXPECT_EQ(result.records.size(), 1u) << said(result.report);
    EXPECT_EQ(result.report.refusedTotal, 1);
}

TEST(VendorJson, TheErrorOfAServerIsNamed)
{
    for (const char *answer :
         {R"({"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges"}})",
          R"({"meta":{},"errors":[{"code":403,"message":"Insufficient privileges"}],"resources":null})"}) {
        const Imported result = imported(answer);
        ASSERT_TRUE(result.report.error) << said(result.report);
        EXPECT_TRUE(result.report.problem.contains(u"Insufficient privileges")) << said(result.report);
    }
}

TEST(VendorJson, DeepNestingIsSurvived)
{
    for (const QByteArray &deep :
         {QByteArray(2'000'000, '['), QByteArray("{\"a\":").repeated(500'000),
          "[{\"hostname\":\"a\",\"x\":" + QByteArray(5000, '[') + QByteArray(5000, ']') + "}]"})
        EXPECT_TRUE(imported(deep).report.understood() || !imported(deep).report.problem.isEmpty());
}

TEST(FileImporter, WhatIsNoListIsRefusedWithASentence)
{
    for (const auto &[bytes, word] :
         {std::pair{QByteArray("Access is denied.\r\n"), "error message"},
          std::pair{QByteArray("Filter listing failed with error: 0x80070005\nAccess is denied.\n"), "error message"},
          std::pair{QByteArray("ERROR: Access denied."), "error message"},
          std::pair{QByteArray("<!DOCTYPE html><html><title>Sign in</title></html>"), "web page"},
          std::pair{QByteArray("PK\x03\x04\x14\0\x06\0", 8), "workbook"},
          std::pair{QByteArray("%PDF-1.7\n..."), "document"}, std::pair{QByteArray("MZ\x90\0\x03\0", 6), "program"},
          std::pair{QByteArray("\x89PNG\r\n\x1A\n"), "picture"}, std::pair{QByteArray("   \r\n"), "empty"},
          std::pair{QByteArray(), "empty"},
          std::pair{QByteArray("Dear all,\nthe meeting is on Friday.\nBest\n"), "neither"},
          std::pair{QByteArray("\x01\x02\x03\x04\x05\x06\x07\x08"), "not text"}}) {
        const Imported result = imported(bytes);
        ASSERT_TRUE(result.report.error) << bytes.toStdString();
        EXPECT_TRUE(result.report.problem.contains(QLatin1StringView(word))) << said(result.report);
        EXPECT_TRUE(result.records.empty());
    }
    EXPECT_EQ(FileImporter().importFile(QStringLiteral("/nowhere/at/all.csv")).report.error->kind,
              Error::Kind::NotFound);
    EXPECT_EQ(FileImporter().importFile(QStringLiteral("/dev/zero")).report.error->kind, Error::Kind::NotSupported);
}

TEST(DeviceLists, TitlesOfManyLanguagesAreKnown)
{
    for (const QString &list :
         {QStringLiteral("Host Name,Serial Number,Ward,Room,Last Seen\nPC-1,ABC123,4W ICU,12,2024-07-19T04:09:00Z\n"),
          QStringLiteral(
              "Rechnername;Seriennummer;Station;Raum;Zuletzt gesehen\nPC-1;ABC123;4W ICU;12;19.07.2024 04:09:00\n"),
          QStringLiteral("Nom de l’hôte\tN° de série\tUnité de soins\tSalle\tDernier contact\nPC-1\tABC123\t4W "
                         "ICU\t12\t2024/7/19 4:09:00\n"),
          QStringLiteral("Nazwa komputera;Nr seryjny;Oddział;Pokój;Ostatnio widziany\r\n\"PC-1\";\"ABC123\";\"4W "
                         "ICU\";12;2024-07-19 04:09\r\n"),
          QStringLiteral("Nombre de equipo|Número de serie|Unidad|Sala|Último contacto\nPC-1|ABC123|4W "
                         "ICU|12|7/19/2024 4:09:00 AM\n")}) {
        for (const auto encoding : {QStringConverter::Utf8, QStringConverter::Utf16LE, QStringConverter::Utf16BE}) {
            QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
            const Imported result = imported(encoder.encode(list));
            ASSERT_EQ(result.records.size(), 1u) << list.toStdString() << said(result.report);
            const SourceRecord &record = result.records[0];
            EXPECT_EQ(record[Field::HostName], QStringLiteral("PC-1"));
            EXPECT_EQ(record[Field::SerialNumber], QStringLiteral("ABC123"));
            EXPECT_EQ(record[Field::WardCode], QStringLiteral("4W ICU"));
            EXPECT_EQ(record[Field::Room], QStringLiteral("12"));
            EXPECT_EQ(record.lastSeenMs, 1'721'362'140'000) << list.toStdString();
        }
    }
}

TEST(DeviceLists, BadRowsAreListedWithLineAndReason)
{
    const Imported result =
        imported("Export of 2024-07-19\n\nHostname,Serial,Last seen,Site\r\nPC-1,A1,2024-07-19,RGH\r\n"
                 "PC-2,A2\r\n,,2024-07-19,RGH\r\nPC-3,A3,soon,RGH\r\n\r\n"
                 "\"PC-4\",\"A\"\"4\",never,\"line\r\nfeed\"\r\nPC-5,A5,9999-12-31,RGH,,\r\n(6 rows affected)\r\n");
    EXPECT_EQ(result.records.size(), 3u) << said(result.report);
    ASSERT_EQ(result.report.refusedTotal, 4) << said(result.report);
    EXPECT_EQ(result.report.refused[0].where, QStringLiteral("line 5"));
    EXPECT_EQ(result.report.refused[1].where, QStringLiteral("line 6"));
    EXPECT_EQ(result.report.refused[2].where, QStringLiteral("line 7"));
    EXPECT_TRUE(result.report.refused[2].reason.contains(u"soon"));
    EXPECT_EQ(result.report.refused[3].where, QStringLiteral("line 12"));
    EXPECT_EQ(result.records[1][Field::SerialNumber], QStringLiteral("A\"4"));
    EXPECT_EQ(result.records[1][Field::SiteCode], QStringLiteral("line\r\nfeed"));
    EXPECT_EQ(result.records[2].lastSeenMs, 0);
}

TEST(DeviceLists, DatesWithSlashesFollowTheColumn)
{
    const Imported result = imported("Hostname,Last seen\nPC-1,03/04/2024\nPC-2,25/12/2023\n");
    ASSERT_EQ(result.records.size(), 2u) << said(result.report);
    EXPECT_EQ(result.records[0].lastSeenMs, 1'712'102'400'000); // 3 April
}

TEST(DeviceLists, AQuoteThatIsNeverClosedCostsItsOwnRowOnly)
{
    QByteArray list = "Hostname,Serial\n";
    for (int i = 0; i < 200; ++i)
        list += "PC-" + QByteArray::number(i) + (i == 50 ? ",\"unclosed\n" : ",S" + QByteArray::number(i) + "\n");
    EXPECT_EQ(imported(list).records.size(), 200u);
}

TEST(DeviceLists, TwoColumnsMayBearOneTitle)
{
    const Imported result = imported("Hostname,Status,Status,Hostname\nPC-1,ok,on,other\n");
    ASSERT_EQ(result.records.size(), 1u);
    EXPECT_EQ(result.records[0][Field::HostName], QStringLiteral("PC-1"));
}

TEST(DeviceLists, AnyCodePageGivesEqualRecords)
{
    const QString list =
        QStringLiteral("Nazwa komputera;Oddział;Pokój;Budynek\r\nPC-1;Oddział intensywnej opieki;źródło;Łąkowa\r\n"
                       "PC-2;Położniczy;główna część;Świętokrzyska\r\n");
    const Imported expected = imported(list.toUtf8());
    ASSERT_EQ(expected.records.size(), 2u) << said(expected.report);
    for (const char *codePage : {"UTF-16LE", "windows-1250", "IBM852"}) {
        QStringEncoder encoder(codePage);
        const Imported result = imported(encoder.encode(list));
        ASSERT_EQ(result.records.size(), 2u) << codePage << said(result.report);
        for (std::size_t i = 0; i < 2; ++i)
            EXPECT_EQ(result.records[i].text, expected.records[i].text)
                << codePage << " read as " << result.report.encoding.toStdString();
    }
}

TEST(DeviceLists, OneEndlessLineEndsInBoundedTime)
{
    EXPECT_TRUE(imported(QByteArray(8'000'000, 'x')).report.error);
    EXPECT_TRUE(imported(QByteArray("\"a\"b,").repeated(1'000'000)).report.error);
    EXPECT_TRUE(imported("Hostname,Serial\n" + QByteArray(",\"x").repeated(1'000'000)).report.error);
    EXPECT_EQ(imported("Hostname,Serial\nPC-1," + QByteArray(4'000'000, 'x') + "\nPC-2,A\n").records.size(), 2u);
}

TEST(FileImporter, FilesCutOffAnywhereSayWhatBecameOfThem)
{
    for (const char *name : {"crowdstrike-hosts.elastic.ndjson", "graph-managedDevice.docs.json",
                             "sekoia/intune-DeviceComplianceOrg.json"}) {
        QFile file(kSamples + QString::fromLatin1(name));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        for (qsizetype size = 0; size < bytes.size(); size += 97) {
            const Imported result = imported(bytes.first(size));
            EXPECT_NE(result.report.understood(), !result.report.problem.isEmpty()) << name << " cut at " << size;
        }
    }
}

struct RememberedMappings : ImportMappings {
    std::vector<ImportMapping> kept;
    Result<std::optional<ImportMapping>> find(const QString &signature) override
    {
        for (const ImportMapping &mapping : kept) {
            if (mapping.signature == signature)
                return std::optional(mapping);
        }
        return std::optional<ImportMapping>();
    }
    Result<Done> remember(const ImportMapping &mapping) override
    {
        kept.push_back(mapping);
        return Done();
    }
};

TEST(DeviceLists, AMappingThatAPersonConfirmedIsUsedAgain)
{
    const QByteArray list = "Ding,Wo,Wann\nPC-1,4W,2024-07-19\nPC-2,4W,2024-07-19\nPC-3,4W,2024-07-19\n";
    RememberedMappings mappings;
    const FileImporter importer(&mappings);
    EXPECT_TRUE(importer.importBytes(list, {}).report.error) << "no title is known";
    const auto proposal = importer.proposeFor(list);
    ASSERT_TRUE(proposal.has_value());
    ASSERT_EQ(proposal->columns.size(), 3u);
    EXPECT_EQ(proposal->columns[0].samples.at(0), QStringLiteral("PC-1"));
    EXPECT_EQ(proposal->columns[2].meaning, QStringLiteral("last_seen"));
    EXPECT_LT(proposal->columns[2].confidence, 0.5);
    ASSERT_TRUE(mappings.remember({proposal->signature, {QStringLiteral("host"), QStringLiteral("ward"), QString()}})
                    .has_value());
    const Imported result = importer.importBytes(list, {});
    ASSERT_EQ(result.records.size(), 3u) << said(result.report);
    EXPECT_EQ(result.records[0][Field::WardCode], QStringLiteral("4W"));
    EXPECT_EQ(result.records[0].lastSeenMs, 0);
}

} // namespace
} // namespace ringward
