#pragma once
#include "app/ctl/command.h"

namespace ringward::ctl {

/// Lists the deleted keys whose id begins with `keyId`; the exit code. Failed when a source could not tell.
QCoro::Task<int> listDeleted(Composition &composition, QString keyId, Output &out);

/// Releases the one that fits; of several, that of the computer called `host`.
QCoro::Task<int> showDeleted(Composition &composition, QString host, QString keyId, QString reason, Output &out);

} // namespace ringward::ctl
