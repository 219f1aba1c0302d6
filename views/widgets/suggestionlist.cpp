#include "views/widgets/suggestionlist.h"

#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace ringward {

namespace {

class SuggestionDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = themeOf(option.widget);
        const bool current = option.state & QStyle::State_Selected;
        const bool available = index.data(SuggestionModel::AvailableRole).toBool();
        painter->save();
        painter->fillRect(option.rect, current ? theme.selection : theme.surface);
        const QColor ink = current ? theme.selectionText : available ? theme.text : theme.muted;
        const QColor muted = current && theme.isHighContrast() ? theme.selectionText : theme.muted;
        QRect box = option.rect.adjusted(theme.px(10), 0, -theme.px(10), 0);
        const QString icon = index.data(SuggestionModel::IconRole).toString();
        if (!icon.isEmpty()) {
            const int side = theme.px(16);
            paintIcon(*painter, QRectF(box.left(), box.center().y() - side / 2.0, side, side), icon, muted);
        }
        if (!icon.isNull())
            box.setLeft(box.left() + theme.px(26));
        const auto write = [&](const QString &text, const QFont &font, const QColor &colour, Qt::Alignment side) {
            const QFontMetrics metrics(font);
            const QString shown = metrics.elidedText(text, Qt::ElideRight, box.width());
            painter->setFont(font);
            painter->setPen(colour);
            painter->drawText(box, int(Qt::AlignVCenter | side), shown);
            const int used = metrics.horizontalAdvance(shown) + theme.px(10);
            side == Qt::AlignRight ? box.setRight(box.right() - used) : box.setLeft(box.left() + used);
        };
        write(index.data(SuggestionModel::RightRole).toString(), theme.caption, muted, Qt::AlignRight);
        write(index.data(Qt::DisplayRole).toString(), theme.text10, ink, Qt::AlignLeft);
        write(index.data(SuggestionModel::RemarkRole).toString(), theme.caption, muted, Qt::AlignLeft);
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {100, themeOf(option.widget).px(32)};
    }
};

} // namespace

void SuggestionModel::setLines(std::vector<Line> lines)
{
    beginResetModel();
    m_lines = std::move(lines);
    endResetModel();
}

int SuggestionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

QVariant SuggestionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Line &line = m_lines[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return line.text;
    case Qt::AccessibleTextRole:
        return QStringList{line.text, line.remark, line.right}.join(u' ').simplified();
    case RemarkRole:
        return line.remark;
    case RightRole:
        return line.right;
    case IconRole:
        return line.icon;
    case AvailableRole:
        return line.available;
    default:
        return {};
    }
}

SuggestionList::SuggestionList(QWidget *parent)
    : QListView(parent)
    , m_model(new SuggestionModel(this))
{
    setModel(m_model);
    setItemDelegate(new SuggestionDelegate(this));
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUniformItemSizes(true);
    setMouseTracking(true);
    connect(this, &QAbstractItemView::clicked, this,
            [this](const QModelIndex &index) { Q_EMIT lineChosen(index.row()); });
}

void SuggestionList::setLines(std::vector<SuggestionModel::Line> lines)
{
    m_model->setLines(std::move(lines));
}

void SuggestionList::step(int by)
{
    const int lines = lineCount();
    if (lines == 0)
        return;
    const int now = currentLine();
    const int next = now < 0 ? (by > 0 ? 0 : lines - 1) : (now + by + lines) % lines;
    setCurrentIndex(m_model->index(next, 0));
}

int SuggestionList::heightFor(int lines) const
{
    return lines * themeOf(this).px(32) + 2 * frameWidth() + 4;
}

void SuggestionList::showUnder(const QWidget *anchor, int mostLines)
{
    QWidget *const top = anchor->window();
    setParent(top);
    const QPoint at = anchor->mapTo(top, QPoint(0, anchor->height() + 2));
    const int width = std::min(std::max(themeOf(this).px(420), anchor->width() / 2), top->width() - at.x() - 8);
    setGeometry(at.x(), at.y(), width, heightFor(std::min(lineCount(), mostLines)));
    show();
    raise();
}

} // namespace ringward
