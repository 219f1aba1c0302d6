#pragma once
#include "app/composition.h"

namespace ringward::ctl {

/// Waits until the state of the last run is read, which is what a command that only reads shows.
QCoro::Task<> restored(Synchroniser &synchroniser);

/// Asks the sources now and waits until each has answered or failed; a sync that runs already is not counted. Then the
/// fleet is on disk. Sources that are switched off are left out.
Async<Done> syncAndSave(Composition &composition, std::vector<SourceId> sources);

} // namespace ringward::ctl
