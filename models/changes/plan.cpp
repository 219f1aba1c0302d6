#include "models/changes/plan.h"

#include <algorithm>

namespace ringward {

namespace {

void put(Hasher &hasher, const RingName &ring)
{
    hasher.put(ring.name).put(ring.order).put(qint64(ring.held));
}

void put(Hasher &hasher, const PlannedCall &call)
{
    hasher.put(qint64(call.move.device.value)).put(word(call.move.stream.kind)).put(call.move.stream.category);
    put(hasher, call.move.from);
    put(hasher, call.move.to);
    hasher.put(word(call.tier))
        .put(call.host)
        .put(call.ward)
        .put(qint64(call.source.value))
        .put(call.key)
        .put(call.what)
        .put(QByteArrayView(call.request))
        .put(qint64(call.repeatable))
        .put(call.step);
}

void putOrder(Hasher &hasher, const PlannedCall &call)
{
    hasher.put(qint64(call.remediation.has_value()));
    if (call.remediation)
        hasher.put(call.remediation->runbook).put(call.remediation->document).put(call.remediation->overriddenBy);
}

void put(Hasher &hasher, const WardCover &cover)
{
    hasher.put(cover.ward).put(cover.devices).put(cover.needed).put(cover.workingNow);
    hasher.put(qint64(cover.atStep.size()));
    for (const quint32 working : cover.atStep)
        hasher.put(working);
    hasher.put(cover.after);
}

} // namespace

quint32 WardCover::least() const
{
    return atStep.empty() ? std::min(workingNow, after) : *std::min_element(atStep.begin(), atStep.end());
}

const QByteArray *Plan::document(const Hash &hash) const
{
    const auto known = std::find_if(documents.begin(), documents.end(),
                                    [&](const QByteArray &each) { return documentHash(each) == hash; });
    return known == documents.end() ? nullptr : &*known;
}

Hash documentHash(QByteArrayView document)
{
    return Hasher("ringward document 1").put(document).finish();
}

Hash planHash(const Plan &plan)
{
    const bool hasOrders = std::any_of(plan.calls.begin(), plan.calls.end(),
                                       [](const PlannedCall &call) { return call.remediation.has_value(); });
    Hasher hasher(hasOrders ? "ringward plan 2" : "ringward plan 1"); // plans of moves keep the hash they were voted on
    const ExecutionLimits &limits = plan.limits;
    hasher.put(limits.atOnce).put(limits.perWard).put(limits.stopAfter).put(limits.readBackSec).put(limits.askAgainSec);
    hasher.put(plan.madeMs).put(plan.steps).put(qint64(plan.cover.size()));
    for (const WardCover &cover : plan.cover)
        put(hasher, cover);
    hasher.put(qint64(plan.calls.size()));
    for (const PlannedCall &call : plan.calls) {
        put(hasher, call);
        if (hasOrders)
            putOrder(hasher, call);
    }
    return hasher.finish();
}

} // namespace ringward
