#pragma once
#include "models/sources/sourcekind.h"

#include <QByteArray>
#include <QStringList>
#include <QUrl>

namespace ringward {

/// What an admin set up for one MeshCentral server, checked.
struct MeshSettings {
    QUrl control; ///< wss://host:port/path/control.ashx
    QString user; ///< of the login token ("~t:...") or of the account
    QString caFile; ///< PEM; empty for the authorities that the operating system trusts
    QByteArray pin; ///< SHA-384 of the server's certificate, 48 bytes; empty without one
    QString ringPrefix; ///< "ring:": a tag "ring:2" puts the device into ring 2; empty when tags tell no ring
    Stream ringStream;
    QStringList groups; ///< names of the device groups to take; empty for all
    std::optional<Field> groupField; ///< what a device group stands for; empty when only a tag tells it
    int driverHours = 0; ///< between two driver inventories of a machine; 0 for none
    int idleLimitSec = 150; ///< how long the server takes a silent agent for connected (its agentIdleTimeout)

    /// NotSupported with advice for what cannot work: no wss, no pin of 96 digits.
    static Result<MeshSettings> from(const QJsonObject &settings);
    static std::vector<SettingSpec> specs();
};

/// The setting that is kept as a secret.
inline constexpr QLatin1StringView kMeshTokenSetting("token");

} // namespace ringward
