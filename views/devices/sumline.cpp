#include "views/devices/sumline.h"

#include "models/base/counted.h"
#include "views/widgets/digits.h"
#include "views/widgets/marks.h"
#include "views/widgets/theme.h"
#include "views/widgets/words.h"

#include <QPainter>
#include <QResizeEvent>

#include <cmath>

namespace ringward {

namespace {

constexpr int kLine = 34, kSide = 12, kMark = 14, kGap = 14;

int widthOf(const QFont &font, const QString &text)
{
    return int(std::ceil(tabularWidth(font, text))) + 1;
}

} // namespace

SumLine::SumLine(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    adapt();
}

void SumLine::show(const FleetSummary &found, quint32 ofAll)
{
    m_found = found;
    m_all = ofAll;
    setAccessibleName(sentence());
    adapt();
    update();
}

QString SumLine::wardsText() const
{
    return counted(m_found.wards, Noun::Ward);
}

QString SumLine::sentence() const
{
    QStringList parts{
        tr("%1 of %2 in %3").arg(countText(m_found.counts.known()), counted(m_all, Noun::Device), wardsText())};
    for (int state = 0; state < kHealthCount; ++state) {
        if (const quint32 count = m_found.counts.of(AgentHealth(state)))
            parts << tr("%1 %2").arg(countText(count), healthName(AgentHealth(state)));
    }
    for (int tier = 0; tier < kTierCount; ++tier) {
        if (const quint32 count = m_found.counts.of(Tier(tier)))
            parts << tr("%1 %2").arg(countText(count), tierLabel(Tier(tier)));
    }
    return parts.join(QStringLiteral(", "));
}

int SumLine::headWidth() const
{
    const Theme &theme = themeOf(this);
    return widthOf(theme.title, countText(m_found.counts.known())) + theme.px(6)
        + widthOf(theme.caption, tr("of %1").arg(counted(m_all, Noun::Device))) + theme.px(16)
        + widthOf(theme.caption, wardsText());
}

int SumLine::breakdownWidth() const
{
    const Theme &theme = themeOf(this);
    int width = theme.px(2 * kGap);
    for (int state = 0; state < kHealthCount; ++state) {
        if (const quint32 count = m_found.counts.of(AgentHealth(state)))
            width += theme.px(kMark + 6 + kGap) + widthOf(theme.cell, countText(count));
    }
    for (int tier = 0; tier < kTierCount; ++tier) {
        if (const quint32 count = m_found.counts.of(Tier(tier)))
            width += tierBadgeSize(theme).width() + theme.px(6 + kGap) + widthOf(theme.cell, countText(count));
    }
    return width;
}

void SumLine::paintHead(QPainter &painter, const QRect &line) const
{
    const Theme &theme = themeOf(this);
    int x = line.left();
    const auto put = [&](const QFont &font, const QColor &colour, const QString &text, int gap) {
        painter.setFont(font);
        painter.setPen(colour);
        const int width = widthOf(font, text);
        drawTabular(painter, QRectF(x, line.top(), width, line.height()), Qt::AlignLeft | Qt::AlignVCenter, text);
        x += width + gap;
    };
    put(theme.title, theme.text, countText(m_found.counts.known()), theme.px(6));
    put(theme.caption, theme.text, tr("of %1").arg(counted(m_all, Noun::Device)), theme.px(16));
    put(theme.caption, theme.muted, wardsText(), 0);
}

void SumLine::paintBreakdown(QPainter &painter, int x, const QRect &line) const
{
    const Theme &theme = themeOf(this);
    const auto number = [&](quint32 count) {
        const QString text = countText(count);
        const int width = widthOf(theme.cell, text);
        painter.setFont(theme.cell);
        painter.setPen(theme.text);
        drawTabular(painter, QRectF(x, line.top(), width, line.height()), Qt::AlignLeft | Qt::AlignVCenter, text);
        x += width + theme.px(kGap);
    };
    const int mark = theme.px(kMark);
    for (int state = 0; state < kHealthCount; ++state) {
        if (const quint32 count = m_found.counts.of(AgentHealth(state))) {
            paintHealthMark(painter, QRectF(x, line.center().y() - mark / 2.0, mark, mark), AgentHealth(state), theme);
            x += mark + theme.px(6);
            number(count);
        }
    }
    if (m_found.counts.known()) {
        painter.fillRect(x, line.top() + theme.px(8), 1, line.height() - theme.px(16), theme.border);
        x += theme.px(kGap);
    }
    const QSize badge = tierBadgeSize(theme);
    for (int tier = 0; tier < kTierCount; ++tier) {
        if (const quint32 count = m_found.counts.of(Tier(tier))) {
            paintTierBadge(painter, QRectF(x, line.top(), badge.width(), line.height()), Tier(tier), theme);
            x += badge.width() + theme.px(6);
            number(count);
        }
    }
}

void SumLine::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    painter.fillRect(0, height() - 1, width(), 1, theme.border);
    const int lines = height() / std::max(1, theme.px(kLine));
    const QRect first(theme.px(kSide), 0, width() - 2 * theme.px(kSide), theme.px(kLine));
    paintHead(painter, first);
    if (lines > 1)
        paintBreakdown(painter, first.left(), first.translated(0, theme.px(kLine) - theme.px(6)));
    else
        paintBreakdown(painter, first.right() + theme.px(kGap) - breakdownWidth() + theme.px(kGap), first);
}

void SumLine::adapt()
{
    const Theme &theme = themeOf(this);
    const int needed = headWidth() + breakdownWidth() + 2 * theme.px(kSide);
    setFixedHeight(theme.px(kLine) * (needed > width() && width() > 0 ? 2 : 1));
}

QSize SumLine::sizeHint() const
{
    return {themeOf(this).px(600), height()};
}

QSize SumLine::minimumSizeHint() const
{
    return {themeOf(this).px(200), height()};
}

void SumLine::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    adapt();
}

void SumLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        adapt();
}

} // namespace ringward
