#pragma once
#include "models/drivers/driverimage.h"
#include "models/store/connection.h"

namespace ringward {

/// Every kernel image that any source ever told of. A damaged one is left out: its source tells it again.
Result<std::vector<DriverImage>> readDriverImages(const Connection &connection);
Result<Done> writeDriverImages(const Connection &connection, const std::vector<DriverImage> &images);

} // namespace ringward
