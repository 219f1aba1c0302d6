#include "models/drivers/driverassessment.h"
#include "models/drivers/drivernews.h"
#include "models/drivers/drivertime.h"
#include "models/tables/drivertable.h"
#include "tests/bench/benchfleet.h"
#include "tests/support/places.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>
#include <QFile>

#include <unordered_map>

namespace ringward::bench {

namespace {

constexpr int kDevices = 100'000;
constexpr int kWholeOutage = 8'400'000;

const FleetSnapshotPtr &fleetOf(int devices)
{
    static std::unordered_map<int, FleetSnapshotPtr> made;
    FleetSnapshotPtr &fleet = made[devices];
    if (!fleet)
        fleet = benchFleet(quint32(devices));
    return fleet;
}

DriverInputs inputsOf(const FleetSnapshotPtr &fleet, const Catalogues &catalogues = {})
{
    return {fleet,      std::make_shared<const DriverLibrary>(),
            catalogues, std::make_shared<const std::vector<DriverReview>>(),
            nullptr,    kBenchNowMs};
}

QByteArray shared(const char *path)
{
    QFile file(places::shared("/data/") + QString::fromLatin1(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void prevalence(benchmark::State &state)
{
    const FleetSnapshotPtr fleet = fleetOf(int(state.range(0)));
    for (auto step : state)
        benchmark::DoNotOptimize(driverCensus(*fleet, nullptr));
}

void whoHas(benchmark::State &state)
{
    const FleetSnapshotPtr fleet = fleetOf(int(state.range(0)));
    for (auto step : state)
        benchmark::DoNotOptimize(devicesWith(*fleet, {17})->count());
}

void assessAnew(benchmark::State &state)
{
    const FleetSnapshotPtr fleet = fleetOf(int(state.range(0)));
    for (auto step : state)
        benchmark::DoNotOptimize(assessDrivers(inputsOf(fleet)));
}

void assessAgain(benchmark::State &state)
{
    const DriverInputs inputs = inputsOf(fleetOf(int(state.range(0))));
    const DriverAssessmentPtr first = assessDrivers(inputs);
    for (auto step : state)
        benchmark::DoNotOptimize(assessDrivers(inputs, first));
}

/// One device in a hundred has other drivers than before.
FleetSnapshotPtr changed(const FleetSnapshotPtr &fleet)
{
    FleetBuilder builder(fleet);
    for (Row row = 0; row < fleet->size(); row += 100) {
        DeviceRow device = fleet->row(row);
        device.driverSet = device.driverSet % 2000 + 1;
        builder.update(row, device);
    }
    return builder.publish(kBenchNowMs);
}

void whatChangedSince(benchmark::State &state)
{
    const FleetSnapshotPtr before = fleetOf(int(state.range(0)));
    const FleetSnapshotPtr after = changed(before);
    for (auto step : state)
        benchmark::DoNotOptimize(driverNews(*before, *after, kBenchNowMs));
}

void backInTime(benchmark::State &state)
{
    const FleetSnapshotPtr before = fleetOf(int(state.range(0)));
    const FleetSnapshotPtr after = changed(before);
    const std::vector<SetChange> changes = driverNews(*before, *after, kBenchNowMs)->changes;
    for (auto step : state)
        benchmark::DoNotOptimize(fleetAt(after, changes));
}

void sortTable(benchmark::State &state)
{
    DriverTable table;
    table.show(assessDrivers(inputsOf(fleetOf(int(state.range(0))))));
    int column = 0;
    for (auto step : state)
        table.sort(column = (column + 1) % DriverTable::ColumnCount);
}

void loadLolDrivers(benchmark::State &state)
{
    const QByteArray bytes = shared("loldrivers/loldrivers-compact.json");
    for (auto step : state)
        benchmark::DoNotOptimize(readLolDrivers(bytes).has_value());
}

void loadBlockList(benchmark::State &state)
{
    const QByteArray bytes = shared("ms-driver-blocklist/SiPolicy_Enforced.xml");
    for (auto step : state)
        benchmark::DoNotOptimize(readBlockList(bytes).has_value());
}

void matchAll(benchmark::State &state)
{
    Catalogues catalogues;
    catalogues.lolDrivers =
        std::make_shared<const LolDrivers>(*readLolDrivers(shared("loldrivers/loldrivers-compact.json")));
    catalogues.blockList =
        std::make_shared<const BlockList>(*readBlockList(shared("ms-driver-blocklist/SiPolicy_Enforced.xml")));
    const DriverInputs inputs = inputsOf(fleetOf(kDevices), catalogues);
    for (auto step : state)
        benchmark::DoNotOptimize(assessDrivers(inputs));
}

BENCHMARK(prevalence)->Arg(kDevices)->Arg(kWholeOutage)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(whoHas)->Arg(kDevices)->Arg(kWholeOutage)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(assessAnew)->Arg(kDevices)->Arg(kWholeOutage)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(assessAgain)->Arg(kDevices)->Arg(kWholeOutage)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(whatChangedSince)->Arg(kDevices)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(backInTime)->Arg(kDevices)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(sortTable)->Arg(kDevices)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(loadLolDrivers)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(loadBlockList)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(matchAll)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

} // namespace ringward::bench

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
