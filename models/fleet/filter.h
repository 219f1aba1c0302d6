#pragma once
#include "models/fleet/fleetsnapshot.h"
#include "models/fleet/rowset.h"

#include <stop_token>

namespace ringward {

/// A piece of a filter line, for colouring it.
struct FilterToken {
    enum class Kind { Field, Operator, Value, Text, Word, Parenthesis, Wrong };
    Kind kind = Kind::Text;
    int at = 0, length = 0; ///< in UTF-16 units of the line
};

struct FilterDiagnosis {
    enum class State { Valid, Incomplete, Wrong };
    State state = State::Valid;
    QString message; ///< translated; empty when valid ("no field “teir” at column 10. tier?")
    int at = -1, length = 0; ///< the place at fault
    std::vector<FilterToken> tokens;
};

/// What fits at the cursor: `text` would replace `length` units at `at`.
struct FilterCompletion {
    QString text, explanation;
    int at = 0, length = 0;
};

struct FilterNode;

/// One line of the filter language (resources/help/filter.md), understood. Cheap to copy; for any thread.
class Filter {
public:
    Filter(); ///< the empty line: everything
    static Filter parse(const QString &line);

    const QString &line() const { return m_line; }
    const FilterDiagnosis &diagnosis() const { return m_diagnosis; }
    bool isValid() const { return m_diagnosis.state == FilterDiagnosis::State::Valid; }

    /// The rows of `fleet` that fit, by several threads; ages count back from `nowMs`. Empty optional when stopped.
    /// A line that is not valid fits nothing.
    std::optional<RowSet> match(const FleetSnapshot &fleet, qint64 nowMs, std::stop_token stop = {}) const;

    static std::vector<FilterCompletion> completions(const QString &line, int cursor, const FleetDictionaries &names);

private:
    QString m_line;
    FilterDiagnosis m_diagnosis;
    std::shared_ptr<const FilterNode> m_root;
};

} // namespace ringward
