#include "views/rings/draftbar.h"

#include "models/base/counted.h"
#include "views/widgets/icons.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace ringward {

DraftBar::DraftBar(QWidget *parent)
    : QWidget(parent)
    , m_what(new QLabel)
    , m_blocked(new QLabel)
    , m_undo(new QPushButton(themedIcon(QStringLiteral("undo")), tr("Undo")))
    , m_redo(new QPushButton(themedIcon(QStringLiteral("redo")), tr("Redo")))
    , m_propose(new QPushButton(tr("Propose change…")))
    , m_fix(new QPushButton(tr("Take the smallest fix")))
{
    auto *discard = new QPushButton(tr("Discard"));
    m_rows = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_rows->setContentsMargins(12, 8, 12, 8);
    m_what->setWordWrap(true);
    setKind(m_blocked, LabelKind::Bad);
    auto *words = new QHBoxLayout;
    words->addWidget(m_what, 1);
    words->addWidget(m_blocked);
    auto *verbs = new QHBoxLayout;
    verbs->addStretch(1);
    for (QPushButton *button : {m_undo, m_redo, discard, m_propose, m_fix})
        verbs->addWidget(button);
    m_rows->addLayout(words, 1);
    m_rows->addLayout(verbs);
    connect(m_undo, &QPushButton::clicked, this, &DraftBar::undoWanted);
    connect(m_redo, &QPushButton::clicked, this, &DraftBar::redoWanted);
    connect(discard, &QPushButton::clicked, this, &DraftBar::discardWanted);
    connect(m_propose, &QPushButton::clicked, this, &DraftBar::proposeWanted);
    connect(m_fix, &QPushButton::clicked, this, &DraftBar::fixWanted);
    setAccessibleName(tr("Draft"));
}

void DraftBar::showDraft(const Draft &draft)
{
    m_what->setText(draft.what);
    m_blocked->setText(
        agreeing(draft.blocked, tr("%1 blocks it."), tr("%1 block it.")).arg(counted(draft.blocked, Noun::Guardrail)));
    m_blocked->setVisible(draft.blocked > 0);
    m_undo->setEnabled(!draft.undo.isEmpty());
    m_undo->setToolTip(draft.undo.isEmpty() ? tr("Nothing to undo") : tr("Undo: %1 (Ctrl+Z)").arg(draft.undo));
    m_redo->setEnabled(!draft.redo.isEmpty());
    m_redo->setToolTip(draft.redo.isEmpty() ? tr("Nothing to redo") : tr("Redo: %1 (Ctrl+Shift+Z)").arg(draft.redo));
    m_propose->setEnabled(draft.cannotPropose.isEmpty());
    m_propose->setToolTip(draft.cannotPropose.isEmpty() ? tr("Hands the draft to the change board")
                                                        : draft.cannotPropose);
    setKind(m_propose, draft.canFix ? ButtonKind::Plain : ButtonKind::Primary);
    m_fix->setVisible(draft.canFix);
    setKind(m_fix, ButtonKind::Primary);
}

void DraftBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_rows->setDirection(width() < themeOf(this).px(980) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void DraftBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.validGround);
    painter.fillRect(QRect(0, 0, width(), theme.px(2)), theme.accent);
}

} // namespace ringward
