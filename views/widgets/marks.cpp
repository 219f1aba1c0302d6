#include "views/widgets/marks.h"

#include "views/widgets/words.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace ringward {

namespace {

/// Restores the painter and asks for smooth edges meanwhile.
class Scope {
public:
    explicit Scope(QPainter &painter)
        : m_painter(painter)
    {
        m_painter.save();
        m_painter.setRenderHint(QPainter::Antialiasing);
    }
    ~Scope() { m_painter.restore(); }
    Scope(const Scope &) = delete;
    Scope &operator=(const Scope &) = delete;

private:
    QPainter &m_painter;
};

QRectF squareIn(const QRectF &box)
{
    const qreal side = std::min(box.width(), box.height());
    return {box.center().x() - side / 2, box.center().y() - side / 2, side, side};
}

void drawLetter(QPainter &painter, const QRectF &box, const QString &text, const QColor &ink, qreal pixels,
                qreal lift = 0)
{
    QFont font = painter.font();
    font.setPixelSize(std::max(6, qRound(pixels)));
    font.setWeight(QFont::Bold);
    painter.setFont(font);
    painter.setPen(ink);
    // Capitals are centred by their own height, not by the line's.
    const QFontMetricsF metrics(font);
    const qreal y = box.center().y() + metrics.capHeight() / 2 + lift;
    painter.drawText(QPointF(box.center().x() - metrics.horizontalAdvance(text) / 2, y), text);
}

struct MarkInk {
    QColor shape, letter;
};

MarkInk inkOf(AgentHealth health, const Theme &theme, const QColor &override)
{
    const QColor shape = override.isValid() ? override : theme.of(health).mark;
    const bool filled = health == AgentHealth::CrashLooping || health == AgentHealth::Degraded;
    if (!filled)
        return {shape, shape};
    if (override.isValid())
        return {shape, contrast(shape, Qt::white) > contrast(shape, Qt::black) ? QColor(Qt::white) : QColor(Qt::black)};
    if (theme.kind == Theme::Kind::Light && health == AgentHealth::Degraded)
        return {shape, theme.text};
    return {shape, theme.surface};
}

QPainterPath triangleIn(const QRectF &b)
{
    QPainterPath path;
    path.moveTo(b.center().x(), b.top() + b.height() * 0.06);
    path.lineTo(b.right(), b.bottom() - b.height() * 0.06);
    path.lineTo(b.left(), b.bottom() - b.height() * 0.06);
    path.closeSubpath();
    return path;
}

QPainterPath diamondIn(const QRectF &b)
{
    const qreal more = b.width() * 0.06; // the largest of the five
    QPainterPath path;
    path.moveTo(b.center().x(), b.top() - more);
    path.lineTo(b.right() + more, b.center().y());
    path.lineTo(b.center().x(), b.bottom() + more);
    path.lineTo(b.left() - more, b.center().y());
    path.closeSubpath();
    return path;
}

void fillShape(QPainter &painter, const QPainterPath &path, const QColor &colour, qreal side)
{
    painter.setBrush(colour);
    painter.setPen(QPen(colour, side * 0.06, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
}

void strokeCircle(QPainter &painter, const QRectF &b, const QColor &colour, qreal width, bool dashed)
{
    QPen pen(colour, width);
    if (dashed) {
        const qreal around = 3.14159 * (b.width() - width) / width;
        const qreal dash = around / 20; // ten dashes and ten gaps, whatever the size
        pen.setDashPattern({dash * 1.1, dash * 0.9});
        pen.setCapStyle(Qt::FlatCap);
    }
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(b.adjusted(width / 2, width / 2, -width / 2, -width / 2));
}

void strokeSquare(QPainter &painter, const QRectF &b, const QColor &colour, qreal width)
{
    const QRectF inner = b.adjusted(b.width() * 0.04, b.width() * 0.04, -b.width() * 0.04, -b.width() * 0.04);
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(inner.adjusted(width / 2, width / 2, -width / 2, -width / 2), width * 0.3, width * 0.3);
}

} // namespace

void paintHealthMark(QPainter &painter, const QRectF &box, AgentHealth health, const Theme &theme, MarkStyle style)
{
    const Scope scope(painter);
    const QRectF b = squareIn(box);
    const qreal side = b.width();
    const MarkInk ink = inkOf(health, theme, style.override);
    const bool letter = style.letter && side >= 12.5;
    switch (health) {
    case AgentHealth::Up:
        strokeCircle(painter, b, ink.shape, std::max(1.3, side * 0.09), false);
        break;
    case AgentHealth::Degraded:
        fillShape(painter, triangleIn(b), ink.shape, side);
        break;
    case AgentHealth::CrashLooping:
        fillShape(painter, diamondIn(b), ink.shape, side);
        break;
    case AgentHealth::Silent:
        strokeSquare(painter, b, ink.shape, std::max(1.8, side * 0.14));
        break;
    case AgentHealth::Unknown:
        strokeCircle(painter, b, ink.shape, std::max(1.3, side * 0.09), true);
        break;
    }
    if (letter)
        drawLetter(painter, b, healthLetter(health), ink.letter, side * (health == AgentHealth::Degraded ? 0.5 : 0.56),
                   health == AgentHealth::Degraded ? side * 0.15 : 0);
}

QSize tierBadgeSize(const Theme &theme)
{
    return {theme.px(25), theme.px(16)};
}

void paintTierBadge(QPainter &painter, const QRectF &box, Tier tier, const Theme &theme, MarkStyle style)
{
    const Scope scope(painter);
    const QSizeF size = tierBadgeSize(theme);
    const QRectF badge(qRound(box.center().x() - size.width() / 2), qRound(box.center().y() - size.height() / 2),
                       size.width(), size.height());
    const QColor ink = style.override.isValid() ? style.override : theme.text;
    struct Look {
        QColor ground, frame;
        qreal width;
        Qt::PenStyle line;
    };
    const QColor frame = style.override.isValid() ? ink : theme.tier2;
    const std::array<Look, kTierCount> looks{{
        {ink, ink, 0, Qt::NoPen},
        {style.override.isValid() ? ink : theme.tier1, ink, 0, Qt::NoPen},
        {QColor(), frame, 2, Qt::SolidLine},
        {QColor(), frame, 1, Qt::SolidLine},
        {QColor(), ink, 1.2, Qt::DashLine},
    }};
    const Look &look = looks[std::size_t(tier)];
    painter.setBrush(look.ground.isValid() ? QBrush(look.ground) : QBrush(Qt::NoBrush));
    QPen pen(look.frame, look.width, look.line);
    if (look.line == Qt::DashLine)
        pen.setDashPattern({2.2, 1.6});
    painter.setPen(look.line == Qt::NoPen ? QPen(Qt::NoPen) : pen);
    const qreal inset = look.width / 2;
    painter.drawRoundedRect(badge.adjusted(inset, inset, -inset, -inset), 3, 3);
    const QColor letter = !look.ground.isValid() ? (tier == Tier::T3 && !style.override.isValid() ? theme.muted : ink)
        : contrast(look.ground, theme.surface) >= 4.5 ? theme.surface
                                                      : theme.window;
    drawLetter(painter, badge, tierLabel(tier),
               style.override.isValid() && look.ground.isValid() ? theme.selection : letter, size.height() * 0.68);
}

void paintRingMark(QPainter &painter, const QRectF &box, int order, bool held, const Theme &theme, MarkStyle style)
{
    const Scope scope(painter);
    const QRectF b = squareIn(box);
    const bool replaced = style.override.isValid();
    if (held) {
        QPen pen(replaced ? style.override : theme.text, 1.2);
        pen.setDashPattern({2.2, 1.6});
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(b.adjusted(0.8, 0.8, -0.8, -0.8), 2, 2);
        drawLetter(painter, b, QStringLiteral("H"), replaced ? style.override : theme.text, b.height() * 0.62);
        return;
    }
    const QColor ground = theme.ring[std::size_t(std::clamp(order, 0, 4))];
    painter.setBrush(replaced ? QBrush(Qt::NoBrush) : QBrush(ground));
    painter.setPen(QPen(replaced ? style.override : theme.ring[3], 1));
    painter.drawEllipse(b.adjusted(0.5, 0.5, -0.5, -0.5));
    const QColor dark = theme.isDark() ? theme.onAccent : theme.text;
    const QColor light = theme.isDark() ? theme.text : theme.surface;
    const QColor digit = contrast(ground, dark) > contrast(ground, light) ? dark : light;
    drawLetter(painter, b, QString::number(order), replaced ? style.override : digit, b.height() * 0.64);
}

void paintMinBadge(QPainter &painter, const QRectF &box, const QString &word, const Theme &theme)
{
    const Scope scope(painter);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.text);
    painter.drawRoundedRect(box, 2, 2);
    painter.setFont(theme.tinyBold);
    painter.setPen(theme.surface);
    painter.drawText(box, Qt::AlignCenter, word);
}

void paintChip(QPainter &painter, const QRectF &box, const QColor &ground, const QColor &frame, const Theme &theme)
{
    const Scope scope(painter);
    painter.setBrush(ground);
    painter.setPen(QPen(frame, theme.frameWidth));
    const qreal inset = theme.frameWidth / 2.0;
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 3, 3);
}

void paintBar(QPainter &painter, const QRectF &track, qreal share, const QColor &colour, const Theme &theme)
{
    painter.fillRect(track, theme.grid);
    if (share <= 0)
        return;
    QRectF bar = track;
    bar.setWidth(std::max(1.0, track.width() * std::min<qreal>(share, 1)));
    painter.fillRect(bar, colour);
}

void paintFocusRing(QPainter &painter, const QRectF &box, const Theme &theme, qreal radius)
{
    const Scope scope(painter);
    const qreal out = 1 + theme.focusWidth / 2.0;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.focus, theme.focusWidth));
    painter.drawRoundedRect(box.adjusted(-out, -out, out, out), radius, radius);
}

HealthMark::HealthMark(AgentHealth health, int sizeAtTenPoints, QWidget *parent)
    : QWidget(parent)
    , m_health(health)
    , m_size(sizeAtTenPoints)
{
    setAccessibleName(healthName(health));
}

QSize HealthMark::sizeHint() const
{
    const int side = themeOf(this).px(m_size) + 2;
    return {side, side};
}

void HealthMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintHealthMark(painter, QRectF(rect()).adjusted(1, 1, -1, -1), m_health, themeOf(this));
}

} // namespace ringward
