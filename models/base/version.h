#pragma once
#include <QStringView>

namespace ringward {

/// Compares dotted numbers as numbers ("10.00.22621.0586" equals "10.0.22621.586"); text after a blank is left out, a
/// missing part is 0, and a part that is no number comes after every number. Negative, zero or positive like compare
/// functions do; an order that sorting may rely on.
int compareVersions(QStringView left, QStringView right);

/// Whether `version` begins with the dotted parts of `beginning`: "7.28.20009" does with "7.28", not with "7.2".
bool versionStartsWith(QStringView version, QStringView beginning);

} // namespace ringward
