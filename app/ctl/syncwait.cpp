#include "app/ctl/syncwait.h"

#include <QPromise>
#include <qcorofuture.h>
#include <qcorosignal.h>

#include <set>

namespace ringward::ctl {

namespace {

using Sources = std::set<SourceId>;

Sources thatAre(const Synchroniser &synchroniser, SourceStatus::State state)
{
    Sources found;
    for (const SourceStatus &status : synchroniser.sources()) {
        if (status.state == state)
            found.insert(status.config.id);
    }
    return found;
}

/// Lets `ask` run and waits until all of `sources` have finished a sync.
QCoro::Task<> finished(Synchroniser &synchroniser, Sources sources, std::function<void()> ask)
{
    auto pending = std::make_shared<Sources>(std::move(sources));
    auto promise = std::make_shared<QPromise<void>>();
    promise->start();
    QObject context;
    QObject::connect(&synchroniser, &Synchroniser::syncFinished, &context, [pending, promise](SourceId source) {
        if (pending->erase(source) && pending->empty())
            promise->finish();
    });
    ask();
    if (!pending->empty())
        co_await promise->future();
}

} // namespace

QCoro::Task<> restored(Synchroniser &synchroniser)
{
    if (!synchroniser.isRestored())
        co_await qCoro(&synchroniser, &Synchroniser::restored);
}

Async<Done> syncAndSave(Composition &composition, std::vector<SourceId> sources)
{
    Synchroniser &synchroniser = composition.synchroniser();
    Sources wanted;
    for (const SourceId source : sources) {
        if (synchroniser.source(source))
            wanted.insert(source);
    }
    Sources running = thatAre(synchroniser, SourceStatus::State::Syncing);
    std::erase_if(running, [&](SourceId source) { return !wanted.contains(source); });
    std::function<void()> ask = [] {
    };
    co_await finished(synchroniser, running, ask);
    ask = [&synchroniser, wanted] {
        for (const SourceId source : wanted)
            synchroniser.syncNow(source);
    };
    co_await finished(synchroniser, wanted, ask);
    co_await composition.drivers().settle(); // what arrived is told from the fleet that is on disk
    co_return composition.archive().saveSnapshot(composition.hub().current());
}

} // namespace ringward::ctl
