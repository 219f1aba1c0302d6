#include "views/changes/changeprint.h"

#include "models/tables/covertable.h"
#include "views/widgets/exporttext.h"

#include <QCoreApplication>
#include <QTextDocument>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::ChangePrint", text);
}

QString cell(const QString &text, const char *tag = "td")
{
    return QStringLiteral("<%1>%2</%1>").arg(QLatin1StringView(tag), text.toHtmlEscaped());
}

QString row(const QStringList &cells, const char *tag = "td")
{
    QString made;
    for (const QString &text : cells)
        made += cell(text, tag);
    return QStringLiteral("<tr>") + made + QStringLiteral("</tr>");
}

QString tableOf(const QAbstractItemModel &model)
{
    QStringList head;
    for (int column = 0; column < model.columnCount(); ++column)
        head << model.headerData(column, Qt::Horizontal).toString();
    QString made = row(head, "th");
    for (int line = 0; line < model.rowCount(); ++line) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells << cellText(model.index(line, column));
        made += row(cells);
    }
    return QStringLiteral("<table border=1 cellspacing=0 cellpadding=3 width=100%>") + made
        + QStringLiteral("</table>");
}

QString votesOf(const ChangeFile &file)
{
    QString made = row({tr("Who"), tr("Vote"), tr("When"), tr("Signature")}, "th");
    for (const Standing &standing : file.tally.standings) {
        const Person *person = findPerson(file.people, standing.person);
        const auto &vote = standing.vote;
        const bool counts = vote && vote->version == file.change.version;
        made += row({person ? person->name : QString(),
                     counts                                            ? label(vote->choice)
                         : standing.state == Standing::State::Excluded ? tr("proposer")
                                                                       : tr("none"),
                     counts ? stampText(vote->atMs) : QString(), counts ? vote->signature.hex().left(32) : QString()});
    }
    return QStringLiteral("<table border=1 cellspacing=0 cellpadding=3 width=100%>") + made
        + QStringLiteral("</table>");
}

} // namespace

void printChange(const ChangeFile &file, const QString &person, qint64 nowMs, QPagedPaintDevice &device)
{
    const Change &change = file.change;
    const auto paragraph = [](const QString &title, const QString &text) {
        return QStringLiteral("<p><b>%1</b> %2</p>").arg(title.toHtmlEscaped(), text.toHtmlEscaped());
    };
    CoverTable cover;
    cover.show(change.plan);
    QString html = QStringLiteral("<h2>%1 %2</h2>").arg(reference(change.id), change.title.toHtmlEscaped());
    html +=
        paragraph(tr("Version"), QStringLiteral("%1, %2").arg(QString::number(change.version), hashOf(change).hex()));
    html += paragraph(tr("State"), label(change.state)) + paragraph(tr("Why"), change.why)
        + paragraph(tr("Risk"), change.risk) + paragraph(tr("Way back"), change.wayBack);
    html += QStringLiteral("<h3>%1</h3>").arg(tr("What will happen")) + tableOf(cover);
    for (const GuardrailResult &result : change.plan.guardrails)
        html += paragraph(result.name, QStringList{result.value, result.limit, result.detail}.join(u' '));
    html += QStringLiteral("<h3>%1</h3>").arg(tr("Votes")) + votesOf(file);
    html += QStringLiteral("<h3>%1</h3><ol>").arg(tr("Exact calls"));
    for (const PlannedCall &call : change.plan.calls)
        html += QStringLiteral("<li>%1: <code>%2</code></li>")
                    .arg(call.host.toHtmlEscaped(), QString::fromUtf8(call.request).toHtmlEscaped());
    html += QStringLiteral("</ol>") + paragraph(tr("Printed"), QStringLiteral("%1, %2").arg(stampText(nowMs), person));
    QTextDocument document;
    document.setHtml(html);
    document.print(&device);
}

} // namespace ringward
