#include "models/changes/intentkeeper.h"

#include "models/base/counted.h"

#include <QCoreApplication>

#include <algorithm>

namespace ringward {

namespace {

RingIntent &intentOf(std::vector<RingIntent> &intents, const Stream &stream)
{
    const auto known =
        std::find_if(intents.begin(), intents.end(), [&](const RingIntent &each) { return each.stream == stream; });
    if (known != intents.end())
        return *known;
    intents.push_back({.stream = stream, .approval = {}, .sinceMs = 0, .rings = {}});
    return intents.back();
}

/// The program itself does it: a person approved the change.
AuditDraft whyOf(const Change &change, const RingIntent &moved)
{
    AuditDraft draft;
    draft.atMs = moved.sinceMs;
    draft.deed = QStringLiteral("intent.moved");
    draft.object = reference(change.id);
    draft.text = QCoreApplication::translate("ringward::IntentKeeper", "%1: %2 meant to be where moved")
                     .arg(streamLabel(moved.stream), counted(qint64(moved.rings.size()), Noun::Device));
    return draft;
}

} // namespace

Result<Done> keepIntent(RingBook &rings, const Change &change, const std::vector<Operation> &operations)
{
    std::vector<RingIntent> moved;
    for (const Operation &operation : operations) {
        if (operation.state != OperationState::Confirmed || operation.number >= change.plan.calls.size())
            continue;
        if (change.plan.calls[operation.number].remediation)
            continue;
        const RingMove &move = change.plan.calls[operation.number].move;
        RingIntent &intent = intentOf(moved, move.stream);
        intent.rings.insert(move.device, move.to.name);
        intent.sinceMs = std::max(intent.sinceMs, operation.atMs);
    }
    for (const RingIntent &each : moved) {
        Result<RingIntent> known = rings.intent(each.stream);
        if (!known)
            return known.error();
        if (known->sinceMs == 0)
            continue;
        known->approval = reference(change.id);
        known->sinceMs = each.sinceMs;
        known->rings.insert(each.rings);
        if (const Result<Done> saved = rings.saveIntent(*known, whyOf(change, each)); !saved)
            return saved;
    }
    return Done{};
}

} // namespace ringward
