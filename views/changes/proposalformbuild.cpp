#include "models/rings/streampolicy.h"
#include "views/changes/proposalform.h"
#include "views/widgets/banner.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/stylesheet.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

namespace ringward {

// What the form is made of; what it does is in proposalform.cpp.

namespace {

constexpr int kWidest = 680, kNumberWidth = 110, kTextHeight = 72; // at 10 pt

QPlainTextEdit *textEdit(const QString &placeholder)
{
    auto *const edit = new QPlainTextEdit;
    edit->setPlaceholderText(placeholder);
    edit->setTabChangesFocus(true);
    return edit;
}

QSpinBox *number(int value, int most)
{
    auto *const box = new QSpinBox;
    box->setRange(1, most);
    box->setValue(value);
    return box;
}

/// One column of labels, although the parts are forms of their own.
void alignLabels(const QList<QFormLayout *> &forms)
{
    std::vector<QWidget *> labels;
    int widest = 0;
    for (QFormLayout *form : forms) {
        for (int row = 0; row < form->rowCount(); ++row) {
            QLayoutItem *item = form->itemAt(row, QFormLayout::LabelRole);
            if (!item || !item->widget())
                continue;
            item->widget()->setMinimumWidth(0);
            labels.push_back(item->widget());
            widest = std::max(widest, labels.back()->sizeHint().width());
        }
    }
    for (QWidget *label : labels)
        label->setMinimumWidth(widest);
}

} // namespace

ProposalForm::ProposalForm(ChangeDesk &desk, QWidget *parent)
    : QScrollArea(parent)
    , m_desk(desk)
{
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_banner = new Banner;
    m_banner->setRetryVisible(false);
    m_banner->hide();
    m_heading = new QLabel(tr("New change"));
    setKind(m_heading, LabelKind::Title);
    m_preview = new QLabel;
    m_preview->setWordWrap(true);
    setKind(m_preview, LabelKind::Muted);
    m_propose = new QPushButton(tr("Propose to the board"));
    m_propose->setObjectName(QStringLiteral("propose"));
    setKind(m_propose, ButtonKind::Primary);
    auto *const look = new QPushButton(tr("Preview the plan"));
    auto *const leave = new QPushButton(tr("Discard"));
    auto *const verbs = new QHBoxLayout;
    verbs->addWidget(m_propose);
    verbs->addWidget(look);
    verbs->addWidget(leave);
    verbs->addStretch(1);
    auto *const body = new QWidget;
    auto *const column = new QVBoxLayout(body);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(m_heading);
    column->addWidget(m_banner);
    column->addWidget(whatPart());
    column->addWidget(whyPart());
    column->addWidget(m_preview);
    column->addLayout(verbs);
    column->addStretch(1);
    setWidget(body);
    fitToText();
    connect(look, &QPushButton::clicked, this, &ProposalForm::preview);
    connect(m_propose, &QPushButton::clicked, this, &ProposalForm::propose);
    connect(leave, &QPushButton::clicked, this, &ProposalForm::cancelled);
}

void ProposalForm::fitToText()
{
    const Theme &theme = themeOf(this);
    widget()->setMaximumWidth(theme.px(kWidest));
    for (QSpinBox *box : {m_atOnce, m_perWard, m_stopAfter})
        box->setMaximumWidth(theme.px(kNumberWidth));
    for (QPlainTextEdit *edit : {m_why, m_risk, m_wayBack})
        edit->setMaximumHeight(theme.px(kTextHeight));
    alignLabels(widget()->findChildren<QFormLayout *>());
}

void ProposalForm::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::StyleChange && widget())
        fitToText();
}

QWidget *ProposalForm::whatPart()
{
    m_filter = new FilterBar;
    m_filter->setPlaceholder(tr("Which devices: ward:icu tier<=1"));
    m_filter->setAccessibleName(tr("Which devices"));
    m_stream = new QComboBox;
    m_ring = new QComboBox;
    m_stream->setAccessibleName(tr("Stream"));
    m_ring->setAccessibleName(tr("To ring"));
    m_devices = new QWidget;
    auto *const form = new QFormLayout(m_devices);
    form->setContentsMargins(0, 0, 0, 0);
    form->setLabelAlignment(Qt::AlignLeft);
    form->addRow(tr("Devices"), m_filter);
    form->addRow(tr("Stream"), m_stream);
    form->addRow(tr("To ring"), m_ring);
    connect(m_filter, &FilterBar::filterChanged, this, &ProposalForm::adapt);
    connect(m_ring, &QComboBox::currentIndexChanged, this, &ProposalForm::adapt);
    connect(m_stream, &QComboBox::currentIndexChanged, this, &ProposalForm::adapt);
    return m_devices;
}

QWidget *ProposalForm::whyPart()
{
    m_title = new QLineEdit;
    m_title->setObjectName(QStringLiteral("title"));
    m_title->setPlaceholderText(tr("Hold three critical wards at ring 4 Delayed"));
    m_why = textEdit(tr("What it is for"));
    m_risk = textEdit(tr("What could go wrong, and how likely"));
    m_wayBack = textEdit(tr("What is done when it goes wrong"));
    m_why->setObjectName(QStringLiteral("why"));
    m_wayBack->setObjectName(QStringLiteral("wayBack"));
    m_kind = new QComboBox;
    for (const ChangeKind kind : {ChangeKind::Normal, ChangeKind::Standard, ChangeKind::Emergency})
        m_kind->addItem(label(kind), int(kind));
    m_template = new QComboBox;
    m_template->setVisible(false);
    connect(m_kind, &QComboBox::currentIndexChanged, this,
            [this] { m_template->setVisible(ChangeKind(m_kind->currentData().toInt()) == ChangeKind::Standard); });
    m_atOnce = number(4, 1000);
    m_perWard = number(2, 100);
    m_stopAfter = number(1, 1000);
    m_start = new QDateTimeEdit;
    m_start->setCalendarPopup(true);
    m_start->setSpecialValueText(tr("as soon as it is approved"));
    auto *const box = new QWidget;
    auto *const form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    form->setLabelAlignment(Qt::AlignLeft);
    form->addRow(tr("Title"), m_title);
    form->addRow(tr("Why"), m_why);
    form->addRow(tr("Risk"), m_risk);
    form->addRow(tr("Way back"), m_wayBack);
    form->addRow(tr("Kind"), m_kind);
    form->addRow(tr("Template"), m_template);
    form->addRow(tr("Not before"), m_start);
    form->addRow(tr("In flight together"), m_atOnce);
    form->addRow(tr("Of those in one ward"), m_perWard);
    form->addRow(tr("Failures that stop it"), m_stopAfter);
    form->labelForField(m_template)->setVisible(false);
    connect(m_kind, &QComboBox::currentIndexChanged, this,
            [this, form] { form->labelForField(m_template)->setVisible(!m_template->isHidden()); });
    return box;
}

void ProposalForm::fillChoices()
{
    m_template->clear();
    if (const Result<PolicyBook> policies = m_desk.board().policies()) {
        for (const ChangeTemplate &each : policies->templates)
            m_template->addItem(each.label, each.name);
    }
    const FleetDictionaries &names = m_desk.parts().hub.current()->names();
    m_filter->setNames(std::make_shared<const FleetDictionaries>(names));
    m_stream->clear();
    m_ring->clear();
    for (std::size_t i = 0; i < names.streams().size(); ++i)
        m_stream->addItem(streamLabel(names.streams()[i]), int(i));
    std::vector<RingName> rings = names.rings();
    std::sort(rings.begin(), rings.end(), [](const RingName &a, const RingName &b) { return a.order < b.order; });
    for (const RingName &ring : rings) {
        if (!ring.name.isEmpty())
            m_ring->addItem(QStringLiteral("%1 %2").arg(ring.order).arg(ring.name),
                            QVariantList{ring.name, ring.order, ring.held});
    }
    for (int i = 0; i < m_stream->count(); ++i) {
        if (names.streams()[std::size_t(i)].category == u"rapid response")
            m_stream->setCurrentIndex(i);
    }
}

} // namespace ringward
