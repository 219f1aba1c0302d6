#include "views/rings/whatifchart.h"

#include "views/widgets/digits.h"
#include "views/widgets/marks.h"
#include "views/widgets/theme.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>

#include <array>
#include <cmath>

namespace ringward {

namespace {

constexpr qreal kRow = 22;

QString rounded(double number)
{
    return countText(std::llround(number));
}

} // namespace

WhatIfChart::WhatIfChart(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("What if the content is bad"));
}

QSize WhatIfChart::sizeHint() const
{
    const Theme &theme = themeOf(this);
    return {theme.px(560), theme.px(kRow * 5 + 6)};
}

void WhatIfChart::showPicture(const RingPicturePtr &picture)
{
    m_picture = picture;
    QStringList said;
    for (const WhatIfLine &line : picture->whatIf)
        said
            << tr("Reverted after %1: %2 devices and %3 wards without rings, %4 and %5 today, %6 and %7 with the draft")
                   .arg(durationText(line.content.revertedMin), rounded(line.withoutRings.machines),
                        rounded(line.withoutRings.wards), rounded(line.today.machines), rounded(line.today.wards),
                        rounded(line.draft.machines), rounded(line.draft.wards));
    setAccessibleDescription(said.join(QStringLiteral(". ")));
    update();
}

void WhatIfChart::paintEvent(QPaintEvent *)
{
    if (!m_picture || m_picture->whatIf.empty())
        return;
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const std::array names{tr("Everybody in one ring"), tr("Rings today"), tr("With this draft")};
    const qreal row = theme.px(kRow), gap = theme.px(18);
    const qreal label = QFontMetricsF(theme.captionBold).horizontalAdvance(names[0]) + theme.px(16);
    const qreal group = (width() - label) / double(m_picture->whatIf.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        painter.setFont(i == 2 ? theme.captionBold : theme.caption);
        painter.setPen(theme.text);
        painter.drawText(QRectF(0, row * double(i + 1), label, row), Qt::AlignVCenter, names[i]);
    }
    double worst = 1;
    for (const WhatIfLine &line : m_picture->whatIf)
        worst = std::max(worst, line.withoutRings.machines);
    for (std::size_t g = 0; g < m_picture->whatIf.size(); ++g) {
        const WhatIfLine &line = m_picture->whatIf[g];
        const QString wardsHead = tr("wards below cover");
        const qreal x = label + group * double(g);
        const qreal wards = QFontMetricsF(theme.caption).horizontalAdvance(wardsHead);
        const QRectF head(x, 0, group - gap, row);
        painter.setFont(theme.captionBold);
        painter.setPen(theme.text);
        painter.drawText(head, Qt::AlignVCenter, tr("reverted after %1").arg(durationText(line.content.revertedMin)));
        painter.setFont(theme.caption);
        painter.setPen(theme.muted);
        const bool roomy = group - gap > wards + theme.px(150);
        painter.drawText(head, Qt::AlignVCenter | Qt::AlignRight, roomy ? wardsHead : tr("wards"));
        const std::array<const Damage *, 3> of{&line.withoutRings, &line.today, &line.draft};
        const std::array colours{theme.of(AgentHealth::CrashLooping).mark, theme.tier1, theme.accent};
        const qreal number = tabularWidth(theme.captionBold, rounded(worst)) + theme.px(10);
        const qreal full = std::max<qreal>(20, group - gap - number - (roomy ? wards : theme.px(46)) - theme.px(8));
        for (std::size_t i = 0; i < of.size(); ++i) {
            const qreal top = row * double(i + 1);
            const qreal wide = full * of[i]->machines / worst;
            painter.fillRect(
                QRectF(x, top + theme.px(5), std::max<qreal>(of[i]->machines > 0 ? 1 : 0, wide), theme.px(12)),
                colours[i]);
            painter.setFont(theme.captionBold);
            painter.setPen(theme.text);
            drawTabular(painter, QRectF(x + wide + theme.px(6), top, number, row), Qt::AlignVCenter,
                        rounded(of[i]->machines));
            drawTabular(painter, QRectF(x, top, group - gap, row), Qt::AlignVCenter | Qt::AlignRight,
                        rounded(of[i]->wards));
        }
    }
    const WhatIfLine &first = m_picture->whatIf.front();
    painter.setFont(theme.caption);
    painter.setPen(theme.muted);
    const auto t0 = [](const Damage &of) {
        return rounded(of.tiers[std::size_t(Tier::T0)]);
    };
    painter.drawText(
        QRectF(0, row * 4, width(), row), Qt::AlignVCenter,
        tr("After %1, T0 down: %2 in one ring, %3 today, %4 with the draft. Assumes that the vendor withdraws it "
           "from later rings too.")
            .arg(durationText(first.content.revertedMin), t0(first.withoutRings), t0(first.today), t0(first.draft)));
}

void WhatIfChart::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

} // namespace ringward
