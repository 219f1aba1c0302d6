#pragma once
#include "app/ctl/command.h"
#include "models/keys/releasedkey.h"

namespace ringward::ctl {

/// Straight to standard output: nothing in between keeps a copy of the key.
void printKey(const ReleasedKey &released, const QString &host, Output &out);

} // namespace ringward::ctl
