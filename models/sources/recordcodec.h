#pragma once
#include "models/sources/sourcerecord.h"

namespace ringward {

/// A record in a few hundred bytes, to be kept by the hundred thousand. The driver list is not part of it.
QByteArray packed(const SourceRecord &record);
SourceRecord unpacked(const QByteArray &bytes);

} // namespace ringward
