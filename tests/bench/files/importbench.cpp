#include "connectors/files/fileimporter.h"
#include "tests/support/places.h"

#include <benchmark/benchmark.h>

#include <QFile>

namespace ringward {
namespace {

constexpr int kRecords = 20'000;

/// Falcon's own record of a Windows server (3 KB), under other names and ids.
QByteArray falconAnswer()
{
    QFile file(places::shared("/data/vendor-api-samples/crowdstrike-hosts.elastic.ndjson"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray host = file.readAll().trimmed().split('\n').last();
    QByteArray answer = "{\"meta\":{},\"resources\":[";
    for (int i = 0; i < kRecords; ++i) {
        const QByteArray number = QByteArray::number(10'000'000 + i);
        answer += i ? "," : "";
        answer += QByteArray(host)
                      .replace("b82fb1385f604af2", number + "5f604af2")
                      .replace("WIN-7TSM15JR429", "WS-" + number);
    }
    return answer + "]}";
}

QByteArray defenderAnswer()
{
    QByteArray answer = "{\"value\":[";
    for (int i = 0; i < kRecords; ++i) {
        const QByteArray number = QByteArray::number(10'000'000 + i);
        answer += i ? "," : "";
        answer += R"({"id":"1e5bc9d7e413ddd7902c2932e418702b)" + number + R"(","computerDnsName":"icu-ws-)" + number
            + R"(.hospital.example","firstSeen":"2025-11-03T08:30:00Z","lastSeen":"2026-08-20T05:58:00.1234567Z","osPlatform":"Windows11","osVersion":null,)"
              R"("version":"24H2","osProcessor":"x64","osBuild":26100,"lastIpAddress":"192.0.2.14","healthStatus":"Active","onboardingStatus":"Onboarded",)"
              R"("rbacGroupId":140,"rbacGroupName":"Critical care","riskScore":"Low","exposureLevel":"Medium","isAadJoined":true,)"
              R"("aadDeviceId":"22222222-aaaa-4bbb-8ccc-0000)"
            + number
            + R"(","machineTags":["rw-ring3"],"ipAddresses":[{"ipAddress":"192.0.2.14","macAddress":"020000000001","operationalStatus":"Up"}]})";
    }
    return answer + "]}";
}

QByteArray csvList()
{
    QByteArray list = "Host name,Serial number,Site,Building,Ward,Room,Model,OS,Last seen\n";
    for (int i = 0; i < kRecords; ++i) {
        const QByteArray number = QByteArray::number(10'000'000 + i);
        list += "WS-" + number + ",SN" + number + ",RGH,Main,4W ICU," + QByteArray::number(i % 300)
            + ",OptiPlex 7090,Windows 11,2024-07-19T04:09:00Z\n";
    }
    return list;
}

void importFile(benchmark::State &state, const QByteArray &bytes)
{
    const FileImporter importer;
    for (auto _ : state) {
        state.PauseTiming(); // a file is read into bytes of its own, with room behind them for the parser
        QByteArray own;
        own.reserve(bytes.size() + 64);
        own.append(bytes);
        state.ResumeTiming();
        const Imported imported = importer.importBytes(std::move(own), QStringLiteral("bench"));
        if (imported.records.size() != std::size_t(kRecords))
            state.SkipWithError("not every record arrived");
    }
    state.SetItemsProcessed(state.iterations() * kRecords);
    state.SetBytesProcessed(state.iterations() * bytes.size());
}

void falconHosts(benchmark::State &state)
{
    importFile(state, falconAnswer());
}
void defenderMachines(benchmark::State &state)
{
    importFile(state, defenderAnswer());
}
void deviceListCsv(benchmark::State &state)
{
    importFile(state, csvList());
}
BENCHMARK(falconHosts)->Name("import/Falcon hosts JSON")->Unit(benchmark::kMillisecond);
BENCHMARK(defenderMachines)->Name("import/Defender machines JSON")->Unit(benchmark::kMillisecond);
BENCHMARK(deviceListCsv)->Name("import/device list CSV")->Unit(benchmark::kMillisecond);

} // namespace
} // namespace ringward
