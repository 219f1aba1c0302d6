#include "app/documents/kernelreportpaper.h"
#include "models/base/counted.h"
#include "models/tables/drivercolumns.h"

#include <QCoreApplication>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::KernelReportPaper", text);
}

QString number(quint32 count)
{
    return countText(count);
}

QString share(quint32 part, quint32 whole)
{
    return whole == 0 ? tr("–") : tr("%1 %").arg(100.0 * part / whole, 0, 'f', 0);
}

enum class Align { Left, Right };

struct Cell {
    QString text;
    Align align = Align::Left;
    bool strong = false;
    QString small; ///< a second line
    int percent = 0; ///< of the table's width, in its head; 0 as needed
};

/// A thin line under each cell and nothing else. QTextDocument knows no short spelling for it.
constexpr const char *kRule = "border-bottom-style:solid; border-bottom-width:0.5px; padding:3px 6px 3px 0px;";

QString html(const Cell &cell, const char *tag)
{
    QString text = cell.text.toHtmlEscaped();
    if (cell.strong)
        text = QStringLiteral("<b>%1</b>").arg(text);
    if (!cell.small.isEmpty())
        text += QStringLiteral("<br/><span style='font-size:7.5pt'>%1</span>").arg(cell.small.toHtmlEscaped());
    const QString width = cell.percent ? QStringLiteral(" width='%1%'").arg(cell.percent) : QString();
    return QStringLiteral("<%1 align='%2' valign='top'%3 style='%4'>%5</%1>")
        .arg(QLatin1StringView(tag), cell.align == Align::Right ? QStringLiteral("right") : QStringLiteral("left"),
             width, QLatin1StringView(kRule), text);
}

QString heading(const QString &text, bool beginsPage = false)
{
    return QStringLiteral("<p style='font-size:12pt; margin-top:16px; margin-bottom:4px%2'><b>%1</b></p>")
        .arg(text.toHtmlEscaped(), beginsPage ? QStringLiteral("; page-break-before:always") : QString());
}

/// Writes tables under their headings, and begins a page where it is told to: a table goes on there with its head.
class Tables {
public:
    explicit Tables(const PageBreaks &breaks)
        : m_breaks(breaks)
    {
    }
    QString under(const QString &title, const std::vector<Cell> &head, const std::vector<std::vector<Cell>> &rows)
    {
        QString text = heading(title, m_breaks.rows.contains(m_row)) + open(head, false);
        for (std::size_t i = 0; i < rows.size(); ++i, ++m_row) {
            if (i > 0 && m_breaks.rows.contains(m_row))
                text += QStringLiteral("</table>") + open(head, true);
            text += QStringLiteral("<tr>");
            for (const Cell &cell : rows[i])
                text += html(cell, "td");
            text += QStringLiteral("</tr>");
        }
        return text + QStringLiteral("</table>");
    }

private:
    static QString open(const std::vector<Cell> &head, bool beginsPage)
    {
        QString text = QStringLiteral("<table width='100%' border='0' cellspacing='0' cellpadding='0'%1><thead><tr>")
                           .arg(beginsPage ? QStringLiteral(" style='page-break-before:always'") : QString());
        for (const Cell &cell : head)
            text += html(cell, "th");
        return text + QStringLiteral("</tr></thead>");
    }
    const PageBreaks &m_breaks;
    int m_row = 0; ///< over all tables
};

QString list(const QStringList &sentences, const char *tag)
{
    QString text = QStringLiteral("<%1 style='margin-top:0; margin-bottom:0'>").arg(QLatin1StringView(tag));
    for (const QString &sentence : sentences)
        text += QStringLiteral("<li style='margin-bottom:3px'>%1</li>").arg(sentence.toHtmlEscaped());
    return text + QStringLiteral("</%1>").arg(QLatin1StringView(tag));
}

QString tiers(const KernelReport &report, Tables &tables)
{
    constexpr std::array kNames{
        QT_TRANSLATE_NOOP("ringward::KernelReportPaper", "T0 life-critical"),
        QT_TRANSLATE_NOOP("ringward::KernelReportPaper", "T1 clinical"),
        QT_TRANSLATE_NOOP("ringward::KernelReportPaper", "T2 support"),
        QT_TRANSLATE_NOOP("ringward::KernelReportPaper", "T3 office"),
        QT_TRANSLATE_NOOP("ringward::KernelReportPaper", "TX vendor-managed medical device"),
    };
    std::vector<std::vector<Cell>> rows;
    const auto row = [&](const QString &name, quint32 known, quint32 code, quint32 content, bool strong) {
        rows.push_back({{name, Align::Left, strong, {}},
                        {number(known), Align::Right, strong, {}},
                        {number(code), Align::Right, strong, {}},
                        {share(code, known), Align::Right, strong, {}},
                        {number(content), Align::Right, strong, {}},
                        {share(content, known), Align::Right, strong, {}}});
    };
    for (std::size_t tier = 0; tier < kTierCount; ++tier)
        row(tr(kNames[tier]), report.known.byTier[tier], report.withCode.byTier[tier], report.withContent.byTier[tier],
            false);
    row(tr("All"), report.known.devices, report.withCode.devices, report.withContent.devices, true);
    return tables.under(tr("Devices by tier"),
                        {{tr("Tier")},
                         {tr("Devices"), Align::Right},
                         {tr("with this code"), Align::Right},
                         {tr("share"), Align::Right},
                         {tr("loading content"), Align::Right},
                         {tr("share"), Align::Right}},
                        rows);
}

/// The first few and how many more.
QString first(const QStringList &texts, qsizetype most)
{
    if (texts.size() <= most)
        return texts.join(QStringLiteral(", "));
    return tr("%1 and %2 more").arg(texts.mid(0, most).join(QStringLiteral(", "))).arg(texts.size() - most);
}

QString makers(const KernelReport &report, Tables &tables)
{
    constexpr std::size_t kMost = 25;
    std::vector<std::vector<Cell>> rows;
    for (std::size_t i = 0; i < std::min(report.makers.size(), kMost); ++i) {
        const KernelReport::Maker &maker = report.makers[i];
        const QString critical = maker.count.byTier[0] ? tr("%1 T0").arg(number(maker.count.byTier[0])) : QString();
        rows.push_back({{maker.name, Align::Left, true, first(maker.images, 4)},
                        {label(maker.driverClass), Align::Left, false, first(maker.versions, 2)},
                        {QString::number(qRound(maker.score)), Align::Right, false, {}},
                        {number(maker.count.devices), Align::Right, false, critical},
                        {number(maker.wards), Align::Right, false, {}},
                        {maker.content, Align::Left, false, maker.loadsContent ? maker.cadence : QString()},
                        {maker.review, Align::Left, false, {}}});
    }
    QString text = tables.under(tr("Kernel code by maker"),
                                {{tr("Maker"), Align::Left, false, tr("files"), 27},
                                 {tr("Kind"), Align::Left, false, tr("versions"), 17},
                                 {tr("Score"), Align::Right, false, tr("of 100"), 8},
                                 {tr("Devices"), Align::Right, false, tr("life-critical"), 11},
                                 {tr("Wards"), Align::Right, false, {}, 8},
                                 {tr("Loads at run time"), Align::Left, false, {}, 16},
                                 {tr("Review"), Align::Left, false, {}, 13}},
                                rows);
    if (report.makers.size() > kMost)
        text += QStringLiteral("<p>%1</p>")
                    .arg(agreeing(qint64(report.makers.size() - kMost), tr("%1 with less exposure is left out."),
                                  tr("%1 with less exposure are left out."))
                             .arg(counted(qint64(report.makers.size() - kMost), Noun::Maker)));
    return text;
}

QString failures(const KernelReport::Maker &maker)
{
    QStringList known{maker.failed, maker.crashes.sentence()};
    known.removeAll(QString());
    return known.isEmpty() ? tr("nothing on record") : known.join(QStringLiteral("; "));
}

QString loaders(const KernelReport &report, Tables &tables)
{
    std::vector<std::vector<Cell>> rows;
    for (const KernelReport::Maker &maker : report.makers) {
        if (maker.loadsContent)
            rows.push_back({{maker.name, Align::Left, true, {}},
                            {maker.content, Align::Left, false, maker.cadence},
                            {failures(maker)},
                            {maker.alternative.isEmpty() ? tr("none known") : maker.alternative}});
    }
    if (rows.empty())
        return heading(tr("Content loaded into the kernel"))
            + tr("None of this code is known to load content at run time.");
    return tables.under(tr("Content loaded into the kernel"),
                        {{tr("Maker"), Align::Left, false, {}, 18},
                         {tr("What it loads"), Align::Left, false, {}, 25},
                         {tr("What failed before")},
                         {tr("What we ask for instead")}},
                        rows);
}

QString wards(const KernelReport &report, Tables &tables)
{
    std::vector<std::vector<Cell>> rows;
    for (const KernelReport::WardLine &line : report.wards)
        rows.push_back({{line.site},
                        {line.ward},
                        {number(line.devices), Align::Right, false, {}},
                        {number(line.withCode), Align::Right, false, {}},
                        {number(line.withContent), Align::Right, false, {}},
                        {share(line.withContent, line.devices), Align::Right, false, {}}});
    QString text = tables.under(tr("Devices by ward"),
                                {{tr("Site"), Align::Left, false, {}, 14},
                                 {tr("Ward"), Align::Left, false, {}, 32},
                                 {tr("Devices"), Align::Right, false, {}, 12},
                                 {tr("with this code"), Align::Right, false, {}, 15},
                                 {tr("loading content"), Align::Right, false, {}, 15},
                                 {tr("share"), Align::Right, false, {}, 12}},
                                rows);
    if (report.wardsLeftOut > 0)
        text += QStringLiteral("<p>%1</p>")
                    .arg(agreeing(qint64(report.wardsLeftOut), tr("%1 with fewer such devices is left out."),
                                  tr("%1 with fewer such devices are left out."))
                             .arg(counted(qint64(report.wardsLeftOut), Noun::Ward)));
    return text;
}

QString signature(bool beginsPage)
{
    const QString line = QStringLiteral("<td width='46%' style='border-bottom-style:solid; border-bottom-width:0.5px'>"
                                        "&nbsp;<br/>&nbsp;<br/>&nbsp;</td>");
    const auto under = [](const QString &text) {
        return QStringLiteral("<td style='font-size:7.5pt'>%1</td>").arg(text.toHtmlEscaped());
    };
    const QString gap = QStringLiteral("<td width='8%'></td>");
    return QStringLiteral("<table width='100%' border='0' cellspacing='0' style='margin-top:24px%1'><tr>")
               .arg(beginsPage ? QStringLiteral("; page-break-before:always") : QString())
        + line + gap + line + QStringLiteral("</tr><tr>") + under(tr("Place, date")) + QStringLiteral("<td></td>")
        + under(tr("Name, office, signature")) + QStringLiteral("</tr></table>");
}

} // namespace

QString kernelReportHtml(const KernelReport &report, const PageBreaks &breaks)
{
    Tables tables(breaks);
    const QString from = report.request.hospital.isEmpty() ? QString() : report.request.hospital.toHtmlEscaped();
    QString text = QStringLiteral("<html><body><p style='margin-bottom:0'>%1</p>"
                                  "<p style='font-size:19pt; margin-top:2px; margin-bottom:0'><b>%2</b></p>"
                                  "<p style='margin-top:2px'>%3</p>")
                       .arg(from, report.title.toHtmlEscaped(),
                            tr("As of %1").arg(report.date.toString(QStringLiteral("d MMMM yyyy"))));
    // Tables number their rows, so one comes after the other; the operands of a sum come in any order.
    text += list(report.findings, "ul");
    text += tiers(report, tables);
    text += makers(report, tables);
    text += loaders(report, tables);
    text += heading(tr("What we ask for")) + list(report.asks, "ol");
    text += wards(report, tables);
    text += heading(tr("What these figures rest on")) + list(report.basis, "ul") + signature(breaks.signature);
    return text + QStringLiteral("</body></html>");
}

} // namespace ringward
