#include "views/remediation/campaignview.h"

#include "models/base/counted.h"
#include "models/incident/safemodewatch.h"
#include "views/widgets/icons.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/stylesheet.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDateTime>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>

#include <algorithm>

namespace ringward {

static_assert(int(CampaignTable::Ink::Accent) == int(IconInk::Accent)
              && int(CampaignTable::Ink::Warning) == int(IconInk::Degraded));

CampaignView::CampaignView(QWidget *parent)
    : QWidget(parent)
    , m_sum(new QLabel)
    , m_device(new QLabel)
    , m_filter(new QLineEdit)
    , m_words(new QLineEdit)
    , m_onlyTrouble(new QCheckBox(tr("Only what needs somebody")))
    , m_view(new StyledTable)
    , m_evidence(new QPlainTextEdit)
    , m_person(new QWidget)
    , m_done(new QPushButton(tr("Done")))
    , m_cannot(new QPushButton(tr("Cannot be done")))
{
    arrange();
    connect(m_filter, &QLineEdit::textChanged, this,
            [this] { m_table.narrow(m_filter->text(), m_onlyTrouble->isChecked()); });
    connect(m_onlyTrouble, &QCheckBox::toggled, this,
            [this] { m_table.narrow(m_filter->text(), m_onlyTrouble->isChecked()); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &CampaignView::showDevice);
    connect(&m_table, &QAbstractItemModel::dataChanged, this, &CampaignView::showDevice);
    connect(&m_table, &QAbstractItemModel::modelReset, this, &CampaignView::showDevice);
    const auto settle = [this](bool isDone) {
        const CampaignDevice *device = m_table.deviceAt(m_view->currentIndex().row());
        for (const StepEntry &step : device ? device->steps : std::vector<StepEntry>()) {
            if (step.state == StepState::Waiting) {
                Q_EMIT settled(step.place.number, step.step, isDone, m_words->text());
                m_words->clear();
                return;
            }
        }
    };
    connect(m_done, &QPushButton::clicked, this, [settle] { settle(true); });
    connect(m_cannot, &QPushButton::clicked, this, [settle] { settle(false); });
}

void CampaignView::arrange()
{
    setKind(m_sum, LabelKind::Bold);
    m_sum->setObjectName(QStringLiteral("campaignSum"));
    m_filter->setObjectName(QStringLiteral("campaignFilter"));
    m_filter->setPlaceholderText(tr("Host, ward, state or reason"));
    m_filter->setAccessibleName(tr("Filter the campaign"));
    m_filter->setClearButtonEnabled(true);
    m_onlyTrouble->setObjectName(QStringLiteral("onlyTrouble"));
    m_view->setObjectName(QStringLiteral("campaign"));
    m_view->setAccessibleName(tr("Devices and steps"));
    m_view->setModel(&m_table);
    m_view->setSortingEnabled(false);
    m_view->setLook(CampaignTable::TierColumn, {CellLook::Kind::Tier, CampaignTable::TierRole, -1});
    setKind(m_device, LabelKind::Bold);
    m_device->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_evidence->setObjectName(QStringLiteral("evidence"));
    m_evidence->setAccessibleName(tr("Evidence of each step"));
    m_evidence->setReadOnly(true);
    m_evidence->setTabChangesFocus(true);
    setKind(m_evidence, LabelKind::Fixed);
    m_words->setPlaceholderText(tr("What was found, in a few words"));
    m_words->setAccessibleName(tr("What was found"));
    m_done->setObjectName(QStringLiteral("stepDone"));
    setKind(m_cannot, ButtonKind::Danger);

    auto *const top = new QHBoxLayout;
    top->setContentsMargins(12, 8, 12, 6);
    top->setSpacing(12);
    top->addWidget(m_sum, 1);
    top->addWidget(m_onlyTrouble);
    top->addWidget(m_filter);
    auto *const person = new QHBoxLayout(m_person);
    person->setContentsMargins(0, 0, 0, 0);
    person->addWidget(m_words, 1);
    person->addWidget(m_done);
    person->addWidget(m_cannot);
    auto *const below = new QWidget;
    auto *const belowColumn = new QVBoxLayout(below);
    belowColumn->setContentsMargins(12, 8, 12, 12);
    belowColumn->addWidget(m_device);
    belowColumn->addWidget(m_person);
    belowColumn->addWidget(m_evidence, 1);
    auto *const split = new QSplitter(Qt::Vertical);
    split->addWidget(m_view);
    split->addWidget(below);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 1);
    split->setChildrenCollapsible(false);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(split, 1);
}

void CampaignView::clear()
{
    m_table.clear();
    m_sum->clear();
}

void CampaignView::show(Campaign campaign)
{
    std::vector<Operation> operations;
    qsizetype open = 0;
    for (const CampaignDevice &device : campaign.devices) {
        operations.push_back(device.operation);
        open += device.mode && device.operation.state != OperationState::Sent;
    }
    QString sum = outcomeText(OperationCounts(operations));
    if (open)
        sum += tr(" · %1 may be left in safe mode").arg(countText(open));
    m_sum->setText(sum);
    const QString runbook = reference(campaign.change.id);
    const std::size_t steps = campaign.runbook.steps.size();
    m_table.show(std::move(campaign));
    if (runbook != m_shownRunbook) {
        m_shownRunbook = runbook;
        QList<int> widths{140, 100, 46, 128};
        m_view->setLook(CampaignTable::StateColumn,
                        {CellLook::Kind::Signed, CampaignTable::SignRole, CampaignTable::InkRole});
        for (std::size_t i = 0; i < steps; ++i) {
            m_view->setLook(CampaignTable::StepColumn + int(i),
                            {CellLook::Kind::Signed, CampaignTable::SignRole, CampaignTable::InkRole});
            widths << 100;
        }
        m_view->setLook(m_table.outcomeColumn(), {CellLook::Kind::Text, -1, -1});
        m_view->setInitialWidths(widths << 260);
        m_view->selectRow(0);
    }
    showDevice();
}

void CampaignView::showDevice()
{
    const CampaignDevice *device = m_table.deviceAt(m_view->currentIndex().row());
    m_person->hide();
    if (!device) {
        m_device->setText(tr("Select a device to see what each step has shown."));
        m_evidence->clear();
        return;
    }
    QString head =
        QStringLiteral("%1 · %2 · %3").arg(device->call.host, device->call.ward, label(device->operation.state));
    if (device->mode)
        head += QStringLiteral(" · ") + modeText(*device->mode);
    m_device->setText(head);
    QString text = device->operation.detail.isEmpty() ? QString() : device->operation.detail + QStringLiteral("\n\n");
    for (const StepEntry &step : device->steps) {
        const RunbookStep *known = m_table.campaign()->runbook.step(step.step);
        text += QStringLiteral("%1  %2: %3%4\n")
                    .arg(QDateTime::fromMSecsSinceEpoch(step.atMs).toString(QStringLiteral("HH:mm:ss")),
                         known ? known->title : step.step, label(step.state),
                         step.tries > 1 ? tr(" (try %1)").arg(step.tries) : QString());
        if (step.state == StepState::Waiting && known)
            text += QStringLiteral("    ") + known->words + u'\n';
        for (const QString &line : step.evidence.split(u'\n', Qt::SkipEmptyParts))
            text += QStringLiteral("    ") + line + u'\n';
        m_person->setVisible(m_person->isVisibleTo(this) || step.state == StepState::Waiting);
    }
    const int place = m_evidence->verticalScrollBar()->value();
    if (m_evidence->toPlainText() != text) {
        m_evidence->setPlainText(text);
        m_evidence->verticalScrollBar()->setValue(place);
    }
}

} // namespace ringward
