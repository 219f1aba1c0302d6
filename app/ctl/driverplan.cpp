#include "app/ctl/driverscommand.h"
#include "models/base/counted.h"
#include "models/tables/drivercolumns.h"

#include <QJsonArray>

namespace ringward::ctl {

namespace {

constexpr qint64 kHistoryMs = 90LL * 24 * 3600 * 1000;

QString isoTime(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODate);
}

QJsonArray stepsOf(const std::vector<ReductionStep> &steps)
{
    constexpr std::array kWords{"note", "set-value", "delete-key", "restart", "verify"};
    QJsonArray array;
    for (const ReductionStep &step : steps)
        array.append(QJsonObject{{QStringLiteral("kind"), QString::fromLatin1(kWords[std::size_t(step.kind)])},
                                 {QStringLiteral("text"), step.text},
                                 {QStringLiteral("key"), step.key},
                                 {QStringLiteral("value"), step.value},
                                 {QStringLiteral("before"), QJsonValue::fromVariant(step.before)},
                                 {QStringLiteral("after"), QJsonValue::fromVariant(step.after)}});
    return array;
}

QJsonObject toJson(const ReductionItem &item)
{
    QJsonArray rings, dependants, progress;
    for (const RingShare &ring : item.order)
        rings.append(QJsonObject{{QStringLiteral("ring"), ring.ring},
                                 {QStringLiteral("held"), ring.held},
                                 {QStringLiteral("devices"), qint64(ring.count.devices)},
                                 {QStringLiteral("t0"), qint64(ring.count.byTier[0])}});
    for (const DriverDependant &dependant : item.dependants)
        dependants.append(QJsonObject{{QStringLiteral("name"), dependant.name},
                                      {QStringLiteral("devices"), qint64(dependant.devices)},
                                      {QStringLiteral("why"), dependant.why}});
    for (const PrevalencePoint &point : item.progress)
        progress.append(QJsonObject{{QStringLiteral("at"), isoTime(point.atMs)},
                                    {QStringLiteral("devices"), qint64(point.devices)}});
    QJsonArray keys;
    for (const QString &key : item.keys)
        keys.append(key);
    return {{QStringLiteral("name"), item.review.name},
            {QStringLiteral("state"), word(item.review.state)},
            {QStringLiteral("scope"), item.review.scope},
            {QStringLiteral("owner"), item.review.owner},
            {QStringLiteral("keys"), keys},
            {QStringLiteral("devices"), qint64(item.count.devices)},
            {QStringLiteral("t0"), qint64(item.count.byTier[0])},
            {QStringLiteral("wards"), qint64(item.wards)},
            {QStringLiteral("waived"), item.waived},
            {QStringLiteral("rings"), rings},
            {QStringLiteral("dependants"), dependants},
            {QStringLiteral("steps"), stepsOf(item.steps)},
            {QStringLiteral("roll_back"), stepsOf(item.rollBack)},
            {QStringLiteral("progress"), progress}};
}

void print(const ReductionItem &item, Output &out)
{
    out.line(
        tr("%1 %2: on %3 in %4, %5 of them life-critical%6")
            .arg(label(item.review.state), item.review.name, counted(item.count.devices, Noun::Device),
                 counted(item.wards, Noun::Ward), countText(item.count.byTier[0]),
                 item.waived ? tr(", waived until %1").arg(item.review.waiverUntil.toString(Qt::ISODate)) : QString()));
    for (const RingShare &ring : item.order)
        out.line(tr("  ring %1: %2")
                     .arg(ring.ring.isEmpty() ? tr("not told") : ring.ring, counted(ring.count.devices, Noun::Device)));
    for (const DriverDependant &dependant : item.dependants)
        out.line(tr("  %1 %2, on %3").arg(dependant.name, dependant.why, counted(dependant.devices, Noun::Device)));
    const auto printSteps = [&](const QString &title, const std::vector<ReductionStep> &steps) {
        if (!steps.empty())
            out.line(title);
        for (const ReductionStep &step : steps)
            out.line(QStringLiteral("    ") + QStringLiteral("%1 %2").arg(step.text, step.key).trimmed());
    };
    printSteps(tr("  Steps on each device:"), item.steps);
    printSteps(tr("  The way back:"), item.rollBack);
    if (!item.progress.empty())
        out.line(tr("  %1 on %2, %3 now")
                     .arg(counted(item.progress.front().devices, Noun::Device),
                          isoTime(item.progress.front().atMs).left(10), countText(item.progress.back().devices)));
}

} // namespace

QCoro::Task<int> planDrivers(Composition &composition, Output &out)
{
    const auto plan = co_await composition.drivers().reductionPlan(composition.clock().nowMs() - kHistoryMs);
    if (!plan)
        co_return out.fail(plan.error());
    for (const ReductionItem &item : *plan) {
        if (out.isJson())
            out.entry(toJson(item));
        else
            print(item, out);
    }
    if (plan->empty() && !out.isJson())
        out.line(
            tr("Nothing is to be replaced or removed. “ringwardctl drivers review NAME --state remove …” decides."));
    co_return AllDone;
}

} // namespace ringward::ctl
