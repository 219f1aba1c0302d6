#include "models/changes/tally.h"

#include <benchmark/benchmark.h>

#include <algorithm>

namespace ringward::bench {

namespace {

void verifyVotes(benchmark::State &state)
{
    std::vector<Vote> votes;
    const KeyPair keys = makeKeyPair();
    for (int i = 0; i < 10'000; ++i) {
        Vote vote{ChangeId{quint32(i % 100)},
                  1,
                  Hasher("plan").put(i).finish(),
                  PersonId{7},
                  Choice::Yes,
                  true,
                  {},
                  i,
                  {},
                  {}};
        votes.push_back(*signVote(vote, keys.secretKey));
    }
    for (auto step : state) {
        const std::vector<bool> good = areSigned(votes);
        if (std::find(good.begin(), good.end(), false) != good.end())
            state.SkipWithError("a good vote does not verify");
    }
    state.SetItemsProcessed(state.iterations() * qint64(votes.size()));
}

BENCHMARK(verifyVotes)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

} // namespace ringward::bench
