#include "models/rings/ringfacts.h"

#include "models/base/counted.h"
#include "models/fleet/drivermember.h"
#include "models/fleet/streamlookup.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace ringward {

namespace {

/// Position in the policy of each ring that the fleet knows.
std::vector<quint8> ringPositions(const FleetDictionaries &names, const StreamPolicy &policy,
                                  std::vector<bool> &unknown)
{
    std::vector<quint8> positions;
    for (const RingName &ring : names.rings()) {
        const int at = policy.ringCalled(ring.name);
        positions.push_back(at < 0 ? kNoRing : quint8(at));
    }
    unknown.assign(positions.size(), false);
    return positions;
}

void numberSites(RingFacts &facts, std::vector<quint32> &siteOfWard)
{
    QHash<QString, quint32> known;
    facts.siteNames = {QString()};
    for (const Ward &ward : facts.fleet->names().wards()) {
        const QString name = ward.siteCode.isEmpty() ? ward.siteName : ward.siteCode;
        quint32 number = 0;
        if (!name.isEmpty()) {
            const auto at = known.constFind(name.toCaseFolded());
            number = at == known.constEnd() ? quint32(facts.siteNames.size()) : at.value();
            if (at == known.constEnd()) {
                known.insert(name.toCaseFolded(), number);
                facts.siteNames.push_back(name);
            }
        }
        siteOfWard.push_back(number);
    }
}

void numberStrata(RingFacts &facts, const std::vector<quint32> &driverSets)
{
    struct Hash {
        size_t operator()(const std::array<quint32, 3> &key) const { return qHashMulti(0, key[0], key[1], key[2]); }
    };
    std::unordered_map<std::array<quint32, 3>, quint32, Hash> known;
    facts.stratum.assign(facts.rows(), 0);
    for (Row row = 0; row < facts.rows(); ++row) {
        if (facts.today[row] == kNoRing)
            continue;
        const auto [at, isNew] =
            known.try_emplace({facts.model[row], driverSets[row], facts.site[row]}, quint32(facts.strata.size()));
        if (isNew)
            facts.strata.push_back({facts.model[row], driverSets[row], facts.site[row], 0});
        facts.stratum[row] = at->second;
        ++facts.strata[at->second].devices;
    }
}

void groupByWard(RingFacts &facts)
{
    facts.wardStart.assign(facts.fleet->names().wards().size() + 1, 0);
    for (const quint32 ward : facts.ward)
        ++facts.wardStart[ward + 1];
    for (std::size_t i = 1; i < facts.wardStart.size(); ++i)
        facts.wardStart[i] += facts.wardStart[i - 1];
    std::vector<quint32> next(facts.wardStart.begin(), facts.wardStart.end() - 1);
    facts.wardRows.resize(facts.rows());
    for (Row row = 0; row < facts.rows(); ++row)
        facts.wardRows[next[facts.ward[row]]++] = row;
}

} // namespace

RingFactsPtr gatherRingFacts(FleetSnapshotPtr fleet, StreamPolicy policy, std::stop_token stop,
                             QStringList *unknownRings)
{
    auto facts = std::make_shared<RingFacts>();
    facts->fleet = std::move(fleet);
    facts->policy = std::move(policy);
    const FleetDictionaries &names = facts->fleet->names();
    const auto &streams = names.streams();
    const auto stream = std::size_t(std::find(streams.begin(), streams.end(), facts->policy.stream) - streams.begin());
    std::vector<bool> unknown;
    const std::vector<quint8> positions = ringPositions(names, facts->policy, unknown);
    std::vector<quint32> siteOfWard, driverSets;
    numberSites(*facts, siteOfWard);
    const quint32 rows = facts->fleet->size();
    for (auto *column : {&facts->ward, &facts->site, &facts->model, &facts->vendor, &driverSets})
        column->reserve(rows);
    facts->today.reserve(rows);
    for (const FleetChunkPtr &chunk : facts->fleet->chunks()) {
        if (stop.stop_requested())
            return nullptr;
        for (quint32 i = 0; i < chunk->size(); ++i) {
            const UpdateState &updates = names.updates()[(*chunk->updates)[i]];
            const quint32 told = stream < updates.streams.size() ? updates.streams[stream].ring : 0;
            const quint8 ring = told ? positions[told] : kNoRing;
            unknown[told] = told && ring == kNoRing;
            facts->today.push_back(ring);
            facts->participants += ring != kNoRing;
            const quint32 ward = (*chunk->ward)[i];
            facts->ward.push_back(ward);
            facts->site.push_back(siteOfWard[ward]);
            facts->model.push_back((*chunk->model)[i]);
            facts->vendor.push_back(updates.agentProduct);
            facts->tier.push_back(Tier((*chunk->tier)[i]));
            const auto health = AgentHealth((*chunk->health)[i]);
            facts->working.push_back(health == AgentHealth::Up || health == AgentHealth::Degraded);
            facts->pinned.push_back(names.pins()[(*chunk->pin)[i]].kind != PinKind::None);
            driverSets.push_back((*chunk->driverSet)[i]);
        }
    }
    numberStrata(*facts, driverSets);
    groupByWard(*facts);
    for (std::size_t i = 0; unknownRings && i < unknown.size(); ++i) {
        if (unknown[i])
            unknownRings->append(names.rings()[i].name);
    }
    return facts;
}

QString RingFacts::host(Row row) const
{
    const std::string_view name = fleet->host(row);
    return QString::fromUtf8(name.data(), qsizetype(name.size()));
}

QString RingFacts::wardName(quint32 wardId) const
{
    const Ward &told = fleet->names().wards()[wardId];
    const QString &name = told.code.isEmpty() ? told.name : told.code;
    if (name.isEmpty())
        return QCoreApplication::translate("ringward::Rings", "(no ward told)");
    return told.siteCode.isEmpty() ? name : told.siteCode + u' ' + name;
}

QString RingFacts::stratumName(const Stratum &told) const
{
    const FleetDictionaries &names = fleet->names();
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("ringward::Rings", text);
    };
    const QString machine = told.model ? names.models.text(told.model) : tr("model not told");
    const QString drivers = told.driverSet
        ? tr("driver set %1 (%2)")
              .arg(told.driverSet)
              .arg(counted(driversIn(names.driverSets()[told.driverSet]), Noun::Driver))
        : tr("drivers not told");
    return siteNames[told.site].isEmpty() ? QStringLiteral("%1, %2").arg(machine, drivers)
                                          : QStringLiteral("%1, %2, %3").arg(machine, drivers, siteNames[told.site]);
}

RingMove RingFacts::move(Row row, quint8 from, quint8 to) const
{
    return {fleet->id(row), policy.stream, from == kNoRing ? RingName() : policy.rings[from].name,
            policy.rings[to].name};
}

} // namespace ringward
