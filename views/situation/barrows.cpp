#include "views/situation/barrows.h"

#include "models/base/counted.h"
#include "views/widgets/digits.h"
#include "views/widgets/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace ringward {

namespace {

constexpr int kRow = 19, kBar = 11, kSign = 16, kGap = 8, kMostLabel = 150;

std::array<QColor, Bars::kParts> coloursOf(const Theme &theme)
{
    return {theme.ring[4], theme.ring[2], theme.surface};
}

/// The last part is pale: its edge tells it from the background.
void paintPiece(QPainter &painter, const Theme &theme, const QRectF &box, std::size_t part)
{
    painter.fillRect(box, coloursOf(theme)[part]);
    if (part == Bars::kParts - 1) {
        painter.setPen(theme.control);
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

} // namespace

BarRows::BarRows(const QString &name, QString empty, QWidget *parent)
    : QWidget(parent)
    , m_empty(std::move(empty))
{
    setFocusPolicy(Qt::StrongFocus);
    setProperty("pane", true);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(name);
}

void BarRows::show(Bars bars)
{
    m_bars = std::move(bars);
    m_most = 1;
    for (const Bars::Row &row : m_bars.rows)
        m_most = std::max(m_most, row.devices());
    m_current = std::clamp(m_current, 0, std::max(0, int(m_bars.rows.size()) - 1));
    announce();
    updateGeometry();
    update();
}

QSize BarRows::sizeHint() const
{
    const Theme &theme = themeOf(this);
    const std::size_t rows = std::max<std::size_t>(m_bars.rows.size(), 2) + (m_bars.hasLegend() ? 1 : 0);
    return {theme.px(300), theme.px(kRow) * int(rows) + theme.px(6)};
}

QRectF BarRows::rowBox(std::size_t row) const
{
    const qreal height = themeOf(this).px(kRow);
    return {0, double(row) * height, double(width()), height};
}

int BarRows::rowAt(const QPointF &point) const
{
    for (std::size_t row = 0; row < m_bars.rows.size(); ++row) {
        if (rowBox(row).contains(point))
            return int(row);
    }
    return -1;
}

int BarRows::labelEnd() const
{
    const Theme &theme = themeOf(this);
    const QFontMetrics metrics(theme.caption);
    int widest = 0;
    bool hasSign = false;
    for (const Bars::Row &row : m_bars.rows) {
        widest = std::max(widest, metrics.horizontalAdvance(row.label));
        hasSign = hasSign || !row.sign.isEmpty();
    }
    return (hasSign ? theme.px(kSign) : 0) + std::min(widest, theme.px(kMostLabel)) + theme.px(kGap);
}

void BarRows::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setFont(theme.caption);
    if (m_bars.rows.empty()) {
        painter.setPen(theme.muted);
        painter.drawText(rect(), Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, m_empty);
        return;
    }
    const qreal numbers = tabularWidth(theme.caption, countText(m_most)) + theme.px(kGap);
    for (std::size_t row = 0; row < m_bars.rows.size(); ++row)
        paintRow(painter, row, width() - labelEnd() - numbers);
    if (m_bars.hasLegend())
        paintLegend(painter);
}

void BarRows::paintRow(QPainter &painter, std::size_t at, qreal full) const
{
    const Theme &theme = themeOf(this);
    const Bars::Row &row = m_bars.rows[at];
    const QRectF box = rowBox(at);
    painter.setPen(theme.muted);
    painter.drawText(box, Qt::AlignVCenter, row.sign);
    const qreal from = row.sign.isEmpty() ? 0 : theme.px(kSign), end = labelEnd();
    const QString label =
        QFontMetricsF(theme.caption).elidedText(row.label, Qt::ElideMiddle, end - from - theme.px(kGap) + 1);
    painter.setPen(theme.text);
    painter.drawText(box.adjusted(from, 0, 0, 0), Qt::AlignVCenter, label);
    qreal x = end;
    for (std::size_t part = 0; part < Bars::kParts; ++part) {
        if (!row.parts[part])
            continue;
        const QRectF piece(x, box.top() + theme.px(4), std::max(2.0, full * row.parts[part] / m_most), theme.px(kBar));
        paintPiece(painter, theme, piece, part);
        x = piece.right();
    }
    painter.setPen(theme.text);
    painter.drawText(box.adjusted(x + theme.px(6), 0, 0, 0), Qt::AlignVCenter, countText(row.devices()));
    if (hasFocus() && int(at) == m_current) {
        painter.setPen(QPen(theme.focus, theme.focusWidth));
        painter.drawRect(box.adjusted(1, 1, -1, -1));
    }
}

void BarRows::paintLegend(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    std::array<quint32, Bars::kParts> totals{};
    for (const Bars::Row &row : m_bars.rows) {
        for (std::size_t part = 0; part < totals.size(); ++part)
            totals[part] += row.parts[part];
    }
    const QRectF line = rowBox(m_bars.rows.size()).translated(0, theme.px(5));
    const qreal side = theme.px(10);
    qreal x = labelEnd();
    const auto write = [&](const QFont &font, const QColor &ink, const QString &text, int gap) {
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(line.adjusted(x, 0, 0, 0), Qt::AlignVCenter, text);
        x += QFontMetricsF(font).horizontalAdvance(text) + theme.px(gap);
    };
    for (std::size_t part = 0; part < totals.size(); ++part) {
        if (!totals[part])
            continue;
        paintPiece(painter, theme, QRectF(x, line.center().y() - side / 2, side, side), part);
        x += side + theme.px(5);
        write(theme.caption, theme.muted, m_bars.legend[part], 5);
        write(theme.captionBold, theme.text, countText(totals[part]), 9);
    }
}

void BarRows::open(int row)
{
    if (row >= 0 && std::size_t(row) < m_bars.rows.size() && !m_bars.rows[std::size_t(row)].filterLine.isEmpty())
        Q_EMIT opened(m_bars.rows[std::size_t(row)].filterLine);
}

bool BarRows::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *const help = static_cast<QHelpEvent *>(event);
    const int row = rowAt(help->pos());
    if (row < 0) {
        QToolTip::hideText();
        return true;
    }
    const Bars::Row &told = m_bars.rows[std::size_t(row)];
    QToolTip::showText(help->globalPos(), tr("%1: %2").arg(told.label, counted(told.devices(), Noun::Device)), this);
    return true;
}

void BarRows::mousePressEvent(QMouseEvent *event)
{
    open(rowAt(event->position()));
}

void BarRows::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (step && !m_bars.rows.empty())
        m_current = std::clamp(m_current + step, 0, int(m_bars.rows.size()) - 1);
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        open(m_current);
    else
        QWidget::keyPressEvent(event);
    announce();
    update();
}

void BarRows::announce()
{
    if (m_bars.rows.empty())
        return;
    const Bars::Row &row = m_bars.rows[std::size_t(m_current)];
    QStringList words{tr("%1: %2").arg(row.label, counted(row.devices(), Noun::Device))};
    for (std::size_t part = 0; m_bars.hasLegend() && part < Bars::kParts; ++part) {
        if (row.parts[part])
            words << tr("%1 with %2").arg(countText(row.parts[part]), m_bars.legend[part]);
    }
    setAccessibleDescription(words.join(QStringLiteral(", ")));
}

void BarRows::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

} // namespace ringward
