#include "models/rings/streampolicy.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

constexpr std::size_t kMostRings = 16;

// Positions are the values of the enumerations.
constexpr std::array kGates{"time", "clean", "previous", "sign-off"};
constexpr std::array kHolds{"none", "pause", "version", "by-hand"};

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Rings", text);
}

template <typename Words>
int positionOf(const Words &words, const QString &word)
{
    const auto at =
        std::find_if(words.begin(), words.end(), [&](const char *w) { return word == QLatin1StringView(w); });
    return at == words.end() ? -1 : int(at - words.begin());
}

Error malformed(const QString &advice)
{
    return {Error::Kind::Malformed, QStringLiteral("stream policy"), advice};
}

QJsonObject toJson(const Ring &ring)
{
    QJsonArray deliveries;
    for (const RingDelivery &delivery : ring.deliveries)
        deliveries.append(QJsonObject{{QStringLiteral("system"), delivery.system},
                                      {QStringLiteral("kind"), delivery.kind},
                                      {QStringLiteral("name"), delivery.name}});
    return {{QStringLiteral("name"), ring.name.name},
            {QStringLiteral("delay_min"), ring.delayMin},
            {QStringLiteral("soak_min"), ring.soakMin},
            {QStringLiteral("cap_per_mille"), ring.capPerMille},
            {QStringLiteral("gate"), QString::fromLatin1(kGates[std::size_t(ring.gate)])},
            {QStringLiteral("gate_clean"), ring.gateClean},
            {QStringLiteral("hold"), QString::fromLatin1(kHolds[std::size_t(ring.hold)])},
            {QStringLiteral("deliveries"), deliveries}};
}

Result<Ring> ringFromJson(const QJsonObject &json, int order)
{
    Ring ring;
    ring.name.name = json[QStringLiteral("name")].toString().trimmed();
    if (ring.name.name.isEmpty())
        return malformed(tr("Ring %1 has no name.").arg(order));
    ring.delayMin = json[QStringLiteral("delay_min")].toInt(-1);
    ring.soakMin = json[QStringLiteral("soak_min")].toInt(0);
    ring.capPerMille = json[QStringLiteral("cap_per_mille")].toInt(1000);
    if (ring.delayMin < 0 || ring.soakMin < 0 || ring.capPerMille < 0 || ring.capPerMille > 1000)
        return malformed(
            tr("Delay and soak of ring “%1” are minutes from 0 on; its size cap is per thousand.").arg(ring.name.name));
    const int gate = positionOf(kGates, json[QStringLiteral("gate")].toString(QString::fromLatin1(kGates[0])));
    const int hold = positionOf(kHolds, json[QStringLiteral("hold")].toString(QString::fromLatin1(kHolds[0])));
    if (gate < 0 || hold < 0)
        return malformed(tr("Ring “%1” has a gate or a hold that does not exist.").arg(ring.name.name));
    ring.gate = RingGate(gate);
    ring.hold = RingHold(hold);
    ring.gateClean = json[QStringLiteral("gate_clean")].toInt(0);
    ring.name.order = order;
    ring.name.held = ring.hold != RingHold::None;
    for (const QJsonValue &value : json[QStringLiteral("deliveries")].toArray())
        ring.deliveries.push_back({value[u"system"].toString(), value[u"kind"].toString(), value[u"name"].toString()});
    return ring;
}

} // namespace

QJsonObject toJson(const StreamPolicy &policy)
{
    QJsonArray rings;
    for (const Ring &ring : policy.rings)
        rings.append(toJson(ring));
    return {{QStringLiteral("stream"), word(policy.stream.kind)},
            {QStringLiteral("category"), policy.stream.category},
            {QStringLiteral("version"), policy.version},
            {QStringLiteral("changed_by"), policy.changedBy},
            {QStringLiteral("reason"), policy.reason},
            {QStringLiteral("changed_ms"), policy.changedMs},
            {QStringLiteral("rings"), rings}};
}

Result<StreamPolicy> streamPolicyFromJson(const QJsonObject &json)
{
    StreamPolicy policy;
    const QString kind = json[QStringLiteral("stream")].toString();
    const std::optional<StreamKind> known = streamKindFromWord(kind);
    if (!known)
        return malformed(tr("There is no kind of stream “%1”.").arg(kind));
    policy.stream = {*known, json[QStringLiteral("category")].toString()};
    policy.version = json[QStringLiteral("version")].toInt();
    policy.changedBy = json[QStringLiteral("changed_by")].toString();
    policy.reason = json[QStringLiteral("reason")].toString();
    policy.changedMs = json[QStringLiteral("changed_ms")].toInteger();
    const QJsonArray rings = json[QStringLiteral("rings")].toArray();
    if (rings.isEmpty() || std::size_t(rings.size()) > kMostRings)
        return malformed(tr("A stream has 1 to %1 rings.").arg(kMostRings));
    for (const QJsonValue &value : rings) {
        Result<Ring> ring = ringFromJson(value.toObject(), int(policy.rings.size()));
        if (!ring)
            return ring.error();
        if (policy.ringCalled(ring->name.name) >= 0)
            return malformed(tr("Two rings are called “%1”.").arg(ring->name.name));
        const bool held = !policy.rings.empty() && policy.rings.back().name.held;
        if (!ring->name.held && (held || (!policy.rings.empty() && ring->delayMin < policy.rings.back().delayMin)))
            return malformed(tr("Ring “%1” comes before the one ahead of it: order rings by delay, held ones last.")
                                 .arg(ring->name.name));
        policy.rings.push_back(std::move(*ring));
    }
    if (policy.rings.front().name.held)
        return malformed(tr("A stream needs a ring that is not held."));
    return policy;
}

} // namespace ringward
