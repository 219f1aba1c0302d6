#include "views/situation/situationlegend.h"

#include "views/widgets/marks.h"
#include "views/widgets/words.h"

#include <QCoreApplication>
#include <QPainter>

#include <array>
#include <cmath>

namespace ringward {

namespace {

constexpr std::array kOrder{AgentHealth::Up, AgentHealth::Degraded, AgentHealth::CrashLooping, AgentHealth::Silent,
                            AgentHealth::Unknown};

QString minWord()
{
    return QCoreApplication::translate("ringward::WardTile", "min");
}

QString minName()
{
    return QCoreApplication::translate("ringward::WardTile", "at minimum cover");
}

qreal itemWidth(const Theme &theme, qreal sign, const QString &text)
{
    return sign + theme.px(5) + QFontMetricsF(theme.caption).horizontalAdvance(text) + theme.px(10);
}

qreal minWidth(const Theme &theme)
{
    return QFontMetricsF(theme.tinyBold).horizontalAdvance(minWord()) + theme.px(6);
}

} // namespace

SituationLegend::SituationLegend(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize SituationLegend::sizeHint() const
{
    const Theme &theme = themeOf(this);
    qreal width = itemWidth(theme, minWidth(theme), minName());
    for (const AgentHealth state : kOrder)
        width += itemWidth(theme, theme.px(12), healthName(state));
    return {int(std::ceil(width)), theme.px(18)};
}

void SituationLegend::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    qreal x = std::max(0, width() - sizeHint().width()) + theme.px(10);
    const auto write = [&](qreal sign, const QString &text) {
        painter.setFont(theme.caption);
        painter.setPen(theme.muted);
        painter.drawText(QRectF(x + sign + theme.px(5), 0, width(), height()), Qt::AlignVCenter, text);
        x += itemWidth(theme, sign, text);
    };
    for (const AgentHealth state : kOrder) {
        const qreal side = theme.px(12);
        if (x + itemWidth(theme, side, healthName(state)) > width() + theme.px(11))
            return;
        paintHealthMark(painter, QRectF(x, (height() - side) / 2.0, side, side), state, theme);
        write(side, healthName(state));
    }
    const qreal badge = minWidth(theme);
    if (x + itemWidth(theme, badge, minName()) > width() + theme.px(11))
        return;
    paintMinBadge(painter, QRectF(x, (height() - theme.px(14)) / 2.0, badge, theme.px(14)), minWord(), theme);
    write(badge, minName());
}

} // namespace ringward
