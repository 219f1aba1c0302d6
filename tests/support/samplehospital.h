#pragma once
#include "models/fleet/fleetbuilder.h"
#include "models/fleet/healthcounts.h"

#include <random>

namespace ringward::testing {

/// A small believable hospital for looking at pages: `wards` wards over up to four sites, a few of them unwell. The
/// same seed gives the same fleet.
inline FleetSnapshotPtr sampleHospital(qint64 nowMs, int wards = 136, quint32 seed = 291)
{
    std::mt19937 random(seed);
    const auto upTo = [&](int most) {
        return int(random() % quint32(most));
    };
    FleetBuilder builder;
    FleetDictionaries &names = builder.editNames();
    const quint32 stream = names.stream({StreamKind::SecurityContent, QStringLiteral("rapid response")});
    struct Site {
        const char *code, *name;
        int share;
    };
    const Site sites[] = {{"RGH", "Riverside General", 46},
                          {"SMH", "St Mary's", 74},
                          {"CWH", "Children's & Women's", 91},
                          {"ELC", "Eastlake Clinics", 100}};
    const char *const kinds[] = {"4W ICU", "ED Resus", "Theatre 1", "Ward 7",  "Chemo", "Pharm",   "OPD A", "Path Lab",
                                 "Blood",  "MRI",      "X-ray",     "Offices", "Endo",  "Rehab B", "NICU",  "8E Orth"};
    const char *const rings[] = {"Canary", "Early", "Broad", "Late", "Delayed", "Held"};
    for (int w = 0; w < wards; ++w) {
        const int percent = w * 100 / wards;
        const Site *site = sites;
        while (site->share <= percent)
            ++site;
        Ward ward;
        ward.siteCode = QString::fromLatin1(site->code);
        ward.siteName = QString::fromUtf8(site->name);
        ward.building = QStringLiteral("Tower %1").arg(QChar(u'A' + w % 5));
        const int kind = w % 16;
        ward.code = QString::fromLatin1(kinds[kind]) + (w >= 16 ? QStringLiteral(" %1").arg(w / 16) : QString());
        ward.name = QStringLiteral("%1 (%2)").arg(ward.code, ward.building);
        const int devices = 12 + upTo(60);
        const int bad = upTo(3) == 0 ? upTo(4) : upTo(24) == 0 ? devices / 6 : 0;
        ward.minimumCover = kind == 14 ? quint16(devices - bad)
            : kind == 1                ? quint16(devices - bad + (w % 32 == 1))
                                       : 0;
        const quint32 id = names.ward(ward);
        for (int d = 0; d < devices; ++d) {
            DeviceRow row;
            row.id = DeviceId{builder.size() + 1};
            row.host = QStringLiteral("%1-W%2-D%3").arg(ward.siteCode).arg(w).arg(d).toStdString();
            row.ward = id;
            row.tier = d % 11 == 0 ? Tier::T0
                : d % 5 == 0       ? Tier::T1
                : d % 3 == 0       ? Tier::T3
                : d % 47 == 0      ? Tier::TX
                                   : Tier::T2;
            row.health = d >= bad ? AgentHealth::Up : kind == 15 ? AgentHealth::CrashLooping : AgentHealth(1 + upTo(3));
            row.healthSinceMs = nowMs - (1 + upTo(90)) * 60'000;
            row.lastSeenMs = nowMs - upTo(300) * 1000;
            const int ring = row.tier == Tier::T0 ? 4 : row.tier == Tier::TX ? 5 : upTo(4);
            UpdateState update;
            update.streams.resize(stream + 1);
            const QString version = QString::number(ring < 3 ? 1187 : ring < 5 ? 1185 : 1183);
            update.streams[stream] = {names.versions.intern(version),
                                      names.ring({QString::fromLatin1(rings[ring]), ring, ring == 5})};
            row.updates = names.update(update);
            if (d % 90 == 7)
                row.pin = names.pin({PinKind::Delay, nowMs + 3LL * 86'400'000});
            builder.append(row);
        }
    }
    return builder.publish(nowMs - 24'000);
}

/// A day of counts around those of `now`, one in ten minutes, oldest first.
inline std::vector<HealthSample> sampleDay(const HealthCounts &now, qint64 nowMs)
{
    std::vector<HealthSample> samples;
    for (int i = 144; i >= 0; --i) {
        HealthCounts counts = now;
        auto &office = counts.byTier[std::size_t(Tier::T2)];
        const auto more = quint32(i == 0 ? 0 : 6 + i % 7 + (i > 25 && i < 50 ? 20 - std::abs(i - 37) : 0));
        for (const auto state : {AgentHealth::Silent, AgentHealth::Degraded}) {
            office[std::size_t(state)] += more;
            office[std::size_t(AgentHealth::Up)] -= more;
        }
        samples.push_back({nowMs - i * 600'000LL, counts});
    }
    return samples;
}

} // namespace ringward::testing
