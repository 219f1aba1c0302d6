#include "views/widgets/panel.h"

#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPainter>

namespace ringward {

Panel::Panel(const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_headBox(new QWidget(this))
    , m_title(new QLabel(title))
    , m_remark(new QLabel)
    , m_note(new QLabel)
    , m_head(new QHBoxLayout(m_headBox))
    , m_body(new QVBoxLayout)
{
    setKind(m_title, LabelKind::Bold);
    setKind(m_remark, LabelKind::Caption);
    setKind(m_note, LabelKind::Caption);
    m_head->addWidget(m_title);
    m_head->addWidget(m_remark);
    m_head->addStretch(1);
    m_head->addWidget(m_note);
    m_headBox->setVisible(!title.isEmpty());
    m_remark->hide();
    m_note->hide();
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(1, 1, 1, 1);
    all->setSpacing(0);
    all->addWidget(m_headBox);
    all->addLayout(m_body, 1);
    m_body->setSpacing(0);
    setAccessibleName(title);
    adapt();
}

void Panel::setTitle(const QString &title)
{
    m_title->setText(title);
    m_headBox->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

void Panel::setRemark(const QString &remark)
{
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
}

void Panel::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void Panel::setBodyMargins(int left, int top, int right, int bottom)
{
    m_margins = {left, top, right, bottom};
    adapt();
}

void Panel::adapt()
{
    const Theme &theme = themeOf(this);
    m_headBox->setFixedHeight(theme.px(34));
    m_head->setContentsMargins(theme.px(12), 0, theme.px(12), 0);
    m_head->setSpacing(theme.px(8));
    m_body->setContentsMargins(theme.px(m_margins.left()), theme.px(m_margins.top()), theme.px(m_margins.right()),
                               theme.px(m_margins.bottom()));
}

void Panel::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(theme.surface);
    painter.setPen(QPen(theme.border, theme.frameWidth));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    if (m_headBox->isVisible())
        painter.fillRect(1, m_headBox->geometry().bottom(), width() - 2, 1, theme.grid);
}

void Panel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        adapt();
    QFrame::changeEvent(event);
}

Rule::Rule(Qt::Orientation orientation, QWidget *parent)
    : QWidget(parent)
{
    orientation == Qt::Horizontal ? setFixedHeight(1) : setFixedWidth(1);
}

void Rule::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    // An upright rule stands on the darker grounds of bars, where the grid colour would not be seen.
    QPainter(this).fillRect(rect(), height() > width() ? theme.border : theme.grid);
}

} // namespace ringward
