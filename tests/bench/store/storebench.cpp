#include "models/store/sqlitearchive.h"
#include "tests/bench/benchfleet.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>
#include <QTemporaryDir>

namespace ringward::bench {

namespace {

/// A store that holds a fleet, made once a size.
struct Stored {
    explicit Stored(quint32 devices)
        : fleet(benchFleet(devices))
        , database(std::move(*Database::open(folder.filePath(QStringLiteral("bench.sqlite")))))
        , archive(*database)
    {
        saved = archive.saveSnapshot(fleet).has_value();
    }
    QTemporaryDir folder;
    FleetSnapshotPtr fleet;
    std::unique_ptr<Database> database;
    SqliteArchive archive;
    bool saved = false;
};

quint32 sizeOf(const benchmark::State &state)
{
    return quint32(state.range(0));
}

void saveWhole(benchmark::State &state)
{
    const FleetSnapshotPtr fleet = benchFleet(sizeOf(state));
    for (auto step : state) {
        state.PauseTiming();
        const QTemporaryDir folder;
        const auto database = Database::open(folder.filePath(QStringLiteral("bench.sqlite")));
        SqliteArchive archive(**database);
        state.ResumeTiming();
        if (!archive.saveSnapshot(fleet))
            state.SkipWithError("not saved");
    }
    state.SetBytesProcessed(state.iterations() * qint64(snapshotBytes(*fleet)));
}

/// Every device has checked in: one column of each chunk.
void saveCheckIns(benchmark::State &state)
{
    Stored stored(sizeOf(state));
    FleetBuilder builder(stored.fleet);
    qint64 atMs = kBenchNowMs;
    for (auto step : state) {
        state.PauseTiming();
        atMs += 60'000;
        for (Row row = 0; row < builder.size(); row += kChunkRows / 2)
            builder.setSeen(row, stored.fleet->health(row), stored.fleet->healthSinceMs(row), atMs);
        const FleetSnapshotPtr next = builder.publish(atMs);
        state.ResumeTiming();
        if (!stored.archive.saveSnapshot(next))
            state.SkipWithError("not saved");
    }
}

void reopen(benchmark::State &state)
{
    Stored stored(sizeOf(state));
    if (!stored.saved)
        state.SkipWithError("not saved");
    for (auto step : state) {
        const auto database = Database::open(stored.database->file());
        SqliteArchive archive(**database);
        const auto fleet = archive.loadSnapshot();
        if (!fleet || (*fleet)->size() != stored.fleet->size())
            state.SkipWithError("not loaded");
    }
    state.SetBytesProcessed(state.iterations() * qint64(snapshotBytes(*stored.fleet)));
}

BENCHMARK(saveWhole)->Arg(100'000)->Arg(8'400'000)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(saveCheckIns)->Arg(100'000)->Arg(8'400'000)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(reopen)->Arg(100'000)->Arg(8'400'000)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

} // namespace ringward::bench

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
