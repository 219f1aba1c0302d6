#pragma once
#include "models/incident/runbook.h"

namespace ringward {

/// What must hold of every runbook, whoever wrote it; Malformed with place and reason.
Result<Done> checkRunbook(const Runbook &runbook);

} // namespace ringward
