#include "connectors/files/canonical.h"
#include "connectors/files/vendorformat.h"

#include <QCoreApplication>

namespace ringward {

namespace {

/// The id of a policy is all that a host record tells of it; eight digits tell policies of one tenant apart.
RingName ringOfPolicy(const QString &id)
{
    return {id.isEmpty() ? QString() : QStringLiteral("policy ") + id.left(8), 0, false};
}

StreamReport &report(SourceRecord &record, const Stream &stream)
{
    for (StreamReport &known : record.streams) {
        if (known.stream == stream)
            return known;
    }
    return record.streams.emplace_back(StreamReport{stream, {}, {}});
}

const Stream kAgentBuild{StreamKind::AgentBuild, {}};
const Stream kContent{StreamKind::SecurityContent, {}};

void readPolicies(SourceRecord &record, JsonValue value, TextPool &pool)
{
    JsonObject policies;
    if (value.get_object().get(policies))
        return;
    for (auto field : policies) {
        const std::string_view name = field.unescaped_key();
        const bool agent = name == "sensor_update";
        if (!agent && name != "content-update" && name != "content_update")
            continue; // unknown kinds of policies appear before anything documents them
        JsonObject policy;
        if (field.value().get_object().get(policy))
            continue;
        for (auto entry : policy) {
            if (std::string_view(entry.unescaped_key()) == "policy_id")
                report(record, agent ? kAgentBuild : kContent).ring = ringOfPolicy(jsonText(entry.value(), pool));
        }
    }
}

constexpr std::array kKeys{
    JsonKey{"device_id", toField<Field::AgentId>},
    JsonKey{"hostname",
            [](auto &record, auto value, auto &) {
                record[Field::HostName] = jsonText(value);
            }},
    JsonKey{"machine_domain", toField<Field::Domain>},
    JsonKey{"serial_number",
            [](auto &record, auto value, auto &) {
                record[Field::SerialNumber] = toldText(jsonText(value));
            }},
    JsonKey{"mac_address",
            [](auto &record, auto value, auto &) {
                record[Field::MacAddress] = canonicalMac(jsonText(value));
            }},
    JsonKey{"local_ip",
            [](auto &record, auto value, auto &) {
                record[Field::IpAddress] = jsonText(value);
            }},
    JsonKey{"system_manufacturer", toField<Field::Manufacturer>},
    JsonKey{"system_product_name", toField<Field::Model>},
    JsonKey{"os_version",
            [](auto &record, auto value, auto &pool) {
                if (record[Field::OsName].isEmpty())
                    record[Field::OsName] = jsonText(value, pool);
            }},
    JsonKey{"os_product_name", toField<Field::OsName>},
    JsonKey{"os_build", toField<Field::OsBuild>},
    JsonKey{"build_number",
            [](auto &record, auto value, auto &pool) {
                if (record[Field::OsBuild].isEmpty())
                    record[Field::OsBuild] = jsonText(value, pool);
            }},
    JsonKey{"kernel_version",
            [](auto &record, auto value, auto &pool) {
                report(record, Stream{StreamKind::OperatingSystem, {}}).version = jsonText(value, pool);
            }},
    JsonKey{"agent_version",
            [](auto &record, auto value, auto &pool) {
                record[Field::AgentVersion] = jsonText(value, pool);
                report(record, kAgentBuild).version = record[Field::AgentVersion];
            }},
    JsonKey{"device_policies", readPolicies},
    JsonKey{"tags", toField<Field::Tags>},
    JsonKey{"ou", toField<Field::DirectoryPath>},
    JsonKey{"last_seen",
            [](auto &record, auto value, auto &) {
                record.lastSeenMs = jsonMoment(value);
            }},
    JsonKey{"last_reboot",
            [](auto &record, auto value, auto &) {
                record.signs.bootTimeMs = jsonMoment(value);
            }},
    JsonKey{"reduced_functionality_mode",
            [](auto &record, auto value, auto &) {
                record.signs.reducedFunctionality = jsonBool(value);
            }},
    JsonKey{"online_state",
            [](auto &record, auto value, auto &pool) {
                const QString state = jsonText(value, pool);
                if (state == u"online" || state == u"offline")
                    record.signs.online = state == u"online";
            }},
    JsonKey{"safe_mode",
            [](auto &record, auto value, auto &) {
                record.flags.setFlag(DeviceFlag::InSafeMode, jsonBool(value).value_or(false));
            }},
    JsonKey{"product_type_desc",
            [](auto &record, auto value, auto &pool) {
                const QString type = jsonText(value, pool);
                record.flags.setFlag(DeviceFlag::Server, type == u"Server" || type == u"Domain Controller");
            }},
};

bool readHost(JsonObject object, SourceRecord &record, TextPool &pool, QString &)
{
    static const JsonKeys keys(kKeys);
    keys.read(object, record, pool);
    setHostName(record, QString(record[Field::HostName]));
    record[Field::OsBuild] = windowsBuild(record[Field::OsBuild]);
    record[Field::AgentProduct] = QStringLiteral("CrowdStrike Falcon");
    record.key = record[Field::AgentId];
    return true;
}

constexpr std::array<std::string_view, 3> kTelling{"agent_load_flags", "config_id_base", "reduced_functionality_mode"};

} // namespace

const VendorFormat kFalconHosts{QT_TRANSLATE_NOOP("ringward::VendorFormat", "Falcon hosts (JSON)"), "falcon:", kTelling,
                                readHost};

} // namespace ringward
