#include "views/situation/attentionlist.h"

#include "models/base/counted.h"
#include "views/widgets/digits.h"
#include "views/widgets/icons.h"
#include "views/widgets/marks.h"
#include "views/widgets/theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>
#include <array>
#include <optional>

namespace ringward {

namespace {

/// What stands at the left of a row: a mark, an icon, or the word "min".
struct Sign {
    AttentionRow::Kind kind;
    std::optional<AgentHealth> mark;
    const char *icon;
};
constexpr std::array kSigns{
    Sign{AttentionRow::Kind::LeftInSafeMode, {}, "warning"},
    Sign{AttentionRow::Kind::CrashLooping, AgentHealth::CrashLooping, nullptr},
    Sign{AttentionRow::Kind::LifeCriticalSilent, AgentHealth::Silent, nullptr},
    Sign{AttentionRow::Kind::BelowCover, {}, nullptr},
    Sign{AttentionRow::Kind::AtMinimumCover, {}, nullptr},
    Sign{AttentionRow::Kind::SilentTogether, AgentHealth::Silent, nullptr},
    Sign{AttentionRow::Kind::SourceFailing, {}, "warning"},
    Sign{AttentionRow::Kind::SourceStale, {}, "clock"},
    Sign{AttentionRow::Kind::PinsExpire, {}, "pin"},
    Sign{AttentionRow::Kind::Conflicts, {}, "columns"},
    Sign{AttentionRow::Kind::VulnerableDrivers, {}, "warning"},
    Sign{AttentionRow::Kind::ReviewsOverdue, {}, "clock"},
    Sign{AttentionRow::Kind::DriversArrived, {}, "drivers"},
    Sign{AttentionRow::Kind::KeysMissing, {}, "key"},
    Sign{AttentionRow::Kind::KeysToRotate, {}, "replace"},
    Sign{AttentionRow::Kind::EmergenciesToReview, {}, "changes"},
};

void paintSign(QPainter &painter, const QRectF &box, AttentionRow::Kind kind, const Theme &theme)
{
    const Sign &sign = kSigns[std::size_t(kind)];
    const qreal side = theme.px(17);
    const QRectF square(box.left(), box.center().y() - side / 2, side, side);
    if (sign.mark) {
        paintHealthMark(painter, square, *sign.mark, theme);
    } else if (sign.icon) {
        paintIcon(painter, square, QString::fromLatin1(sign.icon), theme.text);
    } else {
        if (kind == AttentionRow::Kind::BelowCover) {
            paintIcon(painter, square, QStringLiteral("incident"), theme.of(AgentHealth::CrashLooping).mark);
            return;
        }
        const QString word = QCoreApplication::translate("ringward::WardTile", "min");
        const qreal width = QFontMetricsF(theme.tinyBold).horizontalAdvance(word) + theme.px(6);
        paintMinBadge(painter, QRectF(box.left() - theme.px(3), square.top() + theme.px(1), width, theme.px(14)), word,
                      theme);
    }
}

class AttentionDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = themeOf(option.widget);
        painter->save();
        if (option.state & QStyle::State_MouseOver)
            painter->fillRect(option.rect, theme.raised);
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.grid);
        const QRectF box = QRectF(option.rect).adjusted(theme.px(12), 0, -theme.px(12), -1);
        const QRectF upper(box.left(), box.top() + theme.px(3), box.width(), theme.px(19));
        const auto kind = AttentionRow::Kind(index.data(AttentionModel::KindRole).toInt());
        paintSign(*painter, upper, kind, theme);
        const qreal chevron = theme.px(12);
        paintIcon(*painter, QRectF(box.right() - chevron, upper.center().y() - chevron / 2, chevron, chevron),
                  QStringLiteral("chevron-right"), theme.muted);
        const QString count = countText(index.data(AttentionModel::CountRole).toLongLong());
        painter->setFont(theme.cell);
        painter->setPen(theme.muted);
        const QRectF counts(box.left(), upper.top(), box.width() - theme.px(18), upper.height());
        drawTabular(*painter, counts, Qt::AlignRight | Qt::AlignVCenter, count);
        const qreal left = box.left() + theme.px(32),
                    right = counts.right() - tabularWidth(theme.cell, count) - theme.px(8);
        QFont title = theme.cell;
        title.setWeight(QFont::DemiBold);
        writeLine(*painter, QRectF(left, upper.top(), right - left, upper.height()), title, theme.text,
                  index.data(Qt::DisplayRole).toString());
        writeLine(*painter, QRectF(left, upper.bottom() - 1, box.right() - left, theme.px(16)), theme.caption,
                  theme.muted, index.data(AttentionModel::RemarkRole).toString());
        if (option.state & QStyle::State_HasFocus) {
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(theme.focus, theme.focusWidth));
            painter->drawRect(QRectF(option.rect).adjusted(1, 1, -1, -2));
        }
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {200, themeOf(option.widget).px(41)};
    }

private:
    static void writeLine(QPainter &painter, const QRectF &box, const QFont &font, const QColor &ink,
                          const QString &text)
    {
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(font).elidedText(text, Qt::ElideRight, box.width()));
    }
};

} // namespace

void AttentionModel::setRows(std::vector<AttentionRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int AttentionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant AttentionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const AttentionRow &row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return row.title;
    case Qt::ToolTipRole:
        return QStringLiteral("%1\n%2").arg(row.title, row.remark);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1. %2").arg(row.title, row.remark);
    case RemarkRole:
        return row.remark;
    case CountRole:
        return row.count;
    case KindRole:
        return int(row.kind);
    case FilterRole:
        return row.filterLine;
    case DriverLineRole:
        return row.driverLine;
    case ChangeRole:
        return row.change;
    default:
        return {};
    }
}

AttentionList::AttentionList(QWidget *parent)
    : QListView(parent)
    , m_model(new AttentionModel(this))
{
    setModel(m_model);
    setItemDelegate(new AttentionDelegate(this));
    setProperty("plain", true);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setAccessibleName(tr("Needs attention"));
    connect(this, &QAbstractItemView::clicked, this, &AttentionList::open);
    connect(this, &QAbstractItemView::activated, this, &AttentionList::open);
}

void AttentionList::setRows(std::vector<AttentionRow> rows)
{
    // Keeps the reader's place: rows come and go while somebody reads.
    const QString current = currentIndex().data().toString();
    m_model->setRows(std::move(rows));
    const auto same = m_model->match(m_model->index(0, 0), Qt::DisplayRole, current, 1, Qt::MatchExactly);
    setCurrentIndex(same.isEmpty() ? m_model->index(0, 0) : same.first());
    updateGeometry();
}

QSize AttentionList::sizeHint() const
{
    const Theme &theme = themeOf(this);
    return {theme.px(340), theme.px(41) * std::clamp(m_model->rowCount(), 2, 9)};
}

void AttentionList::open(const QModelIndex &index)
{
    const QString line = index.data(AttentionModel::FilterRole).toString();
    const QString drivers = index.data(AttentionModel::DriverLineRole).toString();
    const QString change = index.data(AttentionModel::ChangeRole).toString();
    if (!change.isEmpty())
        Q_EMIT changesWanted(change);
    else if (!drivers.isEmpty())
        Q_EMIT driversWanted(drivers);
    else if (line.isEmpty())
        Q_EMIT sourcesWanted();
    else
        Q_EMIT devicesWanted(line);
}

} // namespace ringward
