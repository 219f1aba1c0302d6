#pragma once
#include "models/rings/pinlist.h"
#include "models/tables/recordtable.h"

namespace ringward {

enum PinColumn {
    PinWhom,
    PinStream,
    PinHeld,
    PinDevices,
    PinBehind,
    PinEnds,
    PinOwner,
    PinReason,
    PinApproval,
    PinAlarms,
};
using PinTable = RecordTable<PinLine>;
std::vector<PinTable::Column> pinColumns(); ///< in the order of PinColumn

/// Whether each word of `words` is in one of its cells, in any case.
bool fits(const PinLine &line, const QString &words);

} // namespace ringward
