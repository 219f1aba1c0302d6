#include "models/base/datetext.h"

#include <QDateTime>
#include <QLocale>

namespace ringward {

QString dayText(QDate day)
{
    return QLocale().toString(day, QStringLiteral("d MMM yyyy"));
}

QString dayText(qint64 ms)
{
    return dayText(QDateTime::fromMSecsSinceEpoch(ms).date());
}

QString minuteText(qint64 ms)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms), QStringLiteral("d MMM yyyy HH:mm"));
}

} // namespace ringward
