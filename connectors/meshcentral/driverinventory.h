#pragma once
#include "models/base/result.h"
#include "models/drivers/driver.h"

#include <QByteArray>

namespace ringward {

/// The script that lists a Windows machine's kernel drivers (resources/scripts/driver-inventory.ps1), for
/// Hand::run(Shell::PowerShell). It changes nothing, and takes up to a minute on a slow disk.
QString driverInventoryScript();

/// What that script prints, checked and unpacked. Malformed for what is incomplete, altered, or unpacks to more than
/// 32 MiB; single drivers that make no sense are left out.
Result<DriverList> readDriverInventory(const QString &printed);

/// The compressed part alone: JSON of at most `mostBytes`. For whoever plays a machine, pack() makes what the script
/// prints.
Result<QByteArray> unpackPieces(const QString &printed, qsizetype mostBytes);
QString packPieces(const QByteArray &json);

} // namespace ringward
