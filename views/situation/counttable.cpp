#include "views/situation/counttable.h"

#include "models/base/counted.h"
#include "views/widgets/digits.h"
#include "views/widgets/marks.h"
#include "views/widgets/words.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace ringward {

namespace {

constexpr int kColumns = 6; ///< known and five states
constexpr int kRows = 1 + kTierCount;
constexpr std::array<AgentHealth, 5> kStates{AgentHealth::Up, AgentHealth::Degraded, AgentHealth::CrashLooping,
                                             AgentHealth::Silent, AgentHealth::Unknown};
// Measures at 10 pt.
constexpr qreal kFirst = 164, kPadding = 12, kTop = 8, kHead = 20, kBig = 34, kChange = 18, kTierRow = 20;

qreal columnLeft(const QWidget *widget, const Theme &theme, int column)
{
    const qreal first = theme.px(kFirst), rest = widget->width() - first - theme.px(2);
    // A share for each by what it must hold: "crash-looping" is the widest head.
    constexpr std::array<qreal, kColumns + 1> edges{0, 0.155, 0.322, 0.492, 0.682, 0.852, 1};
    return first + rest * edges[std::size_t(column)];
}

quint32 countOf(const HealthCounts &counts, int row, int column)
{
    if (row == 0)
        return column == 0 ? counts.known() : counts.of(kStates[std::size_t(column - 1)]);
    const auto tier = Tier(row - 1);
    return column == 0 ? counts.of(tier) : counts.of(tier, kStates[std::size_t(column - 1)]);
}

} // namespace

CountTable::CountTable(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setProperty("pane", true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    announce();
}

void CountTable::showCounts(const Situation &situation)
{
    m_counts = situation.counts;
    m_wards = situation.wards;
    m_sites = quint32(situation.sites.size());
    m_sources = quint32(situation.sources.size());
    fit();
    announce();
    update();
}

void CountTable::setBefore(std::optional<HealthCounts> before, const QString &since)
{
    m_before = before;
    m_since = since;
    update();
}

QSize CountTable::sizeHint() const
{
    const Theme &theme = themeOf(this);
    return {theme.px(760), theme.px(kTop * 2 + kHead + kBig + kChange + kTierRow * kTierCount)};
}

QSize CountTable::minimumSizeHint() const
{
    return {240, sizeHint().height()};
}

quint32 CountTable::number(int row, int column) const
{
    return countOf(m_counts, row, column);
}

QRectF CountTable::cellBox(int row, int column) const
{
    const Theme &theme = themeOf(this);
    const qreal left = columnLeft(this, theme, column), right = columnLeft(this, theme, column + 1);
    const qreal top = theme.px(kTop);
    if (row == 0)
        return {left, top, right - left, qreal(theme.px(kHead + kBig + kChange))};
    return {left, top + theme.px(kHead + kBig + kChange + kTierRow * (row - 1)), right - left,
            qreal(theme.px(kTierRow))};
}

std::optional<std::pair<int, int>> CountTable::cellAt(const QPointF &at) const
{
    for (int row = 0; row < kRows; ++row) {
        for (int column = 0; column < kColumns; ++column) {
            if (cellBox(row, column).contains(at))
                return std::pair(row, column);
        }
    }
    return {};
}

QString CountTable::filterOf(int row, int column) const
{
    QStringList words;
    if (column > 0)
        words << QStringLiteral("health:") + word(kStates[std::size_t(column - 1)]);
    if (row > 0)
        words << QStringLiteral("tier:") + word(Tier(row - 1));
    return words.join(u' ');
}

QString CountTable::changeText(int column) const
{
    if (column == 1 || !m_before) {
        const quint32 known = m_counts.known();
        if (known == 0)
            return {};
        if (column == 0)
            return tr("no older count");
        return QStringLiteral("%1 %").arg(100.0 * number(0, column) / known, 0, 'f', 1);
    }
    const qint64 change = qint64(number(0, column)) - qint64(countOf(*m_before, 0, column));
    if (change == 0)
        return tr("no change");
    const QString sign = change > 0 ? QStringLiteral("+") : QStringLiteral("−");
    return QStringLiteral("%1%2 %3").arg(sign, countText(std::abs(change)), m_since);
}

void CountTable::paintHead(QPainter &painter, int column, const Theme &theme) const
{
    const QRectF box = cellBox(0, column).adjusted(0, 0, -theme.px(kPadding), 0);
    const QRectF head(box.left(), box.top(), box.width(), theme.px(kHead));
    const qreal side = theme.px(15);
    const QString name = column == 0 ? tr("known") : healthName(kStates[std::size_t(column - 1)]);
    const qreal wordWidth = QFontMetricsF(theme.bold).horizontalAdvance(name);
    // With large text the columns get too narrow for the longest words: then the mark stands alone over its count.
    const bool words = m_wordsFit || column == 0;
    painter.setFont(theme.bold);
    painter.setPen(column == 0 ? theme.text : theme.of(kStates[std::size_t(column - 1)]).ink);
    if (words)
        painter.drawText(head, Qt::AlignRight | Qt::AlignVCenter, name);
    if (column > 0) {
        const qreal right = head.right() - (words ? wordWidth + theme.px(7) : 0);
        paintHealthMark(painter, QRectF(right - side, head.center().y() - side / 2, side, side),
                        kStates[std::size_t(column - 1)], theme);
    }
    painter.setFont(m_countFont);
    painter.setPen(theme.text);
    drawTabular(painter, QRectF(box.left(), head.bottom(), box.width(), theme.px(kBig)),
                Qt::AlignRight | Qt::AlignVCenter, countText(number(0, column)));
    const QString change = changeText(column);
    if (QFontMetricsF(theme.caption).horizontalAdvance(change) > box.width())
        return;
    painter.setFont(theme.caption);
    painter.setPen(theme.muted);
    painter.drawText(QRectF(box.left(), head.bottom() + theme.px(kBig), box.width(), theme.px(kChange - 4)),
                     Qt::AlignRight | Qt::AlignVCenter, change);
}

void CountTable::fit()
{
    const Theme &theme = themeOf(this);
    const auto room = [&](int column) {
        return cellBox(0, column).width() - theme.px(kPadding + 4);
    };
    m_wordsFit = true;
    m_countFont = theme.count;
    for (int column = 0; column < kColumns; ++column) {
        if (column > 0
            && QFontMetricsF(theme.bold).horizontalAdvance(healthName(kStates[std::size_t(column - 1)])) + theme.px(22)
                > room(column))
            m_wordsFit = false;
        while (tabularWidth(m_countFont, countText(number(0, column))) > room(column) && m_countFont.pointSizeF() > 9)
            m_countFont.setPointSizeF(m_countFont.pointSizeF() - 1);
    }
}

void CountTable::paintTierRow(QPainter &painter, int row, const Theme &theme) const
{
    const auto tier = Tier(row - 1);
    const QRectF first = cellBox(row, 0);
    const QSizeF badge = tierBadgeSize(theme);
    const qreal left = theme.px(kPadding);
    paintTierBadge(painter, QRectF(left, first.top(), badge.width(), first.height()), tier, theme);
    painter.setFont(theme.cell);
    painter.setPen(theme.text);
    painter.drawText(QRectF(left + badge.width() + theme.px(8), first.top(), theme.px(kFirst), first.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, tierName(tier));
    for (int column = 0; column < kColumns; ++column) {
        const QRectF box = cellBox(row, column).adjusted(0, 0, -theme.px(kPadding), 0);
        const quint32 count = number(row, column);
        // A life-critical device that is not up, and a clinical one that crashes, ask to be seen before the rest.
        const bool urgent = count > 0 && column > 1
            && (tier == Tier::T0
                || (tier == Tier::T1 && kStates[std::size_t(column - 1)] == AgentHealth::CrashLooping));
        painter.setFont(urgent ? theme.bold : theme.cell);
        painter.setPen(count == 0 ? theme.muted : theme.text);
        const QString text = countText(count);
        if (urgent) {
            const HealthInk &ink = theme.of(kStates[std::size_t(column - 1)]);
            const qreal width = tabularWidth(theme.bold, text) + theme.px(12);
            paintChip(painter, QRectF(box.right() - width + theme.px(6), box.top() + 1, width, box.height() - 2),
                      ink.tint, ink.tint, theme);
            painter.setPen(ink.ink);
        }
        drawTabular(painter, box, Qt::AlignRight | Qt::AlignVCenter, text);
    }
}

void CountTable::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const auto ground = [&](const std::pair<int, int> &cell, const QColor &colour) {
        painter.fillRect(cellBox(cell.first, cell.second).adjusted(1, 0, 0, 0), colour);
    };
    if (m_hover)
        ground(*m_hover, theme.raised);
    for (int column = 0; column < kColumns; ++column)
        painter.fillRect(
            QRectF(std::floor(columnLeft(this, theme, column)), theme.px(kTop), 1, height() - 2 * theme.px(kTop)),
            theme.grid);

    const qreal left = theme.px(kPadding), top = theme.px(kTop);
    painter.setPen(theme.text);
    painter.setFont(theme.bold);
    painter.drawText(QRectF(left, top, theme.px(kFirst), theme.px(kHead)), Qt::AlignVCenter, tr("By tier"));
    painter.setFont(theme.title);
    painter.drawText(QRectF(left, top + theme.px(kHead), theme.px(kFirst), theme.px(kBig)), Qt::AlignVCenter,
                     counted(m_wards, Noun::Ward));
    painter.setFont(theme.caption);
    painter.setPen(theme.muted);
    painter.drawText(QRectF(left, top + theme.px(kHead + kBig), theme.px(kFirst), theme.px(kChange - 4)),
                     Qt::AlignVCenter,
                     m_sources ? tr("%1, %2").arg(counted(m_sites, Noun::Site), counted(m_sources, Noun::Source))
                               : counted(m_sites, Noun::Site));
    for (int column = 0; column < kColumns; ++column)
        paintHead(painter, column, theme);
    for (int row = 1; row < kRows; ++row)
        paintTierRow(painter, row, theme);
    if (hasFocus()) {
        painter.setPen(QPen(theme.focus, theme.focusWidth));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(cellBox(m_current.first, m_current.second).adjusted(2, 1, -1, -1));
    }
}

void CountTable::mousePressEvent(QMouseEvent *event)
{
    if (const auto cell = cellAt(event->position())) {
        m_current = *cell;
        Q_EMIT opened(filterOf(cell->first, cell->second));
    }
}

void CountTable::mouseMoveEvent(QMouseEvent *event)
{
    m_hover = cellAt(event->position());
    setCursor(m_hover ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void CountTable::leaveEvent(QEvent *)
{
    m_hover.reset();
    update();
}

void CountTable::keyPressEvent(QKeyEvent *event)
{
    auto &[row, column] = m_current;
    switch (event->key()) {
    case Qt::Key_Left:
        column = std::max(0, column - 1);
        break;
    case Qt::Key_Right:
        column = std::min(kColumns - 1, column + 1);
        break;
    case Qt::Key_Up:
        row = std::max(0, row - 1);
        break;
    case Qt::Key_Down:
        row = std::min(kRows - 1, row + 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT opened(filterOf(row, column));
        return;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    announce();
    update();
}

void CountTable::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange) {
        updateGeometry();
        fit();
    }
    QWidget::changeEvent(event);
}

void CountTable::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void CountTable::announce()
{
    const auto [row, column] = m_current;
    const QString what = column == 0 ? tr("known") : healthName(kStates[std::size_t(column - 1)]);
    const QString where = row == 0 ? tr("all tiers") : tierName(Tier(row - 1));
    setAccessibleName(tr("Devices by tier and state"));
    setAccessibleDescription(tr("%1 %2, %3").arg(countText(number(row, column)), what, where));
}

} // namespace ringward
