#include "views/widgets/celllook.h"

#include "views/widgets/digits.h"
#include "views/widgets/icons.h"
#include "views/widgets/marks.h"
#include "views/widgets/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace ringward {

namespace {

/// What all cells need to know when they draw.
struct Cell {
    QPainter &painter;
    const Theme &theme;
    QRectF box; ///< without the padding
    const QModelIndex &index;
    CellLook look;
    QColor ink, muted; ///< as the selection wants them
    QColor override; ///< of marks; invalid: their own colours
    QString text() const { return index.data(Qt::DisplayRole).toString(); }
};

void elided(const Cell &cell, const QRectF &box, Qt::TextElideMode mode = Qt::ElideRight)
{
    const QFontMetricsF metrics(cell.painter.font());
    cell.painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                          metrics.elidedText(cell.text(), mode, box.width()));
}

void paintText(const Cell &cell)
{
    cell.painter.setPen(cell.text() == QStringLiteral("–") ? cell.muted : cell.ink);
    elided(cell, cell.box);
}

void paintNumber(const Cell &cell)
{
    const QString text = cell.text();
    const bool nothing = text == QStringLiteral("0") || text == QStringLiteral("–");
    cell.painter.setPen(nothing ? cell.muted : cell.ink);
    drawTabular(cell.painter, cell.box, Qt::AlignVCenter | Qt::AlignRight, text);
}

void paintAge(const Cell &cell)
{
    const bool late = cell.look.role >= 0 && cell.index.data(cell.look.role).toBool();
    cell.painter.setPen(late && !cell.override.isValid() ? cell.theme.of(AgentHealth::Degraded).ink : cell.ink);
    drawTabular(cell.painter, cell.box, Qt::AlignVCenter | Qt::AlignRight, cell.text());
}

void paintHealth(const Cell &cell)
{
    const auto health = AgentHealth(cell.index.data(cell.look.role).toInt());
    const qreal side = cell.theme.px(14);
    const QRectF mark(cell.box.left(), cell.box.center().y() - side / 2, side, side);
    paintHealthMark(cell.painter, mark, health, cell.theme, {true, cell.override});
    cell.painter.setPen(cell.override.isValid() ? cell.override : cell.theme.of(health).ink);
    elided(cell, cell.box.adjusted(side + cell.theme.px(8), 0, 0, 0));
}

void paintTier(const Cell &cell)
{
    paintTierBadge(cell.painter, cell.box, Tier(cell.index.data(cell.look.role).toInt()), cell.theme,
                   {true, cell.override});
}

void paintRing(const Cell &cell)
{
    const QVariant order = cell.index.data(cell.look.role);
    if (!order.isValid() || cell.text().isEmpty()) {
        paintText(cell);
        return;
    }
    const bool held = cell.look.second >= 0 && cell.index.data(cell.look.second).toBool();
    const qreal side = cell.theme.px(15);
    const QRectF mark(cell.box.left(), cell.box.center().y() - side / 2, side, side);
    paintRingMark(cell.painter, mark, order.toInt(), held, cell.theme, {true, cell.override});
    cell.painter.setPen(cell.ink);
    elided(cell, cell.box.adjusted(side + cell.theme.px(7), 0, 0, 0));
}

void paintBarCell(const Cell &cell)
{
    const qreal track = cell.theme.px(36), high = cell.theme.px(9);
    Cell number = cell;
    number.box.setRight(cell.box.right() - track - cell.theme.px(8));
    paintNumber(number);
    paintBar(cell.painter, QRectF(cell.box.right() - track, cell.box.center().y() - high / 2, track, high),
             cell.index.data(cell.look.role).toDouble(), cell.theme.tier2, cell.theme);
}

void paintFixed(const Cell &cell)
{
    cell.painter.setFont(cell.theme.fixed);
    cell.painter.setPen(cell.ink);
    elided(cell, cell.box, Qt::ElideMiddle);
}

void paintSigned(const Cell &cell)
{
    const auto ink = IconInk(cell.index.data(cell.look.second).toInt());
    const QColor colour = cell.override.isValid() ? cell.override : colourOf(ink, cell.theme);
    const qreal side = cell.theme.px(14);
    const QRectF mark(cell.box.left(), cell.box.center().y() - side / 2, side, side);
    paintIcon(cell.painter, mark, cell.index.data(cell.look.role).toString(), colour);
    cell.painter.setPen(colour);
    elided(cell, cell.box.adjusted(side + cell.theme.px(7), 0, 0, 0));
}

struct KindSpec {
    CellLook::Kind kind;
    Qt::Alignment alignment;
    void (*paint)(const Cell &);
    bool elides;
};
constexpr std::array kKinds{
    KindSpec{CellLook::Kind::Text, Qt::AlignLeft, paintText, true},
    KindSpec{CellLook::Kind::Number, Qt::AlignRight, paintNumber, false},
    KindSpec{CellLook::Kind::Age, Qt::AlignRight, paintAge, false},
    KindSpec{CellLook::Kind::Health, Qt::AlignLeft, paintHealth, true},
    KindSpec{CellLook::Kind::Tier, Qt::AlignHCenter, paintTier, false},
    KindSpec{CellLook::Kind::Ring, Qt::AlignLeft, paintRing, true},
    KindSpec{CellLook::Kind::Bar, Qt::AlignRight, paintBarCell, false},
    KindSpec{CellLook::Kind::Fixed, Qt::AlignLeft, paintFixed, true},
    KindSpec{CellLook::Kind::Signed, Qt::AlignLeft, paintSigned, true},
};

} // namespace

CellLook CellDelegate::look(int column) const
{
    const auto found = m_looks.find(column);
    return found == m_looks.end() ? CellLook{} : found->second;
}

Qt::Alignment CellDelegate::alignment(CellLook::Kind kind)
{
    return kKinds[std::size_t(kind)].alignment;
}

void CellDelegate::paintGround(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme)
{
    const bool selected = option.state & QStyle::State_Selected;
    const bool active = option.state & QStyle::State_Active;
    if (selected)
        painter.fillRect(option.rect, active ? theme.selection : theme.selectionUnfocused);
    else if (option.state & QStyle::State_MouseOver)
        painter.fillRect(option.rect, theme.raised);
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.grid);
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.widget);
    painter->save();
    paintGround(*painter, option, theme);
    const bool inverted =
        theme.isHighContrast() && option.state & QStyle::State_Selected && option.state & QStyle::State_Active;
    const QColor override = inverted ? theme.selectionText : QColor();
    painter->setFont(theme.cell);
    const QRectF box = QRectF(option.rect).adjusted(theme.px(8), 0, -theme.px(8), -1);
    const CellLook look = this->look(index.column());
    const Cell cell{
        *painter, theme, box, index, look, inverted ? override : theme.text, inverted ? override : theme.muted,
        override};
    kKinds[std::size_t(look.kind)].paint(cell);
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(inverted ? theme.selectionText : theme.focus, theme.focusWidth));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(option.rect).adjusted(1, 1, -1, -2));
    }
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.widget);
    const CellLook look = this->look(index.column());
    const QString text = index.data(Qt::DisplayRole).toString();
    qreal width =
        theme.px(17) + std::ceil(tabularWidth(look.kind == CellLook::Kind::Fixed ? theme.fixed : theme.cell, text));
    if (look.kind == CellLook::Kind::Health || look.kind == CellLook::Kind::Ring || look.kind == CellLook::Kind::Signed)
        width += theme.px(23);
    else if (look.kind == CellLook::Kind::Bar)
        width += theme.px(44);
    else if (look.kind == CellLook::Kind::Tier)
        width = tierBadgeSize(theme).width() + theme.px(17);
    return {int(width), theme.rowHeight()};
}

bool CellDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || index.data(Qt::ToolTipRole).isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const bool cut =
        kKinds[std::size_t(look(index.column()).kind)].elides && sizeHint(option, index).width() > option.rect.width();
    QToolTip::showText(event->globalPos(), cut ? index.data(Qt::DisplayRole).toString() : QString(), view);
    return true;
}

} // namespace ringward
