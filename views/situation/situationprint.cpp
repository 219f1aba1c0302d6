#include "views/situation/situationprint.h"

#include "models/fleet/situation.h"
#include "views/situation/wardtile.h"
#include "views/widgets/words.h"

#include <QAbstractTextDocumentLayout>
#include <QCoreApplication>
#include <QDateTime>
#include <QPainter>
#include <QPrinter>
#include <QTextDocument>

#include <array>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::SituationPrint", text);
}

constexpr std::array kOrder{AgentHealth::Up, AgentHealth::Degraded, AgentHealth::CrashLooping, AgentHealth::Silent,
                            AgentHealth::Unknown};

QString cell(const QString &text, bool number = false, const char *tag = "td")
{
    return QStringLiteral("<%1 align='%2'>%3</%1>")
        .arg(QString::fromLatin1(tag), number ? QStringLiteral("right") : QStringLiteral("left"), text.toHtmlEscaped());
}

QString countsTable(const HealthCounts &counts)
{
    QString html = QStringLiteral("<table width='100%' cellpadding='3' border='0.5' cellspacing='0'><thead><tr>")
        + cell(tr("By tier"), false, "th") + cell(tr("known"), true, "th");
    for (const AgentHealth state : kOrder)
        html += cell(QStringLiteral("[%1] %2").arg(healthLetter(state)).arg(healthName(state)), true, "th");
    html += QStringLiteral("</tr></thead>");
    const auto row = [&](const QString &name, auto countOf, quint32 known) {
        html += QStringLiteral("<tr>") + cell(name) + cell(QString::number(known), true);
        for (const AgentHealth state : kOrder)
            html += cell(QString::number(countOf(state)), true);
        html += QStringLiteral("</tr>");
    };
    row(
        tr("all"), [&](AgentHealth state) { return counts.of(state); }, counts.known());
    for (int tier = 0; tier < kTierCount; ++tier)
        row(
            QStringLiteral("%1 %2").arg(tierLabel(Tier(tier)), tierName(Tier(tier))),
            [&](AgentHealth state) { return counts.of(Tier(tier), state); }, counts.of(Tier(tier)));
    return html + QStringLiteral("</table>");
}

QString attentionList(const std::vector<AttentionRow> &rows)
{
    QString html = QStringLiteral("<h3>%1</h3><table width='100%' cellpadding='3'>").arg(tr("Needs attention"));
    for (const AttentionRow &row : rows)
        html += QStringLiteral("<tr>") + cell(row.title) + cell(row.remark) + cell(QString::number(row.count), true)
            + QStringLiteral("</tr>");
    return html + QStringLiteral("</table>");
}

QString wardList(const Situation &situation)
{
    QString html = QStringLiteral("<h3>%1</h3>").arg(tr("Wards with devices that are not up"));
    for (const SiteState &site : situation.sites) {
        html += QStringLiteral("<p><b>%1 %2</b></p>").arg(site.code.toHtmlEscaped(), site.name.toHtmlEscaped());
        for (const WardState &ward : site.wards) {
            if (ward.notUp() > 0 || ward.belowCover())
                html += QStringLiteral("<div>[%1] %2</div>")
                            .arg(healthLetter(ward.worst()))
                            .arg(wardTile(ward, situation.fleet->names().wards()[ward.ward]).sentence.toHtmlEscaped());
        }
    }
    return html;
}

} // namespace

void printSituation(const Situation &situation, QPrinter &printer)
{
    QTextDocument document;
    document.documentLayout()->setPaintDevice(&printer);
    QFont font = document.defaultFont();
    font.setPointSizeF(9.5);
    document.setDefaultFont(font);
    document.setHtml(QStringLiteral("<body style='color:black'><h2>%1</h2>").arg(tr("Situation"))
                     + countsTable(situation.counts) + attentionList(situation.attention) + wardList(situation)
                     + QStringLiteral("</body>"));
    const QRectF page(QPointF(), printer.pageRect(QPrinter::DevicePixel).size());
    const double foot = printer.resolution() * 0.3;
    document.setPageSize({page.width(), page.height() - foot});
    const QString printed = tr("Printed %1 · data %2 old")
                                .arg(QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH:mm t")),
                                     ageText(situation.nowMs - situation.fleet->takenMs()));
    QPainter painter(&printer);
    for (int number = 0; number < document.pageCount(); ++number) {
        if (number > 0)
            printer.newPage();
        painter.save();
        painter.translate(0, -number * document.pageSize().height());
        document.drawContents(
            &painter, QRectF(0, number * document.pageSize().height(), page.width(), document.pageSize().height()));
        painter.restore();
        painter.setFont(font);
        const QRectF line(0, page.height() - foot, page.width(), foot);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignBottom, printed);
        painter.drawText(line, Qt::AlignRight | Qt::AlignBottom,
                         tr("page %1 of %2").arg(number + 1).arg(document.pageCount()));
    }
}

} // namespace ringward
