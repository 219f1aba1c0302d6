#include "models/rings/ringbook.h"

#include "models/rings/sourcelimits.h"

#include <QCoreApplication>
#include <QUuid>

#include <algorithm>

namespace ringward {

namespace {

const QString kPolicy = QStringLiteral("stream-policy"), kGuardrails = QStringLiteral("guardrails"),
              kPin = QStringLiteral("pin"), kIntent = QStringLiteral("ring-intent"),
              kSightings = QStringLiteral("version-sightings"), kTiers = QStringLiteral("tier-rules");

QString streamKey(const Stream &stream)
{
    return word(stream.kind) + u'/' + stream.category;
}

QString versionKey(int version)
{
    return QStringLiteral("%1").arg(version, 8, 10, QLatin1Char('0'));
}

} // namespace

Result<std::vector<StreamPolicy>> RingBook::policyVersions(const Stream &stream) const
{
    const auto documents = read(kPolicy);
    if (!documents)
        return documents.error();
    std::vector<StreamPolicy> found;
    for (const Document &document : *documents) {
        Result<StreamPolicy> policy = streamPolicyFromJson(document.json);
        if (!policy)
            return policy.error();
        if (policy->stream == stream)
            found.push_back(std::move(*policy));
    }
    for (const StreamPolicy &policy : defaultPolicies()) {
        if (policy.stream == stream)
            found.push_back(policy);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const StreamPolicy &a, const StreamPolicy &b) { return a.version > b.version; });
    return found;
}

Result<std::vector<StreamPolicy>> RingBook::policies() const
{
    const auto documents = read(kPolicy);
    if (!documents)
        return documents.error();
    std::vector<StreamPolicy> inForce = defaultPolicies();
    for (const Document &document : *documents) {
        Result<StreamPolicy> policy = streamPolicyFromJson(document.json);
        if (!policy)
            return policy.error();
        const auto known = std::find_if(inForce.begin(), inForce.end(),
                                        [&](const StreamPolicy &p) { return p.stream == policy->stream; });
        if (known == inForce.end())
            inForce.push_back(std::move(*policy));
        else if (policy->version > known->version)
            *known = std::move(*policy);
    }
    return inForce;
}

Result<Done> RingBook::savePolicy(StreamPolicy policy, const AuditDraft &why)
{
    if (const QStringList reasons = refusals(policy); !reasons.isEmpty())
        return Error{Error::Kind::NotSupported, QStringLiteral("refused by a source"), reasons.join(u' ')};
    const auto versions = policyVersions(policy.stream);
    if (!versions)
        return versions.error();
    const int newest = versions->empty() ? 0 : versions->front().version;
    if (policy.version != newest)
        return Error{Error::Kind::Conflict, QStringLiteral("version %1, newest %2").arg(policy.version).arg(newest),
                     QCoreApplication::translate("ringward::Rings",
                                                 "Somebody changed these rings meanwhile. Look at version %1 first.")
                         .arg(newest)};
    policy.version = newest + 1;
    const QJsonObject json = toJson(policy);
    if (const auto readBack = streamPolicyFromJson(json); !readBack)
        return readBack.error();
    return write(kPolicy, {streamKey(policy.stream) + u'/' + versionKey(policy.version), json}, &why);
}

Result<GuardrailSet> RingBook::guardrails() const
{
    const auto documents = read(kGuardrails);
    if (!documents)
        return documents.error();
    const auto newest = std::max_element(documents->begin(), documents->end(),
                                         [](const Document &a, const Document &b) { return a.key < b.key; });
    return newest == documents->end() ? Result<GuardrailSet>(defaultGuardrails()) : guardrailsFromJson(newest->json);
}

Result<Done> RingBook::saveGuardrails(GuardrailSet set, const AuditDraft &why)
{
    const Result<GuardrailSet> inForce = guardrails();
    if (!inForce)
        return inForce.error();
    set.version = inForce->version + 1;
    const QJsonObject json = toJson(set);
    if (const auto readBack = guardrailsFromJson(json); !readBack)
        return readBack.error();
    return write(kGuardrails, {versionKey(set.version), json}, &why);
}

Result<std::vector<Pin>> RingBook::pins() const
{
    const auto documents = read(kPin);
    if (!documents)
        return documents.error();
    std::vector<Pin> found;
    for (const Document &document : *documents) {
        Result<Pin> pin = pinFromJson(document.json);
        if (!pin)
            return pin.error();
        found.push_back(std::move(*pin));
    }
    std::stable_sort(found.begin(), found.end(), [](const Pin &a, const Pin &b) { return a.expiresMs < b.expiresMs; });
    return found;
}

Result<QString> RingBook::savePin(Pin pin, qint64 nowMs, const AuditDraft &why)
{
    const auto inForce = policies();
    if (!inForce)
        return inForce.error();
    const auto policy =
        std::find_if(inForce->begin(), inForce->end(), [&](const StreamPolicy &p) { return p.stream == pin.stream; });
    if (policy == inForce->end())
        return Error{Error::Kind::NotFound, streamKey(pin.stream),
                     QCoreApplication::translate("ringward::Pins", "There are no rings for this stream.")};
    if (const auto fine = checkPin(pin, *policy, nowMs); !fine)
        return fine.error();
    if (pin.id.isEmpty())
        pin.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    if (!pin.sinceMs)
        pin.sinceMs = nowMs;
    if (const auto done = write(kPin, {pin.id, toJson(pin)}, &why); !done)
        return done.error();
    return pin.id;
}

Result<Done> RingBook::removePin(const QString &id, const AuditDraft &why)
{
    return remove(kPin, id, why);
}

Result<RingIntent> RingBook::intent(const Stream &stream) const
{
    const auto documents = read(kIntent);
    if (!documents)
        return documents.error();
    RingIntent found;
    found.stream = stream;
    for (const Document &document : *documents) {
        if (document.key != streamKey(stream))
            continue;
        found.approval = document.json[QStringLiteral("approval")].toString();
        found.sinceMs = document.json[QStringLiteral("since_ms")].toInteger();
        const QJsonObject rings = document.json[QStringLiteral("rings")].toObject();
        for (auto ring = rings.begin(); ring != rings.end(); ++ring) { // one list of devices a ring
            for (const QString &device : ring.value().toString().split(u' ', Qt::SkipEmptyParts))
                found.rings.insert(DeviceId{device.toUInt()}, ring.key());
        }
    }
    return found;
}

Result<Done> RingBook::saveIntent(const RingIntent &intent, const AuditDraft &why)
{
    std::map<QString, QString> rings;
    for (auto at = intent.rings.begin(); at != intent.rings.end(); ++at)
        rings[at.value()] += QString::number(at.key().value) + u' ';
    QJsonObject json;
    for (const auto &[ring, devices] : rings)
        json.insert(ring, devices);
    return write(kIntent,
                 {streamKey(intent.stream),
                  {{QStringLiteral("approval"), intent.approval},
                   {QStringLiteral("since_ms"), intent.sinceMs},
                   {QStringLiteral("rings"), json}}},
                 &why);
}

Result<TierSet> RingBook::tiers() const
{
    const auto documents = read(kTiers);
    if (!documents)
        return documents.error();
    const auto newest = std::max_element(documents->begin(), documents->end(),
                                         [](const Document &a, const Document &b) { return a.key < b.key; });
    return newest == documents->end() ? Result<TierSet>(TierSet()) : tierSetFromJson(newest->json);
}

Result<Done> RingBook::saveTiers(TierSet set, const AuditDraft &why)
{
    const Result<TierSet> inForce = tiers();
    if (!inForce)
        return inForce.error();
    set.version = inForce->version + 1;
    const QJsonObject json = toJson(set);
    if (const auto readBack = tierSetFromJson(json); !readBack)
        return readBack.error();
    return write(kTiers, {versionKey(set.version), json}, &why);
}

Result<VersionSightings> RingBook::sightings(const Stream &stream) const
{
    const auto documents = read(kSightings);
    if (!documents)
        return documents.error();
    VersionSightings found;
    found.stream = stream;
    for (const Document &document : *documents) {
        if (document.key != streamKey(stream))
            continue;
        found.beganMs = document.json[QStringLiteral("began_ms")].toInteger();
        const QJsonObject first = document.json[QStringLiteral("first_ms")].toObject();
        for (auto at = first.begin(); at != first.end(); ++at)
            found.firstMs.insert(at.key(), at.value().toInteger());
    }
    return found;
}

Result<Done> RingBook::saveSightings(const VersionSightings &sightings)
{
    QJsonObject first;
    for (auto at = sightings.firstMs.begin(); at != sightings.firstMs.end(); ++at)
        first.insert(at.key(), at.value());
    return write(kSightings,
                 {streamKey(sightings.stream),
                  {{QStringLiteral("began_ms"), sightings.beganMs}, {QStringLiteral("first_ms"), first}}},
                 nullptr);
}

} // namespace ringward
