#pragma once
#include "models/base/counted.h"

#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;

namespace ringward {

/// Columns of numbers need digits of one width. Qt 6.4 cannot ask a font for its tabular figures, so where the digits
/// of a font differ in width each is drawn in the middle of the widest.
qreal tabularWidth(const QFont &font, const QString &text);
/// Draws with the painter's font and pen; `flags` as in QPainter::drawText, one line, never elided.
void drawTabular(QPainter &painter, const QRectF &box, int flags, const QString &text);

} // namespace ringward
