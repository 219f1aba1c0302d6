#include "connectors/files/canonical.h"
#include "connectors/files/vendorformat.h"

#include <QCoreApplication>

namespace ringward {

namespace {

/// The first adapter that is up and has an address of its own; loopback has none.
void readAddresses(SourceRecord &record, JsonValue value, TextPool &pool)
{
    simdjson::ondemand::array addresses;
    if (value.get_array().get(addresses))
        return;
    for (auto element : addresses) {
        JsonObject adapter;
        if (element.get_object().get(adapter))
            continue;
        QString mac, state;
        for (auto field : adapter) {
            const std::string_view key = field.unescaped_key();
            if (key == "macAddress")
                mac = canonicalMac(jsonText(field.value()));
            else if (key == "operationalStatus")
                state = jsonText(field.value(), pool);
        }
        if (record[Field::MacAddress].isEmpty() && !mac.isEmpty() && state != u"Down")
            record[Field::MacAddress] = mac;
    }
}

void readHealth(SourceRecord &record, JsonValue value, TextPool &pool)
{
    const QString status = jsonText(value, pool);
    if (status == u"Active" || status == u"Inactive")
        record.signs.online = status == u"Active";
    if (status.startsWith(u"NoSensorData"))
        record.signs.agentStopped = true;
}

void addTag(SourceRecord &record, const QString &tag)
{
    if (tag.isEmpty())
        return;
    QString &tags = record[Field::Tags];
    tags = tags.isEmpty() ? tag : tags + u',' + tag;
}

constexpr std::array kKeys{
    JsonKey{"id",
            [](auto &record, auto value, auto &) {
                record[Field::AgentId] = jsonText(value);
            }},
    JsonKey{"computerDnsName",
            [](auto &record, auto value, auto &) {
                setHostName(record, jsonText(value));
            }},
    JsonKey{"aadDeviceId",
            [](auto &record, auto value, auto &) {
                record[Field::DirectoryGuid] = canonicalUuid(jsonText(value));
            }},
    JsonKey{"osPlatform",
            [](auto &record, auto value, auto &pool) {
                const QString platform = jsonText(value, pool);
                record[Field::OsName] = platform;
                record.flags.setFlag(DeviceFlag::Server, platform.contains(u"Server"));
            }},
    JsonKey{"osBuild",
            [](auto &record, auto value, auto &pool) {
                record[Field::OsBuild] = windowsBuild(jsonText(value, pool));
            }},
    JsonKey{"agentVersion",
            [](auto &record, auto value, auto &pool) {
                record[Field::AgentVersion] = jsonText(value, pool);
                record.streams.push_back({{StreamKind::AgentBuild, {}}, record[Field::AgentVersion], {}});
            }},
    JsonKey{"lastIpAddress",
            [](auto &record, auto value, auto &) {
                record[Field::IpAddress] = jsonText(value);
            }},
    JsonKey{"ipAddresses", readAddresses},
    JsonKey{"machineTags",
            [](auto &record, auto value, auto &) {
                addTag(record, jsonText(value));
            }},
    JsonKey{"rbacGroupName",
            [](auto &record, auto value, auto &pool) {
                addTag(record, jsonText(value, pool));
            }},
    JsonKey{"healthStatus", readHealth},
    JsonKey{"lastSeen",
            [](auto &record, auto value, auto &) {
                record.lastSeenMs = jsonMoment(value);
            }},
};

bool readMachine(JsonObject object, SourceRecord &record, TextPool &pool, QString &why)
{
    static const JsonKeys keys(kKeys);
    for (auto field : object) {
        const std::string_view key = field.unescaped_key();
        if (key == "mergedIntoMachineId") {
            const QString other = toldText(jsonText(field.value()));
            if (!other.isEmpty()) {
                why =
                    QCoreApplication::translate("ringward::VendorFormat", "Defender merged this record into machine %1")
                        .arg(other);
                return false;
            }
        } else if (const JsonKey *known = keys.find(key)) {
            known->read(record, field.value(), pool);
        }
    }
    record[Field::AgentProduct] = QStringLiteral("Microsoft Defender");
    record.key = record[Field::AgentId];
    return true;
}

constexpr std::array<std::string_view, 3> kTelling{"computerDnsName", "onboardingStatus", "rbacGroupId"};

} // namespace

const VendorFormat kDefenderMachines{QT_TRANSLATE_NOOP("ringward::VendorFormat", "Defender machines (JSON)"),
                                     "defender:", kTelling, readMachine};

std::span<const VendorFormat *const> vendorFormats()
{
    static constexpr std::array kFormats{&kFalconHosts, &kManagedDevices, &kDefenderMachines};
    return kFormats;
}

} // namespace ringward
