#include "models/fleet/streamlookup.h"
#include "models/rings/pin.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QHash>
#include <QSaveFile>

#include <array>

namespace ringward {

namespace {

constexpr std::array kHeads{"stream", "scope", "of",       "kind",  "target",
                            "reason", "owner", "approval", "since", "expires"};
constexpr qsizetype kMostBytes = 32 * 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Pins", text);
}

/// A field that begins like a formula would be run by a spreadsheet, so it gets an apostrophe.
QString quoted(QString field)
{
    if (!field.isEmpty() && QStringLiteral("=+-@").contains(field.front()))
        field.prepend(u'\'');
    return u'"' + field.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

/// Fields of the record that begins at `at`; moves `at` behind its line break.
QStringList readRecord(const QString &csv, qsizetype &at, int &line)
{
    QStringList fields{QString()};
    bool inQuotes = false;
    for (; at < csv.size(); ++at) {
        const QChar c = csv[at];
        line += c == u'\n';
        if (inQuotes) {
            if (c != u'"')
                fields.back() += c;
            else if (at + 1 < csv.size() && csv[at + 1] == u'"')
                fields.back() += csv[at++];
            else
                inQuotes = false;
        } else if (c == u'"') {
            inQuotes = true;
        } else if (c == u',') {
            fields << QString();
        } else if (c == u'\n') {
            ++at;
            break;
        } else if (c != u'\r') {
            fields.back() += c;
        }
    }
    for (QString &field : fields) {
        if (field.size() > 1 && field.front() == u'\'' && QStringLiteral("=+-@").contains(field[1]))
            field.remove(0, 1);
    }
    return fields;
}

QString streamText(const Stream &stream)
{
    return stream.category.isEmpty() ? word(stream.kind) : stream.category;
}

QString timeText(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODate);
}

} // namespace

QString pinsToCsv(const std::vector<Pin> &pins, const FleetSnapshot &fleet)
{
    QHash<DeviceId, QString> hosts;
    for (const Pin &pin : pins) {
        for (const DeviceId device : pin.scope.devices)
            hosts.insert(device, QString::number(device.value));
    }
    for (Row row = 0; !hosts.isEmpty() && row < fleet.size(); ++row) {
        if (const auto named = hosts.find(fleet.id(row)); named != hosts.end()) {
            const std::string_view host = fleet.host(row);
            named.value() = QString::fromUtf8(host.data(), qsizetype(host.size()));
        }
    }
    QString csv;
    for (const char *head : kHeads)
        csv += (csv.isEmpty() ? QString() : QStringLiteral(",")) + QString::fromLatin1(head);
    csv += u'\n';
    for (const Pin &pin : pins) {
        QStringList of;
        for (const DeviceId device : pin.scope.devices)
            of << hosts.value(device);
        const std::array scopes{QStringLiteral("devices"), QStringLiteral("ward"), QStringLiteral("filter")};
        const std::array fields{streamText(pin.stream),
                                scopes[std::size_t(pin.scope.kind)],
                                pin.scope.kind == PinScope::Kind::Devices ? of.join(u' ') : pin.scope.text,
                                word(pin.kind),
                                pin.target,
                                pin.reason,
                                pin.owner,
                                pin.approval,
                                timeText(pin.sinceMs),
                                timeText(pin.expiresMs)};
        for (std::size_t i = 0; i < fields.size(); ++i)
            csv += (i ? QStringLiteral(",") : QString()) + quoted(fields[i]);
        csv += u'\n';
    }
    return csv;
}

PinImport pinsFromCsv(const QString &csv, const FleetSnapshot &fleet)
{
    PinImport import;
    QHash<QString, DeviceId> hosts;
    for (Row row = 0; row < fleet.size(); ++row) {
        const std::string_view host = fleet.host(row);
        hosts.insert(QString::fromUtf8(host.data(), qsizetype(host.size())).toCaseFolded(), fleet.id(row));
    }
    qsizetype at = 0;
    int line = 1;
    const QStringList heads = readRecord(csv, at, line);
    std::array<qsizetype, kHeads.size()> columns{};
    for (std::size_t i = 0; i < kHeads.size(); ++i) {
        columns[i] = heads.indexOf(QString::fromLatin1(kHeads[i]));
        if (columns[i] < 0) {
            import.refused << tr("line 1: the column “%1” is missing.").arg(QLatin1StringView(kHeads[i]));
            return import;
        }
    }
    while (at < csv.size()) {
        const int began = line;
        const QStringList fields = readRecord(csv, at, line);
        if (fields.size() == 1 && fields.front().trimmed().isEmpty())
            continue;
        const auto field = [&](std::size_t i) {
            return fields.value(columns[i]).trimmed();
        };
        const auto refuse = [&](const QString &why) {
            import.refused << tr("line %1: %2").arg(began).arg(why);
        };
        Pin pin;
        const auto stream = streamPosition(fleet.names(), field(0));
        const auto kind = pinKindFromWord(field(3));
        const QDateTime since = QDateTime::fromString(field(8), Qt::ISODate);
        const QDateTime expires = QDateTime::fromString(field(9), Qt::ISODate);
        const qsizetype scope =
            QStringList{QStringLiteral("devices"), QStringLiteral("ward"), QStringLiteral("filter")}.indexOf(
                field(1).toLower());
        if (!stream || field(0).isEmpty()) {
            refuse(tr("no stream is called “%1”.").arg(field(0)));
            continue;
        }
        if (scope < 0 || !kind || !expires.isValid()) {
            refuse(scope < 0   ? tr("“%1” is none of devices, ward, filter.").arg(field(1))
                       : !kind ? tr("“%1” is none of ring, delay, version.").arg(field(3))
                               : tr("“%1” is no time; a pin needs an end.").arg(field(9)));
            continue;
        }
        pin.stream = fleet.names().streams()[*stream];
        pin.scope.kind = PinScope::Kind(scope);
        QStringList unknown;
        if (pin.scope.kind == PinScope::Kind::Devices) {
            for (const QString &host : field(2).split(u' ', Qt::SkipEmptyParts)) {
                const auto device = hosts.constFind(host.toCaseFolded());
                if (device == hosts.constEnd())
                    unknown << host;
                else
                    pin.scope.devices.push_back(device.value());
            }
        } else {
            pin.scope.text = field(2);
        }
        if (!unknown.isEmpty()) {
            refuse(tr("no device is called %1.").arg(unknown.join(QStringLiteral(", "))));
            continue;
        }
        pin.kind = *kind;
        pin.target = field(4);
        pin.reason = field(5);
        pin.owner = field(6);
        pin.approval = field(7);
        pin.sinceMs = since.isValid() ? since.toMSecsSinceEpoch() : 0;
        pin.expiresMs = expires.toMSecsSinceEpoch();
        import.pins.push_back(std::move(pin));
        import.lines.push_back(began);
    }
    return import;
}

Result<PinImport> readPins(const QString &path, const FleetSnapshot &fleet)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Kind::Storage, file.errorString(),
                     tr("%1 cannot be read: %2").arg(path, file.errorString())};
    const QByteArray bytes = file.read(kMostBytes + 1);
    if (bytes.size() > kMostBytes)
        return Error{Error::Kind::Malformed, path, tr("The file is larger than 32 MB.")};
    return pinsFromCsv(QString::fromUtf8(bytes), fleet);
}

Result<Done> writePins(const QString &path, const std::vector<Pin> &pins, const FleetSnapshot &fleet)
{
    QSaveFile file(path);
    const QByteArray csv = pinsToCsv(pins, fleet).toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size() || !file.commit())
        return Error{Error::Kind::Storage, file.errorString(),
                     tr("%1 cannot be written: %2").arg(path, file.errorString())};
    return Done{};
}

} // namespace ringward
