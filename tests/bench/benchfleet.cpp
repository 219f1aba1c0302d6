#include "tests/bench/benchfleet.h"

#include "models/fleet/codecolumn.h"

#include <array>
#include <numeric>
#include <random>

namespace ringward::bench {

namespace {

constexpr quint32 kDevicesPerWard = 38;
constexpr quint32 kWardsPerSite = 120;

struct WardKind {
    const char *code, *name, *kind;
};
constexpr std::array kWardKinds{
    WardKind{"ICU", "Intensive care", "icu"}, WardKind{"ED", "Emergency", "ed"},
    WardKind{"OR", "Theatre", "theatre"},     WardKind{"LAB", "Laboratory", "lab"},
    WardKind{"MED", "Medical ward", "ward"},  WardKind{"SUR", "Surgical ward", "ward"},
    WardKind{"PHA", "Pharmacy", "pharmacy"},  WardKind{"RAD", "Imaging", "imaging"},
    WardKind{"NICU", "Neonatal ICU", "icu"},  WardKind{"OFF", "Office", "office"},
};
constexpr std::array kRoles{"BED", "NS", "DTPC", "CART", "EMAR", "OFF"};

QString siteCode(quint32 site)
{
    QString code;
    for (int i = 0; i < 3; ++i, site /= 26)
        code.prepend(QChar(u'A' + char16_t(site % 26)));
    return code;
}

class Maker {
public:
    explicit Maker(quint32 devices)
        : m_devices(devices)
        , m_names(m_builder.editNames())
    {
        addWards();
        addTexts();
        addUpdates();
        addDriverSets();
    }

    FleetSnapshotPtr make()
    {
        std::vector<quint32> order(m_devices);
        std::iota(order.begin(), order.end(), 0U);
        std::shuffle(order.begin(), order.end(), m_random);
        DeviceRow row;
        for (quint32 i = 0; i < m_devices; ++i) {
            describe(order[i], row);
            row.id = DeviceId{i + 1};
            m_builder.append(row);
        }
        return m_builder.publish(kBenchNowMs);
    }

private:
    quint32 below(quint32 limit) { return quint32(m_random() % limit); }

    void addWards()
    {
        for (quint32 i = 0; i < m_devices / kDevicesPerWard + 1; ++i) {
            const WardKind &kind = kWardKinds[i % kWardKinds.size()];
            const QString floor = QString::number(i / kWardKinds.size() % 12 + 1);
            const QString site = siteCode(i / kWardsPerSite);
            m_hostStart.push_back((site + u'-' + QLatin1String(kind.code) + floor).toStdString());
            m_names.ward({.siteCode = site,
                          .siteName = QStringLiteral("General hospital ") + site,
                          .building = QStringLiteral("Tower ") + QChar(u'A' + char16_t(i % 4)),
                          .code = floor + QLatin1String(kind.code),
                          .name = floor + u' ' + QLatin1String(kind.name),
                          .kind = QLatin1String(kind.kind),
                          .beds = 24,
                          .minimumCover = 4});
        }
    }

    void addTexts()
    {
        for (quint32 i = 1; i <= kDevicesPerWard; ++i)
            m_names.rooms.intern(QStringLiteral("Bed %1").arg(i));
        for (const char *role : kRoles)
            m_names.roles.intern(QLatin1String(role));
        for (int i = 0; i < 60; ++i)
            m_names.models.intern(QStringLiteral("OptiPlex %1").arg(3000 + i * 37));
        for (int i = 0; i < 40; ++i)
            m_names.osBuilds.intern(QStringLiteral("22631.%1").arg(3000 + i * 31));
        for (const char *source : {"Falcon", "Directory", "MeshCentral"})
            m_names.sources.intern(QLatin1String(source));
    }

    void addUpdates()
    {
        m_names.stream({StreamKind::SecurityContent, QStringLiteral("rapid response")});
        m_names.stream({StreamKind::OperatingSystem, {}});
        for (int i = 0; i < 5; ++i)
            m_names.ring({QStringLiteral("Ring %1").arg(i), i, i == 4});
        const quint32 falcon = m_names.agentProducts.intern(QStringLiteral("Falcon"));
        for (quint32 i = 0; i < 400; ++i) {
            const quint32 agent = m_names.versions.intern(QStringLiteral("7.%1.%2").arg(20 + below(9)).arg(below(4)));
            const quint32 content = m_names.versions.intern(QString::number(1150 + below(40)));
            m_names.update({falcon, agent, {{content, 1 + below(5)}, {0, 1 + below(5)}}});
        }
    }

    void addDriverSets()
    {
        for (quint32 i = 0; i < 400; ++i)
            m_names.drivers.intern(QStringLiteral("driver%1.sys").arg(i));
        for (quint32 i = 0; i < 2000; ++i) {
            std::vector<quint32> set(50);
            for (quint32 &driver : set)
                driver = 1 + below(400);
            m_names.driverSet(set);
        }
    }

    void describe(quint32 n, DeviceRow &row)
    {
        const quint32 ward = n / kDevicesPerWard;
        const quint32 place = n % kDevicesPerWard;
        const quint32 role = place < 24 ? 0 : place % quint32(kRoles.size());
        row.host = m_hostStart[ward] + '-' + kRoles[role] + (place < 10 ? "0" : "") + std::to_string(place);
        row.ward = ward + 1;
        row.room = place + 1;
        row.role = role + 1;
        row.model = 1 + below(60);
        row.osBuild = 1 + below(40);
        row.tier = Tier(below(kTierCount));
        const quint32 luck = below(100);
        row.health = luck < 90 ? AgentHealth::Up : AgentHealth(luck % kHealthCount);
        row.lastSeenMs = kBenchNowMs - qint64(row.health == AgentHealth::Up ? below(600) : below(2'000'000)) * 1000;
        row.healthSinceMs = kBenchNowMs - qint64(below(10'000'000)) * 1000;
        row.flags = role == 2 ? DeviceFlag::DowntimePc : DeviceFlags();
        row.updates = 1 + below(quint32(m_names.updates().size()) - 1);
        row.driverSet = 1 + below(2000);
        row.sourceMask = quint16(1 + below(7));
        row.conflicts = luck == 50 ? 1 : 0;
    }

    quint32 m_devices;
    std::mt19937 m_random{291};
    FleetBuilder m_builder;
    FleetDictionaries &m_names;
    std::vector<std::string> m_hostStart;
};

std::size_t textBytes(const QString &text)
{
    return sizeof(QString) + (text.isEmpty() ? 0 : 24 + std::size_t(text.size()) * 2);
}

std::size_t dictionaryBytes(const Dictionary &texts)
{
    std::size_t bytes = 0;
    for (quint32 id = 0; id < texts.size(); ++id)
        bytes += textBytes(texts.text(id)) + 40; // and its place in the hash
    return bytes;
}

} // namespace

FleetSnapshotPtr benchFleet(quint32 devices)
{
    return Maker(devices).make();
}

std::size_t snapshotBytes(const FleetSnapshot &fleet)
{
    const FleetDictionaries &names = fleet.names();
    std::size_t bytes = names.wards().size() * (sizeof(Ward) + sizeof(WardTextIds) + 24); // texts are in wardTexts()
    for (const Dictionary *texts : {&names.models, &names.osBuilds, &names.rooms, &names.roles, &names.agentProducts,
                                    &names.versions, &names.sources, &names.drivers, &names.wardTexts()})
        bytes += dictionaryBytes(*texts);
    for (const std::vector<quint32> &set : names.driverSets())
        bytes += sizeof(set) + set.size() * sizeof(quint32) + 24;
    bytes += names.updates().size() * (sizeof(UpdateState) + 48);
    for (const FleetChunkPtr &chunk : fleet.chunks()) {
        bytes += sizeof(FleetChunk) + chunk->host->memory();
        for (int column = 0; column <= int(CodeColumn::HealthSince); ++column) {
            bytes += withColumn(*chunk, CodeColumn(column),
                                [](const auto &numbers) { return numbers.capacity() * sizeof(numbers[0]); });
        }
    }
    return bytes;
}

} // namespace ringward::bench
