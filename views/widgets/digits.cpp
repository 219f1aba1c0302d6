#include "views/widgets/digits.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace ringward {

namespace {

/// Width of the widest digit, or 0 when all are equally wide.
qreal digitWidth(const QFontMetricsF &metrics)
{
    qreal low = metrics.horizontalAdvance(u'0'), high = low;
    for (char16_t digit = u'1'; digit <= u'9'; ++digit) {
        const qreal width = metrics.horizontalAdvance(QChar(digit));
        low = std::min(low, width);
        high = std::max(high, width);
    }
    return high - low < 0.01 ? 0 : high;
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

qreal widthOf(const QFontMetricsF &metrics, qreal digit, const QString &text)
{
    qreal width = 0;
    for (const QChar c : text)
        width += isDigit(c) ? digit : metrics.horizontalAdvance(c);
    return width;
}

} // namespace

qreal tabularWidth(const QFont &font, const QString &text)
{
    const QFontMetricsF metrics(font);
    const qreal digit = digitWidth(metrics);
    return digit > 0 ? widthOf(metrics, digit, text) : metrics.horizontalAdvance(text);
}

void drawTabular(QPainter &painter, const QRectF &box, int flags, const QString &text)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    const qreal digit = digitWidth(metrics);
    if (digit <= 0) {
        painter.drawText(box, flags | Qt::TextSingleLine, text);
        return;
    }
    const qreal width = widthOf(metrics, digit, text);
    qreal x = box.left();
    if (flags & Qt::AlignRight)
        x = box.right() - width;
    else if (flags & Qt::AlignHCenter)
        x = box.center().x() - width / 2;
    qreal y = box.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    if (flags & Qt::AlignTop)
        y = box.top() + metrics.ascent();
    else if (flags & Qt::AlignBottom)
        y = box.bottom() - metrics.descent();
    for (const QChar c : text) {
        const qreal advance = metrics.horizontalAdvance(c);
        const qreal step = isDigit(c) ? digit : advance;
        painter.drawText(QPointF(x + (step - advance) / 2, y), QString(c));
        x += step;
    }
}

} // namespace ringward
