#include "views/situation/ringbars.h"

#include "models/base/counted.h"
#include "views/widgets/digits.h"
#include "views/widgets/marks.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <map>

namespace ringward {

namespace {

constexpr qreal kRow = 19;

std::array<QColor, 3> coloursOf(const Theme &theme)
{
    return {theme.ring[4], theme.ring[2], theme.surface};
}

} // namespace

RingBars::RingBars(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setProperty("pane", true);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Content version by ring"));
}

void RingBars::showRings(const Situation &situation)
{
    const FleetDictionaries &names = situation.fleet->names();
    std::map<quint32, quint32> devices;
    std::vector<quint32> order;
    for (const RingContent &ring : situation.rings) {
        for (const auto &[version, count] : ring.versions) {
            if (version && devices[version] == 0)
                order.push_back(version);
            devices[version] += count;
        }
    }
    const auto newer = [&](quint32 a, quint32 b) {
        return names.versions.text(a).toLongLong() > names.versions.text(b).toLongLong();
    };
    std::stable_sort(order.begin(), order.end(), newer);
    m_bars.clear();
    m_totals = {};
    for (std::size_t i = 0; i < m_versions.size(); ++i)
        m_versions[i] = i < order.size() ? names.versions.text(order[i]) : QString();
    for (const RingContent &ring : situation.rings) {
        Bar bar{ring.ring, {}, ring.devices};
        for (const auto &[version, count] : ring.versions) {
            const auto at = std::size_t(std::find(order.begin(), order.end(), version) - order.begin());
            bar.parts[std::min<std::size_t>(at, 2)] += count;
            m_totals[std::min<std::size_t>(at, 2)] += count;
        }
        m_bars.push_back(std::move(bar));
    }
    m_current = std::clamp(m_current, 0, std::max(0, int(m_bars.size()) - 1));
    announce();
    updateGeometry();
    update();
}

QSize RingBars::sizeHint() const
{
    const Theme &theme = themeOf(this);
    return {theme.px(300), int(theme.px(kRow) * (std::max<std::size_t>(m_bars.size(), 2) + 1)) + theme.px(6)};
}

QRectF RingBars::rowBox(std::size_t row) const
{
    const qreal height = themeOf(this).px(kRow);
    return {0, double(row) * height, double(width()), height};
}

QString RingBars::filterOf(const Bar &bar) const
{
    return bar.ring.name.isEmpty() ? QStringLiteral("ring=\"\"") : QStringLiteral("ring=\"%1\"").arg(bar.ring.name);
}

void RingBars::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setFont(theme.caption);
    if (m_bars.empty()) {
        painter.setPen(theme.muted);
        painter.drawText(rect(), Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap,
                         tr("No source tells a content version yet."));
        return;
    }
    const auto colours = coloursOf(theme);
    quint32 most = 1;
    for (const Bar &bar : m_bars)
        most = std::max(most, bar.devices);
    const qreal left = theme.px(80), numbers = tabularWidth(theme.caption, countText(most)) + theme.px(14);
    const qreal full = width() - left - numbers;
    for (std::size_t row = 0; row < m_bars.size(); ++row) {
        const Bar &bar = m_bars[row];
        const QRectF box = rowBox(row);
        painter.setPen(theme.muted);
        const QString sign = bar.ring.name.isEmpty() ? QStringLiteral("–")
            : bar.ring.held                          ? QStringLiteral("H")
                                                     : QString::number(bar.ring.order);
        painter.drawText(box, Qt::AlignVCenter, sign);
        painter.setPen(theme.text);
        painter.drawText(box.adjusted(theme.px(16), 0, 0, 0), Qt::AlignVCenter,
                         bar.ring.name.isEmpty() ? tr("not told") : bar.ring.name);
        qreal x = left;
        for (std::size_t part = 0; part < bar.parts.size(); ++part) {
            if (!bar.parts[part])
                continue;
            const qreal wide = std::max(2.0, full * bar.parts[part] / most);
            const QRectF piece(x, box.top() + theme.px(4), wide, theme.px(11));
            painter.fillRect(piece, colours[part]);
            if (part == 2) {
                painter.setPen(theme.control);
                painter.drawRect(piece.adjusted(0.5, 0.5, -0.5, -0.5));
            }
            x += wide;
        }
        painter.setPen(theme.text);
        painter.drawText(QRectF(x + theme.px(6), box.top(), numbers, box.height()), Qt::AlignVCenter,
                         countText(bar.devices));
        if (hasFocus() && int(row) == m_current) {
            painter.setPen(QPen(theme.focus, theme.focusWidth));
            painter.drawRect(box.adjusted(1, 1, -1, -1));
        }
    }
    const std::array<QString, 3> labels{m_versions[0], m_versions[1], tr("older")};
    qreal x = left;
    const QRectF line = rowBox(m_bars.size()).translated(0, theme.px(5));
    for (std::size_t part = 0; part < labels.size(); ++part) {
        if (!m_totals[part])
            continue;
        const qreal side = theme.px(10);
        const QRectF swatch(x, line.center().y() - side / 2, side, side);
        painter.fillRect(swatch, colours[part]);
        painter.setPen(part == 2 ? theme.control : colours[part]);
        painter.drawRect(swatch.adjusted(0.5, 0.5, -0.5, -0.5));
        x += side + theme.px(5);
        painter.setFont(theme.caption);
        painter.setPen(theme.muted);
        painter.drawText(QRectF(x, line.top(), 200, line.height()), Qt::AlignVCenter, labels[part]);
        x += QFontMetricsF(theme.caption).horizontalAdvance(labels[part]) + theme.px(5);
        painter.setFont(theme.captionBold);
        painter.setPen(theme.text);
        const QString total = countText(m_totals[part]);
        painter.drawText(QRectF(x, line.top(), 200, line.height()), Qt::AlignVCenter, total);
        x += QFontMetricsF(theme.captionBold).horizontalAdvance(total) + theme.px(9);
    }
}

void RingBars::mousePressEvent(QMouseEvent *event)
{
    for (std::size_t row = 0; row < m_bars.size(); ++row) {
        if (rowBox(row).contains(event->position()))
            Q_EMIT opened(filterOf(m_bars[row]));
    }
}

void RingBars::keyPressEvent(QKeyEvent *event)
{
    const int last = int(m_bars.size()) - 1;
    if (event->key() == Qt::Key_Down && m_current < last)
        ++m_current;
    else if (event->key() == Qt::Key_Up && m_current > 0)
        --m_current;
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && last >= 0)
        Q_EMIT opened(filterOf(m_bars[std::size_t(m_current)]));
    else
        QWidget::keyPressEvent(event);
    announce();
    update();
}

void RingBars::announce()
{
    if (m_bars.empty())
        return;
    const Bar &bar = m_bars[std::size_t(m_current)];
    setAccessibleDescription(
        tr("%1: %2, %3 with %4")
            .arg(bar.ring.name, counted(bar.devices, Noun::Device), countText(bar.parts[0]), m_versions[0]));
}

void RingBars::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

} // namespace ringward
