#include "tests/support/places.h"

#include <QDir>

namespace places {

QString source(const char *path)
{
    return QStringLiteral(RINGWARD_SOURCE_DIR) + QString::fromLatin1(path);
}

QString shared(const char *path)
{
    return QStringLiteral(RINGWARD_SHARED) + QString::fromLatin1(path);
}

QString peers()
{
    const QString cache = qEnvironmentVariable("XDG_CACHE_HOME", QDir::homePath() + QStringLiteral("/.cache"));
    const QString told = qEnvironmentVariable("RINGWARD_PEERS");
    return told.isEmpty() ? cache + QStringLiteral("/ringward/peers") : told;
}

QString ringwardctl()
{
    return QStringLiteral(RINGWARDCTL);
}

} // namespace places
