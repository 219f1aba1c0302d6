#include "connectors/activedirectory/ldapdn.h"

#include <QDateTime>
#include <QTimeZone>
#include <QUuid>

#include <algorithm>
#include <array>
#include <limits>

namespace ringward {

namespace {

/// From the directory's bytes to the order in which they are written, and back.
QByteArray reordered(const QByteArray &bytes)
{
    constexpr std::array kOrder{3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
    QByteArray written(16, '\0');
    for (std::size_t i = 0; i < kOrder.size(); ++i)
        written[qsizetype(i)] = bytes[kOrder[i]];
    return written;
}

} // namespace

QByteArray parentDn(const QByteArray &dn)
{
    for (qsizetype i = 0; i < dn.size(); ++i) {
        if (dn[i] == '\\')
            ++i;
        else if (dn[i] == ',')
            return dn.mid(i + 1).trimmed();
    }
    return {};
}

QByteArray inFilter(QByteArrayView bytes)
{
    QByteArray safe;
    for (const char byte : bytes) {
        if (byte == '*' || byte == '(' || byte == ')' || byte == '\\' || uchar(byte) < 0x20)
            safe += '\\' + QByteArray(1, byte).toHex();
        else
            safe += byte;
    }
    return safe;
}

QByteArray inFilterAsHex(QByteArrayView bytes)
{
    QByteArray safe;
    for (const char byte : bytes)
        safe += '\\' + QByteArray(1, byte).toHex();
    return safe;
}

QString guidText(const QByteArray &bytes)
{
    if (bytes.size() != 16)
        return {};
    return QUuid::fromRfc4122(reordered(bytes)).toString(QUuid::WithoutBraces);
}

QByteArray guidBytes(const QString &text)
{
    const QString plain = text.trimmed();
    const QUuid uuid = QUuid::fromString(plain);
    return uuid.isNull() ? QByteArray() : reordered(uuid.toRfc4122());
}

qint64 msOfFileTime(const QByteArray &ticks)
{
    constexpr qint64 kTicksAMs = 10'000, kMsBefore1970 = 11'644'473'600'000;
    bool isNumber = false;
    const qint64 value = ticks.toLongLong(&isNumber);
    if (!isNumber || value <= 0 || value == std::numeric_limits<qint64>::max())
        return 0;
    return std::max<qint64>(0, value / kTicksAMs - kMsBefore1970);
}

qint64 msOfGeneralizedTime(const QByteArray &text)
{
    if (text.size() < 15 || !text.endsWith('Z'))
        return 0;
    QDateTime moment = QDateTime::fromString(QString::fromLatin1(text.left(14)), QStringLiteral("yyyyMMddHHmmss"));
    moment.setTimeZone(QTimeZone::utc());
    return moment.isValid() ? moment.toMSecsSinceEpoch() : 0;
}

} // namespace ringward
