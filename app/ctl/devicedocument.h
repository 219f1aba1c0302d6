#pragma once
#include "app/composition.h"
#include "app/ctl/output.h"

namespace ringward::ctl {

/// Prints all that is known of the device with that host name, in any case; with `sync` after its sources were asked.
/// Without, the records of sources that give them again when asked are missing, and it says so. The answer is the exit
/// code.
QCoro::Task<int> showDevice(Composition &composition, QString host, bool sync, Output &out);

} // namespace ringward::ctl
