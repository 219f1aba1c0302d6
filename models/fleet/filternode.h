#pragma once
#include "models/fleet/filterfields.h"

#include <vector>

namespace ringward {

enum class FilterOperator : quint8 { Has, Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual };

/// A field compared with values: `tier:t0,t1`, `seen>2h`, `agentversion:7.20..7.28`.
struct FilterComparison {
    const FilterField *field = nullptr;
    QString stream; ///< what follows the dot in `ring.os`; empty for the first security content stream
    FilterOperator op = FilterOperator::Has;
    std::vector<FilterValue> values; ///< several only with Has, Equal and NotEqual
};

/// A filter line as a tree. No deeper than FilterParser::kDeepest.
struct FilterNode {
    enum class Kind : quint8 { And, Or, Not, Comparison, Text };
    Kind kind = Kind::And; ///< And without children is everything
    std::vector<FilterNode> children;
    FilterComparison comparison;
    FilterValue text;
};

} // namespace ringward
