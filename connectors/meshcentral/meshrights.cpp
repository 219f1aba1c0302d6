#include "connectors/meshcentral/meshrights.h"

#include <QCoreApplication>

#include <array>

namespace ringward {

namespace {

struct Need {
    MeshRights::Bit bit;
    const char *lacking;
};
constexpr std::array kNeeds{
    Need{MeshRights::RunCommands,
         QT_TRANSLATE_NOOP("ringward::MeshCentral", "It may not run commands everywhere (right “Remote Commands”).")},
    Need{MeshRights::ResetOff,
         QT_TRANSLATE_NOOP("ringward::MeshCentral", "It may not restart devices everywhere (right “Reset / Off”).")},
    Need{MeshRights::RemoteControl,
         QT_TRANSLATE_NOOP("ringward::MeshCentral",
                           "It cannot ask machines whether they answer everywhere (right “Remote Control”).")},
    Need{MeshRights::Details,
         QT_TRANSLATE_NOOP("ringward::MeshCentral",
                           "It may not see the details of devices everywhere (right “Device Details”).")},
    Need{MeshRights::Full,
         QT_TRANSLATE_NOOP("ringward::MeshCentral",
                           "It cannot read BitLocker keys everywhere: MeshCentral gives them only to full "
                           "administrators of a group.")},
};

} // namespace

QStringList MeshRights::missing() const
{
    QStringList said;
    for (const Need &need : kNeeds) {
        if (lacks(need.bit))
            said << QCoreApplication::translate("ringward::MeshCentral", need.lacking);
    }
    return said;
}

std::optional<quint32> meshRightsIn(const QJsonObject &links, const QString &userId)
{
    if (!links.contains(userId))
        return std::nullopt;
    return quint32(std::clamp<qint64>(links.value(userId).toObject().value(u"rights").toInteger(), 0, 0xffffffffLL));
}

} // namespace ringward
