#pragma once
#include "models/base/result.h"

#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace ringward {

/// How far one planned call has come.
enum class OperationState : quint8 {
    Planned,
    Sent, ///< the intent is written; the call may or may not have gone out
    Confirmed, ///< the source's own data tells the new state
    Failed, ///< refused, or never happened
    Unknown, ///< the answer was lost; only read-back can tell
};
inline constexpr int kOperationStates = int(OperationState::Unknown) + 1;

QString word(OperationState state);
QString label(OperationState state); ///< translated
std::optional<OperationState> operationStateFromWord(QStringView text);
bool mayMove(OperationState from, OperationState to); ///< by the table in operation.cpp

/// What the journal knows of call `number` of a plan.
struct Operation {
    quint32 number = 0; ///< position in Plan::calls
    OperationState state = OperationState::Planned;
    int attempts = 0; ///< how often its intent was written
    qint64 atMs = 0; ///< UTC, of the last move
    QString detail; ///< translated: why it failed
};

/// Calls by state, for the line that says how far a change is.
struct OperationCounts {
    std::array<int, kOperationStates> by{};
    explicit OperationCounts(const std::vector<Operation> &operations = {});
    int of(OperationState state) const { return by[std::size_t(state)]; }
    int total() const;
};

} // namespace ringward
