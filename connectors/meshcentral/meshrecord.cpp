#include "connectors/meshcentral/meshrecord.h"

#include <QHostAddress>
#include <QRegularExpression>

namespace ringward {

namespace {

/// "Microsoft Windows 10 Enterprise - 22H2/19045": the name, and behind the slash the build.
void setSystem(SourceRecord &record, const QString &text)
{
    static const QRegularExpression windows(QStringLiteral("^(.*Windows.*?)(?: - [^/]*)?/(\\d{4,6}(?:\\.\\d+)?)$"));
    const auto match = windows.match(text.left(512));
    record[Field::OsName] = match.hasMatch() ? match.captured(1).trimmed() : text;
    record[Field::OsBuild] = match.captured(2);
    if (text.contains(QLatin1StringView("Windows Server"), Qt::CaseInsensitive))
        record.flags |= DeviceFlag::Server;
}

void setHost(SourceRecord &record, const QString &host)
{
    const qsizetype dot = host.indexOf(u'.');
    if (dot <= 0 || !QHostAddress(host).isNull()) {
        record[Field::HostName] = host;
        return;
    }
    record[Field::HostName] = host.left(dot);
    record[Field::Domain] = host.mid(dot + 1);
}

/// The last tag with the prefix decides; they come sorted. A number orders the ring, a word is its name.
void setRing(SourceRecord &record, const QStringList &tags, const MeshSettings &settings)
{
    if (settings.ringPrefix.isEmpty())
        return;
    for (const QString &tag : tags) {
        if (!tag.startsWith(settings.ringPrefix, Qt::CaseInsensitive))
            continue;
        const QString name = tag.mid(settings.ringPrefix.size()).trimmed();
        if (name.isEmpty())
            continue;
        StreamReport report{settings.ringStream, {}, {}};
        report.ring.name = name;
        report.ring.order = name.toInt();
        record.streams = {report};
    }
}

} // namespace

SourceRecord meshRecord(const MeshNode &node, const MeshDetails *details, const QString &group,
                        const MeshSettings &settings)
{
    SourceRecord record;
    record.key = node.id;
    record[Field::AgentId] = node.id;
    setHost(record, node.host.isEmpty() ? node.name : node.host);
    setSystem(record, node.osText);
    record[Field::AgentProduct] = QStringLiteral("MeshCentral");
    record[Field::AgentVersion] = node.core;
    record[Field::IpAddress] = node.ip;
    QStringList tags = node.tags;
    if (!group.isEmpty())
        tags << QStringLiteral("group:") + group;
    record[Field::Tags] = tags.join(u',');
    if (settings.groupField)
        record[*settings.groupField] = group;
    setRing(record, node.tags, settings);
    record.signs.online = (node.connections & 1U) != 0;
    record.signs.bootTimeMs = node.bootMs;
    if (details) {
        record[Field::HardwareUuid] = details->hardwareUuid;
        record[Field::SerialNumber] = details->serial;
        record[Field::Manufacturer] = details->manufacturer;
        record[Field::Model] = details->model;
        record.signs.rebootPending = details->rebootPending;
    }
    return record;
}

} // namespace ringward
