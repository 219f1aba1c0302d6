#pragma once
#include "models/drivers/driverreview.h"
#include "models/store/connection.h"

namespace ringward {

/// In the order they were made.
Result<std::vector<DriverReview>> readReviews(const Connection &connection);
/// In the caller's transaction. Id 0 makes a new one or replaces the one of equal subject, name and scope.
Result<Done> writeReviews(const Connection &connection, const std::vector<DriverReview> &reviews);
Result<Done> removeReviews(const Connection &connection, const std::vector<DriverReviewId> &ids);

} // namespace ringward
