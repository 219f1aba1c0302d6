#pragma once
#include "models/changes/approvalpolicy.h"

#include <QStringList>

namespace ringward {

/// Limits within which a change may do without a vote.
inline constexpr int kMostStandardDevices = 200, kMostStandardWards = 50;
inline constexpr int kMostHours = 90 * 24, kMostEmergencyHours = 24;

/// What is wrong with policies and templates, as sentences; empty when they can be saved. `people` are those of the
/// roster: policies that nobody could satisfy are wrong, too.
QStringList problemsOf(const PolicyBook &book, const std::vector<Person> &people);

} // namespace ringward
