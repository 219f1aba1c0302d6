#pragma once
#include "models/base/result.h"
#include "models/fleet/fleetdictionaries.h"

#include <vector>

namespace ringward {

/// Which group of the directory is which ring of which stream.
struct RingGroupName {
    Stream stream;
    RingName ring;
    QString group; ///< account name, common name, or distinguished name
};

/// Reads the setting "os > Pilot = RW-OS-Pilot; os > Broad = CN=Broad,OU=Rings,DC=x; rapid-response > Held (held) =
/// ..." Streams are "agent", "os" and categories of security content. Rings are in the order in which they stand there.
Result<std::vector<RingGroupName>> readRingMap(const QString &text);

} // namespace ringward
