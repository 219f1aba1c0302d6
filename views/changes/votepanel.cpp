#include "views/changes/votepanel.h"

#include "models/audit/rights.h"
#include "models/base/age.h"
#include "models/base/counted.h"
#include "views/changes/quorumbar.h"
#include "views/changes/standingrow.h"
#include "views/widgets/exporttext.h"
#include "views/widgets/icons.h"
#include "views/widgets/labels.h"
#include "views/widgets/panel.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>

namespace ringward {

namespace {

void clear(QVBoxLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
}

QString whyNoVote(const ChangeFile &file, const Person &me)
{
    if (file.change.state != ChangeState::Voting)
        return VotePanel::tr("The vote is over: this change is %1.").arg(label(file.change.state));
    if (!me.id)
        return VotePanel::tr("Nobody in the roster is at this computer.");
    if (me.id == file.change.proposer)
        return VotePanel::tr("You asked for this change, so you cannot vote on it.");
    for (const Standing &standing : file.tally.standings) {
        if (standing.person == me.id)
            return {};
    }
    return VotePanel::tr("This policy does not ask for your vote.");
}

} // namespace

VotePanel::VotePanel(QWidget *parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("votePanel"));
    m_count = wrappedLabel(LabelKind::Bold);
    m_closes = wrappedLabel(LabelKind::Muted);
    m_closes->setWordWrap(false);
    m_bar = new QuorumBar;
    m_policy = wrappedLabel(LabelKind::Caption);
    m_standings = new QVBoxLayout;
    m_standings->setSpacing(0);
    m_comments = new QVBoxLayout;
    m_comments->setSpacing(4);
    auto *const top = new QWidget;
    auto *const head = new QGridLayout(top);
    head->setContentsMargins(14, 12, 12, 8);
    head->addWidget(m_count, 0, 0);
    head->addWidget(m_closes, 0, 1, Qt::AlignRight);
    head->addWidget(m_bar, 1, 0, 1, 2);
    head->addWidget(m_policy, 2, 0, 1, 2);
    m_commentHead = wrappedLabel(LabelKind::Bold, tr("Comments"));
    auto *const comments = new QWidget;
    auto *const commentColumn = new QVBoxLayout(comments);
    commentColumn->setContentsMargins(14, 8, 12, 12);
    commentColumn->addWidget(m_commentHead);
    commentColumn->addLayout(m_comments);
    auto *const body = new QWidget;
    auto *const column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(top);
    column->addWidget(new Rule);
    column->addLayout(m_standings);
    column->addWidget(voteBox());
    column->addWidget(new Rule);
    column->addWidget(comments);
    column->addStretch(1);
    auto *const scroll = new QScrollArea;
    scroll->setFrameShape(NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(body);
    auto *const outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
}

QWidget *VotePanel::voteBox()
{
    m_vote = new QWidget;
    m_text = new QPlainTextEdit;
    m_text->setObjectName(QStringLiteral("voteComment"));
    m_text->setPlaceholderText(tr("Optional for yes, needed for no"));
    m_text->setAccessibleName(tr("Comment, becomes part of the signed vote"));
    m_text->setTabChangesFocus(true);
    m_noConflict = new QCheckBox(tr("I have no conflict of interest"));
    m_yes = new QPushButton(tr("Vote yes and sign"));
    m_no = new QPushButton(tr("Vote no"));
    m_abstain = new QPushButton(tr("Abstain"));
    m_say = new QPushButton(tr("Comment only"));
    m_key = new QPushButton(tr("Make my signing key"));
    setKind(m_yes, ButtonKind::Primary);
    setKind(m_no, ButtonKind::Danger);
    m_yes->setObjectName(QStringLiteral("voteYes"));
    m_no->setObjectName(QStringLiteral("voteNo"));
    m_reason = wrappedLabel(LabelKind::Muted);
    m_sign = wrappedLabel(LabelKind::Caption);
    auto *const others = new QHBoxLayout;
    others->setSpacing(8);
    for (QPushButton *button : {m_no, m_abstain, m_say})
        others->addWidget(button);
    auto *const column = new QVBoxLayout(m_vote);
    column->setContentsMargins(14, 10, 12, 10);
    column->setSpacing(6);
    column->addWidget(wrappedLabel(LabelKind::CaptionBold, tr("Comment, becomes part of the signed vote")));
    column->addWidget(m_text);
    column->addWidget(m_noConflict);
    column->addWidget(m_reason);
    column->addWidget(m_key);
    column->addWidget(m_yes);
    column->addLayout(others);
    column->addWidget(m_sign);
    connect(m_yes, &QPushButton::clicked, this, [this] { vote(Choice::Yes); });
    connect(m_no, &QPushButton::clicked, this, [this] { vote(Choice::No); });
    connect(m_abstain, &QPushButton::clicked, this, [this] { vote(Choice::Abstain); });
    connect(m_say, &QPushButton::clicked, this, [this] { Q_EMIT commentWanted(m_text->toPlainText()); });
    connect(m_key, &QPushButton::clicked, this, &VotePanel::keyWanted);
    connect(m_text, &QPlainTextEdit::textChanged, this, &VotePanel::adaptVote);
    connect(m_noConflict, &QCheckBox::toggled, this, &VotePanel::adaptVote);
    return m_vote;
}

void VotePanel::vote(Choice choice)
{
    Q_EMIT voteWanted(choice, m_text->toPlainText().trimmed(), m_noConflict->isChecked());
}

void VotePanel::focusVote()
{
    m_text->setFocus();
}

void VotePanel::setBusy(bool busy)
{
    m_busy = busy;
    adaptVote();
}

/// A disabled button has its reason beside it.
void VotePanel::adaptVote()
{
    const bool hasWords = !m_text->toPlainText().trimmed().isEmpty();
    const bool mayVote = m_whyNot.isEmpty() && !m_busy && m_key->isHidden();
    m_yes->setEnabled(mayVote && m_noConflict->isChecked());
    m_no->setEnabled(mayVote && m_noConflict->isChecked() && hasWords);
    m_abstain->setEnabled(mayVote);
    m_say->setEnabled(hasWords && !m_busy);
    QString reason = m_busy ? tr("Signing…") : m_whyNot;
    if (reason.isEmpty() && !m_noConflict->isChecked())
        reason = tr("With a conflict of interest you can only abstain.");
    m_reason->setText(reason);
    m_reason->setVisible(!reason.isEmpty());
}

void VotePanel::showFile(const ChangeFile &file, const Person &me, qint64 nowMs)
{
    const Tally &tally = file.tally;
    const Change &change = file.change;
    m_count->setText(
        agreeing(tally.needed, tr("%1 of %2 yes vote"), tr("%1 of %2 yes votes")).arg(tally.yes).arg(tally.needed));
    m_closes->setText(change.state == ChangeState::Voting
                          ? tr("closes in %1").arg(ageText(std::max<qint64>(0, change.closesMs - nowMs)))
                          : label(change.state));
    m_closes->setToolTip(stampText(change.closesMs));
    m_bar->setVotes(tally.yes, tally.needed);
    const bool isStandard = change.kind == ChangeKind::Standard;
    m_bar->setVisible(!isStandard);
    if (isStandard)
        m_count->setText(tr("No vote needed"));
    QString policy = isStandard ? tr("Approved once and for all by its template, within its limits.")
                                : change.policy.label + QStringLiteral(". ") + tr("The proposer cannot vote.");
    if (!tally.missing.isEmpty() && change.state == ChangeState::Voting)
        policy += u'\n' + tr("Missing: %1.").arg(tally.missing.join(QStringLiteral(", ")));
    m_policy->setText(policy);
    if (m_shown != std::pair(change.id, change.version)) {
        m_text->clear();
        m_noConflict->setChecked(false);
    }
    m_shown = {change.id, change.version};
    m_whyNot = whyNoVote(file, me);
    m_key->setVisible(m_whyNot.isEmpty() && me.key.isNull());
    m_sign->setText(me.key.isNull()
                        ? tr("Votes are signed with a key of your own, kept in the keychain.")
                        : tr("You sign version %1, %2, with key %3. An edit makes your vote stale.")
                              .arg(QString::number(change.version), hashOf(change).shortText(), me.key.shortText()));
    m_sign->setVisible(m_whyNot.isEmpty());
    for (QWidget *widget : std::initializer_list<QWidget *>{m_noConflict, m_yes, m_no, m_abstain})
        widget->setVisible(m_whyNot.isEmpty());
    showStandings(file);
    showComments(file);
    adaptVote();
}

void VotePanel::showStandings(const ChangeFile &file)
{
    clear(m_standings);
    if (file.change.kind == ChangeKind::Standard)
        return;
    for (const Standing &standing : file.tally.standings) {
        m_standings->addWidget(standingRow(standing, file));
        m_standings->addWidget(new Rule);
    }
}

void VotePanel::showComments(const ChangeFile &file)
{
    clear(m_comments);
    m_commentHead->setText(tr("Comments %1").arg(file.change.comments.size()));
    for (const Comment &comment : file.change.comments)
        m_comments->addWidget(
            wrappedLabel(LabelKind::Cell,
                         QStringLiteral("%1 %2: %3")
                             .arg(shortTime(comment.atMs), nameIn(file.people, comment.person), comment.text)));
}

} // namespace ringward
