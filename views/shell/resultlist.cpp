#include "views/shell/resultlist.h"

#include "models/base/counted.h"
#include "views/widgets/panel.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace ringward {

void ResultModel::setLines(std::vector<ResultLine> lines)
{
    beginResetModel();
    m_lines = std::move(lines);
    const auto urgency = [](const ResultLine &line) {
        return line.outcome == ResultLine::Outcome::Failed ? 0 : line.outcome == ResultLine::Outcome::Unknown ? 1 : 2;
    };
    std::stable_sort(m_lines.begin(), m_lines.end(),
                     [&](const auto &a, const auto &b) { return urgency(a) < urgency(b); });
    endResetModel();
}

int ResultModel::count(ResultLine::Outcome outcome) const
{
    return int(std::count_if(m_lines.begin(), m_lines.end(), [&](const auto &l) { return l.outcome == outcome; }));
}

int ResultModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int ResultModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant ResultModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)
        || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const ResultLine &line = m_lines[std::size_t(index.row())];
    switch (index.column()) {
    case OutcomeColumn:
        return line.outcome == ResultLine::Outcome::Confirmed ? tr("confirmed")
            : line.outcome == ResultLine::Outcome::Failed     ? tr("failed")
                                                              : tr("unknown");
    case SubjectColumn:
        return line.subject;
    case TextColumn:
        return line.text;
    default:
        return {};
    }
}

QVariant ResultModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case OutcomeColumn:
        return tr("Outcome");
    case SubjectColumn:
        return tr("What");
    case TextColumn:
        return tr("Why");
    default:
        return {};
    }
}

ResultList::ResultList(QWidget *parent)
    : QDialog(parent)
    , m_model(new ResultModel(this))
    , m_sum(new QLabel)
    , m_retry(new QPushButton(tr("Retry the failures")))
{
    setModal(false);
    setKind(m_sum, LabelKind::Bold);
    m_sum->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *panel = new Panel;
    panel->setBodyMargins(0, 0, 0, 0);
    auto *table = new StyledTable;
    table->setModel(m_model);
    table->setSortingEnabled(false);
    table->setInitialWidths({100, 220, 400});
    table->horizontalHeader()->setStretchLastSection(true);
    panel->body()->addWidget(table);
    auto *copy = new QPushButton(tr("Copy all"));
    auto *close = new QPushButton(tr("Close"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_retry);
    buttons->addStretch(1);
    buttons->addWidget(copy);
    buttons->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(12);
    column->addWidget(m_sum);
    column->addWidget(panel, 1);
    column->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_retry, &QPushButton::clicked, this, &ResultList::retryFailuresWanted);
    connect(copy, &QPushButton::clicked, this, [table] {
        table->selectAll();
        table->copySelection();
    });
    const Theme &theme = themeOf(this);
    resize(theme.px(760), std::min(theme.px(480), 640));
}

void ResultList::showResults(const QString &title, std::vector<ResultLine> lines, bool canRetry)
{
    using Outcome = ResultLine::Outcome;
    m_model->setLines(std::move(lines));
    setWindowTitle(title);
    m_sum->setText(tr("%1: %2 confirmed, %3 failed, %4 unknown")
                       .arg(title, countText(m_model->count(Outcome::Confirmed)),
                            countText(m_model->count(Outcome::Failed)), countText(m_model->count(Outcome::Unknown))));
    m_retry->setVisible(canRetry && m_model->count(Outcome::Failed) > 0);
    show();
    raise();
}

} // namespace ringward
