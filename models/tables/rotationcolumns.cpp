#include "models/tables/rotationcolumns.h"

#include "models/base/counted.h"
#include "models/base/datetext.h"
#include "models/keys/recoverykey.h"

#include <QCoreApplication>
#include <QDateTime>

namespace ringward {

namespace {

using L = const RotationLine &;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::RotationTable", text);
}

QVariant moment(qint64 atMs)
{
    return atMs > 0 ? QVariant(QDateTime::fromMSecsSinceEpoch(atMs, Qt::UTC)) : QVariant();
}

} // namespace

std::vector<RotationTable::Column> rotationColumns()
{
    return {
        RotationTable::textColumn<&RotationLine::host>(tr("Host")),
        RotationTable::textColumn<&RotationLine::ward>(tr("Ward")),
        {tr("Key id"), [](L l) { return spacedKeyId(l.due.last.keyId); },
         [](L l) -> QVariant {
             return l.due.last.keyId;
         }},
        {tr("Last read"), [](L l) { return minuteText(l.due.last.releasedMs); },
         [](L l) {
             return moment(l.due.last.releasedMs);
         }},
        {tr("Times"), [](L l) { return countText(l.due.times); },
         [](L l) -> QVariant {
             return l.due.times;
         }},
        RotationTable::textColumn<&RotationLine::person>(tr("By")),
        {tr("Confirmed"), [](L l) { return l.due.last.workedMs ? minuteText(l.due.last.workedMs) : tr("no"); },
         [](L l) {
             return moment(l.due.last.workedMs);
         }},
    };
}

} // namespace ringward
