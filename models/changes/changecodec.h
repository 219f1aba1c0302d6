#pragma once
#include "models/changes/change.h"

#include <QJsonObject>

namespace ringward {

// How changes are kept and exported: JSON with stable keys, times in UTC milliseconds, requests in base64. What is read
// back has the hash that it had.
QJsonObject toJson(const Change &change); ///< of the plan its documents only
Result<Change> changeFromJson(const QJsonObject &object);
QJsonObject toJson(const Plan &plan);
Result<Plan> planFromJson(const QJsonObject &object);

} // namespace ringward
