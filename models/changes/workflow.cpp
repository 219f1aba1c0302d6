#include "models/changes/workflow.h"

#include <QCoreApplication>

#include <algorithm>

namespace ringward {

namespace {

using enum ChangeState;

/// Any move that is not here is refused.
constexpr std::array kMoves{
    std::pair{Voting, Approved},  std::pair{Voting, Rejected},    std::pair{Voting, Withdrawn},
    std::pair{Voting, Expired},   std::pair{Approved, Voting}, // an edit
    std::pair{Approved, Running}, std::pair{Approved, Withdrawn}, std::pair{Approved, Expired},
    std::pair{Running, Stopped},  std::pair{Running, Finished},   std::pair{Stopped, Running},
    std::pair{Stopped, Finished}, // closed with what failed
};

} // namespace

bool mayMove(ChangeState from, ChangeState to)
{
    return std::find(kMoves.begin(), kMoves.end(), std::pair{from, to}) != kMoves.end();
}

Result<Done> checkMove(ChangeState from, ChangeState to)
{
    if (mayMove(from, to))
        return Done{};
    return Error{Error::Kind::Conflict, word(from) + QStringLiteral(" to ") + word(to),
                 QCoreApplication::translate("ringward::Change",
                                             "This change is %1 and cannot become %2. Refresh and look again.")
                     .arg(label(from), label(to))};
}

bool isOpen(ChangeState state)
{
    return std::any_of(kMoves.begin(), kMoves.end(), [&](const auto &move) { return move.first == state; });
}

} // namespace ringward
