#pragma once
#include "models/drivers/driverassessment.h"
#include "models/fleet/filterfields.h"

namespace ringward {

/// What the filter language can ask of a driver.
std::span<const FilterField> driverFields();

/// How one of those fields is read. `number` is a bit's position for fields of kind Word; `texts` is for fields of kind
/// Text and Version. The one that does not apply is null.
struct DriverReader {
    QStringList (*texts)(const AssessedDriver &) = nullptr;
    qint64 (*number)(const AssessedDriver &) = nullptr;
};
const DriverReader &driverReader(const FilterField &field);

} // namespace ringward
