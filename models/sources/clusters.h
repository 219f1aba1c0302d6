#pragma once
#include "models/sources/identity.h"

#include <span>

namespace ringward {

/// A record as the clustering sees it.
struct ClusterMember {
    Identity identity;
    quint32 source = 0;
};

/// Which records mean one machine, and which shared values were no proof of it.
struct Clustering {
    std::vector<quint32> clusterOf; ///< by member; 0 to count - 1
    quint32 count = 0;
    std::vector<quint8> disputed; ///< by member: bit n is set when its proof n is shared, but proves nothing
    std::vector<quint64> overshared; ///< values that one source tells of implausibly many different machines
};

/// This many different machines in one source are too many for one hardware UUID.
inline constexpr std::size_t kImplausible = 3;

/// Makes machines of records by the rule in resources/help/reconciling.md. A function of the set of members: their
/// order changes nothing but the numbers of the clusters.
Clustering clusterRecords(std::span<const ClusterMember> members);

} // namespace ringward
