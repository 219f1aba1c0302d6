#pragma once
#include <QString>

#include <optional>
#include <span>

namespace ringward {

/// What a file system filter is for, as its altitude tells. Source of the ranges: Microsoft, "Load order groups and
/// altitudes for minifilter drivers". Higher numbers are further from the disk.
struct AltitudeGroup {
    const char *loadOrderGroup; ///< as in INF files: "FSFilter Anti-Virus"
    const char *meaning; ///< for people; translate in the context "ringward::AltitudeGroup"
    int lowest, highest; ///< whole part of the altitude, both included
};

std::span<const AltitudeGroup> altitudeGroups();

/// The group of an altitude written as decimal text ("385250.5"); null when it is no number or in no group.
const AltitudeGroup *altitudeGroupOf(QStringView altitude);

/// Compares altitudes as decimals of any precision; nullopt when one of them is no altitude.
std::optional<int> compareAltitudes(QStringView left, QStringView right);

} // namespace ringward
