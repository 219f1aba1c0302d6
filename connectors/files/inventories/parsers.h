#pragma once
#include "connectors/files/inventoryparser.h"

namespace ringward {

using Inventories = Result<std::vector<Inventory>>;

// One pair a format, as InventoryFormat wants them; each in the file of its name.

bool looksLikeMsinfoText(QStringView head);
Inventories parseMsinfoText(const DecodedText &text, std::stop_token stop);

bool looksLikeMsinfoXml(QStringView head);
Inventories parseMsinfoXml(const DecodedText &text, std::stop_token stop);

bool looksLikeDriverqueryCsv(QStringView head);
Inventories parseDriverqueryCsv(const DecodedText &text, std::stop_token stop);

bool looksLikeDriverqueryTable(QStringView head);
Inventories parseDriverqueryTable(const DecodedText &text, std::stop_token stop);

bool looksLikeDriverqueryList(QStringView head);
Inventories parseDriverqueryList(const DecodedText &text, std::stop_token stop);

bool looksLikePnputil(QStringView head);
Inventories parsePnputil(const DecodedText &text, std::stop_token stop);

bool looksLikeFrst(QStringView head);
Inventories parseFrst(const DecodedText &text, std::stop_token stop);

bool looksLikeFltmc(QStringView head);
Inventories parseFltmc(const DecodedText &text, std::stop_token stop);

bool looksLikeDxdiag(QStringView head);
Inventories parseDxdiag(const DecodedText &text, std::stop_token stop);

bool looksLikeOsquery(QStringView head);
Inventories parseOsquery(const DecodedText &text, std::stop_token stop);

bool looksLikeSysmon(QStringView head);
Inventories parseSysmon(const DecodedText &text, std::stop_token stop);

bool looksLikeHarfanglab(QStringView head);
Inventories parseHarfanglab(const DecodedText &text, std::stop_token stop);

/// A short text that is the error message of one of these tools; parsing it always answers an error that says so.
bool looksLikeErrorText(QStringView head);
Inventories parseErrorText(const DecodedText &text, std::stop_token stop);

} // namespace ringward
