#pragma once
#include "models/fleet/fleetbuilder.h"

#include <random>

namespace ringward::testing {

inline constexpr qint64 kRandomFleetNowMs = 1'721'361'600'000; ///< 19 July 2024, 04:00 UTC

/// A fleet of any size with something of everything: missing facts, equal names, other cases, letters beyond ASCII.
inline FleetSnapshotPtr randomFleet(quint32 devices, quint32 seed)
{
    std::mt19937 random(seed);
    const auto below = [&random](quint32 limit) {
        return quint32(random() % limit);
    };
    const auto pick = [&](const QStringList &from) {
        return from[qsizetype(below(quint32(from.size())))];
    };
    FleetBuilder builder;
    FleetDictionaries &names = builder.editNames();

    const QStringList sites{{}, QStringLiteral("RGH"), QStringLiteral("smh"), QStringLiteral("Zürich")};
    const QStringList kinds{{}, QStringLiteral("icu"), QStringLiteral("ed"), QStringLiteral("theatre")};
    const QStringList wardNames{QStringLiteral("4 West ICU"), QStringLiteral("Surgical ward"), QStringLiteral("ward 7"),
                                QStringLiteral("Kinderstation Süd")};
    for (quint32 i = 0; i < 40; ++i) {
        names.ward({.siteCode = pick(sites),
                    .siteName = pick({{}, QStringLiteral("Riverside General")}),
                    .building = pick({{}, QStringLiteral("Tower B")}),
                    .code = below(4) ? QStringLiteral("W%1").arg(below(30)) : QString(),
                    .name = pick(wardNames),
                    .kind = pick(kinds),
                    .beds = quint16(below(40))});
    }
    for (const char *ring : {"Canary", "Early", "Broad", "Late", "Delayed"})
        names.ring({QString::fromLatin1(ring), int(names.rings().size()) - 1, false});
    names.ring({QStringLiteral("Frozen"), 9, true});
    names.stream({StreamKind::AgentBuild, {}});
    names.stream({StreamKind::SecurityContent, QStringLiteral("rapid response")});
    names.stream({StreamKind::SecurityContent, QStringLiteral("system critical")});
    names.stream({StreamKind::OperatingSystem, {}});
    for (const char *version : {"7.28.20009", "7.27.19907", "7.3.1", "1187", "1185", "1203", "7.28.20009-beta", "10"})
        names.versions.intern(QString::fromLatin1(version));
    for (const char *agent : {"Falcon", "Defender"})
        names.agentProducts.intern(QString::fromLatin1(agent));
    for (const char *os : {"22631.4112", "10.0.19045.4651", "Windows 11 23H2, 22631.3880", "Debian 12"})
        names.osBuilds.intern(QString::fromLatin1(os));
    for (const char *text : {"Bed 7", "bed 12", "Nurse station", "7"})
        names.rooms.intern(QString::fromLatin1(text));
    for (const char *text : {"bedside", "cart", "downtime PC"})
        names.roles.intern(QString::fromLatin1(text));
    for (const char *text : {"Dell OptiPlex 7010", "HP EliteDesk", "optiplex 3000"})
        names.models.intern(QString::fromLatin1(text));
    for (const char *text : {"Falcon", "Directory", "MeshCentral"})
        names.sources.intern(QString::fromLatin1(text));
    for (const char *text : {"csagent.sys", "wdfilter.sys", "ntfs.sys", "csboot.sys", "oem12.inf"})
        names.drivers.intern(QString::fromLatin1(text));
    for (quint32 i = 0; i < 30; ++i) {
        UpdateState state{below(3), below(names.versions.size()), {}};
        for (quint32 stream = below(5); stream > 0; --stream)
            state.streams.push_back({below(names.versions.size()), below(quint32(names.rings().size()))});
        names.update(state);
    }
    for (quint32 i = 0; i < 12; ++i) {
        const qint64 expires = below(3) ? kRandomFleetNowMs + (qint64(below(20)) - 5) * 86'400'000 : 0;
        names.pin({PinKind(below(5)), expires});
        std::vector<quint32> set;
        for (quint32 n = below(5); n > 0; --n)
            set.push_back(1 + below(names.drivers.size() - 1));
        names.driverSet(set);
    }

    const QStringList hosts{QStringLiteral("RGH-ICU4W-BED%1"), QStringLiteral("rgh-icu4w-bed%1"),
                            QStringLiteral("SMH-ED-NS%1"), QStringLiteral("Süd-%1"), QStringLiteral("pc%1")};
    const auto past = [&] {
        return below(5) ? kRandomFleetNowMs - qint64(below(200'000)) * 1000 : 0;
    };
    for (quint32 i = 0; i < devices; ++i) {
        builder.append({.id = DeviceId{i + 1},
                        .host = below(50) ? pick(hosts).arg(below(100)).toStdString() : std::string(),
                        .ward = below(quint32(names.wards().size())),
                        .room = below(names.rooms.size()),
                        .model = below(names.models.size()),
                        .osBuild = below(names.osBuilds.size()),
                        .role = below(names.roles.size()),
                        .tier = Tier(below(kTierCount)),
                        .health = AgentHealth(below(kHealthCount)),
                        .healthSinceMs = past(),
                        .lastSeenMs = past(),
                        .flags = DeviceFlags(int(below(16))),
                        .updates = below(quint32(names.updates().size())),
                        .driverSet = below(quint32(names.driverSets().size())),
                        .pin = quint16(below(quint32(names.pins().size()))),
                        .sourceMask = quint16(below(8)),
                        .conflicts = quint8(below(4))});
    }
    return builder.publish(kRandomFleetNowMs);
}

} // namespace ringward::testing
