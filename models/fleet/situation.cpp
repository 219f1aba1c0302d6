#include "models/fleet/situation.h"

#include "models/fleet/situationscan.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace ringward {

namespace {

constexpr qint64 kPinHorizonMs = 7LL * 24 * 3600 * 1000;

std::vector<bool> pinsExpiringSoon(const FleetDictionaries &names, qint64 nowMs)
{
    std::vector<bool> soon;
    for (const PinMark &pin : names.pins())
        soon.push_back(pin.expiresMs > 0 && pin.expiresMs < nowMs + kPinHorizonMs);
    return soon;
}

void scanChunk(const FleetChunk &chunk, const std::vector<bool> &pinSoon, const FleetDictionaries &names,
               SituationScan &scan)
{
    const auto &wards = *chunk.ward, &since = *chunk.healthSinceSec, &updates = *chunk.updates;
    const auto &tiers = *chunk.tier, &states = *chunk.health, &conflicts = *chunk.conflicts;
    const auto &pins = *chunk.pin, &recovery = *chunk.recovery;
    for (quint32 i = 0; i < chunk.size(); ++i) {
        ++scan.byWard[wards[i]].byTier[tiers[i]][states[i]];
        ++scan.byUpdate[updates[i]];
        if (AgentHealth(states[i]) == AgentHealth::Silent) {
            scan.silent.push_back({wards[i], since[i]});
            if (Tier(tiers[i]) == Tier::T0)
                scan.oldestSilentT0Sec = scan.oldestSilentT0Sec ? std::min(scan.oldestSilentT0Sec, since[i]) : since[i];
        } else if (AgentHealth(states[i]) == AgentHealth::CrashLooping) {
            ++scan.crashedByUpdate[updates[i]];
        }
        scan.conflicts += conflicts[i] > 0;
        const KeyState key = RecoveryMark::stateOf(recovery[i]);
        ++scan.keys[std::size_t(key)];
        scan.keysMissingT0 += Tier(tiers[i]) == Tier::T0 && (key == KeyState::None || key == KeyState::Unseen);
        scan.keysToRotate += key == KeyState::Present && RecoveryMark::unpacked(recovery[i]).toRotate;
        if (pinSoon[pins[i]]) {
            const qint64 expires = names.pins()[pins[i]].expiresMs;
            scan.firstPinMs = scan.pinsExpiring++ ? std::min(scan.firstPinMs, expires) : expires;
        }
    }
}

WardState stateOf(quint32 id, const Ward &ward, const HealthCounts &counts)
{
    WardState state{id, counts, 0, ward.minimumCover};
    state.working = counts.of(AgentHealth::Up) + counts.of(AgentHealth::Degraded);
    return state;
}

std::vector<SiteState> sitesOf(const FleetDictionaries &names, const SituationScan &scan)
{
    std::vector<SiteState> sites;
    std::map<QString, std::size_t> known;
    for (quint32 id = 0; id < scan.byWard.size(); ++id) {
        const HealthCounts &counts = scan.byWard[id];
        if (counts.known() == 0)
            continue;
        const Ward &ward = names.wards()[id];
        const auto [at, isNew] = known.try_emplace(ward.siteCode, sites.size());
        if (isNew)
            sites.push_back({ward.siteCode, ward.siteName, {}, 0, 0, 0});
        SiteState &site = sites[at->second];
        const WardState &state = site.wards.emplace_back(stateOf(id, ward, counts));
        site.devices += state.devices();
        site.notUp += state.notUp();
        site.wardsNotUp += state.notUp() > 0;
    }
    return sites;
}

bool isNewer(const QString &a, const QString &b)
{
    bool aIsNumber = false, bIsNumber = false;
    const qlonglong x = a.toLongLong(&aIsNumber), y = b.toLongLong(&bIsNumber);
    return aIsNumber && bIsNumber ? x > y : a > b;
}

std::vector<RingContent> ringsOf(const FleetDictionaries &names, const SituationScan &scan)
{
    const auto stream = contentStream(names);
    if (!stream)
        return {};
    std::map<quint32, std::map<quint32, quint32>> counts; // ring, version, devices
    for (std::size_t id = 0; id < scan.byUpdate.size(); ++id) {
        const auto &streams = names.updates()[id].streams;
        const StreamState state = *stream < streams.size() ? streams[*stream] : StreamState{};
        if (scan.byUpdate[id])
            counts[state.ring][state.version] += scan.byUpdate[id];
    }
    std::vector<RingContent> rings;
    for (const auto &[ring, versions] : counts) {
        RingContent content{names.rings()[ring], {versions.begin(), versions.end()}, 0};
        for (const auto &[version, devices] : versions)
            content.devices += devices;
        std::sort(content.versions.begin(), content.versions.end(), [&](const auto &a, const auto &b) {
            return isNewer(names.versions.text(a.first), names.versions.text(b.first));
        });
        rings.push_back(std::move(content));
    }
    std::stable_sort(rings.begin(), rings.end(), [](const RingContent &a, const RingContent &b) {
        const auto place = [](const RingContent &r) {
            return std::tuple(r.ring.name.isEmpty(), r.ring.held, r.ring.order);
        };
        return place(a) < place(b);
    });
    return rings;
}

std::vector<AgentVersions> agentsOf(const FleetDictionaries &names, const SituationScan &scan)
{
    std::map<std::pair<quint32, quint32>, quint32> counts;
    for (std::size_t id = 0; id < scan.byUpdate.size(); ++id) {
        const UpdateState &update = names.updates()[id];
        if (scan.byUpdate[id] && (update.agentProduct || update.agentVersion))
            counts[{update.agentProduct, update.agentVersion}] += scan.byUpdate[id];
    }
    std::vector<AgentVersions> agents;
    for (const auto &[agent, devices] : counts)
        agents.push_back({agent.first, agent.second, devices});
    std::stable_sort(agents.begin(), agents.end(),
                     [](const AgentVersions &a, const AgentVersions &b) { return a.devices > b.devices; });
    return agents;
}

} // namespace

AgentHealth WardState::worst() const
{
    for (int health = 0; health < kHealthCount; ++health) {
        if (counts.of(AgentHealth(health)) > 0)
            return AgentHealth(health);
    }
    return AgentHealth::Up;
}

bool WardState::asksForAPerson() const
{
    const quint32 lifeCritical = counts.of(Tier::T0) - counts.of(Tier::T0, AgentHealth::Up);
    return counts.of(AgentHealth::CrashLooping) > 0 || lifeCritical > 0 || notUp() * 10 >= std::max(1U, devices());
}

std::optional<std::size_t> contentStream(const FleetDictionaries &names)
{
    const auto &streams = names.streams();
    const auto found = std::find_if(streams.begin(), streams.end(),
                                    [](const Stream &s) { return s.kind == StreamKind::SecurityContent; });
    if (found == streams.end())
        return {};
    return std::size_t(found - streams.begin());
}

std::optional<SituationScan> scanSituation(const FleetSnapshot &fleet, qint64 nowMs, std::stop_token stop)
{
    const FleetDictionaries &names = fleet.names();
    SituationScan scan;
    scan.byWard.resize(names.wards().size());
    scan.byUpdate.resize(names.updates().size());
    scan.crashedByUpdate.resize(names.updates().size());
    const std::vector<bool> pinSoon = pinsExpiringSoon(names, nowMs);
    for (const FleetChunkPtr &chunk : fleet.chunks()) {
        if (stop.stop_requested())
            return {};
        scanChunk(*chunk, pinSoon, names, scan);
    }
    return scan;
}

std::optional<Situation> assess(FleetSnapshotPtr fleet, std::vector<SourceFact> sources, qint64 nowMs,
                                std::stop_token stop)
{
    const auto scan = scanSituation(*fleet, nowMs, stop);
    if (!scan)
        return {};
    const FleetDictionaries &names = fleet->names();
    Situation situation;
    situation.fleet = fleet;
    situation.nowMs = nowMs;
    situation.sources = std::move(sources);
    situation.conflicts = scan->conflicts;
    situation.keys = scan->keys;
    situation.sites = sitesOf(names, *scan);
    for (const SiteState &site : situation.sites) {
        situation.wards += quint32(site.wards.size());
        for (const WardState &ward : site.wards) {
            for (std::size_t tier = 0; tier < kTierCount; ++tier) {
                for (std::size_t health = 0; health < kHealthCount; ++health)
                    situation.counts.byTier[tier][health] += ward.counts.byTier[tier][health];
            }
        }
    }
    if (const auto stream = contentStream(names))
        situation.stream = names.streams()[*stream];
    situation.rings = ringsOf(names, *scan);
    situation.agents = agentsOf(names, *scan);
    situation.attention = attentionOf(situation, *scan);
    if (stop.stop_requested())
        return {};
    return situation;
}

} // namespace ringward
