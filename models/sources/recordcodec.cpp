#include "models/sources/recordcodec.h"

#include <QDataStream>
#include <QIODevice>

namespace ringward {

namespace {

QDataStream &operator<<(QDataStream &out, const StreamReport &report)
{
    return out << quint8(report.stream.kind) << report.stream.category.toUtf8() << report.version.toUtf8()
               << report.ring.name.toUtf8() << qint32(report.ring.order) << report.ring.held;
}

QString text(QDataStream &in)
{
    QByteArray utf8;
    in >> utf8;
    return QString::fromUtf8(utf8);
}

StreamReport report(QDataStream &in)
{
    StreamReport out;
    quint8 kind = 0;
    in >> kind;
    out.stream = {StreamKind(kind), text(in)};
    out.version = text(in);
    out.ring.name = text(in);
    qint32 order = 0;
    in >> order >> out.ring.held;
    out.ring.order = order;
    return out;
}

} // namespace

QByteArray packed(const SourceRecord &record)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << record.source.value << record.key.toUtf8() << record.receivedMs << record.wardBeds << record.wardMinimumCover
        << quint8(record.flags.toInt()) << quint8(record.pin.kind) << record.pin.expiresMs;
    quint8 count = 0;
    for (const QString &each : record.text)
        count = quint8(count + !each.isEmpty());
    out << count;
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        if (!record.text[i].isEmpty())
            out << quint8(i) << record.text[i].toUtf8();
    }
    out << quint16(std::min<std::size_t>(record.streams.size(), 0xffff));
    for (std::size_t i = 0; i < std::min<std::size_t>(record.streams.size(), 0xffff); ++i)
        out << record.streams[i];
    bytes.squeeze();
    return bytes;
}

SourceRecord unpacked(const QByteArray &bytes)
{
    SourceRecord record;
    QDataStream in(bytes);
    quint8 flags = 0;
    quint8 pin = 0;
    in >> record.source.value;
    record.key = text(in);
    in >> record.receivedMs >> record.wardBeds >> record.wardMinimumCover >> flags >> pin >> record.pin.expiresMs;
    record.flags = DeviceFlags(flags);
    record.pin.kind = PinKind(pin);
    quint8 count = 0;
    in >> count;
    for (quint8 i = 0; i < count; ++i) {
        quint8 field = 0;
        in >> field;
        record.text[std::min<std::size_t>(field, kFieldCount - 1)] = text(in);
    }
    quint16 streams = 0;
    in >> streams;
    for (quint16 i = 0; i < streams; ++i)
        record.streams.push_back(report(in));
    return record;
}

} // namespace ringward
