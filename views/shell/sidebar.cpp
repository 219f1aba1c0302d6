#include "views/shell/sidebar.h"

#include "views/shell/navitem.h"
#include "views/widgets/icons.h"
#include "views/widgets/panel.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>

namespace ringward {

Sidebar::Sidebar(QWidget *parent)
    : QWidget(parent)
    , m_pages(new QVBoxLayout)
    , m_below(new QVBoxLayout)
    , m_foot(new QLabel)
    , m_rule(new Rule)
{
    setAccessibleName(tr("Pages"));
    setKind(m_foot, LabelKind::Caption);
    m_foot->setTextFormat(Qt::RichText);
    m_foot->setWordWrap(true);
    m_rule->hide();
    m_foot->hide();
    for (QVBoxLayout *list : {m_pages, m_below})
        list->setSpacing(0);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(0);
    column->addLayout(m_pages);
    column->addSpacing(8);
    column->addWidget(m_rule);
    column->addSpacing(8);
    column->addLayout(m_below);
    column->addStretch(1);
    column->addWidget(m_foot);
    adapt();
}

void Sidebar::addPage(const QString &id, const QString &title, const QString &icon, bool below)
{
    auto *item = new NavItem(title, icon, this);
    item->setFolded(m_folded);
    item->setObjectName(QStringLiteral("nav.") + id);
    m_items.insert(id, item);
    (below ? m_below : m_pages)->addWidget(item);
    m_rule->setVisible(m_below->count() > 0);
    connect(item, &QAbstractButton::clicked, this, [this, id] { Q_EMIT pageWanted(id); });
}

void Sidebar::setCurrent(const QString &id)
{
    if (NavItem *item = m_items.value(id))
        item->setChecked(true);
}

void Sidebar::setBadge(const QString &id, const QString &count, bool warns)
{
    if (NavItem *item = m_items.value(id))
        item->setBadge(count, warns);
}

void Sidebar::setFoot(const QString &boldLine, const QStringList &lines)
{
    QStringList all{QStringLiteral("<b>%1</b>").arg(boldLine.toHtmlEscaped())};
    for (const QString &line : lines)
        all << line.toHtmlEscaped();
    m_foot->setText(all.join(QStringLiteral("<br>")));
    m_foot->setVisible(!boldLine.isEmpty() && !m_folded);
}

void Sidebar::setFolded(bool folded)
{
    m_folded = folded;
    for (NavItem *item : m_items)
        item->setFolded(folded);
    m_foot->setVisible(!folded && !m_foot->text().isEmpty());
    adapt();
}

void Sidebar::focusCurrent()
{
    for (NavItem *item : m_items) {
        if (item->isChecked())
            item->setFocus(Qt::ShortcutFocusReason);
    }
}

void Sidebar::adapt()
{
    const Theme &theme = themeOf(this);
    setFixedWidth(theme.px(m_folded ? 56 : 184));
    layout()->setContentsMargins(0, theme.px(50), 1, 0);
    m_foot->setContentsMargins(theme.px(16), theme.px(10), theme.px(8), theme.px(14));
    for (NavItem *item : m_items)
        item->setFixedHeight(theme.px(34));
    update();
}

void Sidebar::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.sidebar);
    painter.fillRect(width() - 1, 0, 1, height(), theme.border);
    const int side = theme.px(24);
    paintIcon(painter, QRectF(theme.px(16), theme.px(12), side, side), QStringLiteral("ringward"), theme.accent);
    if (!m_folded) {
        QFont font = theme.title;
        font.setPointSizeF(theme.title.pointSizeF() * 0.92);
        painter.setFont(font);
        painter.setPen(theme.text);
        painter.drawText(QRect(theme.px(49), theme.px(12), width(), side), Qt::AlignVCenter,
                         QStringLiteral("Ringward"));
    }
    if (m_foot->isVisible())
        painter.fillRect(theme.px(8), m_foot->y(), width() - theme.px(16), 1, theme.border);
}

void Sidebar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        adapt();
    QWidget::changeEvent(event);
}

void Sidebar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down)
        focusNextChild();
    else if (event->key() == Qt::Key_Up)
        focusPreviousChild();
    else
        QWidget::keyPressEvent(event);
}

} // namespace ringward
