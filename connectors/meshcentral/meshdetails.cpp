#include "connectors/meshcentral/meshdetails.h"

#include <QJsonArray>
#include <QUuid>

namespace ringward {

namespace {

constexpr qsizetype kLongest = 256;
constexpr int kMostVolumes = 64, kMostInterfaces = 64;

QString toldText(const QJsonValue &value)
{
    const QString text = value.toString().trimmed().left(kLongest);
    for (const QLatin1StringView empty :
         {QLatin1StringView("none"), QLatin1StringView("not specified"), QLatin1StringView("default string"),
          QLatin1StringView("n/a"), QLatin1StringView("to be filled by o.e.m."),
          QLatin1StringView("system serial number")}) {
        if (text.compare(empty, Qt::CaseInsensitive) == 0)
            return {};
    }
    return text;
}

QString uuidText(const QJsonValue &value)
{
    const QUuid id = QUuid::fromString(value.toString().trimmed().left(kLongest));
    return id.isNull() ? QString() : id.toString(QUuid::WithoutBraces);
}

/// Agents send true or "On"; a volume is protected in either spelling.
bool isProtected(const QJsonValue &value)
{
    return value.toBool() || value.toString().compare(QLatin1StringView("on"), Qt::CaseInsensitive) == 0;
}

} // namespace

MeshDetails readMeshDetails(const QJsonObject &sysInfo)
{
    MeshDetails details;
    const QJsonObject hardware = sysInfo.value(u"hardware").toObject();
    const QJsonObject known = hardware.value(u"identifiers").toObject();
    details.hardwareUuid = uuidText(known.value(u"product_uuid"));
    details.serial = toldText(known.value(u"bios_serial"));
    details.manufacturer = toldText(known.value(u"board_vendor"));
    details.model = toldText(known.value(u"product_name"));
    if (details.model.isEmpty())
        details.model = toldText(known.value(u"board_name"));
    details.takenMs = std::max<qint64>(0, sysInfo.value(u"time").toInteger());
    const QJsonValue pending = sysInfo.value(u"pendingReboot");
    if (pending.isString() || pending.isBool())
        details.rebootPending = pending.toBool() || !pending.toString().isEmpty();
    const QJsonObject volumes = hardware.value(u"windows").toObject().value(u"volumes").toObject();
    for (auto each = volumes.begin(); each != volumes.end() && int(details.volumes.size()) < kMostVolumes; ++each) {
        const QJsonObject volume = each->toObject();
        MeshVolume made;
        made.letter = each.key().left(16);
        made.keyId = uuidText(volume.value(u"identifier")).toUpper();
        made.isProtected = isProtected(volume.value(u"protectionStatus"));
        made.hasKey = !volume.value(u"recoveryPassword").toString().isEmpty();
        if (made.isProtected || made.hasKey || !made.keyId.isEmpty())
            details.volumes.push_back(std::move(made));
    }
    return details;
}

MeshNetwork readMeshNetwork(const QJsonObject &networkInfo)
{
    MeshNetwork network;
    const QJsonObject interfaces = networkInfo.value(u"netif2").toObject();
    QStringList down;
    int seen = 0;
    for (auto each = interfaces.begin(); each != interfaces.end() && seen < kMostInterfaces; ++each) {
        for (const QJsonValue &entry : each->toArray()) {
            const QJsonObject address = entry.toObject();
            const QString type = address.value(u"type").toString();
            const QString mac = address.value(u"mac").toString().toLower().replace(u'-', u':');
            if (++seen > kMostInterfaces || type == u"loopback" || mac.size() != 17 || mac == u"00:00:00:00:00:00")
                continue;
            const bool isUp = address.value(u"status").toString() == u"up";
            QStringList &list = isUp ? network.macs : down;
            if (!list.contains(mac))
                list << mac;
            network.isWired = network.isWired.value_or(false) || (isUp && type == u"ethernet");
        }
    }
    for (const QString &mac : down) {
        if (!network.macs.contains(mac))
            network.macs << mac;
    }
    return network;
}

} // namespace ringward
