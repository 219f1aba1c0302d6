#include "views/widgets/chip.h"

#include "models/base/counted.h"
#include "views/widgets/digits.h"
#include "views/widgets/icons.h"
#include "views/widgets/marks.h"

#include <QPainter>

#include <cmath>

namespace ringward {

Chip::Chip(const QString &text, QWidget *parent)
    : QAbstractButton(parent)
{
    setText(text);
    setAccessibleName(text);
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Chip::setHealth(AgentHealth health)
{
    m_health = health;
    updateGeometry();
    update();
}

void Chip::setRing(int order, bool held)
{
    m_ring = {order, held};
    updateGeometry();
    update();
}

void Chip::setTier(Tier tier)
{
    m_tier = tier;
    updateGeometry();
    update();
}

void Chip::setIconName(const QString &name)
{
    m_icon = name;
    updateGeometry();
    update();
}

void Chip::setCount(std::optional<qint64> count)
{
    m_count = count;
    setAccessibleName(count ? QStringLiteral("%1: %2").arg(text(), countText(*count)) : text());
    updateGeometry();
    update();
}

void Chip::setClickable(bool clickable)
{
    m_clickable = clickable;
    setCheckable(clickable);
    setFocusPolicy(clickable ? Qt::TabFocus : Qt::NoFocus);
    setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

int Chip::signWidth(const Theme &theme) const
{
    if (m_tier)
        return tierBadgeSize(theme).width() + (text().isEmpty() ? 0 : theme.px(6));
    return m_health || m_ring || !m_icon.isEmpty() ? theme.px(13 + 6) : 0;
}

QSize Chip::sizeHint() const
{
    const Theme &theme = themeOf(this);
    int width = theme.px(14) + signWidth(theme) + QFontMetrics(theme.caption).horizontalAdvance(text()) + 1;
    if (m_count)
        width += theme.px(5) + int(std::ceil(tabularWidth(theme.captionBold, countText(*m_count)))) + 1;
    return {width, theme.px(m_clickable ? 24 : 20)};
}

void Chip::paintSign(QPainter &painter, const QRectF &box, const Theme &theme) const
{
    if (m_tier)
        paintTierBadge(painter, box, *m_tier, theme);
    else if (m_health)
        paintHealthMark(painter, box, *m_health, theme);
    else if (m_ring)
        paintRingMark(painter, box, m_ring->first, m_ring->second, theme);
    else if (!m_icon.isEmpty())
        paintIcon(painter, box, m_icon, isChecked() ? theme.accent : theme.muted);
}

void Chip::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const bool current = m_clickable && isChecked();
    QColor ground = m_health ? theme.of(*m_health).tint : theme.raised;
    QColor frame = m_health ? theme.of(*m_health).mark : theme.border;
    if (current) {
        ground = theme.selection;
        frame = theme.accent;
    } else if (m_clickable && underMouse()) {
        ground = theme.surface;
        frame = theme.control;
    }
    paintChip(painter, rect(), ground, frame, theme);
    if (hasFocus())
        paintFocusRing(painter, QRectF(rect()).adjusted(3, 3, -3, -3), theme, 3);

    int x = theme.px(7);
    if (const int sign = signWidth(theme)) {
        paintSign(painter, QRectF(x, (height() - theme.px(13)) / 2.0, sign - theme.px(6), theme.px(13)), theme);
        x += sign;
    }
    painter.setPen(m_health ? theme.of(*m_health).ink : current ? theme.selectionText : theme.text);
    painter.setFont(theme.caption);
    painter.drawText(QRect(x, 0, width(), height()), Qt::AlignVCenter | Qt::AlignLeft, text());
    if (m_count) {
        painter.setFont(theme.captionBold);
        drawTabular(painter, QRectF(0, 0, width() - theme.px(7), height()), Qt::AlignVCenter | Qt::AlignRight,
                    countText(*m_count));
    }
}

} // namespace ringward
