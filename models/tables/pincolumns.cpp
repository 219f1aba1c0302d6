#include "models/tables/pincolumns.h"

#include "models/base/counted.h"
#include "models/fleet/streamlookup.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace ringward {

namespace {

using L = const PinLine &;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::PinTable", text);
}

QString endText(L line)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(line.pin.expiresMs).date(), QLocale::ShortFormat);
}

QString signedAlarm(L line)
{
    return line.alarms.empty() ? QString() : QStringLiteral("▲ ") + alarmText(line);
}

} // namespace

std::vector<PinTable::Column> pinColumns()
{
    return {
        {tr("Whom"), [](L l) { return whomText(l.pin.scope); },
         [](L l) -> QVariant {
             return whomText(l.pin.scope);
         }},
        {tr("Stream"), [](L l) { return streamLabel(l.pin.stream); },
         [](L l) -> QVariant {
             return streamLabel(l.pin.stream);
         }},
        {tr("Held to"), [](L l) { return heldText(l.pin); },
         [](L l) -> QVariant {
             return heldText(l.pin);
         }},
        {tr("Devices"), [](L l) { return countText(qint64(l.devices)); },
         [](L l) -> QVariant {
             return qulonglong(l.devices);
         }},
        {tr("Behind"), [](L l) { return durationText(l.ageMin); },
         [](L l) -> QVariant {
             return l.ageMin;
         }},
        {tr("Ends"), endText,
         [](L l) -> QVariant {
             return l.pin.expiresMs;
         }},
        {tr("Owner"), [](L l) { return l.pin.owner; },
         [](L l) -> QVariant {
             return l.pin.owner;
         }},
        {tr("Reason"), [](L l) { return l.pin.reason; },
         [](L l) -> QVariant {
             return l.pin.reason;
         }},
        {tr("Approval"), [](L l) { return l.pin.approval; },
         [](L l) -> QVariant {
             return l.pin.approval;
         }},
        {tr("Alarm"), signedAlarm,
         [](L l) -> QVariant {
             return alarmText(l);
         }},
    };
}

bool fits(const PinLine &line, const QString &words)
{
    QString all;
    for (const PinTable::Column &column : pinColumns())
        all += column.text(line) + u'\n';
    for (const QString &word : words.split(u' ', Qt::SkipEmptyParts)) {
        if (!all.contains(word, Qt::CaseInsensitive))
            return false;
    }
    return true;
}

} // namespace ringward
