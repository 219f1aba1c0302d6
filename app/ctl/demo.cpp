#include "app/ctl/command.h"
#include "app/ctl/syncwait.h"
#include "models/base/counted.h"
#include "models/drill/demonstrationkind.h"
#include "models/fleet/fleetquery.h"

#include <QDir>
#include <QLocale>

namespace ringward::ctl {

namespace {

constexpr quint32 kFewest = 200;
constexpr quint32 kMost = 8'400'000;

struct Wish {
    bool isGiven = false; ///< a size or seed was asked for; otherwise what is there is refreshed
    quint32 devices = 5216;
    quint64 seed = 291;
};

std::optional<Wish> readWish(const QCommandLineParser &parser, Output &out)
{
    Wish wish;
    wish.isGiven = parser.isSet(QStringLiteral("devices")) || parser.isSet(QStringLiteral("seed"));
    bool isNumber = true;
    if (parser.isSet(QStringLiteral("devices")))
        wish.devices = parser.value(QStringLiteral("devices")).toUInt(&isNumber);
    if (!isNumber || wish.devices < kFewest || wish.devices > kMost) {
        out.complain(tr("--devices takes a whole number from 200 to 8400000."));
        return std::nullopt;
    }
    if (parser.isSet(QStringLiteral("seed")))
        wish.seed = parser.value(QStringLiteral("seed")).toULongLong(&isNumber);
    if (!isNumber) {
        out.complain(tr("--seed takes a whole number."));
        return std::nullopt;
    }
    return wish;
}

bool isDemonstration(const SourceConfig &config)
{
    return config.kind == u"demonstration";
}

/// Makes the sources of the demonstration be those that were wished for.
Result<Done> arrange(Composition &composition, const Wish &wish)
{
    Synchroniser &synchroniser = composition.synchroniser();
    const std::vector<SourceStatus> known = synchroniser.sources();
    for (const SourceStatus &status : known) {
        if (!isDemonstration(status.config))
            return Error{Error::Kind::Conflict, status.config.name,
                         tr("The store %1 holds real sources, and a demonstration must not be mixed with them. Name "
                            "another store with --store.")
                             .arg(QDir::toNativeSeparators(composition.storeFile()))};
    }
    if (!known.empty() && !wish.isGiven)
        return Done{};
    for (const SourceStatus &status : known) {
        if (const Result<Done> removed = synchroniser.removeSource(status.config.id); !removed)
            return removed;
    }
    const qint64 nowMs = composition.clock().nowMs();
    const QString memory = composition.demonstrationMemory();
    QFile::remove(memory); // another hospital has another past
    for (const SourceConfig &config : demonstrationSources(wish.devices, wish.seed, nowMs, memory)) {
        if (const Result<SourceId> saved = synchroniser.saveSource(config); !saved)
            return saved.error();
    }
    return Done{};
}

void report(const Composition &composition, const FleetSnapshot &fleet, Output &out)
{
    const std::optional<FleetSummary> summary = summarise(fleet, nullptr);
    QJsonObject states;
    QStringList words;
    for (int state = kHealthCount - 1; state >= 0; --state) {
        const quint32 count = summary->counts.of(AgentHealth(state));
        states.insert(word(AgentHealth(state)).replace(u'-', u'_'), qint64(count));
        words << QLocale().toString(count) + u' ' + word(AgentHealth(state));
    }
    if (out.isJson()) {
        out.document({{QStringLiteral("store"), composition.storeFile()},
                      {QStringLiteral("devices"), qint64(fleet.size())},
                      {QStringLiteral("wards"), qint64(summary->wards)},
                      {QStringLiteral("health"), states}});
        return;
    }
    out.line(tr("Store: %1").arg(QDir::toNativeSeparators(composition.storeFile())));
    out.line(tr("%1 in %2: %3")
                 .arg(counted(fleet.size(), Noun::Device), counted(summary->wards, Noun::Ward), words.join(tr(", "))));
}

} // namespace

QCoro::Task<int> runDemo(Call call, Output out)
{
    QCommandLineParser parser;
    parser.addOptions({
        {QStringLiteral("devices"), tr("How many devices, 200 to 8400000."), QStringLiteral("N"),
         QStringLiteral("5216")},
        {QStringLiteral("seed"), tr("The same seed makes the same hospital."), QStringLiteral("S"),
         QStringLiteral("291")},
    });
    if (const auto end = readArguments(parser, "demo", call, out, 0, 0))
        co_return *end;
    const std::optional<Wish> wish = readWish(parser, out);
    if (!wish)
        co_return WrongUsage;
    if (call.store.store.isEmpty())
        call.store.store = Composition::defaultStore(true);
    auto opened = Composition::open(call.store);
    if (!opened)
        co_return out.fail(opened.error());
    Composition &composition = **opened;
    co_await restored(composition.synchroniser()); // what is removed before it is read would come back
    if (const Result<Done> arranged = arrange(composition, *wish); !arranged)
        co_return out.fail(arranged.error());
    std::vector<SourceId> sources;
    for (const SourceStatus &status : composition.synchroniser().sources())
        sources.push_back(status.config.id);
    if (const Result<Done> synced = co_await syncAndSave(composition, sources); !synced)
        co_return out.fail(synced.error());
    for (const SourceStatus &status : composition.synchroniser().sources()) {
        if (status.error)
            co_return out.fail(*status.error);
    }
    report(composition, *composition.hub().current(), out);
    co_return AllDone;
}

} // namespace ringward::ctl
