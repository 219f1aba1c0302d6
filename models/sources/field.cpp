#include "models/sources/sourcerecord.h"

#include <QCoreApplication>

namespace ringward {

namespace {

// Positions are the values of Field.
constexpr std::array<FieldSpec, kFieldCount> kFields{{
    {Field::HardwareUuid, "hardware_uuid", QT_TRANSLATE_NOOP("ringward::Field", "Hardware UUID"), true, true},
    {Field::SerialNumber, "serial_number", QT_TRANSLATE_NOOP("ringward::Field", "Serial number"), true, true},
    {Field::DirectoryGuid, "directory_guid", QT_TRANSLATE_NOOP("ringward::Field", "Directory GUID"), true, true},
    {Field::AgentId, "agent_id", QT_TRANSLATE_NOOP("ringward::Field", "Agent id"), true, false},
    {Field::HostName, "host", QT_TRANSLATE_NOOP("ringward::Field", "Host name"), false, true},
    {Field::Domain, "domain", QT_TRANSLATE_NOOP("ringward::Field", "Domain"), false, true},
    {Field::MacAddress, "mac_address", QT_TRANSLATE_NOOP("ringward::Field", "MAC address"), false, false},
    {Field::SiteCode, "site", QT_TRANSLATE_NOOP("ringward::Field", "Site"), false, true},
    {Field::SiteName, "site_name", QT_TRANSLATE_NOOP("ringward::Field", "Site name"), false, false},
    {Field::Building, "building", QT_TRANSLATE_NOOP("ringward::Field", "Building"), false, true},
    {Field::WardCode, "ward", QT_TRANSLATE_NOOP("ringward::Field", "Ward"), false, true},
    {Field::WardName, "ward_name", QT_TRANSLATE_NOOP("ringward::Field", "Ward name"), false, false},
    {Field::WardKind, "ward_kind", QT_TRANSLATE_NOOP("ringward::Field", "Kind of ward"), false, false},
    {Field::Room, "room", QT_TRANSLATE_NOOP("ringward::Field", "Room"), false, true},
    {Field::Role, "role", QT_TRANSLATE_NOOP("ringward::Field", "Role"), false, true},
    {Field::Tier, "tier", QT_TRANSLATE_NOOP("ringward::Field", "Tier"), false, true},
    {Field::Manufacturer, "manufacturer", QT_TRANSLATE_NOOP("ringward::Field", "Manufacturer"), false, false},
    {Field::Model, "model", QT_TRANSLATE_NOOP("ringward::Field", "Model"), false, true},
    {Field::OsName, "os", QT_TRANSLATE_NOOP("ringward::Field", "Operating system"), false, false},
    {Field::OsBuild, "os_build", QT_TRANSLATE_NOOP("ringward::Field", "System build"), false, true},
    {Field::AgentProduct, "agent_product", QT_TRANSLATE_NOOP("ringward::Field", "Agent"), false, false},
    {Field::AgentVersion, "agent_version", QT_TRANSLATE_NOOP("ringward::Field", "Agent version"), false, true},
    {Field::DirectoryPath, "directory_path", QT_TRANSLATE_NOOP("ringward::Field", "Directory path"), false, false},
    {Field::Tags, "tags", QT_TRANSLATE_NOOP("ringward::Field", "Tags"), false, false},
    {Field::IpAddress, "ip_address", QT_TRANSLATE_NOOP("ringward::Field", "IP address"), false, false},
    {Field::Owner, "owner", QT_TRANSLATE_NOOP("ringward::Field", "Owner"), false, false},
}};

} // namespace

const FieldSpec &spec(Field field)
{
    return kFields[std::size_t(field)];
}

std::optional<Field> fieldFromKey(QStringView key)
{
    for (const FieldSpec &entry : kFields) {
        if (key.compare(QLatin1StringView(entry.key), Qt::CaseInsensitive) == 0)
            return entry.field;
    }
    return std::nullopt;
}

} // namespace ringward
