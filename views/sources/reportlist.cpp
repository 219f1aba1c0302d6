#include "views/sources/reportlist.h"

#include "models/base/counted.h"
#include "views/widgets/icons.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QFileInfo>
#include <QLabel>

#include <array>

namespace ringward {

namespace {

constexpr std::array kTitles{
    QT_TRANSLATE_NOOP("ringward::ReportTable", "File"),     QT_TRANSLATE_NOOP("ringward::ReportTable", "Outcome"),
    QT_TRANSLATE_NOOP("ringward::ReportTable", "Format"),   QT_TRANSLATE_NOOP("ringward::ReportTable", "Machine"),
    QT_TRANSLATE_NOOP("ringward::ReportTable", "Taken"),    QT_TRANSLATE_NOOP("ringward::ReportTable", "Refused"),
    QT_TRANSLATE_NOOP("ringward::ReportTable", "Encoding"),
};
constexpr std::size_t kShownRefusals = 100;
constexpr int kShownRows = 6;

bool isWhole(const ImportReport &report)
{
    return report.understood() && report.refusedTotal == 0;
}

QString takenText(const ImportReport &report)
{
    if (!report.understood())
        return QStringLiteral("–");
    return report.drivers ? counted(report.drivers, Noun::Driver) : counted(report.devices, Noun::Device);
}

} // namespace

void ReportTable::setReports(std::vector<ImportReport> reports)
{
    beginResetModel();
    m_reports = std::move(reports);
    endResetModel();
}

const ImportReport *ReportTable::report(int row) const
{
    return row >= 0 && row < rowCount() ? &m_reports[std::size_t(row)] : nullptr;
}

int ReportTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_reports.size());
}

int ReportTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ReportTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ImportReport &report = m_reports[std::size_t(index.row())];
    if (role == IconRole)
        return report.understood() ? isWhole(report) ? QStringLiteral("check") : QStringLiteral("warning")
                                   : QStringLiteral("cross");
    if (role == InkRole)
        return int(report.understood() ? isWhole(report) ? IconInk::Accent : IconInk::Degraded : IconInk::Bad);
    if (role == Qt::ToolTipRole && index.column() == FileColumn)
        return report.path;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case FileColumn:
        return QFileInfo(report.path).fileName();
    case OutcomeColumn:
        return report.understood() ? isWhole(report) ? tr("taken") : tr("in part") : tr("refused");
    case FormatColumn:
        return report.format.isEmpty() ? tr("not recognised") : report.format;
    case HostColumn:
        return report.host.isEmpty() ? QStringLiteral("–") : report.host;
    case TakenColumn:
        return takenText(report);
    case RefusedColumn:
        return countText(report.refusedTotal);
    default:
        return report.encoding.isEmpty() ? QStringLiteral("–") : report.encoding;
    }
}

QVariant ReportTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    return tr(kTitles[std::size_t(section)]);
}

ReportList::ReportList(QWidget *parent)
    : QWidget(parent)
    , m_model(new ReportTable(this))
    , m_table(new StyledTable)
    , m_text(new QLabel)
{
    m_table->setObjectName(QStringLiteral("reports"));
    m_table->setAccessibleName(tr("Imported files"));
    m_table->setModel(m_model);
    m_table->setSortingEnabled(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setLook(ReportTable::OutcomeColumn, {CellLook::Kind::Signed, ReportTable::IconRole, ReportTable::InkRole});
    m_table->setLook(ReportTable::TakenColumn, {CellLook::Kind::Number, -1, -1});
    m_table->setLook(ReportTable::RefusedColumn, {CellLook::Kind::Number, -1, -1});
    m_table->setInitialWidths({190, 90, 150, 120, 96, 66, 90});
    setKind(m_text, LabelKind::Caption);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_table);
    column->addWidget(m_text);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) { showReport(now.row()); });
}

void ReportList::setReports(std::vector<ImportReport> reports)
{
    m_model->setReports(std::move(reports));
    const Theme &theme = themeOf(this);
    const int rows = std::clamp(m_model->rowCount(), 1, kShownRows);
    m_table->setFixedHeight(theme.headHeight() + rows * theme.rowHeight() + theme.px(12));
    if (m_model->rowCount())
        m_table->selectRow(0);
    showReport(m_model->rowCount() ? 0 : -1);
}

void ReportList::showReport(int row)
{
    const ImportReport *const report = m_model->report(row);
    m_text->setText(report ? details(*report) : tr("No file has been imported yet. Drop files on the window."));
}

QString ReportList::details(const ImportReport &report)
{
    QStringList lines;
    if (!report.problem.isEmpty())
        lines << report.problem;
    else if (report.error)
        lines << userMessage(*report.error);
    if (!report.refusedColumns.isEmpty())
        lines << tr("Columns refused because they look like patient data: %1. None of their values was kept.")
                     .arg(report.refusedColumns.join(QStringLiteral(", ")));
    lines << report.notes;
    for (std::size_t i = 0; i < std::min(kShownRefusals, report.refused.size()); ++i)
        lines << QStringLiteral("%1: %2").arg(report.refused[i].where, report.refused[i].reason);
    if (const qint64 more = report.refusedTotal - qint64(std::min(kShownRefusals, report.refused.size())); more > 0)
        lines << tr("and %1 more").arg(countText(more));
    if (lines.isEmpty())
        lines << tr("Everything in %1 was taken.").arg(QFileInfo(report.path).fileName());
    return lines.join(u'\n');
}

} // namespace ringward
