#include "views/sources/mappingpage.h"

#include "views/widgets/digits.h"
#include "views/widgets/icons.h"
#include "views/widgets/labels.h"
#include "views/widgets/panel.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QMap>
#include <QPushButton>
#include <QScrollArea>

namespace ringward {

namespace {

constexpr double kSure = 0.9;
constexpr int kShownSamples = 3;

/// Meanings that prove which machine a row is about, or at least name it.
bool namesAMachine(const QString &meaning)
{
    static const QStringList kNames{QStringLiteral("host"), QStringLiteral("serial_number"),
                                    QStringLiteral("hardware_uuid"), QStringLiteral("directory_guid"),
                                    QStringLiteral("agent_id")};
    return kNames.contains(meaning);
}

} // namespace

MappingPage::MappingPage(QWidget *parent)
    : QWidget(parent)
    , m_title(wrappedLabel(LabelKind::Title))
    , m_note(wrappedLabel(LabelKind::Caption))
    , m_problem(wrappedLabel(LabelKind::Bad))
    , m_columns(new QWidget)
    , m_grid(new QGridLayout(m_columns))
    , m_confirm(new QPushButton(tr("Import with these columns")))
{
    setKind(m_confirm, ButtonKind::Primary);
    m_confirm->setObjectName(QStringLiteral("confirm"));
    auto *const cancel = new QPushButton(tr("Cancel"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(1, 1);
    auto *const inner = new QWidget;
    auto *const innerColumn = new QVBoxLayout(inner);
    innerColumn->setContentsMargins(0, 0, 8, 0);
    innerColumn->addWidget(m_columns);
    innerColumn->addStretch(1);
    auto *const scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(inner);
    scroll->viewport()->setAutoFillBackground(false);
    inner->setAutoFillBackground(false); // setWidget() turns it on
    auto *const buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_confirm);
    buttons->addWidget(cancel);
    buttons->addWidget(m_problem, 1);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_note);
    column->addWidget(new Rule);
    column->addWidget(scroll, 1);
    column->addWidget(new Rule);
    column->addLayout(buttons);
    connect(m_confirm, &QPushButton::clicked, this, [this] { Q_EMIT confirmed(m_file, mapping()); });
    connect(cancel, &QPushButton::clicked, this, [this] { Q_EMIT cancelled(m_file); });
}

void MappingPage::ask(const QString &file, const MappingProposal &proposal)
{
    m_file = file;
    m_proposal = proposal;
    m_title->setText(tr("What the columns of %1 mean").arg(QFileInfo(file).fileName()));
    m_note->setText(
        proposal.remembered
            ? tr("These meanings were confirmed before for a list with the same titles.")
            : tr("Look at the proposals, change what is wrong. Your choice is remembered for lists with the "
                 "same titles."));
    while (QLayoutItem *const item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_choices.clear();
    int row = 0;
    for (const QString &head : {tr("Column"), tr("Samples"), tr("Means"), QString()})
        m_grid->addWidget(wrappedLabel(LabelKind::CaptionBold, head), 0, row++);
    for (std::size_t i = 0; i < proposal.columns.size(); ++i)
        addColumn(proposal.columns[i], int(i) + 1);
    check();
}

void MappingPage::addColumn(const MappingColumn &column, int row)
{
    auto *const title = wrappedLabel(LabelKind::Bold, column.title.isEmpty() ? tr("(no title)") : column.title);
    title->setMaximumWidth(themeOf(this).px(220));
    m_grid->addWidget(title, row, 0, Qt::AlignTop);
    if (!column.refusedWhy.isEmpty()) {
        m_grid->addWidget(wrappedLabel(LabelKind::Muted, tr("not read")), row, 1, Qt::AlignTop);
        m_grid->addWidget(wrappedLabel(LabelKind::Bad, tr("refused")), row, 2, Qt::AlignTop);
        auto *const why = wrappedLabel(LabelKind::Caption, column.refusedWhy);
        why->setMinimumWidth(themeOf(this).px(200));
        m_grid->addWidget(why, row, 3, Qt::AlignTop);
        m_choices.push_back(nullptr);
        return;
    }
    const QString samples = column.samples.mid(0, kShownSamples).join(QStringLiteral(" · "));
    m_grid->addWidget(wrappedLabel(LabelKind::Muted, samples.isEmpty() ? tr("always empty") : samples), row, 1,
                      Qt::AlignTop);
    auto *const box = new QComboBox;
    box->setAccessibleName(tr("Meaning of %1").arg(column.title));
    box->addItem(tr("Ignore"), QString());
    for (const MeaningChoice &choice : m_proposal.choices)
        box->addItem(choice.label, choice.key);
    box->setCurrentIndex(std::max(0, box->findData(column.meaning)));
    box->setMinimumWidth(themeOf(this).px(180));
    connect(box, &QComboBox::currentIndexChanged, this, &MappingPage::check);
    m_grid->addWidget(box, row, 2, Qt::AlignTop);
    m_grid->addWidget(proposalNote(column), row, 3, Qt::AlignTop);
    m_choices.push_back(box);
}

QLabel *MappingPage::proposalNote(const MappingColumn &column) const
{
    if (m_proposal.remembered || column.meaning.isEmpty())
        return wrappedLabel(LabelKind::Caption);
    return column.confidence >= kSure ? wrappedLabel(LabelKind::Caption, tr("known title"))
                                      : wrappedLabel(LabelKind::Warn, tr("a guess, please check"));
}

ImportMapping MappingPage::mapping() const
{
    ImportMapping mapping;
    mapping.signature = m_proposal.signature;
    for (const QComboBox *box : m_choices)
        mapping.meanings << (box ? box->currentData().toString() : QString());
    return mapping;
}

void MappingPage::check()
{
    const ImportMapping chosen = mapping();
    QMap<QString, int> uses;
    for (const QString &meaning : chosen.meanings)
        ++uses[meaning];
    QString problem;
    if (std::none_of(chosen.meanings.begin(), chosen.meanings.end(), namesAMachine))
        problem = tr("Choose a column that names the machine: its host name, serial number or an id.");
    for (auto it = uses.begin(); it != uses.end(); ++it) {
        if (!it.key().isEmpty() && it.value() > 1) {
            const auto at = std::find_if(m_proposal.choices.begin(), m_proposal.choices.end(),
                                         [&](const MeaningChoice &each) { return each.key == it.key(); });
            problem = tr("Two columns mean “%1”. Ignore one of them.")
                          .arg(at == m_proposal.choices.end() ? it.key() : at->label);
        }
    }
    m_problem->setText(problem);
    m_confirm->setEnabled(problem.isEmpty());
}

} // namespace ringward
