#include "models/changes/changeattention.h"

#include "models/audit/rights.h"
#include "models/base/age.h"
#include "models/base/counted.h"

#include <QCoreApplication>

#include <algorithm>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::ChangeAttention", text);
}

} // namespace

bool owesReviewBy(const Change &change, const Person &me)
{
    return change.owesReview() && change.proposer != me.id && allow(me, Deed::Review);
}

QString reviewDueText(const Change &change, qint64 nowMs)
{
    return change.reviewDueMs > nowMs ? tr("due in %1").arg(ageText(change.reviewDueMs - nowMs))
                                      : tr("overdue for %1").arg(ageText(nowMs - change.reviewDueMs));
}

std::vector<AttentionRow> changeAttention(const std::vector<Change> &changes, qint64 nowMs)
{
    std::vector<const Change *> owed;
    for (const Change &change : changes) {
        if (change.owesReview())
            owed.push_back(&change);
    }
    if (owed.empty())
        return {};
    std::stable_sort(owed.begin(), owed.end(),
                     [](const Change *a, const Change *b) { return a->reviewDueMs < b->reviewDueMs; });
    const Change &first = *owed.front();
    const auto count = quint32(owed.size());
    AttentionRow row;
    row.kind = AttentionRow::Kind::EmergenciesToReview;
    row.title = agreeing(count, tr("%1 emergency change owes a review"), tr("%1 emergency changes owe a review"))
                    .arg(countText(count));
    row.remark = tr("%1: %2 · %3").arg(reference(first.id), reviewDueText(first, nowMs), first.title);
    row.count = count;
    row.change = reference(first.id);
    return {row};
}

} // namespace ringward
