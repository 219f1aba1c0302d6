#pragma once
#include "models/keys/rotation.h"
#include "models/tables/recordtable.h"

namespace ringward {

enum RotationColumn {
    RotationHost,
    RotationWard,
    RotationKey,
    RotationRead,
    RotationTimes,
    RotationPerson,
    RotationWorked,
};
using RotationTable = RecordTable<RotationLine>;
std::vector<RotationTable::Column> rotationColumns(); ///< in the order of RotationColumn

} // namespace ringward
