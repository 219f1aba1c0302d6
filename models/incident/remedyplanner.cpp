#include "models/incident/remedyplanner.h"

#include "models/incident/remedyguard.h"
#include "models/incident/runbookparser.h"

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>
#include <unordered_map>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::RemedyPlanner", text);
}

/// A device with the record and source that it is worked through.
struct Target {
    DeviceId device;
    Row row = 0;
    SourceId source;
    QString key;
    PreflightFacts facts;
    std::optional<Error> error;
};

struct Way {
    SourceId source;
    QString key;
    Hand *hand = nullptr;
};

/// The first record whose source reaches machines; the first record of all when none does.
std::optional<Way> wayTo(const Synchroniser &synchroniser, const DeviceDetail &detail)
{
    std::optional<Way> way;
    for (const SourceRecord &record : detail.records) {
        Source *source = synchroniser.source(record.source);
        if (!source)
            continue;
        if (Hand *hand = source->hand())
            return Way{record.source, record.key, hand};
        if (!way)
            way = Way{record.source, record.key, nullptr};
    }
    return way;
}

Error cancelled()
{
    return {Error::Kind::Cancelled, {}, {}};
}

Async<std::vector<Target>> askAll(Synchroniser &synchroniser, FleetSnapshotPtr fleet, std::vector<DeviceId> devices,
                                  KeyFacts keys, std::stop_token stop)
{
    const QPointer<Synchroniser> sources(&synchroniser);
    std::unordered_map<quint32, Row> rows;
    rows.reserve(devices.size());
    for (const DeviceId device : devices)
        rows.emplace(device.value, fleet->size());
    for (Row row = 0; row < fleet->size(); ++row) {
        if (const auto wanted = rows.find(fleet->id(row).value); wanted != rows.end())
            wanted->second = row;
    }
    std::vector<Target> targets;
    for (const DeviceId device : devices) {
        Target target{device, rows.at(device.value), {}, {}, {}, {}};
        if (!sources || stop.stop_requested())
            co_return cancelled();
        if (target.row == fleet->size()) {
            target.error = Error{Error::Kind::NotFound, {}, tr("It is no longer in the fleet.")};
            targets.push_back(std::move(target));
            continue;
        }
        auto asking = sources->detail(device, stop);
        const Result<DeviceDetail> detail = co_await std::move(asking);
        if (!sources || stop.stop_requested())
            co_return cancelled();
        const std::optional<Way> way = detail ? wayTo(*sources, *detail) : std::nullopt;
        if (!detail || !way) {
            target.error =
                detail ? Error{Error::Kind::NotFound, {}, tr("No source knows it any more.")} : detail.error();
            targets.push_back(std::move(target));
            continue;
        }
        target.source = way->source;
        target.key = way->key;
        if (way->hand) {
            target.facts.hasHand = true;
            auto reaching = way->hand->reach(way->key, stop);
            const Result<Reach> reach = co_await std::move(reaching);
            if (stop.stop_requested())
                co_return cancelled();
            if (reach)
                target.facts.reach = *reach;
        }
        if (keys)
            target.facts.key = keys(device).value_or(KeyFact());
        targets.push_back(std::move(target));
    }
    co_return targets;
}

RemedyDevice deviceOf(const Target &target, const FleetSnapshot &fleet)
{
    return {target.device, fleet.health(target.row), assessReach(target.facts),
            target.facts.reach.user.value_or(QString())};
}

PlannedCall callFor(const Target &target, const FleetSnapshot &fleet, const PlannedRemedy &made, const RemedyWish &wish)
{
    const Hash document = documentHash(made.plan.documents.front());
    PlannedCall call;
    call.move.device = target.device;
    call.tier = fleet.tier(target.row);
    call.host = QString::fromUtf8(fleet.host(target.row));
    call.ward = wardLabel(fleet.ward(target.row));
    call.source = target.source;
    call.key = target.key;
    call.what = tr("runbook “%1”").arg(made.filled.title);
    call.request = QStringLiteral("RUN %1 %2 ON %3\n%4")
                       .arg(made.filled.id, document.hex().left(12), target.key, document.hex())
                       .toUtf8();
    call.remediation = RemediationOrder{made.filled.id, document, wish.overriddenBy};
    return call;
}

} // namespace

ExecutionLimits remedyLimits(std::size_t devices)
{
    ExecutionLimits limits;
    limits.atOnce = 20;
    limits.perWard = 2;
    limits.stopAfter = std::max(5, int(devices / 10));
    limits.readBackSec = 1200;
    limits.askAgainSec = 5;
    return limits;
}

Async<std::vector<RemedyDevice>> askReach(Synchroniser &synchroniser, FleetSnapshotPtr fleet,
                                          std::vector<DeviceId> devices, KeyFacts keys, std::stop_token stop)
{
    auto asking = askAll(synchroniser, fleet, std::move(devices), std::move(keys), stop);
    const Result<std::vector<Target>> targets = co_await std::move(asking);
    if (!targets)
        co_return targets.error();
    std::vector<RemedyDevice> answers;
    for (const Target &target : *targets) {
        if (!target.error)
            answers.push_back(deviceOf(target, *fleet));
    }
    co_return answers;
}

Async<PlannedRemedy> planRemedy(Synchroniser &synchroniser, FleetSnapshotPtr fleet, RemedyWish wish, KeyFacts keys,
                                qint64 nowMs, std::stop_token stop)
{
    PlannedRemedy made;
    Result<QByteArray> document = fillRunbook(wish.runbook, wish.values);
    if (!document)
        co_return document.error();
    Result<Runbook> filled = parseRunbook(*document);
    if (!filled)
        co_return filled.error();
    made.filled = std::move(*filled);
    made.plan.documents.push_back(std::move(*document));
    auto asking = askAll(synchroniser, fleet, wish.devices, std::move(keys), stop);
    const Result<std::vector<Target>> targets = co_await std::move(asking);
    if (!targets)
        co_return targets.error();
    const bool needsHand = std::any_of(made.filled.steps.begin(), made.filled.steps.end(), [](const RunbookStep &step) {
        return step.deed != StepDeed::Person && step.deed != StepDeed::Wait;
    });
    std::vector<PlannedCall> calls;
    std::unordered_map<quint32, RemedyDevice> devices;
    std::map<DeviceId, QString> users;
    for (const Target &target : *targets) {
        const QString host = target.row < fleet->size() ? QString::fromUtf8(fleet->host(target.row))
                                                        : tr("device %1").arg(target.device.value);
        if (target.error) {
            made.refused.push_back({host, userMessage(*target.error)});
        } else if (needsHand && !target.facts.hasHand) {
            made.refused.push_back({host, tr("No source reaches this machine. Use a runbook for a person.")});
        } else {
            calls.push_back(callFor(target, *fleet, made, wish));
            const RemedyDevice device = deviceOf(target, *fleet);
            if (!device.user.isEmpty() && made.filled.restarts())
                users.emplace(device.device, device.user);
            devices.emplace(device.device.value, device);
        }
    }
    std::vector<QByteArray> documents = std::move(made.plan.documents);
    made.plan = makePlan(*fleet, std::move(calls), wish.limits, nowMs, WardRule::KeepOneWorking);
    made.plan.documents = std::move(documents);
    made.plan.guardrails = checkRemedy(*fleet, made.plan, users);
    std::vector<Preflight> preflights;
    for (const PlannedCall &call : made.plan.calls) {
        made.devices.push_back(devices.at(call.move.device.value));
        preflights.push_back(made.devices.back().preflight);
    }
    made.summary = summaryOf(preflights);
    co_return made;
}

} // namespace ringward
