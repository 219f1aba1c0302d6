#include "views/widgets/pagehead.h"

#include "views/widgets/actionregistry.h"
#include "views/widgets/icons.h"
#include "views/widgets/keybutton.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"

#include <QAction>
#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace ringward {

PageHead::PageHead(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_sentence(new QLabel)
    , m_goTo(new KeyButton(tr("Go to or do…"), QKeySequence(Qt::CTRL | Qt::Key_K)))
    , m_row(new QHBoxLayout(this))
    , m_buttons(new QHBoxLayout)
    , m_more(new QToolButton)
    , m_menu(new QMenu(this))
{
    setKind(m_title, LabelKind::Title);
    setKind(m_sentence, LabelKind::Caption);
    m_sentence->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_goTo->setObjectName(QStringLiteral("goTo"));
    m_goTo->setFocusPolicy(Qt::TabFocus);
    m_goTo->setIcon(themedIcon(QStringLiteral("search"), IconInk::Muted));
    m_goTo->setAccessibleName(tr("Go to a page or run a command"));
    m_more->setIcon(themedIcon(QStringLiteral("more")));
    m_more->setAccessibleName(tr("More commands"));
    m_more->setToolTip(tr("More commands"));
    m_more->setMenu(m_menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->hide();
    m_row->addWidget(m_title);
    m_row->addWidget(m_sentence, 1);
    m_row->addWidget(m_goTo);
    m_row->addLayout(m_buttons);
    m_row->addWidget(m_more);
    connect(m_goTo, &QPushButton::clicked, this, &PageHead::paletteWanted);
    adapt();
}

void PageHead::setTitle(const QString &title)
{
    m_title->setText(title);
}

void PageHead::setSentence(const QString &sentence)
{
    m_text = sentence;
    adapt();
}

void PageHead::setActions(const QList<QAction *> &first, const QList<QAction *> &more)
{
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (QAction *action : first.mid(0, 4)) {
        auto *button = new KeyButton(action->text().remove(u'&'), ActionRegistry::shortcutOf(action));
        button->follow(action);
        m_buttons->addWidget(button);
    }
    m_menu->clear();
    m_menu->addActions(first.mid(4) + more);
    m_more->setVisible(!m_menu->isEmpty());
    adapt();
}

QSize PageHead::sizeHint() const
{
    return {QWidget::sizeHint().width(), themeOf(this).px(46)};
}

QSize PageHead::minimumSizeHint() const
{
    return {200, themeOf(this).px(46)};
}

void PageHead::adapt()
{
    const Theme &theme = themeOf(this);
    setFixedHeight(theme.px(46));
    m_row->setContentsMargins(theme.px(16), 0, theme.px(16), 0);
    m_row->setSpacing(theme.px(12));
    m_buttons->setSpacing(theme.px(8));
    const bool narrow = width() < theme.px(900);
    m_goTo->setFixedWidth(narrow ? m_goTo->sizeHint().width() : theme.px(232));
    for (auto *button : findChildren<KeyButton *>()) {
        if (button != m_goTo)
            button->setIconOnly(narrow);
    }
    m_row->activate(); // the sentence has what the buttons leave
    const QFontMetrics metrics(theme.caption);
    m_sentence->setText(metrics.elidedText(m_text, Qt::ElideRight, std::max(40, m_sentence->width())));
    m_sentence->setToolTip(m_sentence->text() == m_text ? QString() : m_text);
    m_sentence->setAccessibleName(m_text);
}

void PageHead::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    painter.fillRect(0, height() - 1, width(), 1, theme.border);
}

void PageHead::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    adapt();
}

void PageHead::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        adapt();
    QWidget::changeEvent(event);
}

} // namespace ringward
