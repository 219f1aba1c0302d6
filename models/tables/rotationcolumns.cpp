#include "models/tables/rotationcolumns.h"

#include "models/base/counted.h"
#include "models/keys/recoverykey.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace ringward {

namespace {

using L = const RotationLine &;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::RotationTable", text);
}

QString momentText(qint64 atMs)
{
    return atMs > 0 ? QLocale().toString(QDateTime::fromMSecsSinceEpoch(atMs), QStringLiteral("d MMM yyyy HH:mm"))
                    : QString();
}

QVariant moment(qint64 atMs)
{
    return atMs > 0 ? QVariant(QDateTime::fromMSecsSinceEpoch(atMs, Qt::UTC)) : QVariant();
}

} // namespace

std::vector<RotationTable::Column> rotationColumns()
{
    return {
        {tr("Host"), [](L l) { return l.host; },
         [](L l) -> QVariant {
             return l.host;
         }},
        {tr("Ward"), [](L l) { return l.ward; },
         [](L l) -> QVariant {
             return l.ward;
         }},
        {tr("Key id"), [](L l) { return spacedKeyId(l.due.last.keyId); },
         [](L l) -> QVariant {
             return l.due.last.keyId;
         }},
        {tr("Last read"), [](L l) { return momentText(l.due.last.releasedMs); },
         [](L l) {
             return moment(l.due.last.releasedMs);
         }},
        {tr("Times"), [](L l) { return countText(l.due.times); },
         [](L l) -> QVariant {
             return l.due.times;
         }},
        {tr("By"), [](L l) { return l.person; },
         [](L l) -> QVariant {
             return l.person;
         }},
        {tr("Confirmed"), [](L l) { return l.due.last.workedMs ? momentText(l.due.last.workedMs) : tr("no"); },
         [](L l) {
             return moment(l.due.last.workedMs);
         }},
    };
}

} // namespace ringward
