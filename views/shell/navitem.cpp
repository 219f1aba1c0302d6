#include "views/shell/navitem.h"

#include "views/widgets/digits.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

#include <QPainter>

namespace ringward {

NavItem::NavItem(const QString &title, const QString &icon, QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(icon)
{
    setText(title);
    setAccessibleName(title);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void NavItem::setFolded(bool folded)
{
    m_folded = folded;
    setToolTip(folded ? text() : QString());
    update();
}

void NavItem::setBadge(const QString &count, bool warns)
{
    m_count = count;
    m_warns = warns;
    setAccessibleDescription(warns ? tr("%1 need attention").arg(count) : count);
    update();
}

QSize NavItem::sizeHint() const
{
    const Theme &theme = themeOf(this);
    return {theme.px(m_folded ? 56 : 184), theme.px(34)};
}

void NavItem::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(theme.px(8), theme.px(3), -theme.px(8), -theme.px(3));
    const bool inverted = isChecked() && theme.isHighContrast();
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? theme.selection : theme.window);
        painter.drawRoundedRect(box, 3, 3);
    }
    if (isChecked())
        painter.fillRect(QRectF(box.left(), box.top(), theme.px(3), box.height()), theme.accent);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.focus, theme.focusWidth));
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3);
    }
    const int side = theme.px(17);
    const qreal x = m_folded ? (width() - side) / 2.0 : box.left() + theme.px(11);
    const QColor ink = inverted ? theme.selectionText : isChecked() ? theme.accent : theme.muted;
    paintIcon(painter, QRectF(x, (height() - side) / 2.0, side, side), m_icon, ink);
    if (m_folded) {
        if (m_warns)
            paintIcon(painter, QRectF(x + side - theme.px(4), theme.px(3), theme.px(12), theme.px(12)),
                      QStringLiteral("warning"), theme.of(AgentHealth::CrashLooping).ink);
        return;
    }
    painter.setFont(isChecked() ? theme.bold : theme.text10);
    painter.setPen(inverted ? theme.selectionText : theme.text);
    painter.drawText(QRectF(x + side + theme.px(10), 0, width(), height()), Qt::AlignVCenter | Qt::AlignLeft, text());
    if (m_count.isEmpty())
        return;
    const QColor badge = inverted ? theme.selectionText
        : m_warns                 ? theme.of(AgentHealth::CrashLooping).ink
                                  : theme.muted;
    painter.setFont(m_warns || isChecked() ? theme.captionBold : theme.caption);
    painter.setPen(badge);
    const QRectF end = box.adjusted(0, 0, -theme.px(8), 0);
    drawTabular(painter, end, Qt::AlignVCenter | Qt::AlignRight, m_count);
    if (m_warns) {
        const qreal icon = theme.px(13),
                    left = end.right() - tabularWidth(painter.font(), m_count) - theme.px(6) - icon;
        paintIcon(painter, QRectF(left, (height() - icon) / 2.0, icon, icon), QStringLiteral("warning"), badge);
    }
}

} // namespace ringward
