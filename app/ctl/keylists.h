#pragma once
#include "app/ctl/command.h"
#include "models/keys/keyreadiness.h"

namespace ringward::ctl {

enum class KeysBy : quint8 { All, Ward, Tier, Device };

/// Prints readiness of the devices in `rows`; the exit code.
int printReadiness(Composition &composition, const RowSet &rows, KeysBy by, Output &out);
int printRotation(Composition &composition, Output &out);
QString isoTime(qint64 ms); ///< UTC; empty for 0

} // namespace ringward::ctl
