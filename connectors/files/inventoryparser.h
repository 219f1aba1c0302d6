#pragma once
#include "connectors/files/textdecoding.h"
#include "models/drivers/driver.h"
#include "models/sources/source.h"

#include <QStringList>

#include <span>
#include <stop_token>
#include <vector>

namespace ringward {

/// What one driver inventory says of one machine. Empty texts are "not told".
struct Inventory {
    QString host, domain;
    QString osName, osBuild; ///< build as a bare number ("18362") or dotted, as the format tells it
    QString manufacturer, model;
    QString serialNumber;
    QString hardwareUuid; ///< canonical lower case with dashes
    qint64 bootTimeMs = 0; ///< UTC; 0 when not told
    DriverList drivers;
    std::vector<Refusal> refused;
    QStringList notes; ///< translated
};

/// One format of driver inventories. The importer asks `looksLike` of each in the order of the table and gives the
/// whole text to the first that says yes.
struct InventoryFormat {
    const char *name; ///< for people: "msinfo32 report"; QT_TRANSLATE_NOOP in the context "ringward::InventoryFormat"
    bool (*looksLike)(QStringView head); ///< the first kInventoryHead characters; quick, decides by structure
    /// One inventory a machine (most formats know one). The error says that it is of this format and still useless:
    /// an error message saved as a list, or no driver section. Its detail is a translated sentence for people.
    Result<std::vector<Inventory>> (*parse)(const DecodedText &text, std::stop_token stop);
};
inline constexpr qsizetype kInventoryHead = 64 * 1024;

/// In order of precedence, the most particular first.
std::span<const InventoryFormat> inventoryFormats();

} // namespace ringward
