#pragma once
#include <QByteArrayView>

namespace ringward {

/// Tells bytes that a disk changed from those that were saved; the same on every machine. No proof against intent.
qint64 checksum(QByteArrayView bytes);

} // namespace ringward
