#pragma once
#include "models/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace ringward {

/// One device as MeshCentral lists it. Times are UTC milliseconds, 0 when not told.
struct MeshNode {
    QString id; ///< "node//" and 64 characters
    QString meshId; ///< of the device group
    QString name; ///< as people named it
    QString host; ///< as the machine calls itself; empty when it never said
    QString osText, ip, core;
    QStringList tags;
    int agentType = 0; ///< 3 and 4 are services on Windows; see isWindowsAgent()
    quint32 connections = 0; ///< bits: 1 agent, 2 AMT through CIRA, 4 AMT on the LAN, 8 AMT relay, 16 MQTT
    int power = 0; ///< 0 unknown, 1 on, 2 to 4 asleep, 5 hibernating, 6 soft off, 7 present, 8 off
    int amtState = 0; ///< 2 when Intel AMT is activated
    qint64 connectedMs = 0; ///< since when its agent holds the connection; clock of the server
    qint64 bootMs = 0; ///< clock of the machine
    std::optional<QStringList> users; ///< signed in at it, when its agent last said so
    friend bool operator==(const MeshNode &, const MeshNode &) = default;
};

inline bool isWindowsAgent(int type)
{
    return type >= 1 && type <= 4; // as the server decides which shells a machine has
}

/// What the server says unasked. Empty and negative parts are not told.
struct MeshEvent {
    QString action; ///< "nodeconnect", "addnode", "changenode", "removenode", "nodemeshchange", ...
    QString nodeId, meshId, meshName;
    int connections = -1, power = -1;
    qint64 connectedMs = 0;
    std::optional<MeshNode> node; ///< the whole device, as some events carry it
};

/// One message of the server. Long lists are taken apart here, everything else stays an object.
struct MeshMessage {
    QString action;
    QString responseId; ///< of the request that it answers; only some actions echo it
    bool isList = false; ///< it is the list of devices, and `nodes` are all of them
    std::vector<MeshNode> nodes;
    std::optional<MeshEvent> event;
    QJsonObject object; ///< empty for lists and events
};
using MeshMessagePtr = std::shared_ptr<MeshMessage>;

/// Reads what the server sent. Malformed for what is no JSON object, is nested more than 32 deep, or, but for the list
/// of devices, is longer than 32 MiB. Devices without an id are left out.
Result<MeshMessagePtr> readMeshMessage(const QByteArray &json);

} // namespace ringward
