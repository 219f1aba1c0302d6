#include "models/drill/demorecord.h"

#include <algorithm>

namespace ringward::drill {

namespace {

enum Purpose : quint64 { Identities = 600, Errors };

constexpr qint64 kMinute = 60'000, kDay = 86'400'000;
constexpr qint64 kDirectoryRefreshMs = 90 * kMinute;
constexpr quint32 kNumberStep = 0x9e3779b1U; ///< odd, so it can be undone

enum IdKind : quint64 { HardwareId, AccountId, AgentKey, RelayKey, OldRelayKey };
enum ErrorKind : quint64 {
    RelayMoved,
    AccountMoved,
    AccountRenamed,
    RelayReinstalled,
    NotJoined,
    NoRelay,
    NetbootTold
};

constexpr quint32 inverse(quint32 odd)
{
    quint32 x = odd;
    for (int i = 0; i < 5; ++i)
        x *= 2 - odd * x;
    return x;
}

/// 32 hex digits of which the last eight carry the device's number.
QString hexId(const Mix &mix, IdKind kind, quint32 device)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    const quint64 high = mix.of(device, kind * 2), low = mix.of(device, kind * 2 + 1);
    const quint32 number = device * kNumberStep + quint32(mix.of(0, 1000 + kind));
    const std::array<quint64, 2> words{high, (low & 0xffffffff00000000ULL) | number};
    QString text(32, Qt::Uninitialized);
    for (int i = 0; i < 32; ++i)
        text[i] = QLatin1Char(kDigits[words[std::size_t(i / 16)] >> (60 - 4 * (i % 16)) & 15]);
    return text;
}

QString guid(QString hex)
{
    hex[12] = u'4';
    for (const int at : {20, 16, 12, 8})
        hex.insert(at, u'-');
    return hex;
}

QString macAddress(quint64 draw)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    QString text = QStringLiteral("64:4b:f0:00:00:00");
    for (int i = 0; i < 6; ++i)
        text[9 + i + i / 2] = QLatin1Char(kDigits[draw >> (4 * i) & 15]);
    return text;
}

QString twoDigits(int number)
{
    return (number < 10 ? QStringLiteral("0") : QString()) + QString::number(number);
}

const FaultSpans *faultsOf(const DeviceOverride *changed)
{
    return changed ? &changed->faults : nullptr;
}

} // namespace

/// Texts of the ward that is being written; devices come ward after ward.
struct DemoRecordWriter::WardTexts {
    quint32 ward = ~0U;
    QString hostPrefix, path, addressPrefix;
};

/// What a record is made from.
struct DemoRecordWriter::Facts {
    const DevicePlace &place;
    const DeviceOverride *changed;
    const DemoRole &role;
    int model, system;
    bool enrolled;
};

std::optional<DemoFacet> demoFacet(QStringView word)
{
    if (word == u"agent")
        return DemoFacet::Agent;
    if (word == u"directory")
        return DemoFacet::Directory;
    if (word == u"remote")
        return DemoFacet::Remote;
    return std::nullopt;
}

DemoRecordWriter::DemoRecordWriter(const Hospital &hospital, const Equipment &equipment, DemoFacet facet,
                                   SourceId source, qint64 atMs)
    : m_hospital(hospital)
    , m_equipment(equipment)
    , m_facet(facet)
    , m_source(source)
    , m_atMs(atMs)
    , m_overrides(hospital.overrides())
    , m_identity(hospital.settings().seed, Identities)
    , m_error(hospital.settings().seed, Errors)
    , m_ward(std::make_unique<WardTexts>())
{
}

DemoRecordWriter::~DemoRecordWriter() = default;

bool DemoRecordWriter::errs(int kind, quint32 device, quint32 perThousand) const
{
    return m_error.below(1000, device, quint64(kind)) < perThousand;
}

bool DemoRecordWriter::knows(const DevicePlace &place) const
{
    switch (m_facet) {
    case DemoFacet::Agent:
        return true;
    case DemoFacet::Directory:
        return place.tier != Tier::TX && !errs(NotJoined, place.device, 8);
    case DemoFacet::Remote:
        return place.tier != Tier::TX && m_hospital.plan().catalogue().roles[place.role].hardware != u"server"
            && !errs(NoRelay, place.device, 60) && !m_hospital.timeline().neverEnrolled(place);
    }
    return false;
}

const DeviceOverride *DemoRecordWriter::changeOf(quint32 device) const
{
    const auto at = m_overrides.constFind(device);
    return at == m_overrides.constEnd() ? nullptr : &at.value();
}

/// When the facet's system had last heard of the device by `atMs`.
qint64 DemoRecordWriter::seenMs(const DevicePlace &place, const FaultSpans *faults, qint64 atMs) const
{
    const Timeline &timeline = m_hospital.timeline();
    const qint64 seen = timeline.lastSeenMs(place, faults, atMs);
    if (seen == 0 || m_facet == DemoFacet::Agent)
        return seen;
    const qint64 phase = qint64(m_error.below(quint32(kDirectoryRefreshMs), place.device, 99));
    if (m_facet == DemoFacet::Remote)
        return seen - phase % 20'000;
    const qint64 refresh = (seen - phase) / kDirectoryRefreshMs * kDirectoryRefreshMs + phase;
    const qint64 refreshed = timeline.lastSeenMs(place, faults, refresh);
    const bool wasOff = refresh - refreshed > m_hospital.settings().checkInMs * 5 / 4;
    return wasOff ? seen : refreshed; // who comes back signs in at once
}

void DemoRecordWriter::write(const DevicePlace &place, std::vector<SourceRecord> &to)
{
    if (knows(place)) {
        const DeviceOverride *changed = changeOf(place.device);
        fill(place, changed, seenMs(place, faultsOf(changed), m_atMs), to);
    }
}

void DemoRecordWriter::writeChanged(const DevicePlace &place, qint64 sinceMs, std::vector<SourceRecord> &to)
{
    if (!knows(place))
        return;
    const DeviceOverride *changed = changeOf(place.device);
    const qint64 seen = seenMs(place, faultsOf(changed), m_atMs);
    // The other systems hear of a device some time after it was there, so its time alone does not tell whether it is
    // news.
    const bool heard =
        m_facet == DemoFacet::Agent ? seen >= sinceMs : seen != seenMs(place, faultsOf(changed), sinceMs - 1);
    const qint64 dropped = seen + m_hospital.settings().checkInMs * 5 / 4; // a relay notices that a connection is gone
    const bool wentOffline = m_facet == DemoFacet::Remote && dropped >= sinceMs && dropped <= m_atMs;
    if (heard || wentOffline || (changed && changed->changedMs >= sinceMs))
        fill(place, changed, seen, to);
}

std::optional<quint32> DemoRecordWriter::deviceOfKey(const Hospital &hospital, const QString &key)
{
    bool ok = false;
    const quint32 number = QStringView(key).right(8).toUInt(&ok, 16);
    if (!ok)
        return std::nullopt;
    const Mix mix(hospital.settings().seed, Identities);
    for (const IdKind kind : {AgentKey, AccountId, RelayKey, OldRelayKey}) {
        const quint32 device = (number - quint32(mix.of(0, 1000 + kind))) * inverse(kNumberStep);
        if (device >= hospital.plan().devices())
            continue;
        const QString hex = hexId(mix, kind, device);
        if (key == hex || key == guid(hex))
            return device;
    }
    return std::nullopt;
}

void DemoRecordWriter::fill(const DevicePlace &place, const DeviceOverride *changed, qint64 seen,
                            std::vector<SourceRecord> &to)
{
    const Facts facts{place,
                      changed,
                      m_hospital.plan().catalogue().roles[place.role],
                      m_equipment.model(place),
                      m_equipment.system(place),
                      !m_hospital.timeline().neverEnrolled(place)};
    SourceRecord &record = to.emplace_back();
    record.source = m_source;
    record.receivedMs = m_atMs;
    record.lastSeenMs = seen;
    const WardTexts &texts = textsOf(place.ward);
    record[Field::HostName] = texts.hostPrefix + facts.role.host + twoDigits(place.number);
    record[Field::Domain] = m_hospital.plan().catalogue().domain;
    record[Field::OsName] = m_hospital.plan().catalogue().systems[std::size_t(facts.system)].name;
    switch (m_facet) {
    case DemoFacet::Agent:
        fillAgent(facts, record);
        return;
    case DemoFacet::Directory:
        fillDirectory(facts, record);
        return;
    case DemoFacet::Remote:
        fillRemote(facts, record);
        break;
    }
    if (!errs(RelayReinstalled, place.device, 4))
        return;
    SourceRecord old = record; // the agent was installed again; what the relay knew under the old id is still there
    old.key = hexId(m_identity, OldRelayKey, place.device);
    old[Field::AgentId] = old.key;
    old.signs = {};
    old.signs.online = false;
    old.lastSeenMs = m_hospital.settings().openedMs - qint64(20 + m_error.below(180, place.device, 98)) * kDay;
    to.push_back(std::move(old));
}

const DemoRecordWriter::WardTexts &DemoRecordWriter::textsOf(quint32 number)
{
    if (m_ward->ward == number)
        return *m_ward;
    const HospitalPlan &plan = m_hospital.plan();
    const PlannedWard &ward = plan.wards()[number];
    const DemoWardPattern &pattern = plan.pattern(ward);
    const QString &site = plan.sites()[ward.site].code;
    m_ward->ward = number;
    m_ward->hostPrefix = site + u'-' + pattern.host + u'-';
    m_ward->path = QStringLiteral(",OU=") + QString(pattern.name).replace(u',', QStringLiteral("\\,"))
        + QStringLiteral(",OU=") + pattern.building + QStringLiteral(",OU=") + site
        + QStringLiteral(",OU=Workstations,DC=")
        + QString(plan.catalogue().domain).replace(u'.', QStringLiteral(",DC="));
    m_ward->addressPrefix = QStringLiteral("10.%1.%2.").arg(ward.site % 250).arg(number % 250);
    return *m_ward;
}

/// Site, building, ward and room as told for a device that is thought to stand in `number`.
void DemoRecordWriter::fillPlace(quint32 number, SourceRecord &record) const
{
    const HospitalPlan &plan = m_hospital.plan();
    const PlannedWard &ward = plan.wards()[number];
    const DemoWardPattern &pattern = plan.pattern(ward);
    const PlannedSite &site = plan.sites()[ward.site];
    record[Field::SiteCode] = site.code;
    record[Field::SiteName] = site.name;
    record[Field::Building] = pattern.building;
    record[Field::WardCode] = pattern.code;
    record[Field::WardName] = pattern.name;
}

/// Another ward of the same site: where the device stood before it was moved.
quint32 DemoRecordWriter::formerWard(quint32 number) const
{
    const auto &wards = m_hospital.plan().wards();
    return number + 1 < wards.size() && wards[number + 1].site == wards[number].site ? number + 1 : number - 1;
}

QString DemoRecordWriter::version(DemoStream stream, int release, int system)
{
    const bool bySystem = stream == DemoStream::OperatingSystem;
    const quint64 key = quint64(quint32(release)) << 16 | quint64(stream) << 8 | quint64(bySystem ? system : 0);
    QString &text = m_versions[key];
    if (text.isEmpty())
        text =
            m_hospital.rollout().version(stream, release, m_hospital.plan().catalogue().systems[std::size_t(system)]);
    return text;
}

void DemoRecordWriter::fillAgent(const Facts &facts, SourceRecord &record)
{
    const DevicePlace &place = facts.place;
    const HospitalPlan &plan = m_hospital.plan();
    const PlannedWard &ward = plan.wards()[place.ward];
    const DemoModel &model = plan.catalogue().models[std::size_t(facts.model)];
    record.key = hexId(m_identity, AgentKey, place.device);
    record[Field::AgentId] = record.key;
    record[Field::HardwareUuid] = guid(hexId(m_identity, HardwareId, place.device));
    record[Field::SerialNumber] = m_equipment.serial(place, facts.model);
    record[Field::Manufacturer] = model.maker;
    record[Field::Model] = model.name;
    fillPlace(place.ward, record);
    record[Field::WardKind] = plan.catalogue().wardKinds[plan.pattern(ward).kind].id;
    record.wardBeds = ward.beds;
    record.wardMinimumCover = ward.cover;
    QString &room = m_rooms[quint32(place.role) << 16 | place.number];
    if (room.isEmpty())
        room = facts.role.room.contains(u'%') ? facts.role.room.arg(place.number) : facts.role.room;
    record[Field::Room] = room;
    record[Field::Role] = facts.role.name;
    record[Field::Tier] = word(place.tier);
    record.flags = facts.role.flags;
    const bool docked = facts.role.hardware == u"laptop";
    record[Field::MacAddress] = docked // six laptops of a ward take turns on two docks
        ? macAddress(m_identity.of(quint64(place.ward) << 8 | (place.number % 2U), 51))
        : macAddress(m_identity.of(place.device, 50));
    record[Field::IpAddress] = m_ward->addressPrefix + QString::number(4 + place.inWard % 250);
    record[Field::Tags] = QStringLiteral("switch ") + m_ward->hostPrefix + QStringLiteral("SW")
        + twoDigits(m_hospital.timeline().switchOf(place));
    if (!facts.enrolled)
        return;
    const DemoRing contentRing = m_hospital.ring(DemoStream::RapidResponse, place, facts.changed);
    record.signs = m_hospital.timeline().signs(place, contentRing, faultsOf(facts.changed), record.lastSeenMs);
    record.pin = m_hospital.pin(place, facts.changed, m_atMs);
    record[Field::AgentProduct] = QStringLiteral("Falcon");
    record.streams.reserve(kDemoStreams);
    for (int i = 0; i < kDemoStreams; ++i) {
        const auto stream = DemoStream(i);
        const DemoRing ring = m_hospital.ring(stream, place, facts.changed);
        Rollout::Arrival arrival = m_hospital.rollout().arrival(stream, ring, place.device, record.lastSeenMs);
        if (stream == DemoStream::RapidResponse && record.pin.kind == PinKind::Version)
            arrival.release -= 1;
        record.streams.push_back({streamOf(stream), version(stream, arrival.release, facts.system), ringName(ring)});
    }
    record[Field::AgentVersion] = record.streams[std::size_t(DemoStream::AgentBuild)].version;
    record[Field::OsBuild] = record.streams[std::size_t(DemoStream::OperatingSystem)].version;
    record.drivers = m_equipment.drivers(place, record[Field::AgentVersion], record[Field::OsBuild]);
}

void DemoRecordWriter::fillDirectory(const Facts &facts, SourceRecord &record)
{
    const quint32 device = facts.place.device;
    record.key = guid(hexId(m_identity, AccountId, device));
    record[Field::DirectoryGuid] = record.key;
    const bool renamed = errs(AccountRenamed, device, 3);
    if (renamed) {
        const PlannedWard &ward = m_hospital.plan().wards()[facts.place.ward];
        record[Field::HostName] = QStringLiteral("%1-WS%2")
                                      .arg(m_hospital.plan().sites()[ward.site].code)
                                      .arg(device, 5, 10, QLatin1Char('0'));
    }
    if (renamed || errs(NetbootTold, device, 600))
        record[Field::HardwareUuid] = guid(hexId(m_identity, HardwareId, device));
    const bool moved = errs(AccountMoved, device, 4);
    const quint32 ward = moved ? formerWard(facts.place.ward) : facts.place.ward;
    fillPlace(ward, record);
    record[Field::DirectoryPath] = QStringLiteral("CN=") + record[Field::HostName] + textsOf(ward).path;
}

void DemoRecordWriter::fillRemote(const Facts &facts, SourceRecord &record)
{
    const DevicePlace &place = facts.place;
    record.key = hexId(m_identity, RelayKey, place.device);
    record[Field::AgentId] = record.key;
    record[Field::HardwareUuid] = guid(hexId(m_identity, HardwareId, place.device));
    record[Field::SerialNumber] = m_equipment.serial(place, facts.model);
    record[Field::Model] = m_hospital.plan().catalogue().models[std::size_t(facts.model)].name;
    record[Field::AgentProduct] = QStringLiteral("MeshCentral");
    record[Field::AgentVersion] = QStringLiteral("1.1.%1").arg(21 + place.device % 3);
    record[Field::IpAddress] = m_ward->addressPrefix + QString::number(4 + place.inWard % 250);
    const FaultSpans *told = m_hospital.timeline().story(place.device);
    const bool inStory = told && std::any_of(told->begin(), told->end(), [](const FaultSpan &span) {
                             return span.fault == DemoFault::Moved;
                         });
    fillPlace(inStory || errs(RelayMoved, place.device, 7) ? formerWard(place.ward) : place.ward, record);
    record.signs.online = m_atMs - record.lastSeenMs < m_hospital.settings().checkInMs * 5 / 4;
}

} // namespace ringward::drill
