#include "views/widgets/icons.h"

#include "views/widgets/theme.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace ringward {

namespace {

QString pathOf(const QString &name)
{
    return QStringLiteral(":/ringward/icons/%1.svg").arg(name);
}

class ThemedIconEngine : public QIconEngine {
public:
    ThemedIconEngine(QString name, IconInk ink)
        : m_name(std::move(name))
        , m_ink(ink)
    {
    }
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const Theme &theme = themeOf(nullptr);
        const int side = std::min(rect.width(), rect.height());
        const QRect square(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side);
        const QColor colour = mode == QIcon::Disabled ? theme.faint
            : mode == QIcon::Selected                 ? theme.selectionText
                                                      : colourOf(m_ink, theme);
        paintIcon(*painter, square, m_name, colour);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    QIconEngine *clone() const override { return new ThemedIconEngine(*this); }

private:
    QString m_name;
    IconInk m_ink;
};

} // namespace

void paintIcon(QPainter &painter, const QRectF &box, const QString &name, const QColor &colour)
{
    const int size = qRound(std::min(box.width(), box.height()));
    const qreal ratio = painter.device() ? painter.device()->devicePixelRatioF() : 1;
    const QPixmap pixmap = iconPixmap(name, size, colour, ratio);
    painter.drawPixmap(QPointF(box.x() + (box.width() - size) / 2, box.y() + (box.height() - size) / 2), pixmap);
}

QPixmap iconPixmap(const QString &name, int size, const QColor &colour, qreal devicePixelRatio)
{
    const int side = std::max(1, qRound(size * devicePixelRatio));
    const QString key = QStringLiteral("ringward/%1/%2/%3").arg(name).arg(side).arg(colour.rgba(), 8, 16);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        pixmap.setDevicePixelRatio(devicePixelRatio);
        return pixmap;
    }
    pixmap = QPixmap(side, side);
    pixmap.fill(Qt::transparent);
    QFile file(pathOf(name));
    if (file.open(QIODevice::ReadOnly)) {
        QSvgRenderer renderer(file.readAll().replace("currentColor", colour.name().toLatin1()));
        QPainter painter(&pixmap);
        painter.setOpacity(colour.alphaF());
        renderer.render(&painter, QRectF(0, 0, side, side));
    }
    QPixmapCache::insert(key, pixmap);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

QColor colourOf(IconInk ink, const Theme &theme)
{
    switch (ink) {
    case IconInk::Text:
        return theme.text;
    case IconInk::Muted:
        return theme.muted;
    case IconInk::OnAccent:
        return theme.onAccent;
    case IconInk::Accent:
        return theme.accent;
    case IconInk::Bad:
        return theme.of(AgentHealth::CrashLooping).ink;
    case IconInk::Degraded:
        return theme.of(AgentHealth::Degraded).ink;
    }
    return theme.text;
}

QIcon themedIcon(const QString &name, IconInk ink)
{
    return name.isEmpty() ? QIcon() : QIcon(new ThemedIconEngine(name, ink));
}

bool hasIcon(const QString &name)
{
    return QFile::exists(pathOf(name));
}

} // namespace ringward
