#pragma once
#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

class QPainter;
class QRectF;

namespace ringward {

/// Own drawings of resources/icons by file name: "search", "print", "pin". Each is drawn in the colour it is given; an
/// unknown name draws nothing, and a test holds that every name used exists.
void paintIcon(QPainter &painter, const QRectF &box, const QString &name, const QColor &colour);

/// Square, `size` device-independent pixels. Cached.
QPixmap iconPixmap(const QString &name, int size, const QColor &colour, qreal devicePixelRatio = 1);

struct Theme;
enum class IconInk { Text, Muted, OnAccent, Accent, Bad, Degraded };
QColor colourOf(IconInk ink, const Theme &theme);

/// For buttons and actions: takes its colours from the application's theme each time it is drawn.
QIcon themedIcon(const QString &name, IconInk ink = IconInk::Text);

bool hasIcon(const QString &name);

} // namespace ringward
