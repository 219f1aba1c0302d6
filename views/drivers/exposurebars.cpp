#include "views/drivers/exposurebars.h"

#include "models/base/counted.h"
#include "views/widgets/digits.h"
#include "views/widgets/marks.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>

namespace ringward {

namespace {

constexpr int kSide = 14, kTotal = 46, kPart = 38, kTiers = 34, kLabel = 138, kPoints = 54;

} // namespace

ExposureBars::ExposureBars(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Kernel exposure score"));
}

void ExposureBars::showExposure(const Exposure &exposure, const DriverCount &count, int rank, int all)
{
    m_exposure = exposure;
    m_count = count;
    m_rank = rank;
    m_all = all;
    QStringList lines{tr("%1 of 100").arg(QLocale().toString(exposure.total, 'f', 0))};
    QStringList tips;
    for (std::size_t i = 0; i < kExposurePartCount; ++i) {
        const ExposureShare &share = exposure.parts[i];
        lines << tr("%1: %2 of %3, %4").arg(label(ExposurePart(i))).arg(share.points).arg(share.most).arg(share.why);
        tips << lines.back();
    }
    setAccessibleDescription(lines.join(QStringLiteral(". ")));
    setToolTip(tips.join(u'\n'));
    update();
}

QSize ExposureBars::sizeHint() const
{
    const Theme &theme = themeOf(this);
    return {theme.px(340), theme.px(kTotal + kPart * int(kExposurePartCount) + kTiers + 8)};
}

QSize ExposureBars::minimumSizeHint() const
{
    return {themeOf(this).px(280), sizeHint().height()};
}

QRectF ExposureBars::partBox(std::size_t part) const
{
    const Theme &theme = themeOf(this);
    return {qreal(theme.px(kSide)), qreal(theme.px(kTotal + kPart * int(part))), width() - 2.0 * theme.px(kSide),
            qreal(theme.px(kPart))};
}

void ExposureBars::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    const QLocale locale;
    QPainter painter(this);
    painter.setFont(theme.count);
    painter.setPen(theme.text);
    const QString total = locale.toString(m_exposure.total, 'f', 0);
    const QRectF head(theme.px(kSide), theme.px(4), width() - 2 * theme.px(kSide), theme.px(kTotal - 8));
    painter.drawText(head, Qt::AlignVCenter | Qt::AlignLeft, total);
    const qreal used = QFontMetricsF(theme.count).horizontalAdvance(total) + theme.px(8);
    painter.setFont(theme.caption);
    painter.setPen(theme.muted);
    painter.drawText(head.adjusted(used, theme.px(8), 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     m_rank == 1 ? tr("of 100 · highest of %1").arg(countText(m_all))
                                 : tr("of 100 · place %1 of %2").arg(countText(m_rank), countText(m_all)));

    for (std::size_t i = 0; i < kExposurePartCount; ++i) {
        const auto part = ExposurePart(i);
        const ExposureShare &share = m_exposure.parts[i];
        const QRectF box = partBox(i);
        const QRectF line(box.left(), box.top(), box.width(), theme.px(20));
        painter.setFont(theme.cell);
        painter.setPen(theme.text);
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, tr("%1 · %2").arg(letter(part), label(part)));
        const qreal high = theme.px(11), left = line.left() + theme.px(kLabel);
        const QRectF track(left, line.center().y() - high / 2, line.right() - theme.px(kPoints) - left, high);
        paintBar(painter, track, share.most > 0 ? share.points / share.most : 0,
                 !share.told                         ? theme.control
                     : part == ExposurePart::Content ? theme.accent
                                                     : theme.tier1,
                 theme);
        const QString most = tr(" / %1").arg(locale.toString(share.most, 'f', 0));
        painter.setFont(theme.cell);
        painter.setPen(theme.muted);
        drawTabular(painter, line, Qt::AlignVCenter | Qt::AlignRight, most);
        painter.setFont(theme.bold);
        painter.setPen(share.points > 0 ? theme.text : theme.muted);
        drawTabular(painter, line.adjusted(0, 0, -tabularWidth(theme.cell, most), 0), Qt::AlignVCenter | Qt::AlignRight,
                    locale.toString(share.points, 'f', 0));
        painter.setFont(theme.caption);
        painter.setPen(theme.muted);
        const QString why = share.told ? share.why : tr("not told: %1").arg(share.why);
        const QRectF below(box.left(), line.bottom() - theme.px(2), box.width(), theme.px(16));
        painter.drawText(below, Qt::AlignVCenter | Qt::AlignLeft,
                         QFontMetricsF(theme.caption).elidedText(why, Qt::ElideRight, below.width()));
    }

    const qreal y = theme.px(kTotal + kPart * int(kExposurePartCount));
    painter.fillRect(QRectF(theme.px(kSide), y, width() - 2 * theme.px(kSide), 1), theme.grid);
    const QSizeF badge = tierBadgeSize(theme);
    qreal x = theme.px(kSide);
    for (int tier = 0; tier < kTierCount; ++tier) {
        const QString number = countText(m_count.byTier[std::size_t(tier)]);
        const QRectF row(x, y, width(), theme.px(kTiers));
        paintTierBadge(painter, QRectF(x, y, badge.width(), row.height()), Tier(tier), theme);
        painter.setFont(theme.cell);
        painter.setPen(m_count.byTier[std::size_t(tier)] ? theme.text : theme.muted);
        drawTabular(painter, row.adjusted(badge.width() + theme.px(6), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                    number);
        x += badge.width() + theme.px(6) + tabularWidth(theme.cell, number) + theme.px(12);
    }
}

void ExposureBars::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace ringward
