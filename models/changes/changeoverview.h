#pragma once
#include "models/changes/changeboard.h"

namespace ringward {

/// One change as the inbox shows it.
struct InboxItem {
    Change change; ///< without its plan
    Tally tally; ///< of changes that are being voted on
    bool waitsForMe = false;
};

/// What the board has, for the person at this computer.
struct ChangeOverview {
    std::vector<InboxItem> items; ///< newest first
    int reviews = 0, myReviews = 0; ///< owed, also by changes that are still carried out; those that I may close
};

/// Reads the plan of every change that is being voted on, so it takes its time.
Result<ChangeOverview> readOverview(ChangeBoard &board, const Person &me);

} // namespace ringward
