#include "views/changes/quorumbar.h"

#include "models/base/counted.h"
#include "views/widgets/theme.h"

#include <QPainter>

#include <algorithm>

namespace ringward {

void QuorumBar::setVotes(int yes, int needed)
{
    m_yes = yes;
    m_needed = std::max(1, needed);
    setAccessibleName(agreeing(needed, tr("%1 of %2 yes vote"), tr("%1 of %2 yes votes")).arg(yes).arg(needed));
    update();
}

QSize QuorumBar::sizeHint() const
{
    return {themeOf(this).px(200), themeOf(this).px(10)};
}

void QuorumBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal gap = theme.px(4), each = (width() - gap * (m_needed - 1)) / m_needed;
    for (int i = 0; i < m_needed; ++i) {
        painter.setPen(QPen(i < m_yes ? theme.accent : theme.control, 1));
        painter.setBrush(i < m_yes ? QBrush(theme.accent) : QBrush(theme.surface));
        painter.drawRoundedRect(QRectF(i * (each + gap) + 0.5, 0.5, each - 1, height() - 1), 2, 2);
    }
}

} // namespace ringward
