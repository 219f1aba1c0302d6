#include "connectors/files/canonical.h"
#include "connectors/files/vendorformat.h"

#include <QCoreApplication>

namespace ringward {

namespace {

constexpr std::array kAttestationKeys{
    JsonKey{"safeMode",
            [](auto &record, auto value, auto &) {
                record.flags.setFlag(DeviceFlag::InSafeMode, jsonBool(value).value_or(false));
            }},
};

constexpr std::array kProtectionKeys{
    JsonKey{"antiMalwareVersion",
            [](auto &record, auto value, auto &pool) {
                record[Field::AgentVersion] = jsonText(value, pool);
                record[Field::AgentProduct] = QStringLiteral("Microsoft Defender");
                record.streams.push_back({{StreamKind::AgentBuild, {}}, record[Field::AgentVersion], {}});
            }},
    JsonKey{"signatureVersion",
            [](auto &record, auto value, auto &pool) {
                record.streams.push_back(
                    {{StreamKind::SecurityContent, QStringLiteral("signatures")}, jsonText(value, pool), {}});
            }},
    JsonKey{"engineVersion",
            [](auto &record, auto value, auto &pool) {
                record.streams.push_back(
                    {{StreamKind::SecurityContent, QStringLiteral("engine")}, jsonText(value, pool), {}});
            }},
    JsonKey{"rebootRequired",
            [](auto &record, auto value, auto &) {
                record.signs.rebootPending = jsonBool(value);
            }},
    JsonKey{"realTimeProtectionEnabled",
            [](auto &record, auto value, auto &) {
                if (const auto enabled = jsonBool(value))
                    record.signs.agentStopped = !*enabled;
            }},
};

template <const auto &table>
void readNested(SourceRecord &record, JsonValue value, TextPool &pool)
{
    static const JsonKeys keys(table);
    JsonObject object;
    if (!value.get_object().get(object))
        keys.read(object, record, pool);
}

constexpr std::array kKeys{
    JsonKey{"id",
            [](auto &record, auto value, auto &) {
                record[Field::AgentId] = jsonText(value);
            }},
    JsonKey{"deviceName",
            [](auto &record, auto value, auto &) {
                setHostName(record, jsonText(value));
            }},
    JsonKey{"azureADDeviceId",
            [](auto &record, auto value, auto &) {
                record[Field::DirectoryGuid] = canonicalUuid(jsonText(value));
            }},
    JsonKey{"serialNumber",
            [](auto &record, auto value, auto &) {
                record[Field::SerialNumber] = toldText(jsonText(value));
            }},
    JsonKey{"manufacturer", toField<Field::Manufacturer>},
    JsonKey{"model", toField<Field::Model>},
    JsonKey{"operatingSystem", toField<Field::OsName>},
    JsonKey{"osVersion",
            [](auto &record, auto value, auto &pool) {
                const QString version = jsonText(value, pool);
                record[Field::OsBuild] = windowsBuild(version);
                record.streams.push_back({{StreamKind::OperatingSystem, {}}, version, {}});
            }},
    JsonKey{"wiFiMacAddress",
            [](auto &record, auto value, auto &) {
                if (record[Field::MacAddress].isEmpty())
                    record[Field::MacAddress] = canonicalMac(jsonText(value));
            }},
    JsonKey{"ethernetMacAddress",
            [](auto &record, auto value, auto &) {
                if (const QString mac = canonicalMac(jsonText(value)); !mac.isEmpty())
                    record[Field::MacAddress] = mac;
            }},
    JsonKey{"deviceCategoryDisplayName", toField<Field::Tags>},
    JsonKey{"lastSyncDateTime",
            [](auto &record, auto value, auto &) {
                record.lastSeenMs = jsonMoment(value);
            }},
    JsonKey{"deviceHealthAttestationState", readNested<kAttestationKeys>},
    JsonKey{"windowsProtectionState", readNested<kProtectionKeys>},
};

bool readDevice(JsonObject object, SourceRecord &record, TextPool &pool, QString &)
{
    static const JsonKeys keys(kKeys);
    keys.read(object, record, pool);
    record.flags.setFlag(DeviceFlag::Server, record[Field::OsName].contains(u"server", Qt::CaseInsensitive));
    record.key = record[Field::AgentId];
    return true;
}

constexpr std::array<std::string_view, 4> kTelling{"azureADDeviceId", "managedDeviceOwnerType", "lastSyncDateTime",
                                                   "deviceEnrollmentType"};

} // namespace

const VendorFormat kManagedDevices{QT_TRANSLATE_NOOP("ringward::VendorFormat", "Intune managed devices (Graph JSON)"),
                                   "intune:", kTelling, readDevice};

} // namespace ringward
