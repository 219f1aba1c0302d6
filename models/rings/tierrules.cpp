#include "models/rings/tierrules.h"

#include "models/fleet/filter.h"
#include "models/fleet/fleetbuilder.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>

#include <map>

namespace ringward {

namespace {

Error malformed(const QString &advice)
{
    return {Error::Kind::Malformed, QStringLiteral("tier rules"), advice};
}

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Rings", text);
}

void write(const TierSaying &saying, QJsonObject &to)
{
    if (saying.tier)
        to.insert(QStringLiteral("tier"), word(*saying.tier));
    if (!saying.role.isEmpty())
        to.insert(QStringLiteral("role"), saying.role);
    if (saying.downtime)
        to.insert(QStringLiteral("downtime"), *saying.downtime);
}

Result<TierSaying> read(const QJsonObject &from, const QString &who)
{
    TierSaying saying;
    const QString tier = from[QStringLiteral("tier")].toString();
    saying.tier = tierFromWord(tier);
    if (!tier.isEmpty() && !saying.tier)
        return malformed(tr("“%1” of “%2” is no tier; there are t0, t1, t2, t3 and tx.").arg(tier, who));
    saying.role = from[QStringLiteral("role")].toString();
    if (from.contains(QStringLiteral("downtime")))
        saying.downtime = from[QStringLiteral("downtime")].toBool();
    if (!saying.says())
        return malformed(tr("“%1” says neither tier nor role nor downtime.").arg(who));
    return saying;
}

void fill(TierSaying &decided, const TierSaying &saying)
{
    if (!decided.tier)
        decided.tier = saying.tier;
    if (decided.role.isEmpty())
        decided.role = saying.role;
    if (!decided.downtime)
        decided.downtime = saying.downtime;
}

} // namespace

QJsonObject toJson(const TierSet &set)
{
    QJsonArray rules, overrides;
    for (const TierRule &rule : set.rules) {
        QJsonObject json{{QStringLiteral("name"), rule.name}, {QStringLiteral("filter"), rule.filter}};
        write(rule.saying, json);
        rules.append(json);
    }
    for (const TierOverride &override : set.overrides) {
        QJsonObject json{{QStringLiteral("device"), qint64(override.device.value)},
                         {QStringLiteral("by"), override.by},
                         {QStringLiteral("reason"), override.reason}};
        write(override.saying, json);
        overrides.append(json);
    }
    return {{QStringLiteral("version"), set.version},
            {QStringLiteral("rules"), rules},
            {QStringLiteral("overrides"), overrides}};
}

Result<TierSet> tierSetFromJson(const QJsonObject &json)
{
    TierSet set;
    set.version = json[QStringLiteral("version")].toInt();
    for (const QJsonValue &value : json[QStringLiteral("rules")].toArray()) {
        TierRule rule{value[u"name"].toString(), value[u"filter"].toString(), {}};
        const Filter filter = Filter::parse(rule.filter);
        if (!filter.isValid() || rule.filter.trimmed().isEmpty())
            return malformed(tr("The filter of “%1” is not valid: %2").arg(rule.name, filter.diagnosis().message));
        const auto saying = read(value.toObject(), rule.name);
        if (!saying)
            return saying.error();
        rule.saying = *saying;
        set.rules.push_back(std::move(rule));
    }
    for (const QJsonValue &value : json[QStringLiteral("overrides")].toArray()) {
        TierOverride override{
            DeviceId{quint32(value[u"device"].toInteger())}, {}, value[u"by"].toString(), value[u"reason"].toString()};
        if (!override.device || override.by.isEmpty())
            return malformed(tr("An override names a device and who made it."));
        const auto saying = read(value.toObject(), override.by);
        if (!saying)
            return saying.error();
        override.saying = *saying;
        set.overrides.push_back(std::move(override));
    }
    return set;
}

std::vector<TierDecision> decideTiers(const FleetSnapshot &fleet, const TierSet &set, qint64 nowMs)
{
    std::map<Row, TierDecision> decisions;
    QHash<DeviceId, const TierOverride *> byHand;
    for (const TierOverride &override : set.overrides)
        byHand.insert(override.device, &override);
    for (Row row = 0; !byHand.isEmpty() && row < fleet.size(); ++row) {
        const auto override = byHand.constFind(fleet.id(row));
        if (override == byHand.constEnd())
            continue;
        TierDecision &decision = decisions[row];
        decision.byHand = true;
        fill(decision.decided, override.value()->saying);
    }
    for (std::size_t i = 0; i < set.rules.size(); ++i) {
        const std::optional<RowSet> found = Filter::parse(set.rules[i].filter).match(fleet, nowMs);
        for (Row row = 0; found && row < fleet.size(); ++row) {
            if (!found->test(row))
                continue;
            TierDecision &decision = decisions[row];
            const bool tierOpen = !decision.decided.tier && set.rules[i].saying.tier;
            if (decision.rule < 0 || tierOpen)
                decision.rule = int(i);
            fill(decision.decided, set.rules[i].saying);
        }
    }
    std::vector<TierDecision> all;
    for (auto &[row, decision] : decisions) {
        decision.row = row;
        const quint32 role = (*fleet.chunkOf(row).role)[FleetSnapshot::inChunk(row)];
        decision.told = {fleet.tier(row), role ? fleet.names().roles.text(role) : QString(),
                         fleet.flags(row).testFlag(DeviceFlag::DowntimePc)};
        fill(decision.decided, decision.told);
        all.push_back(std::move(decision));
    }
    return all;
}

TierCounts countTiers(const FleetSnapshot &fleet, const TierSet &set, qint64 nowMs, std::stop_token stop)
{
    TierCounts counts;
    counts.rules.resize(set.rules.size());
    for (std::size_t i = 0; i < set.rules.size() && !stop.stop_requested(); ++i) {
        if (const std::optional<RowSet> found = Filter::parse(set.rules[i].filter).match(fleet, nowMs))
            counts.rules[i].finds = quint32(found->count());
    }
    if (stop.stop_requested())
        return counts;
    for (const TierDecision &decision : decideTiers(fleet, set, nowMs)) {
        if (decision.rule >= 0)
            ++counts.rules[std::size_t(decision.rule)].decides;
        counts.changed += decision.told != decision.decided;
    }
    return counts;
}

FleetSnapshotPtr withTiers(const FleetSnapshotPtr &fleet, const TierSet &set, qint64 nowMs)
{
    std::vector<TierDecision> decisions;
    if (!set.isEmpty())
        decisions = decideTiers(*fleet, set, nowMs);
    std::erase_if(decisions, [](const TierDecision &d) { return d.told == d.decided; });
    if (decisions.empty())
        return fleet;
    FleetBuilder builder(fleet);
    for (const TierDecision &decision : decisions) {
        DeviceRow row = fleet->row(decision.row);
        row.tier = *decision.decided.tier;
        row.flags.setFlag(DeviceFlag::DowntimePc, *decision.decided.downtime);
        if (decision.decided.role != decision.told.role)
            row.role = builder.editNames().roles.intern(decision.decided.role);
        builder.update(decision.row, row);
    }
    return builder.publish(fleet->takenMs());
}

} // namespace ringward
