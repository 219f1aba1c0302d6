#include "views/situation/wardtile.h"

#include "models/base/counted.h"
#include "models/fleet/filterterm.h"
#include "views/widgets/marks.h"
#include "views/widgets/words.h"

#include <QCoreApplication>
#include <QPainter>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::WardTile", text);
}

struct TileInk {
    QColor ground, frame, name;
    qreal width;
};

TileInk inkOf(const WardState &state, const Theme &theme)
{
    const HealthInk &worst = theme.of(state.worst());
    const bool asks = state.asksForAPerson() && state.notUp() > 0;
    TileInk ink{asks ? worst.tint : theme.surface, asks ? worst.mark : theme.border,
                state.notUp() > 0 ? theme.text : theme.muted, asks ? theme.frameWidth + 0.0 : 1.0};
    if (asks && state.worst() == AgentHealth::CrashLooping)
        ink.width = 2;
    if (state.belowCover())
        ink = {theme.of(AgentHealth::CrashLooping).tint, theme.of(AgentHealth::CrashLooping).mark, theme.text, 3};
    else if (state.atMinimumCover())
        ink = {ink.ground, theme.text, theme.text, 2};
    return ink;
}

/// Counts after the mark: "2" bold, "/35" muted, or "3 of 4" below cover.
void paintCounts(QPainter &painter, const QRectF &line, const WardState &state, const Theme &theme)
{
    const auto write = [&](qreal x, const QFont &font, const QColor &colour, const QString &text) {
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(QRectF(x, line.top(), line.right() - x + 40, line.height()), Qt::AlignVCenter | Qt::AlignLeft,
                         text);
        return x + QFontMetricsF(font).horizontalAdvance(text);
    };
    const HealthInk &worst = theme.of(state.worst());
    if (state.belowCover()) {
        const QString text = tr("%1 of %2").arg(state.working).arg(state.cover);
        const bool fits = QFontMetricsF(theme.captionBold).horizontalAdvance(text) <= line.width();
        write(line.left(), fits ? theme.captionBold : theme.tinyBold, theme.of(AgentHealth::CrashLooping).ink, text);
        return;
    }
    const bool asks = state.asksForAPerson() && state.notUp() > 0, quiet = state.notUp() == 0;
    const qreal x = write(line.left(), quiet ? theme.caption : theme.captionBold,
                          quiet      ? theme.muted
                              : asks ? worst.ink
                                     : theme.text,
                          QString::number(quiet ? state.devices() : state.notUp()));
    if (state.atMinimumCover()) {
        const QString min = tr("min");
        const qreal width = QFontMetricsF(theme.tinyBold).horizontalAdvance(min) + theme.px(6), high = theme.px(13);
        paintMinBadge(
            painter, QRectF(std::min(x + theme.px(3), line.right() - width), line.center().y() - high / 2, width, high),
            min, theme);
        return;
    }
    if (quiet)
        return;
    write(x + 1, theme.tiny, asks ? worst.ink : theme.muted, QStringLiteral("/%1").arg(state.devices()));
}

QString countsSentence(const WardState &state)
{
    QStringList parts;
    for (const auto health :
         {AgentHealth::CrashLooping, AgentHealth::Silent, AgentHealth::Degraded, AgentHealth::Unknown}) {
        if (const quint32 count = state.counts.of(health))
            parts << QStringLiteral("%1 %2").arg(countText(count), healthName(health));
    }
    QString sentence = parts.isEmpty()
        ? agreeing(state.devices(), tr("its one device is up"),
                   tr("all %1 up").arg(counted(state.devices(), Noun::Device)))
        : tr("%1 of %2").arg(parts.join(QStringLiteral(", ")), counted(state.devices(), Noun::Device));
    if (state.cover > 0)
        sentence += state.belowCover()
            ? tr("; below cover: %1 of %2 needed still working").arg(state.working).arg(state.cover)
            : state.atMinimumCover()
            ? tr("; at minimum cover: %1 of %2 needed still working").arg(state.working).arg(state.cover)
            : tr("; %1 working, %2 needed").arg(state.working).arg(state.cover);
    return sentence;
}

} // namespace

void paintTile(QPainter &painter, const QRectF &box, const Tile &tile, const Theme &theme)
{
    const TileInk ink = inkOf(tile.state, theme);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(ink.ground);
    painter.setPen(QPen(ink.frame, ink.width));
    const qreal inset = ink.width / 2;
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 3, 3);

    const bool named = tile.state.asksForAPerson() || tile.state.atMinimumCover() || tile.state.belowCover();
    const QFont font = named && tile.state.notUp() > 0 ? theme.tinyBold : theme.tiny;
    const QRectF inner = box.adjusted(theme.px(5), theme.px(3), -theme.px(3), -theme.px(3));
    const qreal half = inner.height() / 2;
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.setPen(ink.name);
    painter.drawText(QRectF(inner.left(), inner.top(), inner.width() + 2, half), Qt::AlignVCenter | Qt::AlignLeft,
                     metrics.elidedText(tile.name, Qt::ElideRight, inner.width() + 1));
    const bool quiet = tile.state.notUp() == 0;
    const qreal side = theme.px(quiet ? 9 : 13);
    const QRectF line(inner.left(), inner.top() + half, inner.width(), half);
    paintHealthMark(painter, QRectF(line.left(), line.center().y() - side / 2, side, side), tile.state.worst(), theme);
    paintCounts(painter, line.adjusted(theme.px(quiet ? 13 : 17), 0, 0, 0), tile.state, theme);
    painter.restore();
}

Tile wardTile(const WardState &state, const Ward &ward)
{
    const QString name = ward.code.isEmpty() ? ward.name : ward.code;
    Tile tile{name.isEmpty() ? tr("no ward") : name, state, {}, wardFilter(ward), {}};
    const QString place = ward.name.isEmpty() ? tr("Devices without a ward") : ward.name;
    tile.sentence = tr("%1: %2.").arg(place, countsSentence(state));
    return tile;
}

Tile buildingTile(const QString &building, const std::vector<WardState> &wards, const FleetDictionaries &names)
{
    Tile tile;
    tile.building = building;
    tile.name = building.isEmpty() ? tr("no building") : building;
    quint32 below = 0;
    for (const WardState &ward : wards) {
        for (std::size_t tier = 0; tier < kTierCount; ++tier) {
            for (std::size_t health = 0; health < kHealthCount; ++health)
                tile.state.counts.byTier[tier][health] += ward.counts.byTier[tier][health];
        }
        below += ward.belowCover();
    }
    const Ward &first = names.wards()[wards.front().ward];
    tile.filterLine = filterTerm("building", building) + u' ' + filterTerm("site", first.siteCode);
    tile.sentence =
        tr("%1, %2: %3.").arg(tile.name, counted(qint64(wards.size()), Noun::Ward), countsSentence(tile.state));
    if (below)
        tile.sentence += tr(" %1 below cover.").arg(counted(below, Noun::Ward));
    return tile;
}

} // namespace ringward
