#pragma once
#include "models/fleet/fleetdictionaries.h"

#include <QByteArray>

#include <memory>

namespace ringward {

/// The dictionaries of a fleet as compressed CBOR. Fields that are unknown when read are skipped.
QByteArray encodeNames(const FleetDictionaries &names);

/// Null for bytes that are no dictionaries, or that would give other ids than they were written with.
std::shared_ptr<const FleetDictionaries> decodeNames(const QByteArray &bytes);

} // namespace ringward
