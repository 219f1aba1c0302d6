#include "models/rings/whatif.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace ringward {

namespace {

/// The chance that more than `spare` of `hit` machines fail, each with `share`.
double chanceOfMore(quint32 hit, double share, quint32 spare)
{
    if (hit <= spare || share <= 0)
        return 0;
    if (share >= 1)
        return 1;
    // Terms in logarithms: a ward may have hundreds of machines.
    double sum = 0;
    for (quint32 k = 0; k <= spare; ++k)
        sum += std::exp(std::lgamma(hit + 1.0) - std::lgamma(k + 1.0) - std::lgamma(hit - k + 1.0) + k * std::log(share)
                        + (hit - k) * std::log1p(-share));
    return std::clamp(1 - sum, 0.0, 1.0);
}

template <typename IsHit>
Damage damageOf(const RingFacts &facts, double share, const IsHit &isHit)
{
    Damage sum;
    const auto &wards = facts.fleet->names().wards();
    std::vector<quint32> hits(wards.size(), 0), working(wards.size(), 0);
    for (Row row = 0; row < facts.rows(); ++row) {
        working[facts.ward[row]] += facts.working[row];
        sum.ofMachines += facts.today[row] != kNoRing;
        if (facts.today[row] == kNoRing || !isHit(row))
            continue;
        ++sum.reached;
        if (!facts.working[row])
            continue; // it is down already, whatever the reason
        sum.machines += share;
        sum.tiers[std::size_t(facts.tier[row])] += share;
        ++hits[facts.ward[row]];
    }
    for (std::size_t ward = 1; ward < wards.size(); ++ward) {
        const quint32 cover = std::max<quint32>(1, wards[ward].minimumCover);
        if (working[ward] < cover)
            continue;
        ++sum.ofWards;
        const double chance = chanceOfMore(hits[ward], share, working[ward] - cover);
        sum.wards += chance;
        sum.beds += chance * wards[ward].beds;
    }
    return sum;
}

} // namespace

Damage damage(const RingFacts &facts, const RingAssignment &rings, const BadContent &content)
{
    return damageOf(facts, content.failureShare, [&](Row row) {
        return !facts.isHeld(rings[row]) && facts.policy.rings[rings[row]].delayMin < content.revertedMin;
    });
}

Damage damageWithoutRings(const RingFacts &facts, const BadContent &content)
{
    return damageOf(facts, content.failureShare, [](Row) { return true; });
}

Damage damageOfOneKind(const RingFacts &facts, const RingAssignment &rings, const BadContent &content)
{
    constexpr int kNever = std::numeric_limits<int>::max();
    std::vector<int> firstMin(facts.strata.size(), kNever);
    std::vector<quint32> sizes(facts.strata.size(), 0);
    quint32 all = 0;
    for (Row row = 0; row < facts.rows(); ++row) {
        if (facts.isHeld(rings[row]))
            continue;
        ++all;
        ++sizes[facts.stratum[row]];
        // A machine that does not work cannot give the alarm.
        if (facts.working[row])
            firstMin[facts.stratum[row]] =
                std::min(firstMin[facts.stratum[row]], facts.policy.rings[rings[row]].delayMin);
    }
    Damage average;
    if (all == 0)
        return average;
    for (Row row = 0; row < facts.rows(); ++row) {
        if (facts.isHeld(rings[row]) || !facts.working[row])
            continue;
        const quint32 stratum = facts.stratum[row];
        const double weight = double(sizes[stratum]) / all;
        if (facts.policy.rings[rings[row]].delayMin - firstMin[stratum] >= content.revertedMin)
            continue;
        average.machines += weight * content.failureShare;
        average.tiers[std::size_t(facts.tier[row])] += weight * content.failureShare;
    }
    average.ofMachines = all;
    return average;
}

RingAssignment byLot(const RingFacts &facts, const RingAssignment &rings, quint32 seed)
{
    std::vector<Row> rows;
    std::vector<quint8> places;
    for (Row row = 0; row < facts.rows(); ++row) {
        if (facts.isHeld(rings[row]))
            continue;
        rows.push_back(row);
        places.push_back(rings[row]);
    }
    std::mt19937 random(seed);
    for (std::size_t i = places.size(); i > 1; --i) // std::shuffle draws differently on every platform
        std::swap(places[i - 1], places[random() % i]);
    RingAssignment drawn = rings;
    for (std::size_t i = 0; i < rows.size(); ++i)
        drawn[rows[i]] = places[i];
    return drawn;
}

} // namespace ringward
