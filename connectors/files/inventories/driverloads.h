#pragma once
#include "models/drivers/driver.h"

#include <QStringView>

namespace ringward {

/// What logs of loaded drivers share: a file that was loaded, its hashes in one text, its signature.
struct DriverLoad {
    QString host;
    Driver driver;
    qint64 atMs = 0; ///< UTC; 0 when not told
};

/// "MD5=..,SHA256=..,IMPHASH=.." in any order; what is no hash of that length is left out.
void readHashes(QStringView text, Driver &driver);
/// Lower case when it is a hexadecimal hash of that many digits, otherwise empty.
QString hashOf(QStringView text, qsizetype digits);
/// The name of a driver that is known by its file only.
QString nameFromImage(const QString &path);

} // namespace ringward
