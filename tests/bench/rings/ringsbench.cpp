// 100,000 devices in 3,000 wards and about 2,000 strata: the design within 2 s, guardrails and what-if as a page asks.
#include "models/rings/ringpicture.h"
#include "tests/support/ringfleet.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>

namespace ringward::bench {

namespace {

constexpr quint32 kDevices = 100'000, kWards = 3'000, kModels = 250; ///< at 8 sites: 2,000 strata

const FleetSnapshotPtr &fleet()
{
    static const FleetSnapshotPtr made = testing::ringFleet(testing::randomHospital(kDevices, kWards, kModels, 291));
    return made;
}

void gather(benchmark::State &state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(gatherRingFacts(fleet(), testing::rapidPolicy()));
}

void bindRules(benchmark::State &state)
{
    const RingFactsPtr facts = gatherRingFacts(fleet(), testing::rapidPolicy());
    for (auto _ : state)
        benchmark::DoNotOptimize(BoundGuardrails(facts, defaultGuardrails(), testing::kRingNowMs));
}

void check(benchmark::State &state)
{
    const RingFactsPtr facts = gatherRingFacts(fleet(), testing::rapidPolicy());
    const BoundGuardrails bound(facts, defaultGuardrails(), testing::kRingNowMs);
    for (auto _ : state)
        benchmark::DoNotOptimize(checkGuardrails(bound, facts->today, {}, testing::kRingNowMs));
}

void design(benchmark::State &state)
{
    for (auto _ : state) {
        const RingFactsPtr facts = gatherRingFacts(fleet(), testing::rapidPolicy());
        const BoundGuardrails bound(facts, defaultGuardrails(), testing::kRingNowMs);
        const auto made = designRings(bound, facts->today, testing::kRingNowMs);
        state.counters["strata"] = double(facts->strata.size());
        state.counters["moves"] = double(made->moves.size());
        state.counters["seen"] = double(made->after.seen);
        state.counters["permitted"] = isPermitted(made->results);
    }
}

void whatIf(benchmark::State &state)
{
    const RingFactsPtr facts = gatherRingFacts(fleet(), testing::rapidPolicy());
    for (auto _ : state)
        benchmark::DoNotOptimize(damage(*facts, facts->today, {{}, 0.5, 540}));
}

void picture(benchmark::State &state)
{
    RingQuestion question;
    question.fleet = fleet();
    question.policy = testing::rapidPolicy();
    question.guardrails = defaultGuardrails();
    question.whatIf = {{{}, 1, 78}, {{}, 1, 540}};
    question.nowMs = testing::kRingNowMs;
    for (auto _ : state)
        benchmark::DoNotOptimize(drawRings(question));
}

BENCHMARK(gather)->Unit(benchmark::kMillisecond);
BENCHMARK(bindRules)->Unit(benchmark::kMillisecond);
BENCHMARK(check)->Unit(benchmark::kMillisecond);
BENCHMARK(design)->Unit(benchmark::kMillisecond)->MinTime(3);
BENCHMARK(whatIf)->Unit(benchmark::kMillisecond);
BENCHMARK(picture)->Unit(benchmark::kMillisecond);

} // namespace

} // namespace ringward::bench

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
