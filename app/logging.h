#pragma once
#include <QString>

namespace ringward {

/// Sends what Qt and the program log to `ringward.log` in `folder` as well as to standard error. At 4 MB the file
/// becomes `ringward.log.1`. Texts that are logged never hold a secret: `Secret` cannot be printed.
/// A folder that cannot be written to leaves standard error alone.
void startLogging(const QString &folder);

} // namespace ringward
