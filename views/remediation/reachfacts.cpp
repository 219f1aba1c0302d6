#include "views/remediation/reachfacts.h"

#include <QCoreApplication>

namespace ringward {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ringward::ReachFacts)
};

std::vector<FactList::Fact> factsOf(const RemedyDevice &device)
{
    std::vector<FactList::Fact> facts{{Words::tr("By wire"), label(device.preflight.level)}};
    if (device.preflight.reasons.empty())
        facts.push_back({Words::tr("Because"), device.preflight.text()});
    for (const ReachReason &reason : device.preflight.reasons)
        facts.push_back({reason.isBlocking ? Words::tr("Stops it") : Words::tr("Doubt"),
                         QStringLiteral("%1. %2").arg(label(reason.kind), remedyOf(reason.kind))});
    if (!device.user.isEmpty())
        facts.push_back({Words::tr("In use by"), device.user});
    return facts;
}

} // namespace

Async<std::vector<FactList::Fact>> reachFacts(RemedyDesk &desk, DeviceId device, std::stop_token stop)
{
    auto asking = desk.reachOf({device}, std::move(stop));
    const Result<std::vector<RemedyDevice>> answer = co_await std::move(asking);
    if (!answer)
        co_return answer.error();
    if (answer->empty())
        co_return std::vector<FactList::Fact>();
    co_return factsOf(answer->front());
}

} // namespace ringward
