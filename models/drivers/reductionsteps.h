#pragma once
#include "models/drivers/reductionplan.h"

namespace ringward {

/// How each of the drivers is taken out of use on a device, and how that is undone.
void addSteps(ReductionItem &item, const std::vector<const AssessedDriver *> &drivers);

} // namespace ringward
