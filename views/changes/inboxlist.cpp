#include "views/changes/inboxlist.h"

#include "views/widgets/theme.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace ringward {

namespace {

constexpr int kHeading = 28, kItem = 58;

/// Two lines a change: number, kind and remark; then the title. A heading is one line with its count.
class InboxDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = themeOf(option.widget);
        painter->save();
        const bool isHeading = !index.data(ChangeInbox::ChangeIdRole).toUInt();
        const bool isCurrent = option.state & QStyle::State_Selected;
        if (isCurrent)
            painter->fillRect(option.rect, theme.selection);
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.grid);
        if (isCurrent)
            painter->fillRect(QRect(option.rect.left(), option.rect.top(), theme.px(3), option.rect.height()),
                              theme.accent);
        const QRectF box = QRectF(option.rect).adjusted(theme.px(14), theme.px(5), -theme.px(12), -theme.px(5));
        const QString remark = index.data(ChangeInbox::RemarkRole).toString();
        if (isHeading) {
            write(*painter, box, theme.captionBold, theme.muted, index.data().toString(), Qt::AlignLeft);
            write(*painter, box, theme.captionBold, theme.text, remark, Qt::AlignRight);
            painter->restore();
            return;
        }
        const QColor ink = isCurrent ? theme.selectionText : theme.text;
        const bool isUrgent = index.data(ChangeInbox::UrgentRole).toBool();
        const QColor soft = isUrgent ? theme.of(AgentHealth::CrashLooping).ink
            : isCurrent              ? theme.selectionText
                                     : theme.muted;
        const qreal line = QFontMetricsF(theme.caption).height() + 1;
        const QRectF upper(box.left(), box.top(), box.width(), line);
        const QString number = reference(ChangeId{index.data(ChangeInbox::ChangeIdRole).toUInt()});
        write(*painter, upper, theme.captionBold, ink, number, Qt::AlignLeft);
        const qreal after = QFontMetricsF(theme.captionBold).horizontalAdvance(number) + theme.px(8);
        write(*painter, upper.adjusted(after, 0, 0, 0), theme.caption, soft,
              index.data(ChangeInbox::KindRole).toString(), Qt::AlignLeft);
        write(*painter, upper, theme.caption, soft, remark, Qt::AlignRight);
        painter->setFont(isCurrent ? theme.bold : theme.cell);
        painter->setPen(ink);
        const QRectF lower(box.left(), upper.bottom(), box.width(), box.bottom() - upper.bottom());
        painter->drawText(lower, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, index.data().toString());
        if (option.state & QStyle::State_HasFocus) {
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(theme.focus, theme.focusWidth));
            painter->drawRect(QRectF(option.rect).adjusted(1, 1, -1, -2));
        }
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = themeOf(option.widget);
        if (!index.data(ChangeInbox::ChangeIdRole).toUInt())
            return {200, theme.px(kHeading)};
        const int width = (option.widget ? option.widget->width() : theme.px(270)) - theme.px(28);
        const QFontMetrics title(theme.bold);
        const int lines = title.boundingRect(0, 0, width, 10'000, Qt::TextWordWrap, index.data().toString()).height();
        return {200, std::max(theme.px(kItem), lines + QFontMetrics(theme.caption).height() + theme.px(14))};
    }

private:
    static void write(QPainter &painter, const QRectF &box, const QFont &font, const QColor &ink, const QString &text,
                      Qt::Alignment side)
    {
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(box, int(side) | Qt::AlignVCenter, text);
    }
};

} // namespace

InboxList::InboxList(QWidget *parent)
    : QListView(parent)
    , m_model(new ChangeInbox(this))
{
    setModel(m_model);
    setItemDelegate(new InboxDelegate(this));
    setProperty("plain", true);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setResizeMode(Adjust);
    setAccessibleName(tr("Changes by what they wait for"));
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (const ChangeId change = current(); change && !m_isFilling)
            Q_EMIT changeSelected(change);
    });
}

void InboxList::setItems(std::vector<InboxItem> items, qint64 nowMs)
{
    const ChangeId before = current();
    m_isFilling = true;
    m_model->show(std::move(items), nowMs);
    if (const int row = m_model->rowOf(before); row >= 0)
        setCurrentIndex(m_model->index(row));
    m_isFilling = false;
}

void InboxList::select(ChangeId change)
{
    if (const int row = m_model->rowOf(change); row >= 0)
        setCurrentIndex(m_model->index(row));
}

ChangeId InboxList::current() const
{
    return ChangeId{currentIndex().data(ChangeInbox::ChangeIdRole).toUInt()};
}

} // namespace ringward
