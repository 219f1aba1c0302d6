#pragma once
#include "models/keys/keydesk.h"
#include "views/widgets/detailpane.h"

namespace ringward {

/// What the detail of a device says of its keys: state and age, who holds it, what was done with it.
std::vector<FactList::Fact> keyFacts(const KeyDesk &desk, DeviceId device, qint64 nowMs);

} // namespace ringward
