#include "views/keys/countdown.h"

#include <QCoreApplication>

#include <algorithm>

namespace ringward {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ringward::Countdown)
};

} // namespace

QString hidesInText(qint64 ms)
{
    const qint64 seconds = (std::max<qint64>(0, ms) + 999) / 1000;
    return seconds >= 60 ? Words::tr("hides in %1 min %2 s").arg(seconds / 60).arg(seconds % 60)
                         : Words::tr("hides in %1 s").arg(seconds);
}

} // namespace ringward
