#include "views/widgets/tablehead.h"

#include "views/widgets/celllook.h"
#include "views/widgets/theme.h"

#include <QAction>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace ringward {

TableHead::TableHead(CellDelegate &delegate, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_delegate(delegate)
{
    setSectionsMovable(true);
    setSectionsClickable(true);
    setHighlightSections(false);
    setSortIndicatorShown(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QWidget::customContextMenuRequested, this,
            [this](const QPoint &at) { showChooser(mapToGlobal(at)); });
}

QSize TableHead::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), themeOf(this).headHeight()};
}

QString TableHead::textOf(int section) const
{
    return model() ? model()->headerData(section, Qt::Horizontal).toString() : QString();
}

QSize TableHead::sectionSizeFromContents(int section) const
{
    const Theme &theme = themeOf(this);
    return {QFontMetrics(theme.captionBold).horizontalAdvance(textOf(section)) + theme.px(30), theme.headHeight()};
}

void TableHead::setPinned(int section)
{
    m_pinned = section;
    viewport()->update();
}

int TableHead::lastPinned() const
{
    if (m_pinned >= 0)
        return visualIndex(m_pinned);
    int first = 0;
    while (first + 1 < count() && isSectionHidden(logicalIndex(first)))
        ++first;
    return first;
}

int TableHead::pinnedWidth() const
{
    if (offset() <= 0)
        return 0;
    int width = 0;
    for (int visual = 0; visual <= lastPinned() && visual < count(); ++visual)
        width += sectionSize(logicalIndex(visual));
    return width * 2 > viewport()->width() ? 0 : width;
}

int TableHead::sectionAt(int x) const
{
    return x < pinnedWidth() ? logicalIndexAt(x - offset()) : logicalIndexAt(x);
}

void TableHead::paintEvent(QPaintEvent *event)
{
    QHeaderView::paintEvent(event);
    const int width = pinnedWidth();
    if (width == 0)
        return;
    QPainter painter(viewport());
    for (int visual = 0; visual <= lastPinned(); ++visual) {
        const int section = logicalIndex(visual);
        if (!isSectionHidden(section))
            paintSection(&painter, {sectionPosition(section), 0, sectionSize(section), viewport()->height()}, section);
    }
    painter.fillRect(width - 1, 0, 1, viewport()->height(), themeOf(this).border);
}

void TableHead::mousePressEvent(QMouseEvent *event)
{
    const int x = qRound(event->position().x());
    if (x >= pinnedWidth() || event->button() != Qt::LeftButton) {
        QHeaderView::mousePressEvent(event);
        return;
    }
    // What lies under a pinned section is another one; sorting is all that a press on a pinned one does.
    const int section = sectionAt(x);
    const bool turned = sortIndicatorSection() == section && sortIndicatorOrder() == Qt::AscendingOrder;
    setSortIndicator(section, turned ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void TableHead::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const Theme &theme = themeOf(this);
    painter->save();
    painter->fillRect(rect, theme.raised);
    painter->fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), theme.grid);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.border);
    const bool sorted = sortIndicatorSection() == section && isSortIndicatorShown();
    const int arrow = sorted ? theme.px(12) : 0;
    const Qt::Alignment alignment = CellDelegate::alignment(m_delegate.look(section).kind);
    const QRect box = rect.adjusted(theme.px(8), 0, -theme.px(8), -1);
    const QFontMetrics metrics(theme.captionBold);
    const QString text = metrics.elidedText(textOf(section), Qt::ElideRight, box.width() - arrow);
    const int width = metrics.horizontalAdvance(text) + arrow;
    const int left = alignment & Qt::AlignRight ? box.right() - width + 1
        : alignment & Qt::AlignHCenter          ? box.center().x() - width / 2
                                                : box.left();
    painter->setFont(theme.captionBold);
    painter->setPen(sorted ? theme.text : theme.muted);
    painter->drawText(QRect(left, rect.top(), width, rect.height()), Qt::AlignVCenter | Qt::AlignLeft, text);
    if (sorted) {
        const qreal side = theme.px(7), x = left + width - side, y = rect.center().y() - side / 3;
        const bool up = sortIndicatorOrder() == Qt::AscendingOrder;
        QPainterPath path;
        path.moveTo(x, up ? y + side * 0.7 : y);
        path.lineTo(x + side, up ? y + side * 0.7 : y);
        path.lineTo(x + side / 2, up ? y : y + side * 0.7);
        path.closeSubpath();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->fillPath(path, theme.text);
    }
    painter->restore();
}

void TableHead::showChooser(const QPoint &globalPosition)
{
    QMenu menu(this);
    menu.setAccessibleName(tr("Columns"));
    for (int visual = 0; visual < count(); ++visual) {
        const int section = logicalIndex(visual);
        QAction *action = menu.addAction(textOf(section));
        action->setCheckable(true);
        action->setChecked(!isSectionHidden(section));
        action->setEnabled(isSectionHidden(section) || count() - hiddenSectionCount() > 1);
        connect(action, &QAction::toggled, this, [this, section](bool shown) {
            setSectionHidden(section, !shown);
            Q_EMIT layoutChanged();
        });
    }
    menu.exec(globalPosition);
}

} // namespace ringward
