#pragma once
#include "models/fleet/filter.h"
#include "models/fleet/filterfields.h"

#include <QStringList>

#include <functional>

namespace ringward {

/// Something that may be proposed, before it is known whether it fits what was typed.
struct FilterProposal {
    QString text, explanation;
};

/// What completion has to know of a table of fields.
struct FilterVocabulary {
    std::span<const FilterField> fields;
    QStringList streams; ///< what may follow the dot of fields that are per stream
    /// The texts that may follow a field of kind Text, Version or Ring.
    std::function<std::vector<FilterProposal>(const FilterField &field, QStringView stream)> values;
};

/// What fits at the cursor, in the order of the proposals; those that begin with what was typed come first.
std::vector<FilterCompletion> completeFilter(const QString &line, int cursor, const FilterVocabulary &words);

} // namespace ringward
