#include "models/drivers/altitudelist.h"

#include "models/drivers/altitude.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::AltitudeList", text);
}

/// "SentinelMonitor.sys(retired - ...)" and "SISIPSFileFilter" are "sentinelmonitor.sys" and "sisipsfilefilter.sys".
QString driverName(QStringView cell)
{
    QString name = cell.trimmed().toString().toLower();
    const qsizetype end = name.indexOf(QLatin1StringView(".sys"));
    if (end >= 0)
        return name.left(end + 4);
    const qsizetype remark = name.indexOf(QRegularExpression(QStringLiteral("[ (]")));
    name = remark < 0 ? name : name.left(remark);
    return name.isEmpty() || name.contains(u'.') ? name : name + QStringLiteral(".sys");
}

void add(AltitudeList &list, QStringView altitude, QStringView driver, QStringView company, const QString &group)
{
    const auto at = quint32(list.allocations.size());
    AllocatedAltitude entry{altitude.trimmed().toString(), driverName(driver), company.trimmed().toString(), group};
    list.byDriver.insert(entry.driver, at);
    list.byAltitude.insert(entry.altitude, at);
    list.allocations.push_back(std::move(entry));
}

Result<AltitudeList> readCsv(const QList<QStringView> &lines)
{
    AltitudeList list;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        if (lines[i].trimmed().isEmpty())
            continue;
        const QStringList cells = catalogueCells(lines[i], u',');
        if (cells.size() < 4 || !compareAltitudes(cells[0], cells[0]))
            return malformedCatalogue(tr("Line %1 is not a row of altitudes; the file may be cut.").arg(i + 1));
        add(list, cells[0], cells[1], cells[2], cells[3].trimmed());
    }
    return list;
}

Result<AltitudeList> readMarkdown(const QList<QStringView> &lines)
{
    static const QRegularExpression heading(QStringLiteral("^## *[0-9.]+ *- *[0-9.]+: *(.+)$"));
    static const QRegularExpression dated(QStringLiteral("^ms\\.date: *([0-9/]+)"));
    AltitudeList list;
    QString group;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QStringView line = lines[i].trimmed();
        if (const auto match = heading.match(line); match.hasMatch())
            group = match.captured(1).trimmed();
        else if (const auto date = dated.match(line); date.hasMatch())
            list.info.date = QDate::fromString(date.captured(1), QStringLiteral("MM/dd/yyyy"));
        if (!line.startsWith(u'|') || group.isEmpty())
            continue;
        const QList<QStringView> cells = line.split(u'|');
        if (cells.size() < 5)
            return malformedCatalogue(tr("Line %1 is cut.").arg(i + 1));
        if (compareAltitudes(cells[2], cells[2])) // the head and the rule below it have no number there
            add(list, cells[2], cells[1], cells[3], group);
    }
    return list;
}

} // namespace

Result<AltitudeList> readAltitudeList(const QByteArray &bytes)
{
    if (bytes.size() > kMostCatalogueBytes)
        return malformedCatalogue(tr("The file is larger than 64 MB; the list has about 0.2 MB."));
    const QString text = QString::fromUtf8(bytes);
    const QList<QStringView> lines = QStringView(text).split(u'\n');
    const bool isCsv = lines.first().startsWith(u"altitude,");
    Result<AltitudeList> list = isCsv ? readCsv(lines) : readMarkdown(lines);
    if (!list)
        return list;
    if (list->allocations.empty())
        return malformedCatalogue(tr("No altitudes were found in it; this is not the list of allocated altitudes."));
    list->info.kind = CatalogueKind::Altitudes;
    list->info.title = tr("Allocated minifilter altitudes");
    list->info.entries = int(list->allocations.size());
    return list;
}

} // namespace ringward
