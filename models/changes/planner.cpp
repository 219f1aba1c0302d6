#include "models/changes/planner.h"

#include <algorithm>
#include <map>

namespace ringward {

namespace {

bool givesCover(Tier tier)
{
    return tier == Tier::T0 || tier == Tier::T1;
}

/// What the plan has to know of one ward.
struct WardState {
    WardCover cover;
    quint32 running = 0; ///< machines of any tier that are up or degraded
    std::vector<std::size_t> calls;
};

/// What the fleet says of one planned device.
struct Target {
    bool working = false, covers = false, isT0 = false, running = false;
};

bool isRunning(AgentHealth health)
{
    return health == AgentHealth::Up || health == AgentHealth::Degraded;
}

/// Wards of the calls with their working machines, and the targets by call.
struct Survey {
    std::map<quint32, WardState> wards;
    std::vector<Target> targets;

    Survey(const FleetSnapshot &fleet, const std::vector<PlannedCall> &calls)
        : targets(calls.size())
    {
        std::map<DeviceId, std::size_t> callOf;
        for (std::size_t i = 0; i < calls.size(); ++i)
            callOf.emplace(calls[i].move.device, i);
        for (Row row = 0; row < fleet.size(); ++row) {
            const auto call = callOf.find(fleet.id(row));
            if (call == callOf.end())
                continue;
            targets[call->second] = {fleet.health(row) == AgentHealth::Up, givesCover(fleet.tier(row)),
                                     fleet.tier(row) == Tier::T0, isRunning(fleet.health(row))};
            wards[fleet.wardId(row)].calls.push_back(call->second);
        }
        for (Row row = 0; row < fleet.size(); ++row) {
            const auto ward = wards.find(fleet.wardId(row));
            if (ward != wards.end() && isRunning(fleet.health(row)))
                ++ward->second.running;
            if (ward != wards.end() && givesCover(fleet.tier(row)) && fleet.health(row) == AgentHealth::Up)
                ++ward->second.cover.workingNow;
        }
        for (auto &[id, state] : wards) {
            const Ward &ward = fleet.names().wards()[id];
            state.cover.ward = wardLabel(ward);
            state.cover.needed = ward.minimumCover;
            state.cover.devices = quint32(state.calls.size());
            std::sort(state.calls.begin(), state.calls.end());
        }
    }
};

/// Gives each call of one ward its step and notes the cover left in it.
void placeWard(WardState &ward, const std::vector<Target> &targets, const ExecutionLimits &limits, WardRule rule,
               std::vector<PlannedCall> &calls)
{
    WardCover &cover = ward.cover;
    const quint32 spare = cover.workingNow > cover.needed ? cover.workingNow - cover.needed : 0;
    const quint32 coverAtOnce = std::max(1U, spare); // a ward without spare machines still moves, one by one
    const quint32 runningAtOnce =
        rule == WardRule::KeepOneWorking ? std::max(1U, ward.running) - (ward.running > 1 ? 1 : 0) : ~0U;
    quint16 step = 0;
    quint32 inStep = 0, coverInStep = 0, t0InStep = 0, runningInStep = 0;
    for (const std::size_t i : ward.calls) {
        const Target &target = targets[i];
        const bool takesCover = target.working && target.covers;
        if (inStep >= quint32(std::max(1, limits.perWard)) || (takesCover && coverInStep >= coverAtOnce)
            || (target.running && runningInStep >= runningAtOnce) || (target.isT0 && t0InStep >= 1)) {
            cover.atStep.push_back(cover.workingNow - coverInStep);
            ++step;
            inStep = coverInStep = t0InStep = runningInStep = 0;
        }
        calls[i].step = step;
        calls[i].ward = cover.ward;
        ++inStep;
        coverInStep += takesCover;
        t0InStep += target.isT0;
        runningInStep += target.running;
    }
    if (inStep > 0)
        cover.atStep.push_back(cover.workingNow - coverInStep);
    cover.after = cover.workingNow;
}

} // namespace

QString wardLabel(const Ward &ward)
{
    return QStringList{ward.siteCode, ward.code.isEmpty() ? ward.name : ward.code}.join(u' ').trimmed();
}

Plan makePlan(const FleetSnapshot &fleet, std::vector<PlannedCall> calls, const ExecutionLimits &limits, qint64 nowMs,
              WardRule rule)
{
    Plan plan;
    plan.limits = limits;
    plan.madeMs = nowMs;
    Survey survey(fleet, calls);
    for (auto &[id, ward] : survey.wards)
        placeWard(ward, survey.targets, limits, rule, calls);
    for (const auto &[id, ward] : survey.wards)
        plan.steps = std::max(plan.steps, quint16(ward.cover.atStep.size()));
    for (auto &[id, ward] : survey.wards) {
        ward.cover.atStep.resize(plan.steps, ward.cover.workingNow);
        plan.cover.push_back(std::move(ward.cover));
    }
    std::stable_sort(calls.begin(), calls.end(),
                     [](const PlannedCall &left, const PlannedCall &right) { return left.step < right.step; });
    plan.calls = std::move(calls);
    return plan;
}

} // namespace ringward
