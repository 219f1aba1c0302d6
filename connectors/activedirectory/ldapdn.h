#pragma once
#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace ringward {

/// One part of a distinguished name; of a part with several values the first.
struct DnPart {
    QString type; ///< upper case: "OU"
    QString value; ///< unescaped
};

/// The parts of a distinguished name, the object itself first. nullopt when it cannot be read. Names are never split
/// at commas: they may hold escaped ones.
std::optional<std::vector<DnPart>> dnParts(const QByteArray &dn);

/// The name of what holds the object; empty at the top or when the name cannot be read.
QByteArray parentDn(const QByteArray &dn);

/// Bytes as a filter may hold them between "=" and ")": all that could be read as filter is written in hex.
QByteArray inFilter(QByteArrayView bytes);
/// Every byte in hex, as values that are no text are asked for.
QByteArray inFilterAsHex(QByteArrayView bytes);

/// "892f902b-d23f-4824-928b-..." of the 16 bytes of the directory, whose first three groups are little-endian. Empty
/// for anything but 16 bytes. guidBytes() is the inverse, in any case and with or without braces.
QString guidText(const QByteArray &bytes);
QByteArray guidBytes(const QString &text);

/// Ticks of 100 ns since 1601, as text, in milliseconds since 1970; 0 for "never" and for what is no number.
qint64 msOfFileTime(const QByteArray &ticks);
/// "20261122063610.0Z" in milliseconds since 1970; 0 when it is none.
qint64 msOfGeneralizedTime(const QByteArray &text);

} // namespace ringward
