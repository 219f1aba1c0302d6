#pragma once
#include "connectors/meshcentral/meshdetails.h"
#include "connectors/meshcentral/meshmessage.h"
#include "connectors/meshcentral/meshsettings.h"

namespace ringward {

/// A device of MeshCentral as a record, without what only the roster knows: source, last seen, received. `details` may
/// be null; `group` is the name of its device group.
SourceRecord meshRecord(const MeshNode &node, const MeshDetails *details, const QString &group,
                        const MeshSettings &settings);

} // namespace ringward
