#include "models/base/age.h"
#include "models/base/counted.h"
#include "views/rings/ringcolumnview.h"
#include "views/widgets/digits.h"
#include "views/widgets/icons.h"
#include "views/widgets/marks.h"
#include "views/widgets/theme.h"
#include "views/widgets/words.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace ringward {

using namespace columnlayout;

namespace {

QColor tierColour(Tier tier, const Theme &theme)
{
    switch (tier) {
    case Tier::T0:
        return theme.text;
    case Tier::T1:
        return theme.tier1;
    case Tier::T2:
        return theme.tier2;
    default:
        return theme.surface;
    }
}

QString elided(const QFont &font, const QString &text, qreal width)
{
    return QFontMetricsF(font).elidedText(text, Qt::ElideRight, width);
}

} // namespace

void RingColumnView::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(m_isTarget ? theme.accent : theme.border, m_isTarget ? 2 : 1));
    painter.setBrush(theme.surface);
    painter.drawRoundedRect(frame, theme.px(6), theme.px(6));
    if (!m_picture)
        return;
    QPainterPath shape;
    shape.addRoundedRect(frame, theme.px(6), theme.px(6));
    painter.save();
    painter.setClipPath(shape);
    const QColor top = rule().name.held ? theme.control : theme.ring[std::size_t(std::clamp(m_ring, 0, 4))];
    painter.fillRect(QRectF(0, 0, width(), theme.px(4)), top);
    painter.restore();
    paintHead(painter, theme);
    paintTiers(painter, theme);
    painter.setPen(theme.grid);
    for (const int at : {kContent, kSoak, kGate, kWards - 6})
        painter.drawLine(QPointF(1, theme.px(at) - 2.5), QPointF(width() - 1, theme.px(at) - 2.5));
    paintContent(painter, theme);
    paintSoak(painter, theme);
    paintGate(painter, theme);
    paintWards(painter, theme);
    if (hasFocus() && column().wards.empty())
        paintFocusRing(painter, frame.adjusted(3, 3, -3, -3), theme);
}

void RingColumnView::paintHead(QPainter &painter, const Theme &theme) const
{
    const qreal side = theme.px(kSide), mark = theme.px(18);
    const QRectF line(side, theme.px(kHead), width() - 2 * side, theme.px(18));
    paintRingMark(painter, QRectF(line.left(), line.top(), mark, mark), m_ring, rule().name.held, theme);
    painter.setFont(theme.captionBold);
    const QString delay = rule().name.held ? tr("held") : durationText(rule().delayMin);
    painter.setFont(theme.caption);
    painter.setPen(theme.muted);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, delay);
    const qreal room = line.width() - mark - theme.px(12) - QFontMetricsF(theme.caption).horizontalAdvance(delay);
    painter.setFont(theme.bold);
    painter.setPen(theme.text);
    painter.drawText(line.adjusted(mark + theme.px(6), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     elided(theme.bold, rule().name.name, room));
    const QRectF numbers(side, theme.px(kCount), width() - 2 * side, theme.px(30));
    QFont count = theme.count;
    count.setPointSizeF(count.pointSizeF() * 0.72);
    painter.setFont(count);
    const QString today = countText(column().today);
    drawTabular(painter, numbers, Qt::AlignLeft | Qt::AlignVCenter, today);
    if (column().draft != column().today) {
        const qreal at = tabularWidth(count, today) + theme.px(6);
        painter.setFont(theme.captionBold);
        painter.setPen(theme.accent);
        drawTabular(painter, numbers.adjusted(at, theme.px(3), 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                    QStringLiteral("→ ") + countText(column().draft));
    }
}

void RingColumnView::paintTiers(QPainter &painter, const Theme &theme) const
{
    const qreal side = theme.px(kSide);
    const QRectF bar(side + 0.5, theme.px(kBar) + 0.5, width() - 2 * side - 1, theme.px(10));
    qreal x = bar.left();
    for (int tier = 0; tier < kTierCount; ++tier) {
        const quint32 count = column().tiers[std::size_t(tier)];
        if (!count || !column().draft)
            continue;
        const qreal wide = bar.width() * count / column().draft;
        painter.fillRect(QRectF(x, bar.top(), wide, bar.height()), tierColour(Tier(tier), theme));
        x += wide;
    }
    painter.setPen(QPen(theme.control, 1, rule().name.held ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(bar);
    // The two largest tiers that fit, T0 always first of them.
    const QSize badge = tierBadgeSize(theme);
    x = side;
    qreal top = theme.px(kTiers);
    painter.setFont(theme.caption);
    int shown = 0;
    for (int tier = 0; tier < kTierCount && shown < 4; ++tier) {
        const quint32 count = column().tiers[std::size_t(tier)];
        if (!count)
            continue;
        const QString text = countText(count);
        const qreal wide = badge.width() + theme.px(4) + tabularWidth(theme.caption, text) + theme.px(8);
        if (x > side && x + wide - theme.px(8) > width() - side) {
            x = side;
            top += theme.px(19);
        }
        paintTierBadge(painter, QRectF(QPointF(x, top), QSizeF(badge.width(), theme.px(18))), Tier(tier), theme);
        painter.setFont(theme.caption);
        painter.setPen(theme.text);
        drawTabular(painter, QRectF(x + badge.width() + theme.px(4), top, wide, theme.px(18)), Qt::AlignVCenter, text);
        x += wide;
        ++shown;
    }
}

void RingColumnView::paintPair(QPainter &painter, const Theme &theme, qreal top, const QString &left,
                               const QString &right, bool labels) const
{
    const qreal side = theme.px(kSide);
    const QRectF line(side, top, width() - 2 * side, theme.px(18));
    painter.setFont(labels ? theme.caption : theme.captionBold);
    painter.setPen(labels ? theme.muted : theme.text);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, left);
    painter.setFont(theme.caption);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, right);
}

void RingColumnView::paintContent(QPainter &painter, const Theme &theme) const
{
    const QString age = !column().ageMs ? QStringLiteral("–")
        : column().ageAtLeast           ? tr("≥ %1").arg(ageText(*column().ageMs))
                                        : ageText(*column().ageMs);
    paintPair(painter, theme, theme.px(kContent) + 2, tr("Version"), tr("Age here"), true);
    const qreal side = theme.px(kSide);
    const QString version = column().version.isEmpty() ? tr("not told") : column().version;
    const QFontMetricsF metrics(theme.captionBold);
    const qreal room = width() - 2 * side - QFontMetricsF(theme.caption).horizontalAdvance(age) - theme.px(4);
    const bool fits = metrics.horizontalAdvance(version) <= room;
    // A long version keeps its end, which is what differs.
    paintPair(painter, theme, theme.px(kContent + 18) + 2,
              fits ? version : metrics.elidedText(version, Qt::ElideLeft, room), age, false);
}

QString RingColumnView::soakText() const
{
    return ringward::soakText(column(), rule());
}

void RingColumnView::paintSoak(QPainter &painter, const Theme &theme) const
{
    const qreal side = theme.px(kSide), size = theme.px(32);
    const QRectF clock(side + 2, theme.px(kSoak) + 4, size, size);
    painter.setBrush(Qt::NoBrush);
    const qreal ring = theme.px(4);
    const QRectF arc = clock.adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2);
    const qreal share = column().soak == RingColumn::Soak::Done ? 1
        : column().soak == RingColumn::Soak::Running && rule().soakMin > 0
        ? double(column().ageMs.value_or(0)) / (rule().soakMin * 60'000.0)
        : 0;
    if (column().soak == RingColumn::Soak::None) {
        paintIcon(painter, clock.adjusted(size / 4, size / 4, -size / 4, -size / 4), QStringLiteral("lock"),
                  theme.text);
    } else {
        painter.setPen(QPen(theme.grid, ring));
        painter.drawEllipse(arc);
        painter.setPen(QPen(theme.accent, ring, Qt::SolidLine, Qt::FlatCap));
        painter.drawArc(arc, 90 * 16, -qRound(360 * 16 * std::clamp(share, 0.0, 1.0)));
        if (column().soak == RingColumn::Soak::Running) {
            painter.setFont(theme.tinyBold);
            painter.setPen(theme.text);
            painter.drawText(clock, Qt::AlignCenter, QStringLiteral("%1 %").arg(int(share * 100)));
        } else {
            const bool done = column().soak == RingColumn::Soak::Done;
            paintIcon(painter, clock.adjusted(size / 4, size / 4, -size / 4, -size / 4),
                      done ? QStringLiteral("check") : QStringLiteral("pause"), done ? theme.accent : theme.muted);
        }
    }
    const QRectF text(clock.right() + theme.px(8), clock.top(), width() - clock.right() - theme.px(12), size);
    painter.setFont(theme.caption);
    painter.setPen(theme.muted);
    painter.drawText(text.adjusted(0, 0, 0, -size / 2), Qt::AlignVCenter, tr("Soak"));
    painter.setFont(theme.captionBold);
    painter.setPen(theme.text);
    painter.drawText(text.adjusted(0, size / 2, 0, 0), Qt::AlignVCenter,
                     elided(theme.captionBold, soakText(), text.width()));
}

QString RingColumnView::gateText(QString *below) const
{
    const CanarySight &sight = m_picture->sight;
    const quint32 clean = column().withVersion - column().looping;
    *below = m_ring == 0
        ? tr("%1 of %2").arg(countText(sight.seen), counted(sight.strata, Noun::Stratum))
        : tr("%1 clean, < %2 %").arg(countText(clean)).arg(100 * CanarySight::excludedShare(clean), 0, 'f', 1);
    if (column().gate == RingColumn::Gate::Troubled)
        *below = tr("%1 looping of %2").arg(countText(column().looping), countText(column().withVersion));
    else if (column().gate == RingColumn::Gate::Waiting)
        *below = m_ring > 0 ? tr("opens when %1 passes").arg(m_ring - 1) : tr("nothing newer yet");
    else if (column().gate == RingColumn::Gate::SignOff)
        *below = tr("no automatic release");
    return gateWord(column().gate);
}

void RingColumnView::paintGate(QPainter &painter, const Theme &theme) const
{
    const qreal side = theme.px(kSide), line = theme.px(18), icon = theme.px(13);
    qreal top = theme.px(kGate) + 1;
    const qreal room = width() - 2 * side;
    painter.setFont(theme.caption);
    painter.setPen(theme.muted);
    painter.drawText(QRectF(side, top, room, line), Qt::AlignVCenter, tr("Gate"));
    top += line;
    QString below;
    const QString text = gateText(&below);
    const QRectF sign(side, top + (line - icon) / 2, icon, icon);
    switch (column().gate) {
    case RingColumn::Gate::Troubled:
        paintHealthMark(painter, sign, AgentHealth::CrashLooping, theme);
        break;
    case RingColumn::Gate::Passed:
        paintIcon(painter, sign, QStringLiteral("check"), theme.accent);
        break;
    case RingColumn::Gate::SignOff:
        paintIcon(painter, sign, QStringLiteral("lock"), theme.text);
        break;
    default:
        paintIcon(painter, sign,
                  column().gate == RingColumn::Gate::Soaking ? QStringLiteral("clock") : QStringLiteral("pause"),
                  theme.muted);
    }
    painter.setFont(theme.captionBold);
    painter.setPen(theme.text);
    painter.drawText(QRectF(side + icon + theme.px(5), top, room, line), Qt::AlignVCenter, text);
    painter.setFont(theme.caption);
    painter.setPen(theme.muted);
    painter.drawText(QRectF(side, top + line, room, line), Qt::AlignVCenter, elided(theme.caption, below, room));
}

} // namespace ringward
