#include "models/base/age.h"

#include <QCoreApplication>

namespace ringward {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("ringward::Age", text);
}

QString pair(const char *both, const char *one, qint64 large, qint64 small)
{
    return small ? say(both).arg(large).arg(small) : say(one).arg(large);
}

} // namespace

QString ageText(qint64 ms)
{
    const qint64 seconds = std::max<qint64>(0, ms / 1000);
    const qint64 minutes = seconds / 60, hours = minutes / 60, days = hours / 24;
    if (seconds < 60)
        return say(QT_TRANSLATE_NOOP("ringward::Age", "%1 s")).arg(seconds);
    if (minutes < 60)
        return say(QT_TRANSLATE_NOOP("ringward::Age", "%1 min")).arg(minutes);
    if (hours < 24)
        return pair(QT_TRANSLATE_NOOP("ringward::Age", "%1 h %2 min"), QT_TRANSLATE_NOOP("ringward::Age", "%1 h"),
                    hours, minutes % 60);
    if (days < 14)
        return pair(QT_TRANSLATE_NOOP("ringward::Age", "%1 d %2 h"), QT_TRANSLATE_NOOP("ringward::Age", "%1 d"), days,
                    hours % 24);
    return say(QT_TRANSLATE_NOOP("ringward::Age", "%1 d")).arg(days);
}

} // namespace ringward
