#pragma once
#include "models/sources/fleetkeeper.h"
#include "tests/models/sources/records.h"

#include <set>

namespace ringward::testing {

inline constexpr qint64 kBenchNow = 1'757'320'000'000;

/// A keeper with three sources that have just told `records`.
struct KeeperBench {
    FleetKeeper keeper{HealthRules::builtIn()};
    FleetSnapshotPtr fleet;
    Harvest harvest;

    KeeperBench()
    {
        for (quint32 id = 1; id <= 3; ++id)
            keeper.setSource({SourceId{id}, QStringLiteral("source %1").arg(id), 300, false});
    }
    explicit KeeperBench(const std::vector<SourceRecord> &records)
        : KeeperBench()
    {
        tell(records);
    }
    /// Each source tells all it has anew.
    void tell(const std::vector<SourceRecord> &records, qint64 nowMs = kBenchNow)
    {
        for (quint32 id = 1; id <= 3; ++id)
            keeper.begin(SourceId{id});
        for (const SourceRecord &record : records) // one by one, so that all orders are tried
            keeper.add(record.source, {record}, nowMs);
        for (quint32 id = 1; id <= 3; ++id)
            keeper.finish(SourceId{id}, true, nowMs, nowMs);
        keeper.passTime(nowMs);
        fleet = keeper.publish(nowMs);
        harvest = keeper.takeHarvest();
    }
    std::size_t size() const { return fleet->size(); }
    DetailDraft detail(Row row) { return keeper.describe(fleet->id(row)).value_or(DetailDraft{}); }
    DeviceId idOf(const char *key)
    {
        for (Row row = 0; row < fleet->size(); ++row) {
            for (const SourceRecord &each : detail(row).detail.records) {
                if (each.key == QString::fromUtf8(key))
                    return fleet->id(row);
            }
        }
        return {};
    }
    bool together(const char *a, const char *b) { return idOf(a) && idOf(a) == idOf(b); }

    /// Everything that must not depend on the order in which records came.
    std::set<QString> portrait(bool describeWards = true)
    {
        std::set<QString> all;
        for (Row row = 0; row < fleet->size(); ++row) {
            std::set<QString> keys;
            for (const SourceRecord &each : detail(row).detail.records)
                keys.insert(QStringLiteral("%1/%2@%3").arg(each.source.value).arg(each.key).arg(each.lastSeenMs));
            const DeviceRow d = fleet->row(row);
            const Ward &ward = fleet->ward(row);
            QString text = QString::fromStdString(d.host) + u' ' + word(d.tier) + u' ' + word(d.health) + u' '
                + ward.code + u' ' + (describeWards ? ward.name : QString()) + u' '
                + (describeWards ? QString::number(ward.beds) : QString()) + u' ' + fleet->names().models.text(d.model)
                + u' ' + QString::number(d.conflicts) + u' ' + QString::number(d.lastSeenMs) + u' '
                + QString::number(d.sourceMask);
            for (const QString &key : keys)
                text += QStringLiteral(" | ") + key;
            all.insert(text);
        }
        return all;
    }
};

} // namespace ringward::testing
