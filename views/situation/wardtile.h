#pragma once
#include "models/fleet/situation.h"

#include <QRectF>
#include <QString>

class QPainter;

namespace ringward {

struct Theme;

/// What a tile of the map shows: one ward, or a building when there are too many wards.
struct Tile {
    QString name; ///< short: "4W ICU"
    WardState state;
    QString sentence; ///< all of it, for the tooltip and screen readers
    QString filterLine;
    QString building; ///< set on tiles that zoom in
};

/// By the rules of LOOK section 3: tinted and framed only when the ward asks for a person.
void paintTile(QPainter &painter, const QRectF &box, const Tile &tile, const Theme &theme);

Tile wardTile(const WardState &state, const Ward &ward);
/// All wards of one building together; cover is told as the wards below it.
Tile buildingTile(const QString &building, const std::vector<WardState> &wards, const FleetDictionaries &names);

} // namespace ringward
