#pragma once
#include "models/fleet/device.h"

#include <array>

namespace ringward {

/// Devices by tier and state; the honest count.
struct HealthCounts {
    std::array<std::array<quint32, kHealthCount>, kTierCount> byTier{};

    quint32 of(AgentHealth health) const
    {
        quint32 sum = 0;
        for (const auto &tier : byTier)
            sum += tier[std::size_t(health)];
        return sum;
    }
    quint32 of(Tier tier) const
    {
        quint32 sum = 0;
        for (const quint32 count : byTier[std::size_t(tier)])
            sum += count;
        return sum;
    }
    quint32 of(Tier tier, AgentHealth health) const { return byTier[std::size_t(tier)][std::size_t(health)]; }
    quint32 known() const
    {
        quint32 sum = 0;
        for (int tier = 0; tier < kTierCount; ++tier)
            sum += of(Tier(tier));
        return sum;
    }
    friend bool operator==(const HealthCounts &, const HealthCounts &) = default;
};

struct HealthSample {
    qint64 atMs = 0; ///< UTC
    HealthCounts counts;
};

} // namespace ringward
