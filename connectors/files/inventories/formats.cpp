#include "connectors/files/inventories/parsers.h"

#include <QtGlobal>

#include <array>

namespace ringward {

std::span<const InventoryFormat> inventoryFormats()
{
    static constexpr std::array kFormats{
        InventoryFormat{QT_TRANSLATE_NOOP("ringward::InventoryFormat", "msinfo32 report (XML)"), looksLikeMsinfoXml,
                        parseMsinfoXml},
        InventoryFormat{QT_TRANSLATE_NOOP("ringward::InventoryFormat", "HarfangLab driver loads"), looksLikeHarfanglab,
                        parseHarfanglab},
        InventoryFormat{QT_TRANSLATE_NOOP("ringward::InventoryFormat", "Sysmon driver loads"), looksLikeSysmon,
                        parseSysmon},
        InventoryFormat{QT_TRANSLATE_NOOP("ringward::InventoryFormat", "osquery drivers"), looksLikeOsquery,
                        parseOsquery},
        InventoryFormat{QT_TRANSLATE_NOOP("ringward::InventoryFormat", "FRST report"), looksLikeFrst, parseFrst},
        InventoryFormat{QT_TRANSLATE_NOOP("ringward::InventoryFormat", "DxDiag report"), looksLikeDxdiag, parseDxdiag},
        InventoryFormat{QT_TRANSLATE_NOOP("ringward::InventoryFormat", "msinfo32 report"), looksLikeMsinfoText,
                        parseMsinfoText},
        InventoryFormat{QT_TRANSLATE_NOOP("ringward::InventoryFormat", "pnputil list"), looksLikePnputil, parsePnputil},
        InventoryFormat{QT_TRANSLATE_NOOP("ringward::InventoryFormat", "fltmc list"), looksLikeFltmc, parseFltmc},
        InventoryFormat{QT_TRANSLATE_NOOP("ringward::InventoryFormat", "driverquery list (CSV)"),
                        looksLikeDriverqueryCsv, parseDriverqueryCsv},
        InventoryFormat{QT_TRANSLATE_NOOP("ringward::InventoryFormat", "driverquery table"), looksLikeDriverqueryTable,
                        parseDriverqueryTable},
        InventoryFormat{QT_TRANSLATE_NOOP("ringward::InventoryFormat", "driverquery list"), looksLikeDriverqueryList,
                        parseDriverqueryList},
        InventoryFormat{QT_TRANSLATE_NOOP("ringward::InventoryFormat", "error message of a command"),
                        looksLikeErrorText, parseErrorText},
    };
    return kFormats;
}

} // namespace ringward
