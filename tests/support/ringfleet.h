#pragma once
#include "models/fleet/fleetbuilder.h"
#include "models/rings/guardrailcheck.h"
#include "models/rings/ringbook.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QDateTime>
#include <QMutex>

#include <map>
#include <random>

namespace ringward::testing {

/// 11:12 local time: far from every handover, wherever the test runs.
inline const qint64 kRingNowMs = QDateTime(QDate(2026, 9, 8), QTime(11, 12)).toMSecsSinceEpoch();

/// Rings Canary, Early, Broad, Late, Delayed and Held of the rapid response content, as the defaults have them.
inline const StreamPolicy &rapidPolicy()
{
    return defaultPolicies().at(1);
}

/// A device in a test's hospital; the defaults are those of a machine that no guardrail minds.
struct RingDevice {
    std::string host;
    const char *ward = "W1";
    Tier tier = Tier::T2;
    const char *ring = "Broad";
    const char *model = "M1";
    const char *site = "RGH";
    AgentHealth health = AgentHealth::Up;
    DeviceFlags flags;
    PinKind pin = PinKind::None;
    quint16 cover = 0, beds = 0;
    const char *drivers = "a.sys";
    const char *version = "1187";
};

inline FleetSnapshotPtr ringFleet(const std::vector<RingDevice> &devices)
{
    FleetBuilder builder;
    FleetDictionaries &names = builder.editNames();
    const quint32 stream = names.stream(rapidPolicy().stream);
    for (const RingDevice &device : devices) {
        Ward ward;
        ward.siteCode = QString::fromLatin1(device.site);
        ward.code = QString::fromLatin1(device.ward);
        ward.minimumCover = device.cover;
        ward.beds = device.beds;
        DeviceRow row;
        row.id = DeviceId{builder.size() + 1};
        row.host = device.host.empty() ? "host-" + std::to_string(builder.size()) : device.host;
        row.ward = names.ward(ward);
        row.model = quint32(names.models.intern(QString::fromLatin1(device.model)));
        row.tier = device.tier;
        row.health = device.health;
        row.flags = device.flags;
        row.driverSet = names.driverSet({names.drivers.intern(QString::fromLatin1(device.drivers))});
        if (device.pin != PinKind::None)
            row.pin = names.pin({device.pin, kRingNowMs + 86'400'000});
        UpdateState update;
        update.agentProduct = names.agentProducts.intern(QStringLiteral("Falcon"));
        update.streams.resize(stream + 1);
        const QString ring = QString::fromLatin1(device.ring);
        const int order = rapidPolicy().ringCalled(ring);
        update.streams[stream] = {names.versions.intern(QString::fromLatin1(device.version)),
                                  names.ring({ring, order, ring == u"Held"})};
        row.updates = names.update(update);
        builder.append(row);
    }
    return builder.publish(kRingNowMs);
}

inline RingFactsPtr ringFacts(const std::vector<RingDevice> &devices)
{
    return gatherRingFacts(ringFleet(devices), rapidPolicy());
}

/// A hospital of any size with tiers, strata and rings by lot, and today's rings good enough to be repaired.
inline std::vector<RingDevice> randomHospital(quint32 devices, quint32 wards, quint32 models, quint32 seed)
{
    static std::map<quint32, std::string> wardNames, modelNames;
    const auto named = [](std::map<quint32, std::string> &names, const char *prefix, quint32 number) {
        return names.try_emplace(number, prefix + std::to_string(number)).first->second.c_str();
    };
    static constexpr std::array kRings{"Canary", "Early", "Broad", "Late", "Delayed"};
    static constexpr std::array kSites{"RGH", "SMH", "CWH", "ELC", "NOR", "SOU", "EAS", "WES"};
    std::mt19937 random(seed);
    std::vector<RingDevice> made;
    for (quint32 i = 0; i < devices; ++i) {
        const quint32 ward = i % wards;
        RingDevice device;
        device.ward = named(wardNames, "W", ward);
        device.site = kSites[ward % kSites.size()];
        device.tier =
            Tier(std::array<int, 20>{0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 4}[random() % 20]);
        device.model = named(modelNames, "M", quint32(random() % models));
        device.ring = device.tier == Tier::TX ? "Held"
            : device.tier == Tier::T0         ? kRings[3 + random() % 2]
            : random() % 200 == 0             ? kRings[0]
                                              : kRings[1 + random() % 4];
        device.health = random() % 60 ? AgentHealth::Up : AgentHealth::Silent;
        device.flags = i % (wards * 7) < wards ? DeviceFlags(DeviceFlag::DowntimePc) : DeviceFlags();
        if (device.flags)
            device.tier = Tier::T0, device.ring = "Delayed";
        device.cover = 3;
        device.beds = 20;
        made.push_back(device);
    }
    return made;
}

/// The result of one rule on an assignment; the moves to it are put into waves.
inline GuardrailResult checkRule(const RingFactsPtr &facts, const char *rule, const RingAssignment &rings,
                                 const GuardrailSet &set = defaultGuardrails(), qint64 startMs = kRingNowMs)
{
    const BoundGuardrails bound(facts, set, kRingNowMs);
    for (const GuardrailResult &result : checkGuardrails(bound, rings, planWaves(bound, rings), startMs)) {
        if (result.rule == QLatin1StringView(rule))
            return result;
    }
    ADD_FAILURE() << "no such rule: " << rule;
    return {};
}
inline GuardrailResult checkRule(const RingFactsPtr &facts, const char *rule)
{
    return checkRule(facts, rule, facts->today);
}

/// Somebody of a roster with these roles.
inline Person somebody(Roles roles)
{
    Person person;
    person.id = PersonId{7};
    person.login = QStringLiteral("ada");
    person.name = QStringLiteral("Ada");
    person.roles = roles;
    return person;
}

/// A RingBook in memory, for any thread. `failing` makes every change answer Storage.
class MemoryRingBook : public RingBook {
public:
    bool failing = false;
    std::vector<AuditDraft> audited; ///< what was noted, oldest first

protected:
    Result<std::vector<Document>> read(const QString &kind) const override
    {
        const QMutexLocker lock(&m_mutex);
        const auto at = m_documents.find(kind);
        return at == m_documents.end() ? std::vector<Document>() : at->second;
    }
    Result<Done> write(const QString &kind, const Document &document, const AuditDraft *why) override
    {
        if (failing)
            return Error{Error::Kind::Storage, QStringLiteral("disk full")};
        const QMutexLocker lock(&m_mutex);
        auto &of = m_documents[kind];
        std::erase_if(of, [&](const Document &d) { return d.key == document.key; });
        of.push_back(document);
        if (why)
            audited.push_back(*why);
        return Done{};
    }
    Result<Done> remove(const QString &kind, const QString &key, const AuditDraft &why) override
    {
        if (failing)
            return Error{Error::Kind::Storage, QStringLiteral("disk full")};
        const QMutexLocker lock(&m_mutex);
        if (std::erase_if(m_documents[kind], [&](const Document &d) { return d.key == key; }) == 0)
            return Error{Error::Kind::NotFound, key};
        audited.push_back(why);
        return Done{};
    }

private:
    mutable QMutex m_mutex;
    std::map<QString, std::vector<Document>> m_documents;
};

} // namespace ringward::testing
