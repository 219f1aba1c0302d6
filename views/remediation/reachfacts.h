#pragma once
#include "models/incident/remedydesk.h"
#include "views/widgets/detailpane.h"

namespace ringward {

/// What the detail of a device says of remediation: whether it would come through safe mode by wire, what stands in
/// the way with what to do about it, and who is at the machine now. Asks the sources; Offline when they do not answer.
Async<std::vector<FactList::Fact>> reachFacts(RemedyDesk &desk, DeviceId device, std::stop_token stop);

} // namespace ringward
