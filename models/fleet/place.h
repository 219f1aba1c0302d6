#pragma once
#include "models/fleet/fleetsnapshot.h"

namespace ringward {

/// Where a device stands, as people say it: "Riverside General › Tower B › 4 West ICU › Bed 7". Parts not told are left
/// out; translated when no source told any.
QString placeText(const FleetSnapshot &fleet, Row row);
QString hostText(const FleetSnapshot &fleet, Row row);
QString wardText(const FleetSnapshot &fleet, Row row); ///< "RGH 4W ICU"; empty when no source told it

} // namespace ringward
