#include "models/rings/pin.h"

#include "models/base/counted.h"
#include "models/fleet/filter.h"
#include "models/fleet/streamlookup.h"
#include "models/rings/sourcelimits.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Pins", text);
}

Error wrong(const QString &advice)
{
    return {Error::Kind::Malformed, QStringLiteral("pin"), advice};
}

constexpr std::array kScopes{"devices", "ward", "filter"};
constexpr qint64 kDayMs = 86'400'000;

/// The last ring that gets content no earlier than a delay pin wants; -1 when none is that late.
int ringOfDelay(const StreamPolicy &policy, int minutes)
{
    for (std::size_t i = 0; i < policy.rings.size(); ++i) {
        if (!policy.rings[i].name.held && policy.rings[i].delayMin >= minutes)
            return int(i);
    }
    return -1;
}

int ringOf(const Pin &pin, const StreamPolicy &policy)
{
    return pin.kind == PinKind::Ring ? policy.ringCalled(pin.target)
        : pin.kind == PinKind::Delay ? ringOfDelay(policy, pin.target.toInt())
                                     : -1;
}

} // namespace

QString whomText(const PinScope &scope)
{
    return scope.kind == PinScope::Kind::Devices ? counted(qint64(scope.devices.size()), Noun::Device) : scope.text;
}

QString heldText(const Pin &pin)
{
    return pin.kind == PinKind::Delay ? durationText(pin.target.toInt()) : pin.target;
}

QJsonObject toJson(const Pin &pin)
{
    QJsonArray devices;
    for (const DeviceId device : pin.scope.devices)
        devices.append(qint64(device.value));
    return {{QStringLiteral("id"), pin.id},
            {QStringLiteral("stream"), word(pin.stream.kind)},
            {QStringLiteral("category"), pin.stream.category},
            {QStringLiteral("scope"), QString::fromLatin1(kScopes[std::size_t(pin.scope.kind)])},
            {QStringLiteral("devices"), devices},
            {QStringLiteral("scope_text"), pin.scope.text},
            {QStringLiteral("kind"), word(pin.kind)},
            {QStringLiteral("target"), pin.target},
            {QStringLiteral("reason"), pin.reason},
            {QStringLiteral("owner"), pin.owner},
            {QStringLiteral("approval"), pin.approval},
            {QStringLiteral("since_ms"), pin.sinceMs},
            {QStringLiteral("expires_ms"), pin.expiresMs}};
}

Result<Pin> pinFromJson(const QJsonObject &json)
{
    Pin pin;
    pin.id = json[QStringLiteral("id")].toString();
    const auto stream = streamKindFromWord(json[QStringLiteral("stream")].toString());
    const auto kind = pinKindFromWord(json[QStringLiteral("kind")].toString());
    const QString scope = json[QStringLiteral("scope")].toString();
    const auto known =
        std::find_if(kScopes.begin(), kScopes.end(), [&](const char *s) { return scope == QLatin1StringView(s); });
    if (!stream || !kind || known == kScopes.end())
        return wrong(tr("A pin in the store cannot be read: %1").arg(pin.id));
    pin.stream = {*stream, json[QStringLiteral("category")].toString()};
    pin.scope.kind = PinScope::Kind(known - kScopes.begin());
    for (const QJsonValue &device : json[QStringLiteral("devices")].toArray())
        pin.scope.devices.push_back(DeviceId{quint32(device.toInteger())});
    pin.scope.text = json[QStringLiteral("scope_text")].toString();
    pin.kind = *kind;
    pin.target = json[QStringLiteral("target")].toString();
    pin.reason = json[QStringLiteral("reason")].toString();
    pin.owner = json[QStringLiteral("owner")].toString();
    pin.approval = json[QStringLiteral("approval")].toString();
    pin.sinceMs = json[QStringLiteral("since_ms")].toInteger();
    pin.expiresMs = json[QStringLiteral("expires_ms")].toInteger();
    return pin;
}

Result<Done> checkPin(const Pin &pin, const StreamPolicy &policy, qint64 nowMs)
{
    if (pin.expiresMs <= nowMs)
        return wrong(tr("A pin needs an end in the future: without one it is forgotten and its devices fall behind."));
    if (pin.owner.trimmed().isEmpty())
        return wrong(tr("A pin needs an owner who is asked before it ends."));
    if (pin.reason.trimmed().isEmpty())
        return wrong(tr("A pin needs a reason."));
    if (pin.scope.kind == PinScope::Kind::Filter && !Filter::parse(pin.scope.text).isValid())
        return wrong(tr("The filter is not valid: %1").arg(Filter::parse(pin.scope.text).diagnosis().message));
    if (pin.scope.kind == PinScope::Kind::Devices && pin.scope.devices.empty())
        return wrong(tr("No device is named."));
    if (pin.scope.kind == PinScope::Kind::Devices && pin.scope.devices.size() > kMostPinnedByName)
        return wrong(
            tr("A pin names %1 at most, not %2. Pin a ward or a filter line instead.")
                .arg(counted(qint64(kMostPinnedByName), Noun::Device), countText(qint64(pin.scope.devices.size()))));
    if (pin.scope.kind != PinScope::Kind::Devices && pin.scope.text.trimmed().isEmpty())
        return wrong(tr("Say which ward, or which devices by a filter line."));
    if (pin.kind != PinKind::Ring && pin.kind != PinKind::Delay && pin.kind != PinKind::Version)
        return wrong(tr("A pin holds to a ring, a delay or a version."));
    if (pin.kind == PinKind::Ring && policy.ringCalled(pin.target) < 0)
        return wrong(tr("%1 has no ring “%2”.").arg(streamLabel(policy.stream), pin.target));
    if (pin.kind == PinKind::Delay && ringOf(pin, policy) < 0)
        return wrong(tr("No ring of %1 is delayed by %2 or more.")
                         .arg(streamLabel(policy.stream), durationText(pin.target.toInt())));
    if (pin.kind == PinKind::Version && pin.target.trimmed().isEmpty())
        return wrong(tr("Say which version it is held to."));
    for (const RingDelivery &delivery : policy.rings.front().deliveries) {
        const SourceLimits *limits = limitsOf(delivery.system);
        if (!limits || pin.kind != PinKind::Version)
            continue;
        if (!limits->versionPins)
            return wrong(tr("%1 cannot hold a version.").arg(limits->label));
        if (limits->longestPauseDays && pin.expiresMs - nowMs > limits->longestPauseDays * kDayMs)
            return wrong(tr("%1 holds a version for %2 at most.")
                             .arg(limits->label, counted(limits->longestPauseDays, Noun::Day)));
    }
    return Done{};
}

std::vector<Row> pinnedRows(const Pin &pin, const RingFacts &facts, qint64 nowMs)
{
    std::vector<Row> rows;
    if (pin.scope.kind == PinScope::Kind::Filter) {
        const std::optional<RowSet> set = Filter::parse(pin.scope.text).match(*facts.fleet, nowMs);
        for (Row row = 0; set && row < facts.rows(); ++row) {
            if (set->test(row))
                rows.push_back(row);
        }
        return rows;
    }
    if (pin.scope.kind == PinScope::Kind::Devices) {
        const QSet<DeviceId> named(pin.scope.devices.begin(), pin.scope.devices.end());
        for (Row row = 0; row < facts.rows(); ++row) {
            if (named.contains(facts.fleet->id(row)))
                rows.push_back(row);
        }
        return rows;
    }
    for (quint32 ward = 1; ward + 1 < facts.wardStart.size(); ++ward) {
        if (facts.wardName(ward).compare(pin.scope.text, Qt::CaseInsensitive) == 0)
            rows.assign(facts.rowsOf(ward).begin(), facts.rowsOf(ward).end());
    }
    return rows;
}

RingFactsPtr withPins(const RingFactsPtr &facts, const std::vector<Pin> &pins, qint64 nowMs)
{
    std::shared_ptr<RingFacts> marked;
    for (const Pin &pin : pins) {
        if (pin.stream != facts->policy.stream || pin.expiresMs <= nowMs)
            continue;
        if (!marked)
            marked = std::make_shared<RingFacts>(*facts);
        for (const Row row : pinnedRows(pin, *facts, nowMs))
            marked->pinned[row] = 1;
    }
    return marked ? RingFactsPtr(marked) : facts;
}

int protectionAgeMin(const Pin &pin, const StreamPolicy &policy, qint64 nowMs)
{
    if (pin.kind == PinKind::Version)
        return int(std::max<qint64>(0, nowMs - pin.sinceMs) / 60'000);
    const int ring = ringOf(pin, policy);
    if (ring < 0)
        return 0;
    return policy.rings[std::size_t(ring)].name.held ? int(std::max<qint64>(0, nowMs - pin.sinceMs) / 60'000)
                                                     : policy.rings[std::size_t(ring)].delayMin;
}

std::vector<PinAlarm> alarms(const Pin &pin, const RingFacts &facts, int ceilingMin, qint64 nowMs)
{
    std::vector<PinAlarm> found;
    const QString when = QLocale().toString(QDateTime::fromMSecsSinceEpoch(pin.expiresMs).date(), QLocale::ShortFormat);
    if (pin.expiresMs <= nowMs)
        found.push_back({PinAlarm::Kind::Expired, tr("Ended on %1: renew it, or let its devices go.").arg(when)});
    else if (pin.expiresMs - nowMs <= kAskAheadMs)
        found.push_back({PinAlarm::Kind::AsksForAnswer, tr("Ends on %1: %2 is asked what then.").arg(when, pin.owner)});
    const int age = protectionAgeMin(pin, facts.policy, nowMs);
    if (ceilingMin > 0 && age > ceilingMin)
        found.push_back({PinAlarm::Kind::TooOld,
                         tr("Unprotected for %1, at most %2.").arg(durationText(age), durationText(ceilingMin))});
    const int held = ringOf(pin, facts.policy);
    quint32 early = 0;
    for (const Row row : pinnedRows(pin, facts, nowMs))
        early += held >= 0 && facts.today[row] != kNoRing && facts.today[row] < held;
    if (early)
        found.push_back({PinAlarm::Kind::TooEarly,
                         agreeing(early, tr("%1 is in an earlier ring than the pin holds it to."),
                                  tr("%1 are in an earlier ring than the pin holds them to."))
                             .arg(counted(early, Noun::Device))});
    return found;
}

std::vector<RingMove> movesFor(const Pin &pin, const RingFacts &facts, qint64 nowMs)
{
    std::vector<RingMove> moves;
    const int to = ringOf(pin, facts.policy);
    for (const Row row : to < 0 ? std::vector<Row>() : pinnedRows(pin, facts, nowMs)) {
        if (facts.today[row] != kNoRing && facts.today[row] != to)
            moves.push_back(facts.move(row, facts.today[row], quint8(to)));
    }
    return moves;
}

} // namespace ringward
