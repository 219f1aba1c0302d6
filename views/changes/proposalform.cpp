#include "views/changes/proposalform.h"

#include "models/base/counted.h"
#include "models/fleet/fleetquery.h"
#include "views/widgets/banner.h"
#include "views/widgets/digits.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/stylesheet.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

namespace ringward {

namespace {

constexpr int kMostRefused = 5;

} // namespace

ProposalForm::~ProposalForm()
{
    m_stop.request_stop();
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
    m_preview->setText(tr("%1 would move. Nothing has been sent.").arg(counted(qint64(moves().size()), Noun::Device)));
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
        QStringList lines{tr("%1 in %2, %3. Nothing has been sent.")
                              .arg(counted(qint64(plan.calls.size()), Noun::Call), counted(plan.steps, Noun::Step),
                                   counted(qint64(plan.cover.size()), Noun::Ward))};
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
        Banner::Tone::Warning, tr("%1 cannot be moved.").arg(counted(qint64(refused.size()), Noun::Device)),
        tr("They are left out. Propose again to go on without them.") + u'\n' + lines.mid(0, kMostRefused).join(u'\n'),
        lines.join(u'\n'));
    m_banner->setVisible(!refused.empty());
    ensureWidgetVisible(m_banner);
    if (refused.empty())
        propose();
}

} // namespace ringward
