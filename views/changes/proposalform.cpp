#include "views/changes/proposalform.h"

#include "models/fleet/fleetquery.h"
#include "views/widgets/banner.h"
#include "views/widgets/digits.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/stylesheet.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

#include <set>

namespace ringward {

namespace {

constexpr int kWidest = 680, kMostRefused = 5;

QPlainTextEdit *textEdit(const QString &placeholder)
{
    auto *const edit = new QPlainTextEdit;
    edit->setPlaceholderText(placeholder);
    edit->setTabChangesFocus(true);
    edit->setMaximumHeight(themeOf(nullptr).px(72));
    return edit;
}

QSpinBox *number(int value, int most)
{
    auto *const box = new QSpinBox;
    box->setRange(1, most);
    box->setValue(value);
    return box;
}

QString nameOf(const Stream &stream)
{
    switch (stream.kind) {
    case StreamKind::AgentBuild:
        return ProposalForm::tr("Agent build");
    case StreamKind::OperatingSystem:
        return ProposalForm::tr("Operating-system update");
    case StreamKind::SecurityContent:
        break;
    }
    return ProposalForm::tr("Security content, %1").arg(stream.category);
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
    body->setMaximumWidth(themeOf(nullptr).px(kWidest));
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
    connect(look, &QPushButton::clicked, this, &ProposalForm::preview);
    connect(m_propose, &QPushButton::clicked, this, &ProposalForm::propose);
    connect(leave, &QPushButton::clicked, this, &ProposalForm::cancelled);
}

ProposalForm::~ProposalForm()
{
    m_stop.request_stop();
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
    for (const ChangeTemplate &each : m_desk.board().policies().templates)
        m_template->addItem(each.label, each.name);
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
    const FleetDictionaries &names = m_desk.parts().hub.current()->names();
    m_filter->setNames(std::make_shared<const FleetDictionaries>(names));
    m_stream->clear();
    m_ring->clear();
    for (std::size_t i = 0; i < names.streams().size(); ++i)
        m_stream->addItem(nameOf(names.streams()[i]), int(i));
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

void ProposalForm::fill(std::vector<RingMove> moves, bool given)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_given = std::move(moves);
    m_isGiven = given;
    m_edited = {};
    m_told = 0;
    m_devices->setVisible(!given);
    m_title->clear();
    for (QPlainTextEdit *text : {m_why, m_risk, m_wayBack})
        text->clear();
    m_kind->setCurrentIndex(0);
    const ExecutionLimits usual;
    m_atOnce->setValue(usual.atOnce);
    m_perWard->setValue(usual.perWard);
    m_stopAfter->setValue(usual.stopAfter);
    m_banner->hide();
    m_heading->setText(tr("New change"));
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(m_desk.parts().clock.nowMs());
    m_start->setMinimumDateTime(now);
    m_start->setDateTime(now);
    fillChoices();
    adapt();
    m_title->setFocus();
}

void ProposalForm::begin()
{
    fill({}, false);
    m_filter->focusLine();
}

void ProposalForm::begin(std::vector<RingMove> moves)
{
    fill(std::move(moves), true);
}

void ProposalForm::edit(const Change &change)
{
    std::vector<RingMove> moves;
    for (const PlannedCall &call : change.plan.calls)
        moves.push_back(call.move);
    fill(std::move(moves), true);
    m_edited = change.id;
    m_version = change.version;
    m_heading->setText(tr("%1, version %2").arg(reference(change.id)).arg(change.version + 1));
    m_title->setText(change.title);
    m_why->setPlainText(change.why);
    m_risk->setPlainText(change.risk);
    m_wayBack->setPlainText(change.wayBack);
    m_kind->setCurrentIndex(m_kind->findData(int(change.kind)));
    m_atOnce->setValue(change.plan.limits.atOnce);
    m_perWard->setValue(change.plan.limits.perWard);
    m_stopAfter->setValue(change.plan.limits.stopAfter);
    if (change.startMs)
        m_start->setDateTime(QDateTime::fromMSecsSinceEpoch(change.startMs));
}

std::vector<RingMove> ProposalForm::moves() const
{
    if (m_isGiven)
        return m_given;
    const FleetSnapshotPtr fleet = m_desk.parts().hub.current();
    const QVariantList ring = m_ring->currentData().toList();
    if (!m_filter->filter().isValid() || m_filter->line().trimmed().isEmpty() || ring.size() != 3
        || m_stream->currentIndex() < 0)
        return {};
    const auto set = m_filter->filter().match(*fleet, m_desk.parts().clock.nowMs());
    const auto rows = sortedRows(*fleet, &*set, DeviceKey::Host, Qt::AscendingOrder);
    return movesTo(*fleet, *rows, fleet->names().streams()[std::size_t(m_stream->currentData().toInt())],
                   {ring[0].toString(), ring[1].toInt(), ring[2].toBool()});
}

ExecutionLimits ProposalForm::limits() const
{
    ExecutionLimits limits;
    limits.atOnce = m_atOnce->value();
    limits.perWard = m_perWard->value();
    limits.stopAfter = m_stopAfter->value();
    limits.askAgainSec = 3;
    return limits;
}

void ProposalForm::adapt()
{
    m_preview->setText(tr("%1 devices would move. Nothing has been sent.").arg(countText(qint64(moves().size()))));
}

void ProposalForm::preview()
{
    auto task = m_desk.plan(moves(), limits(), 0, m_stop.get_token());
    QCoro::connect(std::move(task), this, [this](const Result<PlannedMoves> &planned) {
        if (!planned) {
            m_banner->showError(tr("The plan could not be made."), planned.error());
            m_banner->show();
            return;
        }
        const Plan &plan = planned->plan;
        QStringList lines{tr("%1 calls in %2 steps, %3 wards. Nothing has been sent.")
                              .arg(countText(qint64(plan.calls.size())), countText(plan.steps),
                                   countText(qint64(plan.cover.size())))};
        for (const WardCover &cover : plan.cover) {
            if (cover.needed && cover.least() <= cover.needed)
                lines << tr("%1: down to %2 working, %3 needed.").arg(cover.ward).arg(cover.least()).arg(cover.needed);
        }
        for (const GuardrailResult &result : plan.guardrails) {
            if (result.state == GuardrailResult::State::Blocks)
                lines << tr("%1 blocks it: %2").arg(result.name, result.detail);
        }
        for (const FreezeHit &hit : plan.freezes)
            lines << tr("It collides with the freeze “%1”.").arg(hit.name);
        for (const Refusal &refusal : planned->refused)
            lines << refusal.where + QStringLiteral(": ") + refusal.reason;
        m_preview->setText(lines.join(u'\n'));
    });
}

void ProposalForm::propose()
{
    Proposal proposal;
    proposal.kind = ChangeKind(m_kind->currentData().toInt());
    proposal.title = m_title->text();
    proposal.why = m_why->toPlainText();
    proposal.risk = m_risk->toPlainText();
    proposal.wayBack = m_wayBack->toPlainText();
    proposal.templateName = m_template->currentData().toString();
    if (m_start->dateTime() > m_start->minimumDateTime())
        proposal.startMs = m_start->dateTime().toMSecsSinceEpoch();
    m_propose->setEnabled(false);
    auto task = m_desk.plan(moves(), limits(), proposal.startMs, m_stop.get_token());
    QCoro::connect(std::move(task), this, [this, proposal](const Result<PlannedMoves> &planned) {
        m_propose->setEnabled(true);
        if (planned && planned->refused.size() != m_told) {
            tellRefused(planned->refused);
            return;
        }
        Result<ChangeId> id = m_edited;
        if (!planned) {
            id = planned.error();
        } else {
            Proposal whole = proposal;
            whole.plan = planned->plan;
            if (!m_edited)
                id = m_desk.board().propose(m_desk.me(), whole);
            else if (const Result<Done> edited = m_desk.board().edit(m_desk.me(), m_edited, m_version, whole); !edited)
                id = edited.error();
        }
        if (id) {
            Q_EMIT proposed(*id);
            return;
        }
        m_banner->showError(tr("It was not proposed."), id.error());
        m_banner->show();
        ensureWidgetVisible(m_banner);
    });
}

/// Devices that no source can move are left out of a plan; nobody proposes that without having been told.
void ProposalForm::tellRefused(const std::vector<Refusal> &refused)
{
    m_told = refused.size();
    QStringList lines;
    for (const Refusal &refusal : refused)
        lines << refusal.where + QStringLiteral(": ") + refusal.reason;
    m_banner->showMessage(
        Banner::Tone::Warning, tr("%1 devices cannot be moved.").arg(countText(qint64(refused.size()))),
        tr("They are left out. Propose again to go on without them.") + u'\n' + lines.mid(0, kMostRefused).join(u'\n'),
        lines.join(u'\n'));
    m_banner->setVisible(!refused.empty());
    ensureWidgetVisible(m_banner);
    if (refused.empty())
        propose();
}

} // namespace ringward
