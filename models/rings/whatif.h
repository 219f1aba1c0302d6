#pragma once
#include "models/rings/ringfacts.h"

#include <array>

namespace ringward {

/// A version that breaks machines, and how fast that is noticed. Whether the vendor then takes it out of later rings
/// too is an assumption that is said wherever the answer is shown.
struct BadContent {
    QString version; ///< as people call it; nothing is looked up
    double failureShare = 1; ///< of the machines that get it, 0 to 1
    int revertedMin = 78; ///< minutes from release until it is withdrawn
};

/// What it takes down under one assignment. Shares of machines give expected numbers, which need not be whole.
struct Damage {
    double machines = 0;
    double wards = 0; ///< that fall below their minimum cover; one working machine where none is told
    double beds = 0; ///< in those wards, as far as told
    std::array<double, kTierCount> tiers{};
    quint32 reached = 0; ///< machines that get it before it is withdrawn
    quint32 ofMachines = 0, ofWards = 0; ///< that take part; wards that have their cover today
};

/// Rings release in order of their delay; a machine in a ring with a delay below `revertedMin` gets it.
Damage damage(const RingFacts &facts, const RingAssignment &rings, const BadContent &content);
/// The same when everybody is in one ring without delay, held machines too: what happened on 19 July 2024.
Damage damageWithoutRings(const RingFacts &facts, const BadContent &content);

/// A version that is bad for one kind of machine only (a stratum), found when the first such machine fails and
/// withdrawn `revertedMin` after that: the average over all strata, by how many machines each has. This is where
/// canaries of every kind count.
Damage damageOfOneKind(const RingFacts &facts, const RingAssignment &rings, const BadContent &content);

/// The same number of machines in each ring, but picked by lot: what a percentage rollout does. Held machines stay.
RingAssignment byLot(const RingFacts &facts, const RingAssignment &rings, quint32 seed);

} // namespace ringward
