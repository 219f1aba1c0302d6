#pragma once
#include "models/fleet/filternode.h"
#include "models/fleet/fleetsnapshot.h"
#include "models/fleet/textpattern.h"

namespace ringward {

/// A filter made ready for one snapshot: whatever can be asked of a dictionary entry has been asked once, so that a
/// row costs a look into a table.
struct BoundFilter {
    enum class Kind : quint8 {
        Constant, ///< all or none, see `constant`
        And,
        Or,
        Not, ///< of the only child
        Table, ///< table[code] says it
        Ranges, ///< the number lies in one of `ranges`, ends included
        Host,
    };
    using Range = std::pair<quint32, quint32>;

    Kind kind = Kind::Constant;
    bool constant = true;
    CodeColumn column = CodeColumn::Id;
    std::vector<quint8> table;
    std::vector<Range> ranges;
    std::vector<TextPattern> hosts; ///< one of them matches
    std::vector<BoundFilter> children;

    /// Takes the rows out of `rows` (a bit a row of `chunk`) that do not fit.
    void keep(const FleetChunk &chunk, std::span<quint64> rows) const;
};

BoundFilter bindFilter(const FilterNode &node, const FleetDictionaries &names, qint64 nowMs);

} // namespace ringward
