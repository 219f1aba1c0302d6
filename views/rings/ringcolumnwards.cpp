#include "views/rings/ringcolumnview.h"
#include "views/widgets/digits.h"
#include "views/widgets/theme.h"

#include <QPainter>

#include <algorithm>

namespace ringward {

using namespace columnlayout;

namespace {

QString elided(const QFont &font, const QString &text, qreal width)
{
    return QFontMetricsF(font).elidedText(text, Qt::ElideRight, width);
}

/// "14", "+14" for devices that arrive, "18 +14", "14 −3".
QString countWithChange(const RingColumn::WardLine &ward)
{
    const quint32 now = ward.devices + quint32(ward.change);
    if (ward.change == 0 || now == 0)
        return countText(ward.change == 0 ? now : ward.devices);
    const QString change =
        ward.change > 0 ? QStringLiteral("+%1").arg(ward.change) : QStringLiteral("−%1").arg(-ward.change);
    return ward.devices ? countText(ward.devices) + u' ' + change : change;
}

} // namespace

int RingColumnView::shownLines() const
{
    const Theme &theme = themeOf(this);
    const int fit = std::max(1, (height() - theme.px(kWards) - theme.px(4)) / theme.px(kLine));
    const int all = m_picture ? int(column().wards.size()) : 0;
    if (all <= fit)
        return all;
    const int scrolledTo = std::max(0, m_current - (fit - 2));
    return std::min(all, scrolledTo + fit - 1); // the last line says how many more
}

int RingColumnView::lineAt(QPoint point) const
{
    const Theme &theme = themeOf(this);
    if (!m_picture || point.y() < theme.px(kWards))
        return -1;
    const int fit = std::max(1, (height() - theme.px(kWards) - theme.px(4)) / theme.px(kLine));
    const int all = int(column().wards.size());
    const int first = all <= fit ? 0 : std::max(0, m_current - (fit - 2));
    const int line = first + (point.y() - theme.px(kWards)) / theme.px(kLine);
    return line < shownLines() ? line : -1;
}

void RingColumnView::paintWards(QPainter &painter, const Theme &theme) const
{
    const auto &wards = column().wards;
    const qreal side = theme.px(kSide), height_ = theme.px(kLine);
    const int fit = std::max(1, (height() - theme.px(kWards) - theme.px(4)) / theme.px(kLine));
    const int first = int(wards.size()) <= fit ? 0 : std::max(0, m_current - (fit - 2));
    const int last = shownLines();
    QRectF line(0, theme.px(kWards), width(), height_);
    quint32 rest = column().draft;
    for (int i = first; i < last; ++i, line.translate(0, height_)) {
        const RingColumn::WardLine &ward = wards[std::size_t(i)];
        const QRectF text = line.adjusted(side, 0, -side, 0);
        const quint32 now = ward.devices + quint32(ward.change);
        if (ward.change > 0) {
            painter.fillRect(line.adjusted(1, 0, -1, 0), theme.selection);
            painter.fillRect(QRectF(1, line.top(), theme.px(2), line.height()), theme.accent);
        }
        QFont font = ward.change > 0 ? theme.captionBold : theme.caption;
        font.setStrikeOut(ward.change < 0 && now == 0);
        painter.setFont(font);
        painter.setPen(ward.change < 0 && now == 0 ? theme.muted : theme.text);
        const QString number = countWithChange(ward);
        drawTabular(painter, text, Qt::AlignRight | Qt::AlignVCenter, number);
        const qreal room = text.width() - tabularWidth(font, number) - theme.px(6);
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                         elided(font, m_picture->facts->wardName(ward.ward), room));
        rest -= std::min(rest, now);
        if (hasFocus() && i == m_current) {
            painter.setPen(QPen(theme.focus, theme.focusWidth));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(line.adjusted(2, 1, -2, -1));
        }
    }
    if (const int more = int(wards.size()) - (last - first); more > 0) {
        painter.setFont(theme.caption);
        painter.setPen(theme.muted);
        const QRectF text = line.adjusted(side, 0, -side, 0);
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, tr("%1 more").arg(countText(more)));
        drawTabular(painter, text, Qt::AlignRight | Qt::AlignVCenter, countText(rest));
    }
    if (wards.empty()) {
        painter.setFont(theme.caption);
        painter.setPen(theme.muted);
        painter.drawText(line.adjusted(side, 0, -side, 0), Qt::AlignVCenter, tr("no devices"));
    }
}

} // namespace ringward
