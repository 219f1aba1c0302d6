#pragma once
#include "views/widgets/theme.h"

#include <QRectF>
#include <QString>
#include <QWidget>

class QPainter;

namespace ringward {

// The drawn signs of LOOK section 1. Boxes are in the painter's coordinates; a mark is never shown without its word or
// count, so these leave the words to the caller. `override` replaces every colour: selected rows in high contrast.

struct MarkStyle {
    bool letter = true; ///< left out below 13 px in any case
    QColor override; ///< invalid: colours of the theme
};
void paintHealthMark(QPainter &painter, const QRectF &box, AgentHealth health, const Theme &theme,
                     MarkStyle style = {});

/// The tier's label in its frame: about 24 x 15 at 10 pt, in the middle of `box`.
void paintTierBadge(QPainter &painter, const QRectF &box, Tier tier, const Theme &theme, MarkStyle style = {});
QSize tierBadgeSize(const Theme &theme);

/// The number of the ring in a disc, or the dashed square of a held ring. Orders above 4 take the last colour.
void paintRingMark(QPainter &painter, const QRectF &box, int order, bool held, const Theme &theme,
                   MarkStyle style = {});

/// The small filled word of a ward at minimum cover.
void paintMinBadge(QPainter &painter, const QRectF &box, const QString &word, const Theme &theme);

/// Frame and ground of a chip; the caller writes into it.
void paintChip(QPainter &painter, const QRectF &box, const QColor &ground, const QColor &frame, const Theme &theme);

/// A bar on a grey track. `share` from 0 to 1; anything above nothing is at least a pixel.
void paintBar(QPainter &painter, const QRectF &track, qreal share, const QColor &colour, const Theme &theme);

/// The 2 px focus ring around `box`, 1 px away from it.
void paintFocusRing(QPainter &painter, const QRectF &box, const Theme &theme, qreal radius = 5);

/// One mark as a widget with its word as accessible name.
class HealthMark : public QWidget {
public:
    explicit HealthMark(AgentHealth health, int sizeAtTenPoints = 14, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    AgentHealth m_health;
    int m_size;
};

} // namespace ringward
