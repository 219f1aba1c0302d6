#pragma once
#include <QtGlobal>

#include <algorithm>
#include <vector>

namespace ringward {

// What a member of a driver set says. Most are ids in FleetDictionaries::drivers as they are.

/// In a set: its list comes from a tool that leaves drivers out, so what is not in it may be there all the same.
inline constexpr quint32 kPartialList = 0;
/// Added to an id: the driver lies on the device but is kept from starting, and did not run.
inline constexpr quint32 kDisabledDriver = 1U << 31;

constexpr bool isDriver(quint32 member)
{
    return member != kPartialList;
}
constexpr bool isDisabled(quint32 member)
{
    return member & kDisabledDriver;
}
constexpr quint32 driverOf(quint32 member)
{
    return member & ~kDisabledDriver;
}
/// Whether it is a driver that starts, or may.
constexpr bool isInUse(quint32 member)
{
    return isDriver(member) && !isDisabled(member);
}
inline bool isPartial(const std::vector<quint32> &set)
{
    return !set.empty() && set.front() == kPartialList; // sets are sorted
}
inline quint32 driversIn(const std::vector<quint32> &set)
{
    return quint32(set.size()) - isPartial(set);
}

} // namespace ringward
