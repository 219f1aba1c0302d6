#pragma once
#include "models/changes/change.h"

namespace ringward {

bool mayMove(ChangeState from, ChangeState to);
/// Conflict, with a sentence, when the move is not in the table.
Result<Done> checkMove(ChangeState from, ChangeState to);
bool isOpen(ChangeState state); ///< something can still happen to it

} // namespace ringward
