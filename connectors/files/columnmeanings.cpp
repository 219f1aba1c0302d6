#include "connectors/files/columnmeanings.h"

#include "connectors/files/canonical.h"

#include <QCoreApplication>

#include <array>

namespace ringward {

namespace {

constexpr qsizetype kPoolLimit = 64 * 1024;

using Put = bool(SourceRecord &, QStringView, const CellContext &);

template <Field field>
bool putText(SourceRecord &record, QStringView value, const CellContext &)
{
    record[field] = toldText(value);
    return true;
}

template <Field field>
bool putShared(SourceRecord &record, QStringView value, const CellContext &context)
{
    record[field] = context.shared(value);
    return true;
}

template <Field field>
bool putUuid(SourceRecord &record, QStringView value, const CellContext &)
{
    record[field] = canonicalUuid(value);
    return true;
}

template <qint64 SourceRecord::*member>
bool putMoment(SourceRecord &record, QStringView value, const CellContext &context)
{
    const auto moment = parseMoment(value, context.order);
    record.*member = moment.value_or(0);
    return moment.has_value();
}

template <quint16 SourceRecord::*member>
bool putCount(SourceRecord &record, QStringView value, const CellContext &)
{
    record.*member = value.toUShort();
    return true;
}

template <DeviceFlag flag>
bool putFlag(SourceRecord &record, QStringView value, const CellContext &)
{
    record.flags.setFlag(flag, yesOrNo(value).value_or(false));
    return true;
}

template <std::optional<bool> HealthSigns::*sign>
bool putSign(SourceRecord &record, QStringView value, const CellContext &)
{
    record.signs.*sign = yesOrNo(value);
    return true;
}

StreamReport &streamOf(SourceRecord &record, StreamKind kind)
{
    for (StreamReport &known : record.streams) {
        if (known.stream.kind == kind)
            return known;
    }
    return record.streams.emplace_back(StreamReport{{kind, {}}, {}, {}});
}

template <StreamKind kind>
bool putVersion(SourceRecord &record, QStringView value, const CellContext &context)
{
    streamOf(record, kind).version = context.shared(value);
    return true;
}

template <StreamKind kind>
bool putRing(SourceRecord &record, QStringView value, const CellContext &context)
{
    const QString name = context.shared(value);
    qsizetype digit = name.size();
    while (digit > 0 && name[digit - 1].isDigit())
        --digit;
    streamOf(record, kind).ring = {name, name.mid(digit).toInt(), false};
    return true;
}

bool putHost(SourceRecord &record, QStringView value, const CellContext &)
{
    setHostName(record, value);
    return true;
}

bool putMac(SourceRecord &record, QStringView value, const CellContext &)
{
    record[Field::MacAddress] = canonicalMac(value);
    return true;
}

/// "T0", "0", "tier 0", "T0 life-critical".
bool putTier(SourceRecord &record, QStringView value, const CellContext &)
{
    if (value.startsWith(u"tier", Qt::CaseInsensitive))
        value = value.sliced(4).trimmed();
    const QStringView name = value.left(value.indexOf(u' ') < 0 ? value.size() : value.indexOf(u' '));
    const auto tier = tierFromWord(name.size() == 1 ? QString(u't' + name.toString()) : name.toString());
    record[Field::Tier] = tier ? word(*tier) : QString();
    return true;
}

bool putOsBuild(SourceRecord &record, QStringView value, const CellContext &context)
{
    record[Field::OsBuild] = context.shared(windowsBuild(value.toString()));
    return true;
}

bool putAgentVersion(SourceRecord &record, QStringView value, const CellContext &context)
{
    record[Field::AgentVersion] = context.shared(value);
    streamOf(record, StreamKind::AgentBuild).version = record[Field::AgentVersion];
    return true;
}

bool putBootTime(SourceRecord &record, QStringView value, const CellContext &context)
{
    record.signs.bootTimeMs = parseMoment(value, context.order).value_or(0);
    return true;
}

#define LABEL(text) QT_TRANSLATE_NOOP("ringward::ColumnMeaning", text)
constexpr std::array kMeanings{
    ColumnMeaning{"host", LABEL("Host name"), true, false, putHost},
    ColumnMeaning{"domain", LABEL("Domain"), false, false, putShared<Field::Domain>},
    ColumnMeaning{"serial_number", LABEL("Serial number"), true, false, putText<Field::SerialNumber>},
    ColumnMeaning{"hardware_uuid", LABEL("Hardware UUID"), true, false, putUuid<Field::HardwareUuid>},
    ColumnMeaning{"directory_guid", LABEL("Directory GUID"), true, false, putUuid<Field::DirectoryGuid>},
    ColumnMeaning{"agent_id", LABEL("Agent id"), true, false, putText<Field::AgentId>},
    ColumnMeaning{"mac_address", LABEL("MAC address"), false, false, putMac},
    ColumnMeaning{"ip_address", LABEL("IP address"), false, false, putText<Field::IpAddress>},
    ColumnMeaning{"site", LABEL("Site"), false, false, putShared<Field::SiteCode>},
    ColumnMeaning{"site_name", LABEL("Site name"), false, false, putShared<Field::SiteName>},
    ColumnMeaning{"building", LABEL("Building"), false, false, putShared<Field::Building>},
    ColumnMeaning{"ward", LABEL("Ward"), false, false, putShared<Field::WardCode>},
    ColumnMeaning{"ward_name", LABEL("Ward name"), false, false, putShared<Field::WardName>},
    ColumnMeaning{"ward_kind", LABEL("Kind of ward"), false, false, putShared<Field::WardKind>},
    ColumnMeaning{"beds", LABEL("Beds of the ward"), false, false, putCount<&SourceRecord::wardBeds>},
    ColumnMeaning{"minimum_cover", LABEL("Minimum cover of the ward"), false, false,
                  putCount<&SourceRecord::wardMinimumCover>},
    ColumnMeaning{"room", LABEL("Room"), false, false, putShared<Field::Room>},
    ColumnMeaning{"role", LABEL("Role"), false, false, putShared<Field::Role>},
    ColumnMeaning{"tier", LABEL("Tier"), false, false, putTier},
    ColumnMeaning{"manufacturer", LABEL("Manufacturer"), false, false, putShared<Field::Manufacturer>},
    ColumnMeaning{"model", LABEL("Model"), false, false, putShared<Field::Model>},
    ColumnMeaning{"os", LABEL("Operating system"), false, false, putShared<Field::OsName>},
    ColumnMeaning{"os_build", LABEL("System build"), false, false, putOsBuild},
    ColumnMeaning{"os_ring", LABEL("Ring of system updates"), false, false, putRing<StreamKind::OperatingSystem>},
    ColumnMeaning{"agent_product", LABEL("Agent"), false, false, putShared<Field::AgentProduct>},
    ColumnMeaning{"agent_version", LABEL("Agent version"), false, false, putAgentVersion},
    ColumnMeaning{"agent_ring", LABEL("Ring of agent builds"), false, false, putRing<StreamKind::AgentBuild>},
    ColumnMeaning{"content_version", LABEL("Content version"), false, false, putVersion<StreamKind::SecurityContent>},
    ColumnMeaning{"content_ring", LABEL("Ring of security content"), false, false,
                  putRing<StreamKind::SecurityContent>},
    ColumnMeaning{"directory_path", LABEL("Directory path"), false, false, putText<Field::DirectoryPath>},
    ColumnMeaning{"tags", LABEL("Tags"), false, false, putShared<Field::Tags>},
    ColumnMeaning{"owner", LABEL("Owner"), false, false, putShared<Field::Owner>},
    ColumnMeaning{"last_seen", LABEL("Last seen"), false, true, putMoment<&SourceRecord::lastSeenMs>},
    ColumnMeaning{"boot_time", LABEL("Last start"), false, true, putBootTime},
    ColumnMeaning{"online", LABEL("Online"), false, false, putSign<&HealthSigns::online>},
    ColumnMeaning{"reduced_functionality", LABEL("Reduced functionality"), false, false,
                  putSign<&HealthSigns::reducedFunctionality>},
    ColumnMeaning{"reboot_pending", LABEL("Restart pending"), false, false, putSign<&HealthSigns::rebootPending>},
    ColumnMeaning{"downtime_pc", LABEL("Downtime PC"), false, false, putFlag<DeviceFlag::DowntimePc>},
    ColumnMeaning{"cart", LABEL("Cart"), false, false, putFlag<DeviceFlag::Cart>},
    ColumnMeaning{"server", LABEL("Server"), false, false, putFlag<DeviceFlag::Server>},
};
#undef LABEL

} // namespace

QString CellContext::shared(QStringView text) const
{
    const QString told = toldText(text);
    if (!pool || told.size() > 256)
        return told;
    const auto known = pool->constFind(told);
    if (known != pool->constEnd())
        return known.value();
    if (pool->size() < kPoolLimit)
        pool->insert(told, told);
    return told;
}

std::span<const ColumnMeaning> columnMeanings()
{
    return kMeanings;
}

const ColumnMeaning *meaningFromKey(QStringView key)
{
    for (const ColumnMeaning &meaning : kMeanings) {
        if (key == QLatin1StringView(meaning.key))
            return &meaning;
    }
    return nullptr;
}

} // namespace ringward
