#include "models/fleet/place.h"

#include <QCoreApplication>
#include <QStringList>

namespace ringward {

QString placeText(const FleetSnapshot &fleet, Row row)
{
    const Ward &ward = fleet.ward(row);
    QStringList parts{ward.siteName.isEmpty() ? ward.siteCode : ward.siteName, ward.building,
                      ward.name.isEmpty() ? ward.code : ward.name,
                      fleet.names().rooms.text((*fleet.chunkOf(row).room)[FleetSnapshot::inChunk(row)])};
    parts.removeAll(QString());
    return parts.isEmpty() ? QCoreApplication::translate("ringward::Place", "Place not told by any source")
                           : parts.join(QStringLiteral(" › "));
}

QString hostText(const FleetSnapshot &fleet, Row row)
{
    const std::string_view host = fleet.host(row);
    return QString::fromUtf8(host.data(), qsizetype(host.size()));
}

QString wardText(const FleetSnapshot &fleet, Row row)
{
    const Ward &ward = fleet.ward(row);
    return QStringLiteral("%1 %2").arg(ward.siteCode, ward.code.isEmpty() ? ward.name : ward.code).trimmed();
}

} // namespace ringward
