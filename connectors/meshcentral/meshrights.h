#pragma once
#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace ringward {

/// What an account may do with devices, as far as its groups tell: the bits that it has in all of them. Users of user
/// groups are told nothing here; then the bits are empty and nothing is claimed.
struct MeshRights {
    enum Bit : quint32 {
        RemoteControl = 8,
        RunCommands = 131072,
        ResetOff = 262144,
        Details = 1048576,
        Full = 0xffffffff,
    };
    std::optional<quint32> everywhere; ///< in each group
    std::optional<quint32> somewhere; ///< in at least one

    bool lacks(Bit bit) const { return everywhere && (*everywhere & bit) != bit; }
    bool hasSomewhere(Bit bit) const { return somewhere && (*somewhere & bit) == bit; }
    QStringList missing() const; ///< sentences, translated: what the console will not be able to do
};

/// The bits of `userId` by the `links` of a group; empty when it is there by way of a user group.
std::optional<quint32> meshRightsIn(const QJsonObject &links, const QString &userId);

} // namespace ringward
