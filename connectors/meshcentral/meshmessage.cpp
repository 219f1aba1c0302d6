#include "connectors/meshcentral/meshmessage.h"

#include <simdjson.h>

#include <QJsonDocument>

#include <string_view>

namespace ringward {

namespace {

using simdjson::dom::element;
using simdjson::dom::object;

constexpr std::size_t kDeepest = 32;
constexpr qsizetype kLongestObject = 32 * 1024 * 1024;
constexpr qsizetype kLongestText = 4096;
constexpr qsizetype kMostTexts = 200;

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), std::min(qsizetype(utf8.size()), kLongestText));
}

QString text(const object &from, std::string_view key)
{
    std::string_view found;
    return from[key].get_string().get(found) == simdjson::SUCCESS ? textOf(found) : QString();
}

/// A whole number, also when it came as a fraction; `otherwise` for everything else.
qint64 number(const object &from, std::string_view key, qint64 otherwise = 0)
{
    element found;
    if (from[key].get(found) != simdjson::SUCCESS)
        return otherwise;
    int64_t whole = 0;
    if (found.get_int64().get(whole) == simdjson::SUCCESS)
        return whole;
    double broken = 0;
    if (found.get_double().get(broken) == simdjson::SUCCESS && broken > -9e15 && broken < 9e15)
        return qint64(broken);
    return otherwise;
}

QStringList texts(const object &from, std::string_view key)
{
    QStringList all;
    simdjson::dom::array found;
    if (from[key].get_array().get(found) != simdjson::SUCCESS)
        return all;
    for (const element each : found) {
        std::string_view one;
        if (all.size() < kMostTexts && each.get_string().get(one) == simdjson::SUCCESS)
            all.push_back(textOf(one));
    }
    return all;
}

std::optional<MeshNode> nodeOf(const object &from)
{
    MeshNode node;
    node.id = text(from, "_id");
    if (!node.id.startsWith(u"node/"))
        return std::nullopt;
    node.meshId = text(from, "meshid");
    node.name = text(from, "name");
    node.host = text(from, "rname");
    node.osText = text(from, "osdesc");
    node.ip = text(from, "ip");
    node.tags = texts(from, "tags");
    if (from["users"].is_array())
        node.users = texts(from, "users");
    node.connections = quint32(std::clamp<qint64>(number(from, "conn"), 0, 0xffff));
    node.power = int(std::clamp<qint64>(number(from, "pwr"), 0, 255));
    node.connectedMs = std::max<qint64>(0, number(from, "agct"));
    node.bootMs = std::max<qint64>(0, number(from, "lastbootuptime"));
    object part;
    if (from["agent"].get_object().get(part) == simdjson::SUCCESS) {
        node.agentType = int(std::clamp<qint64>(number(part, "id"), 0, 0xffff));
        node.core = text(part, "core");
    }
    if (from["intelamt"].get_object().get(part) == simdjson::SUCCESS)
        node.amtState = int(std::clamp<qint64>(number(part, "state"), 0, 255));
    return node;
}

/// The lists of all groups; the device knows its group only by the list it stands in.
void readList(const object &groups, std::vector<MeshNode> &into)
{
    for (const auto &[meshId, list] : groups) {
        simdjson::dom::array devices;
        if (list.get_array().get(devices) != simdjson::SUCCESS)
            continue;
        for (const element each : devices) {
            object device;
            if (each.get_object().get(device) != simdjson::SUCCESS)
                continue;
            if (auto node = nodeOf(device)) {
                node->meshId = textOf(meshId);
                into.push_back(std::move(*node));
            }
        }
    }
}

MeshEvent eventOf(const object &from)
{
    MeshEvent event;
    event.action = text(from, "action");
    event.nodeId = text(from, "nodeid");
    event.meshId = text(from, "meshid");
    event.meshName = text(from, "name");
    event.connections = int(std::clamp<qint64>(number(from, "conn", -1), -1, 0xffff));
    event.power = int(std::clamp<qint64>(number(from, "pwr", -1), -1, 255));
    event.connectedMs = std::max<qint64>(0, number(from, "ct"));
    object part;
    if (from["node"].get_object().get(part) == simdjson::SUCCESS) {
        event.node = nodeOf(part);
        if (event.node && event.nodeId.isEmpty())
            event.nodeId = event.node->id;
    }
    return event;
}

Error malformed(const char *why)
{
    return {Error::Kind::Malformed, QStringLiteral("a message of the server %1").arg(QLatin1StringView(why)), {}};
}

} // namespace

Result<MeshMessagePtr> readMeshMessage(const QByteArray &json)
{
    simdjson::dom::parser parser;
    if (parser.allocate(std::size_t(json.size()) + 64, kDeepest) != simdjson::SUCCESS)
        return malformed("does not fit into memory");
    element root;
    object top;
    const auto failed = parser.parse(json.constData(), std::size_t(json.size())).get(root);
    if (failed != simdjson::SUCCESS)
        return malformed(failed == simdjson::DEPTH_ERROR ? "is nested too deeply" : "is no JSON");
    if (root.get_object().get(top) != simdjson::SUCCESS)
        return malformed("is no object");
    auto message = std::make_shared<MeshMessage>();
    message->action = text(top, "action");
    message->responseId = text(top, "responseid");
    object part;
    if (message->action == u"nodes" && top["nodes"].get_object().get(part) == simdjson::SUCCESS) {
        message->isList = true;
        readList(part, message->nodes);
    } else if (message->action == u"event" && top["event"].get_object().get(part) == simdjson::SUCCESS) {
        message->event = eventOf(part);
    } else if (json.size() > kLongestObject) {
        return malformed("is too long");
    } else {
        message->object = QJsonDocument::fromJson(json).object();
    }
    return MeshMessagePtr(std::move(message));
}

} // namespace ringward
