#include "models/base/counted.h"
#include "views/rings/designdialog.h"
#include "views/rings/policydialog.h"
#include "views/rings/ringside.h"
#include "views/rings/ringspage.h"
#include "views/rings/tierdialog.h"
#include "views/rings/waiverdialog.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/digits.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/words.h"

#include <QBoxLayout>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTextBrowser>

namespace ringward {

void RingsPage::addVerbs()
{
    const auto add = [this](const char *id, const QString &text, const char *icon, const QKeySequence &key,
                            void (RingsPage::*run)()) {
        m_parts.actions.add({QString::fromLatin1(id), text, QString::fromLatin1(icon), key, QStringLiteral("tools"),
                             QStringLiteral("rings")},
                            this, [this, run] { (this->*run)(); });
    };
    add("rings.design", tr("Design rings…"), "rings", QKeySequence(QStringLiteral("Ctrl+D")), &RingsPage::openDesigner);
    add("rings.pin", tr("Pin…"), "pin", {}, &RingsPage::openPin);
    add("rings.pins", tr("Show all pins…"), "pin", {}, &RingsPage::openPins);
    add("rings.policy", tr("Edit the rings of this stream…"), "rings", {}, &RingsPage::openPolicy);
    add("rings.tiers", tr("Tier rules…"), "rings", {}, &RingsPage::openTiers);
    add("rings.whatif", tr("Change the what-if…"), "chart", {}, &RingsPage::openWhatIf);
    add("rings.propose", tr("Propose change…"), "changes", {}, &RingsPage::propose);
    add("rings.fix", tr("Take the smallest fix"), "check", {}, &RingsPage::takeSmallestFix);
    add("rings.wayback", tr("Plan the way back from drift"), "history", {}, &RingsPage::planWayBack);
    m_parts.actions.add({QStringLiteral("rings.undo"), tr("Undo in the draft"), QStringLiteral("undo"),
                         QKeySequence(QKeySequence::Undo), QStringLiteral("edit"), QStringLiteral("rings")},
                        this, [this] { m_draft.undo(), look(); });
    m_parts.actions.add({QStringLiteral("rings.redo"), tr("Redo in the draft"), QStringLiteral("redo"),
                         QKeySequence(QKeySequence::Redo), QStringLiteral("edit"), QStringLiteral("rings")},
                        this, [this] { m_draft.redo(), look(); });
}

void RingsPage::take(const QString &text, std::vector<RingMove> moves)
{
    m_draft.take({text, std::move(moves)});
    look();
}

void RingsPage::moveWard(quint32 ward, int from, int to, std::optional<Tier> tier)
{
    if (!m_picture || from == to || to < 0 || std::size_t(to) >= m_picture->columns.size())
        return;
    const RingFacts &facts = *m_picture->facts;
    std::vector<RingMove> moves;
    for (const Row row : facts.rowsOf(ward)) {
        if (m_picture->rings[row] == from && (!tier || facts.tier[row] == *tier))
            moves.push_back(facts.move(row, quint8(from), quint8(to)));
    }
    take(tr("%1 to %2").arg(facts.wardName(ward), facts.policy.rings[std::size_t(to)].name.name), std::move(moves));
}

void RingsPage::takeFix(const GuardrailResult &result)
{
    take(tr("smallest fix for %1").arg(result.name), result.smallestFix);
}

void RingsPage::takeSmallestFix()
{
    if (!m_picture)
        return;
    for (const GuardrailResult &result : m_picture->results) {
        if (result.state == GuardrailResult::State::Blocks && !result.smallestFix.empty()) {
            takeFix(result);
            return;
        }
    }
}

void RingsPage::openDesigner()
{
    if (!m_picture)
        return;
    auto *dialog = new DesignDialog(m_picture, m_guardrails, m_parts.clock.nowMs(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DesignDialog::taken, this,
            [this](const std::vector<RingMove> &moves) { take(tr("the designer's rings"), moves); });
    dialog->open();
}

void RingsPage::openPolicy()
{
    const StreamPolicy *now = policy();
    if (!now)
        return;
    auto *dialog = new PolicyDialog(
        *now, [desk = &m_parts.desk](const StreamPolicy &policy) { return desk->savePolicy(policy); }, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &RingsPage::reload);
    dialog->open();
}

void RingsPage::openTiers()
{
    const Result<TierSet> now = m_parts.desk.book().tiers();
    if (!now) {
        complain(now.error());
        return;
    }
    const auto save = [this, version = now->version](const TierSet &set) -> Result<Done> {
        const Result<TierSet> newest = m_parts.desk.book().tiers();
        if (!newest)
            return newest.error();
        if (newest->version != version)
            return Error{Error::Kind::Conflict, QStringLiteral("version %1").arg(newest->version),
                         tr("Somebody changed the tier rules meanwhile. Close this and look at theirs first.")};
        const Result<Done> saved = m_parts.desk.saveTiers(set);
        return saved && m_parts.applyTiers ? m_parts.applyTiers() : saved;
    };
    auto *dialog = new TierDialog(
        *now, {m_parts.hub.told(), m_parts.clock.nowMs(), allow(m_parts.desk.actor(), Deed::EditPolicies), save}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &RingsPage::reload);
    dialog->open();
}

void RingsPage::openWaiver(const GuardrailResult &result)
{
    if (result.state == GuardrailResult::State::Waived) {
        if (const auto ended = m_parts.desk.endWaiver(result.rule); !ended)
            complain(ended.error());
        reload();
        return;
    }
    const Guardrail *rule = m_guardrails.find(result.rule);
    if (!rule)
        return;
    auto *dialog = new WaiverDialog(*rule, m_parts.clock.nowMs(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOwner(m_parts.desk.actor().name);
    connect(dialog, &WaiverDialog::waived, this, [this](const Waiver &waiver) {
        if (const auto saved = m_parts.desk.waive(waiver); !saved)
            complain(saved.error());
        reload();
    });
    dialog->open();
}

void RingsPage::openWhatIf()
{
    auto *dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("What if a version is bad?"));
    auto *version = new QLineEdit(m_whatIf.front().version);
    version->setPlaceholderText(tr("As people call it, such as 1188"));
    auto *share = new QDoubleSpinBox;
    share->setRange(0, 100);
    share->setSuffix(tr(" %"));
    share->setValue(m_whatIf.front().failureShare * 100);
    std::array<QDoubleSpinBox *, 2> times{};
    auto *form = new QFormLayout;
    form->addRow(tr("Version"), version);
    form->addRow(tr("Of the machines that get it, fail"), share);
    for (std::size_t i = 0; i < times.size(); ++i) {
        times[i] = new QDoubleSpinBox;
        times[i]->setRange(1, 60 * 24 * 60);
        times[i]->setDecimals(0);
        times[i]->setSuffix(tr(" min"));
        times[i]->setValue(m_whatIf[i].revertedMin);
        form->addRow(i == 0 ? tr("Withdrawn after") : tr("and, to compare, after"), times[i]);
    }
    auto *cancel = new QPushButton(tr("Cancel"));
    auto *ask = new QPushButton(tr("Show the damage"));
    setKind(ask, ButtonKind::Primary);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(ask);
    auto *all = new QVBoxLayout(dialog);
    all->addLayout(form);
    all->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, dialog, &QDialog::reject);
    connect(ask, &QPushButton::clicked, dialog, [this, dialog, version, share, times] {
        for (std::size_t i = 0; i < times.size(); ++i)
            m_whatIf[i] = {version->text().trimmed(), share->value() / 100, int(times[i]->value())};
        dialog->accept();
        look();
    });
    dialog->open();
}

void RingsPage::explainSight()
{
    if (!m_picture)
        return;
    auto *dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("What canaries cannot see"));
    auto *text = new QTextBrowser;
    QString html = tr("<p>A stratum is a model with a set of drivers at a site. These have no canary:</p><ul>");
    for (const CanarySight::Unseen &unseen : m_picture->sight.unseen) {
        const Stratum &stratum = m_picture->facts->strata[unseen.stratum];
        html += tr("<li>%1 (%2): %3</li>")
                    .arg(m_picture->facts->stratumName(stratum).toHtmlEscaped(), counted(stratum.devices, Noun::Device),
                         unseen.why.toHtmlEscaped());
    }
    html += tr("</ul><p>Canaries also cannot see what depends on a person, a program or an hour that they do not have. "
               "59 clean "
               "machines prove a failure share below 5 % with 95 % confidence, 299 below 1 %.</p>");
    text->setHtml(html);
    auto *close = new QPushButton(tr("Close"));
    auto *all = new QVBoxLayout(dialog);
    all->addWidget(text);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(close);
    all->addLayout(buttons);
    connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    dialog->resize(560, 420);
    dialog->open();
}

void RingsPage::planWayBack()
{
    if (m_picture)
        take(tr("the way back from drift"), wayBack(*m_picture->facts, m_picture->drift));
}

void RingsPage::approveAsFound()
{
    if (!m_picture)
        return;
    if (const auto saved = m_parts.desk.approveAsFound(*m_picture->facts); !saved) {
        complain(saved.error());
        return;
    }
    look();
}

void RingsPage::setBoard(Board board)
{
    m_propose = std::move(board);
    if (m_picture)
        showDraft();
}

void RingsPage::propose()
{
    if (!m_propose || !m_picture || m_picture->moves() == 0 || !isPermitted(m_picture->results))
        return;
    if (!m_propose(movesOf(*m_picture->facts, m_picture->rings, m_picture->waves), m_picture->results))
        return;
    m_draft.clear();
    look();
}

} // namespace ringward
