#pragma once
#include "models/sources/synchroniser.h"
#include "models/store/connection.h"

namespace ringward {

using DeviceHistory = std::vector<std::pair<DeviceId, HistoryEntry>>;

/// What became of each device, and how many were in which state over time. Writing runs in the caller's transaction.
Result<Done> writeHistory(const Connection &connection, const DeviceHistory &entries);
Result<std::vector<HistoryEntry>> readHistory(const Connection &connection, DeviceId device, int limit);
Result<Done> writeSamples(const Connection &connection, const std::vector<HealthSample> &samples);
Result<std::vector<HealthSample>> readSamples(const Connection &connection, qint64 fromMs, qint64 toMs);

} // namespace ringward
