#pragma once
#include "views/situation/wardtile.h"

#include <QAbstractScrollArea>

namespace ringward {

/// Every ward a tile, grouped by site in a fixed order so that eyes learn places. Arrow keys move, Enter opens. Above
/// 300 wards a tile is a building; Enter zooms into it, Esc goes back.
class WardMap : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit WardMap(QWidget *parent = nullptr);

    void showSituation(const Situation &situation);
    bool showsBuildings() const { return m_byBuilding && m_zoom.isEmpty(); }
    int tileCount() const { return int(m_places.size()); }
    int currentTile() const { return m_current; }
    QString sentenceOf(int tile) const;
    QRect tileRect(int tile) const; ///< in the viewport
    void setWhole(bool whole); ///< as high as all its tiles: the page around it scrolls
    QSize sizeHint() const override;

    static constexpr int kMostTiles = 300;

Q_SIGNALS:
    void opened(const QString &filterLine);
    void zoomed(const QString &building); ///< empty: all

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    struct Group {
        QString code, name, left, right;
        std::vector<Tile> tiles;
        QRectF head; ///< in the whole map
    };
    struct Place {
        std::size_t group, tile;
        QRectF box; ///< in the whole map
    };
    void fill();
    void arrange();
    void open(int tile);
    void zoom(const QString &building);
    void moveTo(int tile);
    int below(int tile, int direction) const;
    int tileAt(const QPoint &at) const;
    const Tile &tile(int index) const;

    std::vector<SiteState> m_sites;
    FleetSnapshotPtr m_fleet;
    std::vector<Group> m_groups;
    std::vector<Place> m_places;
    bool m_byBuilding = false, m_whole = false;
    QString m_zoom, m_zoomSite;
    int m_current = 0, m_hover = -1, m_height = 0;
};

} // namespace ringward
