#pragma once
#include "models/sources/sourcerecord.h"

#include <QByteArray>

namespace ringward {

/// A record as CBOR, without its source, key and driver list: those have columns of their own. Every fact goes under
/// its name, so a reader skips what it does not know and leaves empty what is missing.
QByteArray encodeRecord(const SourceRecord &record);
bool decodeRecord(const QByteArray &bytes, SourceRecord &record); ///< false for bytes that are no record

/// A driver list as compressed CBOR, by the same rule.
QByteArray encodeDrivers(const DriverList &list);
DriverListPtr decodeDrivers(const QByteArray &bytes); ///< null for bytes that are none

/// One driver as CBOR, by the same rule.
QByteArray encodeDriver(const Driver &driver);
std::optional<Driver> decodeDriver(const QByteArray &bytes); ///< nullopt for bytes that are none

} // namespace ringward
