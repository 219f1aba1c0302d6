#pragma once
#include "connectors/files/inventoryparser.h"
#include "tests/support/printers.h"

#include <QJsonObject>

#include <ostream>

namespace ringward {

/// What the importer does with the bytes of a file: decode, ask the formats in turn, parse with the first that says
/// yes.
struct Read {
    QString format; ///< empty when no format knows the text
    QString encoding;
    std::vector<Inventory> machines;
    std::optional<Error> error;

    const Inventory &machine() const; ///< the only one; an empty inventory, and a failed test, otherwise
    const Driver &driver(QStringView name) const;
};
Read readInventory(const QByteArray &bytes, const QString &codePage = {});
Read readInventory(const QString &text);

QByteArray sharedFile(const QString &name); ///< of shared/data
QString sharedText(const QString &name); ///< the same, decoded
const QJsonObject &expectedMachines();

QByteArray inEncoding(const char *encoding, const QString &text);

/// Everything that an inventory tells of one driver, for comparing whole lists.
QString describe(const Driver &driver);
QStringList describe(const Inventory &inventory);
QStringList names(const std::vector<Driver> &drivers);

} // namespace ringward
