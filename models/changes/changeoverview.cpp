#include "models/changes/changeoverview.h"

#include "models/changes/changeattention.h"

#include <algorithm>

namespace ringward {

namespace {

bool waitsFor(const Person &me, const ChangeFile &file)
{
    return file.change.state == ChangeState::Voting
        && std::any_of(file.tally.standings.begin(), file.tally.standings.end(), [&](const Standing &standing) {
               return standing.person == me.id
                   && (standing.state == Standing::State::Waiting || standing.state == Standing::State::Stale);
           });
}

} // namespace

Result<ChangeOverview> readOverview(ChangeBoard &board, const Person &me)
{
    Result<std::vector<Change>> changes = board.list();
    if (!changes)
        return changes.error();
    ChangeOverview overview;
    for (Change &change : *changes) {
        overview.reviews += change.owesReview();
        overview.myReviews += owesReviewBy(change, me);
        InboxItem item{std::move(change), {}, false};
        if (item.change.state == ChangeState::Voting) {
            if (Result<ChangeFile> file = board.file(item.change.id)) {
                item.waitsForMe = waitsFor(me, *file);
                item.tally = std::move(file->tally);
            }
        }
        overview.items.push_back(std::move(item));
    }
    return overview;
}

} // namespace ringward
