#include "views/devices/comparegrid.h"

#include "views/widgets/theme.h"

#include <QPainter>
#include <QResizeEvent>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace ringward {

namespace {

QTextOption wrapping()
{
    QTextOption option(Qt::AlignLeft | Qt::AlignTop);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    return option;
}

int heightOf(const QString &text, const QFont &font, int width)
{
    QTextLayout layout(text, font);
    layout.setTextOption(wrapping());
    layout.beginLayout();
    qreal height = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        height += line.height();
    }
    layout.endLayout();
    return int(std::ceil(height));
}

} // namespace

CompareGrid::CompareGrid(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void CompareGrid::setComparison(Comparison comparison)
{
    m_comparison = std::move(comparison);
    QStringList words;
    for (const Comparison::Line &line : m_comparison.lines) {
        QStringList cells;
        for (std::size_t i = 0; i < line.cells.size(); ++i)
            cells << QStringLiteral("%1 %2").arg(m_comparison.sources[qsizetype(i)], line.cells[i].text);
        words << (line.conflict ? tr("%1, conflict: %2") : tr("%1: %2"))
                     .arg(line.label, cells.join(QStringLiteral(", ")));
    }
    setAccessibleName(tr("Sources side by side"));
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    adapt();
    update();
}

int CompareGrid::labelWidth(const Theme &theme) const
{
    const QFontMetrics metrics(theme.caption);
    int width = 0;
    for (const Comparison::Line &line : m_comparison.lines)
        width = std::max(width, metrics.horizontalAdvance(line.label));
    return std::min(width + theme.px(8), theme.px(96));
}

int CompareGrid::cellWidth(const Theme &theme, int width) const
{
    return (width - labelWidth(theme)) / std::max(1, int(m_comparison.sources.size()));
}

int CompareGrid::lineHeight(const Theme &theme, const Comparison::Line &line, int cell) const
{
    int height = heightOf(line.label, theme.caption, labelWidth(theme) - theme.px(4));
    for (const Comparison::Cell &each : line.cells)
        height = std::max(height, heightOf(each.text, theme.caption, cell - theme.px(8)));
    return height + theme.px(6);
}

int CompareGrid::heightForWidth(int width) const
{
    const Theme &theme = themeOf(this);
    const int cell = cellWidth(theme, width);
    int height = theme.px(22);
    for (const Comparison::Line &line : m_comparison.lines)
        height += lineHeight(theme, line, cell);
    return height;
}

QSize CompareGrid::sizeHint() const
{
    const int width = themeOf(this).px(350);
    return {width, heightForWidth(width)};
}

QSize CompareGrid::minimumSizeHint() const
{
    return {themeOf(this).px(200), themeOf(this).px(22)};
}

void CompareGrid::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const int label = labelWidth(theme), cell = cellWidth(theme, width());
    int y = theme.px(22);
    painter.setFont(theme.captionBold);
    painter.setPen(theme.muted);
    const QFontMetrics metrics(theme.captionBold);
    for (int i = 0; i < m_comparison.sources.size(); ++i) {
        const QRect head(label + i * cell + theme.px(4), 0, cell - theme.px(8), y);
        painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(m_comparison.sources[i], Qt::ElideRight, head.width()));
    }
    painter.fillRect(0, y - 1, width(), 1, theme.border);
    painter.setFont(theme.caption);
    for (const Comparison::Line &line : m_comparison.lines) {
        const int height = lineHeight(theme, line, cell);
        if (line.conflict)
            painter.fillRect(0, y, width(), height - 1, theme.warnGround);
        painter.setPen(theme.muted);
        const int top = y + theme.px(3);
        painter.drawText(QRectF(theme.px(line.conflict ? 4 : 0), top, label - theme.px(4), height), line.label,
                         wrapping());
        for (std::size_t i = 0; i < line.cells.size(); ++i) {
            painter.setPen(line.cells[i].muted ? theme.muted : theme.text);
            painter.drawText(QRectF(label + int(i) * cell + theme.px(4), top, cell - theme.px(8), height),
                             line.cells[i].text, wrapping());
        }
        y += height;
        painter.fillRect(0, y - 1, width(), 1, theme.grid);
    }
}

void CompareGrid::adapt()
{
    if (width() > 0)
        setFixedHeight(heightForWidth(width()));
    updateGeometry();
}

void CompareGrid::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        adapt();
}

void CompareGrid::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        adapt();
}

} // namespace ringward
