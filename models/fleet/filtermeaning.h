#pragma once
#include "models/fleet/filternode.h"

namespace ringward {

// What a comparison asks of one text or number, the same for every table of fields.

/// Ends included; an age that is kNever is beyond every other.
struct FilterInterval {
    qint64 from = std::numeric_limits<qint64>::min(), to = kNever;
    bool holds(qint64 number) const { return number >= from && number <= to; }
};
FilterInterval intervalOf(FilterOperator op, const FilterValue &value);

/// Whether one of the values fits; != is taken as =. Values of kind Number or Age.
bool numberFits(qint64 number, const FilterComparison &comparison);

/// The words that fit, a bit each; != is taken as =. Values of kind Word.
quint32 wordsThatFit(const FilterComparison &comparison);

/// Compares as dotted numbers; a version without a number in `value` is looked for as text.
bool versionFits(const QString &version, FilterOperator op, const FilterValue &value);

/// `room=""`: asks for those of which nothing is told.
bool wantsNothing(const FilterComparison &comparison);

} // namespace ringward
