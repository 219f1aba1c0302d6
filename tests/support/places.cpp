#include "tests/support/places.h"

namespace places {

QString source(const char *path)
{
    return QStringLiteral(RINGWARD_SOURCE_DIR) + QString::fromLatin1(path);
}

QString shared(const char *path)
{
    return QStringLiteral(RINGWARD_SHARED) + QString::fromLatin1(path);
}

QString ringwardctl()
{
    return QStringLiteral(RINGWARDCTL);
}

} // namespace places
