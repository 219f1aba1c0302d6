#include "models/drivers/drivertime.h"

#include "models/fleet/drivermember.h"
#include "models/fleet/fleetbuilder.h"

#include <unordered_map>

namespace ringward {

FleetSnapshotPtr fleetAt(const FleetSnapshotPtr &now, const std::vector<SetChange> &changes)
{
    if (changes.empty())
        return now;
    FleetBuilder builder(now);
    std::unordered_map<quint32, const SetChange *> earliest; // the last one seen going back is what it was
    for (const SetChange &change : changes) {
        for (const DeviceId device : change.devices)
            earliest[device.value] = &change;
    }
    std::unordered_map<const SetChange *, quint32> sets;
    for (Row row = 0; row < now->size(); ++row) {
        const auto change = earliest.find(now->id(row).value);
        if (change == earliest.end())
            continue;
        const auto [set, isNew] = sets.try_emplace(change->second, 0U);
        if (isNew && !change->second->before.isEmpty()) {
            std::vector<quint32> ids;
            for (const QString &key : change->second->before)
                ids.push_back(builder.editNames().drivers.intern(key));
            set->second = builder.editNames().driverSet(std::move(ids));
        }
        DeviceRow device = now->row(row);
        device.driverSet = set->second;
        builder.update(row, device);
    }
    return builder.publish(now->takenMs());
}

std::vector<PrevalencePoint> prevalenceSince(const FleetSnapshot &now, const std::vector<SetChange> &changes,
                                             const std::function<bool(const QString &key)> &has, qint64 fromMs,
                                             qint64 nowMs)
{
    const FleetDictionaries &names = now.names();
    std::vector<bool> wanted(names.drivers.size());
    for (quint32 id = 1; id < names.drivers.size(); ++id)
        wanted[id] = has(names.drivers.text(id));
    std::unordered_map<quint32, bool> hasIt; // by device
    quint32 devices = 0;
    for (Row row = 0; row < now.size(); ++row) {
        const auto &set = names.driverSets()[(*now.chunkOf(row).driverSet)[FleetSnapshot::inChunk(row)]];
        const bool hit = std::any_of(set.begin(), set.end(), [&](quint32 id) { return isInUse(id) && wanted[id]; });
        hasIt.emplace(now.id(row).value, hit);
        devices += hit;
    }
    std::vector<PrevalencePoint> points{{nowMs, devices}};
    qint64 knownMs = fromMs;
    for (const SetChange &change : changes) {
        if (change.before.isEmpty()) { // read for the first time: nobody knows how long they had it
            knownMs = change.atMs;
            continue;
        }
        knownMs = fromMs;
        const bool had = std::any_of(change.before.begin(), change.before.end(), has);
        const quint32 later = devices;
        for (const DeviceId device : change.devices) {
            const auto at = hasIt.find(device.value);
            if (at == hasIt.end() || at->second == had)
                continue;
            at->second = had;
            devices = had ? devices + 1 : devices - 1;
        }
        if (devices != later)
            points.push_back({change.atMs, later}); // from that moment on it was what it is later
    }
    points.push_back({knownMs, devices});
    std::reverse(points.begin(), points.end());
    return points;
}

} // namespace ringward
