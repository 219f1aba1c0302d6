#pragma once
#include "app/composition.h"
#include "app/ctl/output.h"

namespace ringward::ctl {

/// Prints all that is known of the device with that host name, in any case. The answer is the exit code.
QCoro::Task<int> showDevice(Composition &composition, QString host, Output &out);

} // namespace ringward::ctl
