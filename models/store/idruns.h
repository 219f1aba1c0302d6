#pragma once
#include "models/fleet/device.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace ringward {

/// Rising device ids as runs: neighbours, as a first read of a fleet has them, take a few bytes together.
QByteArray encodeIds(const std::vector<DeviceId> &ids);
std::optional<std::vector<DeviceId>> decodeIds(const QByteArray &bytes); ///< nullopt for bytes that are none

} // namespace ringward
