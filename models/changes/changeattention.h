#pragma once
#include "models/audit/person.h"
#include "models/changes/change.h"
#include "models/fleet/situation.h"

namespace ringward {

/// Whether `me` may close the review that `change` owes: the right to, and not who asked for the emergency.
bool owesReviewBy(const Change &change, const Person &me);

/// Emergencies whose review is owed, in one row that leads to the one that is due first; none when all are closed.
std::vector<AttentionRow> changeAttention(const std::vector<Change> &changes, qint64 nowMs);

/// "due in 2 d 3 h", "overdue for 5 h"
QString reviewDueText(const Change &change, qint64 nowMs);

} // namespace ringward
