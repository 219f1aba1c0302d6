#include "models/drivers/drivernews.h"

#include "models/base/counted.h"
#include "models/base/parallel.h"
#include "models/drivers/drivercensus.h"
#include "models/drivers/windowsimages.h"
#include "models/fleet/drivermember.h"

#include <QCoreApplication>

#include <array>
#include <map>
#include <set>
#include <unordered_map>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::DriverNews", text);
}

/// A device whose set is another than before. Set numbers stay the same between snapshots of one store.
struct Changed {
    Row row = 0; ///< in the newer snapshot
    quint32 before = 0, after = 0;
};

std::unordered_map<quint32, quint32> setsById(const FleetSnapshot &fleet)
{
    std::unordered_map<quint32, quint32> sets;
    sets.reserve(fleet.size());
    for (const FleetChunkPtr &chunk : fleet.chunks()) {
        for (quint32 i = 0; i < chunk->size(); ++i)
            sets.emplace((*chunk->id)[i], (*chunk->driverSet)[i]);
    }
    return sets;
}

std::vector<Changed> changedDevices(const FleetSnapshot &before, const FleetSnapshot &after)
{
    std::vector<Changed> changed;
    std::unordered_map<quint32, quint32> byId; // made when devices have moved to other rows
    for (std::size_t at = 0; at < after.chunks().size(); ++at) {
        const FleetChunk &chunk = *after.chunks()[at];
        const FleetChunk *old = at < before.chunks().size() ? before.chunks()[at].get() : nullptr;
        if (old && old->driverSet == chunk.driverSet && old->id == chunk.id)
            continue;
        for (quint32 i = 0; i < chunk.size(); ++i) {
            const quint32 id = (*chunk.id)[i];
            quint32 set = 0;
            if (old && i < old->size() && (*old->id)[i] == id) {
                set = (*old->driverSet)[i];
            } else if (before.size() > 0) {
                if (byId.empty())
                    byId = setsById(before);
                const auto known = byId.find(id);
                set = known == byId.end() ? 0U : known->second;
            }
            // Drivers that are not told any more are still there: nobody says that they went.
            if ((*chunk.driverSet)[i] != set && (*chunk.driverSet)[i] != 0)
                changed.push_back({Row(at << kChunkShift) + i, set, (*chunk.driverSet)[i]});
        }
    }
    return changed;
}

std::set<QStringView> namesOf(const FleetDictionaries &names, quint32 set)
{
    std::set<QStringView> all;
    for (const quint32 member : names.driverSets()[set]) {
        if (isDriver(member))
            all.insert(imageOfKey(names.drivers.text(driverOf(member))));
    }
    return all;
}

/// A source that begins to tell all of a machine's drivers brings no new ones: at least half of them must have been
/// known, whatever their version, for the rest to be new.
bool knewMost(const FleetDictionaries &names, quint32 before, quint32 after)
{
    const std::set<QStringView> old = namesOf(names, before);
    const std::set<QStringView> now = namesOf(names, after);
    const auto known = std::count_if(now.begin(), now.end(), [&](QStringView name) { return old.contains(name); });
    return !old.empty() && std::size_t(known) * 2 >= now.size();
}

/// What the devices that an event speaks of have in common.
struct Spread {
    quint32 devices = 0;
    std::map<quint32, quint32> wards, updates, systems; ///< devices by id
    quint16 sources = 0;

    void add(const FleetSnapshot &fleet, Row row)
    {
        const FleetChunk &chunk = fleet.chunkOf(row);
        const quint32 i = FleetSnapshot::inChunk(row);
        ++devices, ++wards[(*chunk.ward)[i]], ++updates[(*chunk.updates)[i]], ++systems[(*chunk.osBuild)[i]];
        sources = quint16(sources | (*chunk.sourceMask)[i]);
    }
    static quint32 most(const std::map<quint32, quint32> &counts)
    {
        return std::max_element(counts.begin(), counts.end(),
                                [](const auto &l, const auto &r) { return l.second < r.second; })
            ->first;
    }
    void describe(DriverEvent &event, const FleetDictionaries &names) const
    {
        constexpr std::size_t kNamed = 3;
        event.devices = devices;
        event.wards = quint32(wards.size());
        QStringList places;
        for (const auto &[id, count] : wards) {
            const Ward &ward = names.wards()[id];
            const QString called = ward.code.isEmpty() ? ward.name : ward.code;
            if (std::size_t(places.size()) < kNamed && !called.isEmpty())
                places << (ward.siteCode + u' ' + called).trimmed();
        }
        event.where = places.join(QStringLiteral(", "));
        if (wards.size() > kNamed)
            event.where = tr("%1 and %2 more").arg(event.where).arg(wards.size() - kNamed);
        QStringList tellers;
        for (quint32 bit = 0; bit < 16 && bit + 1 < names.sources.size(); ++bit) {
            if (sources >> bit & 1U)
                tellers << names.sources.text(bit + 1);
        }
        event.source = tellers.join(QStringLiteral(", "));
        QStringList parts;
        const UpdateState &update = names.updates()[most(updates)];
        if (update.agentVersion)
            parts << tr("agent %1").arg(names.versions.text(update.agentVersion));
        if (const quint32 system = most(systems))
            parts << tr("system %1").arg(names.osBuilds.text(system));
        event.with = parts.join(QStringLiteral(", "));
    }
};

/// By what the devices had until now.
std::vector<SetChange> setChanges(const FleetSnapshot &after, const std::vector<Changed> &changed, qint64 nowMs)
{
    std::map<quint32, SetChange> bySet;
    for (const Changed &device : changed)
        bySet[device.before].devices.push_back(after.id(device.row));
    std::vector<SetChange> changes;
    for (auto &[set, change] : bySet) {
        change.atMs = nowMs;
        for (const quint32 member : after.names().driverSets()[set]) {
            if (isInUse(member))
                change.before << after.names().drivers.text(member);
        }
        std::sort(change.devices.begin(), change.devices.end());
        changes.push_back(std::move(change));
    }
    return changes;
}

} // namespace

QString word(DriverEvent::Kind kind)
{
    constexpr std::array kWords{"first-read", "arrived", "left"};
    return QString::fromLatin1(kWords[std::size_t(kind)]);
}

std::optional<DriverNews> driverNews(const FleetSnapshot &before, const FleetSnapshot &after, qint64 nowMs,
                                     const std::stop_token &stop)
{
    const std::vector<Changed> changed = changedDevices(before, after);
    if (changed.empty())
        return DriverNews{};
    const auto was = driverCensus(before, nullptr, stop);
    const auto is = was ? driverCensus(after, nullptr, stop) : std::nullopt;
    if (!is)
        return std::nullopt;
    const FleetDictionaries &names = after.names();
    const auto had = [&](quint32 id) {
        return id < was->drivers.size() ? was->drivers[id].devices : 0U;
    };
    const auto &sets = names.driverSets();
    std::map<std::pair<quint32, quint32>, bool> known; // few pairs of sets stand for many devices
    std::map<quint32, Spread> arrived, left;
    for (const Changed &device : changed) {
        if (device.before == 0)
            continue; // read for the first time
        const auto [pair, isNew] = known.try_emplace({device.before, device.after}, false);
        if (isNew)
            pair->second = knewMost(names, device.before, device.after);
        if (!pair->second)
            continue;
        for (const quint32 member : sets[device.after]) {
            if (isInUse(member) && had(member) == 0)
                arrived[member].add(after, device.row);
        }
        for (const quint32 member : sets[device.before]) {
            if (isInUse(member) && is->drivers[member].devices == 0)
                left[member].add(after, device.row);
        }
    }
    DriverNews news;
    news.changes = setChanges(after, changed, nowMs);
    for (quint32 id = 1; id < is->drivers.size(); ++id) {
        DriverEvent event{.atMs = nowMs, .key = names.drivers.text(id), .devices = is->drivers[id].devices};
        if (const auto at = arrived.find(id); at != arrived.end()) {
            at->second.describe(event, names);
        } else if (const auto gone = left.find(id); gone != left.end()) {
            event.kind = DriverEvent::Kind::Left;
            gone->second.describe(event, names);
        } else if (event.devices > 0 && had(id) == 0) {
            event.kind = DriverEvent::Kind::FirstRead;
        } else {
            continue;
        }
        news.events.push_back(std::move(event));
    }
    return news;
}

std::vector<DriverReview> reviewsFor(const std::vector<DriverEvent> &events, const DriverLibrary &library,
                                     const std::vector<DriverReview> &known)
{
    std::vector<DriverReview> opened;
    for (const DriverEvent &event : events) {
        if (event.kind != DriverEvent::Kind::Arrived)
            continue;
        const DriverImage *image = library.find(event.key);
        const DriverImage named{.key = event.key};
        if (image && (image->inbox || isWindowsByName(*image)))
            continue; // kept by rule
        if (!standingOf(image ? *image : named, DriverClass::Unknown, known, {}).reviews.empty())
            continue; // somebody decided already, or has it open
        DriverReview review{.subject = ReviewSubject::Key, .name = event.key, .openedMs = event.atMs};
        review.openedBy = tr("New on %1").arg(counted(event.devices, Noun::Device));
        if (!event.where.isEmpty())
            review.openedBy += tr(" in %1").arg(event.where);
        if (!event.with.isEmpty())
            review.openedBy += tr(" · with %1").arg(event.with);
        if (!event.source.isEmpty())
            review.openedBy += tr(" · told by %1").arg(event.source);
        opened.push_back(std::move(review));
    }
    return opened;
}

} // namespace ringward
