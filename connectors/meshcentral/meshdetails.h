#pragma once
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace ringward {

/// One encrypted volume of a Windows machine, without its key.
struct MeshVolume {
    QString letter; ///< "C"
    QString keyId; ///< upper case with dashes; empty when not told
    bool isProtected = false;
    bool hasKey = false; ///< the server keeps the recovery password, and this account may read it
};

/// What the server keeps of a machine's hardware ("getsysinfo"). Empty texts are not told.
struct MeshDetails {
    QString hardwareUuid, serial, manufacturer, model;
    std::optional<bool> rebootPending;
    std::vector<MeshVolume> volumes;
    qint64 takenMs = 0; ///< UTC, clock of the server; 0 when the server knows nothing yet
};
MeshDetails readMeshDetails(const QJsonObject &sysInfo);

/// What the server keeps of a machine's network ("getnetworkinfo").
struct MeshNetwork {
    QStringList macs; ///< lower case with colons, those with a link first
    std::optional<bool> isWired; ///< a cable carries a link now; empty when no interface is known
};
MeshNetwork readMeshNetwork(const QJsonObject &networkInfo);

} // namespace ringward
