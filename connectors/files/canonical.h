#pragma once
#include "models/sources/sourcerecord.h"

#include <QString>

#include <string_view>

namespace ringward {

/// Lower case with dashes, from any spelling with or without braces and dashes; empty for what is no UUID and for those
/// of all zeros or all ones, which prove nothing.
QString canonicalUuid(QStringView text);

/// Lower case with colons, from dashes, colons, dots or bare digits; empty for what is none, for zeros and broadcast.
QString canonicalMac(QStringView text);

/// Trimmed; empty for "N/A", "null", "To Be Filled By O.E.M." and the like.
QString toldText(QStringView text);

/// "22631" out of "10.0.22631.3593" or "10.0.22631"; other texts as they are, a lone number below 1000 is nonsense.
QString windowsBuild(const QString &version);

/// Sets the host name, and the domain when the name brings one ("pc-1.hospital.example") and none is known yet.
void setHostName(SourceRecord &record, QStringView name);

/// yes, true, 1, on, x, ja, tak, oui, sí … and their opposites.
std::optional<bool> yesOrNo(QStringView text);

} // namespace ringward
