#include "models/keys/keydesk.h"

#include <QtConcurrent>
#include <qcorofuture.h>
#include <qcorotask.h>

namespace ringward {

namespace {

constexpr qint64 kAskEveryMs = 15 * 60'000;
constexpr std::size_t kMostKeys = 50'000'000; // no source has more; one that never ends does

/// All that one source tells; the pages it hands out may not go on for ever.
Async<std::vector<RecoveryKeyInfo>> readAll(std::shared_ptr<Source> source, std::stop_token stop)
{
    std::vector<RecoveryKeyInfo> all;
    QByteArray after;
    for (;;) {
        auto asking = source->keys()->fetchKeyInfos(after, stop);
        Result<RecoveryKeyPage> page = co_await std::move(asking);
        if (!page)
            co_return page.error();
        all.insert(all.end(), std::make_move_iterator(page->keys.begin()), std::make_move_iterator(page->keys.end()));
        if (page->next.isEmpty())
            co_return all;
        if (page->next == after || all.size() > kMostKeys)
            co_return Error{Error::Kind::Malformed, QStringLiteral("the list of keys does not end"), {}};
        after = page->next;
    }
}

/// What the store has of the sources in `live`. Keys of a source that is gone or switched off cannot be had.
Result<KeyBookPtr> readBook(KeyStore &store, std::vector<HolderState> live)
{
    auto held = store.held();
    const auto kept = store.holders();
    auto releases = store.releases();
    if (!held || !kept || !releases)
        return !held ? held.error() : !kept ? kept.error() : releases.error();
    for (HolderState &holder : live) {
        for (const HolderState &known : *kept) {
            if (known.source == holder.source)
                holder.sight = known.sight, holder.askedMs = known.askedMs, holder.unplaced = known.unplaced;
        }
    }
    std::erase_if(*held, [&live](const HeldKey &key) {
        return std::none_of(live.begin(), live.end(), [&](const auto &each) { return each.source == key.source; });
    });
    return KeyBookPtr(std::make_shared<const KeyBook>(std::move(*held), std::move(live), std::move(*releases)));
}

} // namespace

std::vector<HolderState> KeyDesk::liveHolders() const
{
    std::vector<HolderState> holders;
    for (const SourceStatus &status : m_parts.synchroniser.sources()) {
        Source *source = m_parts.synchroniser.source(status.config.id);
        KeyHolder *keys = source ? source->keys() : nullptr;
        if (!keys)
            continue;
        HolderState &holder = holders.emplace_back();
        holder.source = status.config.id;
        holder.name = status.config.name;
        holder.needsDirectory = keys->needsDirectory();
        if (const auto error = m_errors.find(holder.source); error != m_errors.end())
            holder.error = error->second;
    }
    return holders;
}

Async<Done> KeyDesk::reload()
{
    return reload(Self(this));
}

Async<Done> KeyDesk::reload(Self self)
{
    const quint64 turn = ++self->m_reloads;
    KeyStore *store = &self->m_parts.store;
    using Answer = std::shared_ptr<Result<KeyBookPtr>>;
    auto working = QtConcurrent::run(&self->m_disk, [store, live = self->liveHolders()] {
        return std::make_shared<Result<KeyBookPtr>>(readBook(*store, live));
    });
    const Answer book = co_await working;
    if (!self)
        co_return Done{};
    if (!*book)
        co_return book->error();
    if (turn > self->m_shown) { // a later one has shown more; whoever waits sees at least what it asked for
        self->m_shown = turn;
        self->show(std::move(**book));
    }
    co_return Done{};
}

Result<Done> KeyDesk::load()
{
    Result<KeyBookPtr> book = readBook(m_parts.store, liveHolders());
    if (!book)
        return book.error();
    m_shown = ++m_reloads;
    show(std::move(*book));
    return Done{};
}

void KeyDesk::show(KeyBookPtr book)
{
    m_marker.setBook(std::move(book));
    m_parts.hub.publish(m_parts.hub.told());
    Q_EMIT changed();
}

Async<Done> KeyDesk::ask(std::stop_token stop)
{
    return askAll(Self(this), std::move(stop));
}

Async<Done> KeyDesk::askAll(Self self, std::stop_token stop)
{
    const std::vector<HolderState> holders = self->liveHolders();
    for (const HolderState &holder : holders) {
        auto asking = askOne(self, holder.source, stop);
        const Result<Done> asked = co_await std::move(asking);
        if (!asked)
            co_return asked;
        if (!self || stop.stop_requested())
            co_return Error{Error::Kind::Cancelled, {}, {}};
    }
    if (holders.empty()) {
        auto loading = reload(self);
        co_return co_await std::move(loading);
    }
    co_return Done{};
}

Async<Done> KeyDesk::askOne(Self self, SourceId id, std::stop_token stop)
{
    const std::shared_ptr<Source> source = self->m_parts.synchroniser.share(id);
    if (!source || !source->keys() || !self->m_asking.insert(id).second)
        co_return Done{};
    HolderState state;
    state.source = id;
    state.needsDirectory = source->keys()->needsDirectory();
    std::vector<HeldKey> keys;
    auto looking = source->keys()->keySight(stop);
    const Result<KeySight> sight = co_await std::move(looking);
    std::optional<Error> failed;
    if (!sight) {
        failed = sight.error();
    } else if (state.sight = *sight; *sight != KeySight::None) {
        auto reading = readAll(source, stop);
        Result<std::vector<RecoveryKeyInfo>> infos = co_await std::move(reading);
        if (!infos) {
            failed = infos.error();
        } else if (self) {
            std::vector<QString> records;
            for (const RecoveryKeyInfo &info : *infos)
                records.push_back(info.record);
            auto placing = self->m_parts.synchroniser.devicesOf(id, std::move(records), stop);
            const Result<std::vector<DeviceId>> devices = co_await std::move(placing);
            if (!devices)
                failed = devices.error();
            for (std::size_t i = 0; devices && i < devices->size(); ++i) {
                keys.push_back({(*devices)[i], id, std::move((*infos)[i]), 0});
                state.unplaced += !(*devices)[i];
            }
        }
    }
    if (!self)
        co_return Error{Error::Kind::Cancelled, {}, {}};
    self->m_asking.erase(id);
    if (failed) {
        self->m_errors[id] = *failed;
    } else {
        self->m_errors.erase(id);
        state.askedMs = self->m_parts.clock.nowMs();
        for (HeldKey &key : keys)
            key.firstSeenMs = state.askedMs;
        auto writing = QtConcurrent::run(&self->m_disk, [store = &self->m_parts.store, state, all = std::move(keys)] {
            return std::make_shared<Result<Done>>(store->replace(state, all));
        });
        const std::shared_ptr<Result<Done>> written = co_await writing;
        if (!*written || !self)
            co_return std::move(*written);
    }
    auto loading = reload(self);
    co_return co_await std::move(loading);
}

void KeyDesk::keepAsking()
{
    connect(&m_parts.synchroniser, &Synchroniser::syncFinished, this, [this](SourceId source) {
        const HolderState *holder = book()->holder(source);
        if (holder && m_parts.clock.nowMs() - holder->askedMs >= kAskEveryMs)
            askOne(Self(this), source, m_stop.get_token());
    });
}

/// A source that holds keys came, went or was switched.
void KeyDesk::noticeSources()
{
    std::set<SourceId> known;
    for (const HolderState &holder : liveHolders())
        known.insert(holder.source);
    if (known == m_known)
        return;
    m_known = std::move(known);
    reload(Self(this));
}

} // namespace ringward
