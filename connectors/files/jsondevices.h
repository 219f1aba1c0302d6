#pragma once
#include "connectors/files/importreport.h"

#include <QByteArray>

#include <stop_token>
#include <vector>

namespace ringward {

/// Records of JSON that no vendor's shape fits, as rows under titles; the mapping of lists goes on from here.
struct JsonTable {
    QStringList titles; ///< paths of keys with dots: "properties.DeviceName"
    std::vector<QStringList> rows; ///< may be shorter than titles
    std::vector<qint64> numbers; ///< of each row's record or line in the file
};

/// Reads device records out of JSON in a vendor's shape (Falcon hosts, Graph managedDevices, Defender machines) into
/// `into`. Records in no such shape are handed back as a table. `bytes` is UTF-8 without a mark.
JsonTable readJsonDevices(QByteArray &bytes, Imported &into, std::stop_token stop);

} // namespace ringward
