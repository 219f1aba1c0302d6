#pragma once
#include <QStringView>

namespace ringward {

/// The name in front of a version: "csagent.sys" of "csagent.sys 7.28.20009". A text whose last word begins with no
/// digit has no version and stays as it is.
QStringView withoutVersion(QStringView text);

} // namespace ringward
