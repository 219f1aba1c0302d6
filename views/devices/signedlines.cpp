#include "views/devices/signedlines.h"

#include "views/devices/devicefacts.h"
#include "views/widgets/icons.h"
#include "views/widgets/marks.h"
#include "views/widgets/theme.h"
#include "views/widgets/words.h"

#include <QPainter>
#include <QResizeEvent>

#include <algorithm>

namespace ringward {

namespace {

constexpr int kSign = 14, kGap = 9, kBetween = 4;

} // namespace

SignedLines::SignedLines(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

std::vector<SignedLines::Line> SignedLines::of(const std::vector<HealthReason> &reasons)
{
    std::vector<Line> lines;
    for (const HealthReason &reason : reasons)
        lines.push_back({reason.holds ? QStringLiteral("check") : QStringLiteral("cross"),
                         {},
                         {},
                         reason.text,
                         reason.who,
                         !reason.holds});
    return lines;
}

std::vector<SignedLines::Line> SignedLines::of(const std::vector<HistoryEntry> &entries, qint64 nowMs, std::size_t most)
{
    std::vector<Line> lines;
    for (std::size_t i = 0; i < std::min(most, entries.size()); ++i)
        lines.push_back({{}, entries[i].health, momentText(entries[i].atMs, nowMs), entries[i].text, {}, false});
    return lines;
}

void SignedLines::setLines(std::vector<Line> lines)
{
    m_lines = std::move(lines);
    QStringList words;
    for (const Line &line : m_lines) {
        QStringList parts{line.before, line.health ? healthName(*line.health) : QString(),
                          line.icon == QStringLiteral("cross") ? tr("does not hold:") : QString(), line.text,
                          line.after};
        parts.removeAll(QString());
        words << parts.join(u' ');
    }
    setAccessibleName(words.join(QStringLiteral("; ")));
    adapt();
    update();
}

SignedLines::Columns SignedLines::columns(const Line &line) const
{
    const Theme &theme = themeOf(this);
    Columns at;
    at.sign = m_beforeWidth ? m_beforeWidth + theme.px(10) : 0;
    at.text = at.sign + theme.px(kSign + kGap);
    const int after =
        line.after.isEmpty() ? 0 : QFontMetrics(theme.caption).horizontalAdvance(line.after) + theme.px(8);
    at.after = std::max(at.text + theme.px(80), width() - after);
    return at;
}

int SignedLines::heightOf(const Line &line) const
{
    const Theme &theme = themeOf(this);
    const Columns at = columns(line);
    const QRect box =
        QFontMetrics(theme.cell)
            .boundingRect(QRect(0, 0, at.after - at.text, 10'000), Qt::TextWordWrap | Qt::AlignLeft, line.text);
    return std::max(box.height(), theme.px(kSign)) + theme.px(kBetween);
}

void SignedLines::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const int first = QFontMetrics(theme.cell).height();
    const int sign = theme.px(kSign);
    int y = 0;
    for (const Line &line : m_lines) {
        const Columns at = columns(line);
        const int height = heightOf(line);
        const QRectF box(at.sign, y + (first - sign) / 2.0, sign, sign);
        painter.setFont(theme.cell);
        painter.setPen(theme.muted);
        painter.drawText(QRect(0, y, m_beforeWidth + 2, first), Qt::AlignLeft | Qt::AlignVCenter, line.before);
        if (line.health)
            paintHealthMark(painter, box, *line.health, theme);
        else
            paintIcon(painter, box, line.icon, line.muted ? theme.muted : theme.text);
        painter.setPen(line.muted ? theme.muted : theme.text);
        painter.drawText(QRect(at.text, y, at.after - at.text, height), Qt::TextWordWrap | Qt::AlignLeft | Qt::AlignTop,
                         line.text);
        painter.setPen(theme.muted);
        painter.setFont(theme.caption);
        painter.drawText(QRect(at.after, y, width() - at.after, first), Qt::AlignRight | Qt::AlignVCenter, line.after);
        y += height;
    }
}

void SignedLines::adapt()
{
    const QFontMetrics metrics(themeOf(this).cell);
    m_beforeWidth = 0;
    for (const Line &line : m_lines)
        m_beforeWidth = std::max(m_beforeWidth, line.before.isEmpty() ? 0 : metrics.horizontalAdvance(line.before));
    int height = 0;
    for (const Line &line : m_lines)
        height += heightOf(line);
    setFixedHeight(height);
}

QSize SignedLines::sizeHint() const
{
    return {themeOf(this).px(300), height()};
}

QSize SignedLines::minimumSizeHint() const
{
    return {themeOf(this).px(160), height()};
}

void SignedLines::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        adapt();
}

void SignedLines::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        adapt();
}

} // namespace ringward
