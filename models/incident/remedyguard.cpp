#include "models/incident/remedyguard.h"

#include "models/base/counted.h"
#include "models/changes/planner.h"

#include <QCoreApplication>

#include <algorithm>

namespace ringward {

namespace {

using State = GuardrailResult::State;
constexpr qsizetype kNamed = 5;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::RemedyGuard", text);
}

bool works(AgentHealth health)
{
    return health == AgentHealth::Up || health == AgentHealth::Degraded;
}

/// What one step takes of one ward.
struct Take {
    QStringList hosts;
    std::vector<DeviceId> devices, t0, working;
};

/// Machines of the wards of a plan, and what each step takes.
struct RemedyView {
    std::map<QString, quint32> working; ///< by ward
    std::map<std::pair<QString, quint16>, Take> takes; ///< by ward and step
    std::map<DeviceId, const PlannedCall *> calls;

    RemedyView(const FleetSnapshot &fleet, const Plan &plan)
    {
        for (const PlannedCall &call : plan.calls)
            calls.emplace(call.move.device, &call);
        std::map<quint32, QString> wards;
        for (Row row = 0; row < fleet.size(); ++row) {
            const auto call = calls.find(fleet.id(row));
            if (call == calls.end() || fleet.wardId(row) == 0)
                continue;
            const QString &ward = call->second->ward;
            wards.emplace(fleet.wardId(row), ward);
            Take &take = takes[{ward, call->second->step}];
            take.devices.push_back(fleet.id(row));
            if (fleet.tier(row) == Tier::T0)
                take.t0.push_back(fleet.id(row));
            if (works(fleet.health(row)))
                take.working.push_back(fleet.id(row));
        }
        for (Row row = 0; row < fleet.size(); ++row) {
            const auto ward = wards.find(fleet.wardId(row));
            if (ward != wards.end())
                working[ward->second] += works(fleet.health(row));
        }
    }
    QString named(const std::vector<DeviceId> &devices) const
    {
        QStringList hosts;
        for (const DeviceId device : devices)
            hosts << calls.at(device)->host;
        const qsizetype more = hosts.size() - kNamed;
        return more > 0 ? tr("%1 and %2 more").arg(hosts.mid(0, kNamed).join(QStringLiteral(", "))).arg(more)
                        : hosts.join(QStringLiteral(", "));
    }
    void blame(GuardrailResult &result, const std::vector<DeviceId> &devices, const QString &ward) const
    {
        result.devices.insert(result.devices.end(), devices.begin(), devices.end());
        if (!result.wards.contains(ward))
            result.wards << ward;
    }
};

GuardrailResult t0Apart(const RemedyView &view)
{
    GuardrailResult result{.rule = QStringLiteral("remedy-t0-apart"), .name = tr("T0 one at a time")};
    std::size_t most = 0;
    for (const auto &[place, take] : view.takes) {
        most = std::max(most, take.t0.size());
        if (take.t0.size() > 1)
            view.blame(result, take.t0, place.first);
    }
    result.value = tr("%1 of a ward together").arg(most);
    result.limit = tr("at most 1");
    result.state = most > 1 ? State::Blocks : State::Holds;
    if (most > 1)
        result.detail = tr("%1 would be away together in %2. Leave all but one out.")
                            .arg(view.named(result.devices), result.wards.join(QStringLiteral(", ")));
    return result;
}

GuardrailResult lastWorking(const RemedyView &view)
{
    GuardrailResult result{.rule = QStringLiteral("remedy-last-working"), .name = tr("Last working machine")};
    std::optional<quint32> least;
    for (const auto &[place, take] : view.takes) {
        if (take.working.empty())
            continue;
        const auto found = view.working.find(place.first);
        const quint32 working = found == view.working.end() ? 0 : found->second;
        const quint32 left = working - std::min(working, quint32(take.working.size()));
        least = std::min(least.value_or(left), left);
        if (left == 0)
            view.blame(result, take.working, place.first);
    }
    result.value = least ? tr("%1 left in a ward").arg(*least) : tr("takes no working machine");
    result.limit = tr("at least 1");
    result.state = result.devices.empty() ? State::Holds : State::Blocks;
    if (result.state == State::Blocks)
        result.detail =
            tr("%1 would leave %2 without a working machine. Leave it out until another machine of the ward "
               "works.")
                .arg(view.named(result.devices), result.wards.join(QStringLiteral(", ")));
    return result;
}

GuardrailResult inUse(const RemedyView &view, const std::map<DeviceId, QString> &users)
{
    GuardrailResult result{.rule = QStringLiteral("remedy-in-use"), .name = tr("Nobody at the machine")};
    std::vector<DeviceId> waived;
    QStringList waivedBy;
    for (const auto &[device, user] : users) {
        const auto call = view.calls.find(device);
        if (call == view.calls.end() || user.isEmpty())
            continue;
        const QString &by = call->second->remediation ? call->second->remediation->overriddenBy : QString();
        if (by.isEmpty()) {
            view.blame(result, {device}, call->second->ward);
        } else {
            waived.push_back(device);
            waivedBy << by;
        }
    }
    waivedBy.removeDuplicates();
    result.value = tr("%1 in use").arg(result.devices.size() + waived.size());
    result.limit = tr("0, or who answers for it");
    if (!result.devices.empty()) {
        result.state = State::Blocks;
        result.detail = tr("Somebody is signed in at %1. Leave them out, wait, or name who answers for it.")
                            .arg(view.named(result.devices));
    } else if (!waived.empty()) {
        result.state = State::Waived;
        result.devices = waived;
        result.waivedBy = waivedBy.join(QStringLiteral(", "));
        result.detail = tr("Somebody is signed in at %1; %2 answers for it.").arg(view.named(waived), result.waivedBy);
    }
    return result;
}

GuardrailResult cover(const Plan &plan)
{
    GuardrailResult result{.rule = QStringLiteral("remedy-cover"), .name = tr("Minimum cover")};
    for (const WardCover &ward : plan.cover) {
        if (ward.needed > 0 && ward.least() < ward.needed)
            result.wards << ward.ward;
    }
    result.value = result.wards.isEmpty() ? tr("kept in every ward")
                                          : tr("%1 below").arg(counted(result.wards.size(), Noun::Ward));
    result.limit = tr("as set for each ward");
    if (!result.wards.isEmpty()) {
        result.state = State::Near;
        result.detail = tr("%1 works with less than its cover for a while. Tell the ward first.")
                            .arg(result.wards.mid(0, kNamed).join(QStringLiteral(", ")));
    }
    return result;
}

} // namespace

std::vector<GuardrailResult> checkRemedy(const FleetSnapshot &fleet, const Plan &plan,
                                         const std::map<DeviceId, QString> &users)
{
    const RemedyView view(fleet, plan);
    return {t0Apart(view), lastWorking(view), inUse(view, users), cover(plan)};
}

std::optional<QString> objectionTo(const FleetSnapshot &fleet, DeviceId device, const std::set<DeviceId> &underWay)
{
    const std::optional<Row> own = fleet.find(device);
    if (!own || fleet.wardId(*own) == 0)
        return std::nullopt;
    const quint32 ward = fleet.wardId(*own);
    quint32 othersWorking = 0;
    for (Row row = 0; row < fleet.size(); ++row) {
        if (fleet.wardId(row) != ward || row == *own)
            continue;
        const bool isAway = underWay.contains(fleet.id(row));
        if (isAway && fleet.tier(row) == Tier::T0 && fleet.tier(*own) == Tier::T0)
            return tr("Another T0 machine of %1 is being worked: %2.")
                .arg(wardLabel(fleet.ward(*own)), QString::fromUtf8(fleet.host(row)));
        othersWorking += !isAway && works(fleet.health(row));
    }
    if (works(fleet.health(*own)) && othersWorking == 0)
        return tr("It is the last working machine of %1.").arg(wardLabel(fleet.ward(*own)));
    return std::nullopt;
}

} // namespace ringward
