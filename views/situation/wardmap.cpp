#include "views/situation/wardmap.h"

#include "models/base/counted.h"
#include "views/widgets/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <map>

namespace ringward {

namespace {

// Measures at 10 pt.
constexpr qreal kTileWidth = 61, kTileHeight = 37, kGap = 3, kGroupHead = 19, kGroupGap = 3;

QString siteLeft(const SiteState &site, std::size_t wards)
{
    return WardMap::tr("%1 · %2").arg(counted(site.devices, Noun::Device), counted(qint64(wards), Noun::Ward));
}

} // namespace

WardMap::WardMap(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    setAccessibleName(tr("Map of wards"));
}

void WardMap::showSituation(const Situation &situation)
{
    m_sites = situation.sites;
    m_fleet = situation.fleet;
    m_byBuilding = situation.wards > quint32(kMostTiles);
    if (!m_byBuilding)
        m_zoom.clear();
    fill();
}

QString WardMap::sentenceOf(int index) const
{
    return index >= 0 && index < tileCount() ? tile(index).sentence : QString();
}

QRect WardMap::tileRect(int index) const
{
    return m_places[std::size_t(index)].box.translated(0, -verticalScrollBar()->value()).toRect();
}

QSize WardMap::sizeHint() const
{
    return {themeOf(this).px(820), std::max(m_height, themeOf(this).px(200))};
}

const Tile &WardMap::tile(int index) const
{
    const Place &place = m_places[std::size_t(index)];
    return m_groups[place.group].tiles[place.tile];
}

void WardMap::fill()
{
    m_groups.clear();
    const FleetDictionaries &names = m_fleet->names();
    for (const SiteState &site : m_sites) {
        if (!m_zoom.isEmpty() && site.code != m_zoomSite)
            continue;
        Group group{site.code,
                    site.name,
                    siteLeft(site, site.wards.size()),
                    tr("%1 not up in %2").arg(countText(site.notUp), counted(site.wardsNotUp, Noun::Ward)),
                    {},
                    {}};
        std::vector<QString> order;
        std::map<QString, std::vector<WardState>> buildings;
        for (const WardState &ward : site.wards) {
            const QString &building = names.wards()[ward.ward].building;
            if (buildings.find(building) == buildings.end())
                order.push_back(building);
            buildings[building].push_back(ward);
            if (!m_byBuilding || building == m_zoom)
                group.tiles.push_back(wardTile(ward, names.wards()[ward.ward]));
        }
        if (showsBuildings()) {
            for (const QString &building : order)
                group.tiles.push_back(buildingTile(building, buildings[building], names));
        } else if (!m_zoom.isEmpty()) {
            group.left = tr("%1 · %2 · Esc shows all").arg(m_zoom, counted(qint64(group.tiles.size()), Noun::Ward));
            group.right.clear();
        }
        m_groups.push_back(std::move(group));
    }
    arrange();
}

void WardMap::arrange()
{
    const Theme &theme = themeOf(this);
    const bool large = viewport()->width() > theme.px(1400);
    const qreal width = theme.px(showsBuildings() ? 96 : large ? 84 : kTileWidth);
    const qreal height = theme.px(large ? 44 : kTileHeight), gap = theme.px(kGap);
    const qreal usable = viewport()->width();
    // What is left over widens the tiles, so that right edges meet the panel's; two pixels less may save a row.
    const int columns = std::max(1, int((usable + gap) / (width - theme.px(2) + gap)));
    const qreal step = (usable + gap) / columns;
    m_places.clear();
    qreal y = 0;
    for (std::size_t g = 0; g < m_groups.size(); ++g) {
        m_groups[g].head = {0, y, usable, qreal(theme.px(kGroupHead))};
        y += theme.px(kGroupHead);
        for (std::size_t t = 0; t < m_groups[g].tiles.size(); ++t) {
            const auto column = int(t) % columns, row = int(t) / columns;
            const qreal left = std::floor(column * step), right = std::floor((column + 1) * step - gap);
            m_places.push_back({g, t, QRectF(left, y + row * (height + gap), right - left, height)});
        }
        if (!m_places.empty())
            y = m_places.back().box.bottom() + theme.px(kGroupGap);
    }
    m_height = int(std::ceil(y));
    setMinimumHeight(m_whole ? m_height + 2 : theme.px(120));
    m_current = std::clamp(m_current, 0, std::max(0, tileCount() - 1));
    verticalScrollBar()->setRange(0, std::max(0, m_height - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(int(height + gap));
    updateGeometry();
    viewport()->update();
}

void WardMap::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(viewport());
    if (m_places.empty()) {
        painter.setFont(theme.caption);
        painter.setPen(theme.muted);
        painter.drawText(viewport()->rect().adjusted(0, theme.px(6), 0, 0), Qt::AlignTop | Qt::AlignLeft,
                         tr("No ward is known: no source has told a device yet."));
        return;
    }
    painter.translate(0, -verticalScrollBar()->value());
    for (const Group &group : m_groups) {
        const QRectF head = group.head.adjusted(0, 0, -1, -2);
        qreal x = head.left();
        const auto write = [&](const QFont &font, const QColor &colour, const QString &text, qreal space) {
            painter.setFont(font);
            painter.setPen(colour);
            painter.drawText(QRectF(x, head.top(), head.width(), head.height()), Qt::AlignVCenter, text);
            x += QFontMetricsF(font).horizontalAdvance(text) + theme.px(space);
        };
        write(theme.captionBold, theme.text, group.code, 8);
        write(theme.caption, theme.text, group.name, 8);
        write(theme.caption, theme.muted, group.left, 0);
        painter.drawText(head, Qt::AlignRight | Qt::AlignVCenter, group.right);
    }
    const QRectF visible(0, verticalScrollBar()->value() - 60, viewport()->width(), viewport()->height() + 120);
    for (int i = 0; i < tileCount(); ++i) {
        const Place &place = m_places[std::size_t(i)];
        if (!visible.intersects(place.box))
            continue;
        paintTile(painter, place.box, tile(i), theme);
        if ((hasFocus() && i == m_current) || i == m_hover) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(hasFocus() && i == m_current ? theme.focus : theme.control,
                                i == m_hover && i != m_current ? 1 : theme.focusWidth));
            painter.drawRoundedRect(place.box.adjusted(-1, -1, 1, 1), 4, 4);
        }
    }
}

void WardMap::setWhole(bool whole)
{
    m_whole = whole;
    setVerticalScrollBarPolicy(whole ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    if (m_fleet)
        arrange();
}

void WardMap::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    arrange();
}

void WardMap::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange && m_fleet)
        arrange();
    QAbstractScrollArea::changeEvent(event);
}

void WardMap::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    moveTo(m_current);
}

int WardMap::below(int from, int direction) const
{
    const QRectF start = m_places[std::size_t(from)].box;
    int best = from;
    qreal bestDistance = 1e9;
    for (int i = from + direction; i >= 0 && i < tileCount(); i += direction) {
        const QRectF box = m_places[std::size_t(i)].box;
        if (qFuzzyCompare(box.top() + 1, start.top() + 1))
            continue;
        const qreal distance = std::abs(box.top() - start.top()) * 4 + std::abs(box.left() - start.left());
        if (distance < bestDistance) {
            bestDistance = distance;
            best = i;
        }
    }
    return best;
}

void WardMap::keyPressEvent(QKeyEvent *event)
{
    if (m_places.empty()) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        moveTo(m_current - 1);
        break;
    case Qt::Key_Right:
        moveTo(m_current + 1);
        break;
    case Qt::Key_Up:
        moveTo(below(m_current, -1));
        break;
    case Qt::Key_Down:
        moveTo(below(m_current, 1));
        break;
    case Qt::Key_Home:
        moveTo(0);
        break;
    case Qt::Key_End:
        moveTo(tileCount() - 1);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        open(m_current);
        break;
    case Qt::Key_Escape:
        if (!m_zoom.isEmpty()) {
            zoom({});
            break;
        }
        [[fallthrough]];
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void WardMap::moveTo(int index)
{
    if (m_places.empty())
        return;
    m_current = std::clamp(index, 0, tileCount() - 1);
    const QRect box = tileRect(m_current);
    QScrollBar *bar = verticalScrollBar();
    if (box.top() < 0)
        bar->setValue(bar->value() + box.top() - 4);
    else if (box.bottom() > viewport()->height())
        bar->setValue(bar->value() + box.bottom() - viewport()->height() + 4);
    setAccessibleDescription(sentenceOf(m_current));
    viewport()->update();
}

void WardMap::open(int index)
{
    const Tile &chosen = tile(index);
    if (showsBuildings()) {
        m_zoomSite = m_groups[m_places[std::size_t(index)].group].code;
        zoom(chosen.building);
    } else {
        Q_EMIT opened(chosen.filterLine);
    }
}

void WardMap::zoom(const QString &building)
{
    m_zoom = building;
    m_current = 0;
    fill();
    Q_EMIT zoomed(building);
}

int WardMap::tileAt(const QPoint &at) const
{
    for (int i = 0; i < tileCount(); ++i) {
        if (tileRect(i).contains(at))
            return i;
    }
    return -1;
}

void WardMap::mousePressEvent(QMouseEvent *event)
{
    const int hit = tileAt(event->position().toPoint());
    if (hit < 0 || event->button() != Qt::LeftButton)
        return;
    moveTo(hit);
    open(hit);
}

void WardMap::mouseMoveEvent(QMouseEvent *event)
{
    const int hit = tileAt(event->position().toPoint());
    viewport()->setCursor(hit >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (std::exchange(m_hover, hit) != hit)
        viewport()->update();
}

bool WardMap::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), sentenceOf(tileAt(help->pos())), viewport());
        return true;
    }
    if (event->type() == QEvent::Leave) {
        m_hover = -1;
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace ringward
