#include "views/widgets/exporttext.h"

#include "views/widgets/words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Export", text);
}

QString onOneLine(QString text)
{
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u' ';
    }
    return text;
}

} // namespace

QString stampText(qint64 atMs)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(atMs);
    const QString wall = local.toString(QStringLiteral("yyyy-MM-dd HH:mm"));
    if (local.offsetFromUtc() == 0) // the two are the same time
        return wall + QStringLiteral(" UTC");
    return QStringLiteral("%1 %2 · %3 UTC")
        .arg(wall, local.timeZoneAbbreviation(), local.toUTC().toString(QStringLiteral("HH:mm")));
}

QStringList noteLines(const ExportNotes &notes)
{
    QStringList lines;
    if (notes.drill)
        lines << tr("DRILL: simulated hospital, nothing in it is real");
    lines << (notes.filterLine.isEmpty() ? tr("Filter: none, all rows") : tr("Filter: %1").arg(notes.filterLine));
    lines << (notes.takenMs > 0
                  ? tr("Data of %1, %2 old then").arg(stampText(notes.takenMs), ageText(notes.nowMs - notes.takenMs))
                  : tr("Data: no source has answered yet"));
    lines << (notes.person.isEmpty() ? tr("Made %1").arg(stampText(notes.nowMs))
                                     : tr("Made %1 by %2").arg(stampText(notes.nowMs), notes.person));
    return lines;
}

QString cellText(const QModelIndex &index, int role)
{
    return onOneLine(index.data(role).toString());
}

QString withoutFormula(const QString &text)
{
    static const QString kOpeners = QStringLiteral("=+-@\t\r\n＝＋－＠");
    if (text.isEmpty())
        return text;
    QStringView seen(text);
    while (!seen.isEmpty() && (seen.front().isSpace() || seen.front() == u'\0'))
        seen = seen.mid(1);
    if (seen.isEmpty() || (!kOpeners.contains(seen.front()) && !kOpeners.contains(text.front())))
        return text;
    bool isNumber = false;
    text.toDouble(&isNumber);
    return isNumber ? text : u'\'' + text;
}

QString csvField(const QString &text)
{
    QString field = withoutFormula(text);
    if (field.contains(u'"') || field.contains(u',') || field.contains(u';') || field.contains(u'\n')
        || field.contains(u'\r') || field.startsWith(u' ') || field.endsWith(u' ')) {
        field.replace(u'"', QStringLiteral("\"\""));
        field = u'"' + field + u'"';
    }
    return field;
}

QString tabSeparated(const QAbstractItemModel &model, const QList<int> &rows, const QList<int> &columns)
{
    QStringList head;
    for (const int column : columns)
        head << withoutFormula(onOneLine(model.headerData(column, Qt::Horizontal).toString()));
    QString text = head.join(u'\t') + u'\n';
    for (const int row : rows) {
        QStringList cells;
        for (const int column : columns)
            cells << withoutFormula(cellText(model.index(row, column)));
        text += cells.join(u'\t') + u'\n';
    }
    return text;
}

} // namespace ringward
