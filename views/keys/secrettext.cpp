#include "views/keys/secrettext.h"

#include "views/widgets/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace ringward {

namespace {

constexpr qreal kPoints = 22, kSmallest = 9;
constexpr int kUsualLength = 20;

QFont fontOf(const Theme &theme, qreal points)
{
    QFont font = theme.fixed;
    font.setPointSizeF(points * theme.scale);
    return font;
}

} // namespace

SecretText::SecretText(QWidget *parent)
    : SecretWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("The password. “Copy” hands it to a reader."));
}

void SecretText::setSecret(std::shared_ptr<const Secret> secret)
{
    m_secret = std::move(secret);
    update();
}

QSize SecretText::sizeHint() const
{
    const QFontMetrics metrics(fontOf(themeOf(this), kPoints));
    return {metrics.horizontalAdvance(u'0') * kUsualLength, metrics.height() + themeOf(this).px(16)};
}

void SecretText::paintEvent(QPaintEvent *)
{
    if (paintedCover())
        return;
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.raised);
    if (!m_secret)
        return;
    m_secret->use([&](QByteArrayView bytes) {
        const QString text = QString::fromUtf8(bytes);
        qreal points = kPoints; // a long one gets smaller letters rather than an end that nobody sees
        const qreal width = this->width() - theme.px(20);
        while (points > kSmallest && QFontMetricsF(fontOf(theme, points)).horizontalAdvance(text) > width)
            --points;
        painter.setFont(fontOf(theme, points));
        qreal x = theme.px(10);
        for (const QChar each : text) {
            painter.setPen(each.isDigit() ? theme.accent : each.isLetter() ? theme.text : theme.muted);
            painter.drawText(QRectF(x, 0, width, height()), Qt::AlignVCenter, QString(each));
            x += painter.fontMetrics().horizontalAdvance(each);
        }
    });
}

} // namespace ringward
