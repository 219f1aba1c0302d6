#include "views/drivers/reviewcards.h"

#include "models/base/counted.h"
#include "models/base/datetext.h"
#include "views/drivers/driverwords.h"
#include "views/widgets/marks.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::ReviewCards", text);
}

QString remarkOf(const ReviewStanding &standing, const DriverReview *review, QDate today)
{
    if (standing.waiverExpired)
        return tr("waiver expired");
    if (standing.overdue)
        return tr("%1 overdue").arg(counted(standing.due.daysTo(today), Noun::Day));
    if (review && review->waiverUntil.isValid())
        return tr("waiver to %1").arg(dayText(review->waiverUntil));
    if (standing.due.isValid())
        return tr("review %1").arg(dayText(standing.due));
    if (standing.state == ReviewState::Unreviewed && review && review->openedMs)
        return tr("opened %1").arg(dayText(review->openedMs));
    return standing.scoped ? tr("in part") : QString();
}

/// Whether a board sees no difference, whichever reviews they come from.
bool equalDecisions(const ReviewStanding &l, const ReviewStanding &r)
{
    return std::tie(l.state, l.scoped, l.overdue, l.waiverExpired, l.due)
        == std::tie(r.state, r.scoped, r.overdue, r.waiverExpired, r.due);
}

} // namespace

ReviewCards cardsOf(const DriverAssessment &assessment, const std::vector<DriverReview> &reviews,
                    const std::function<bool(const DriverImage &)> &isDraft, QDate today)
{
    struct Group {
        ReviewCard card;
        ReviewStanding standing;
        QString image, owner, who;
        quint32 devices = 0;
        double weight = 0;
    };
    // Versions of one image about which the same was decided are one card: a board decides about code, not builds.
    std::vector<Group> all;
    for (const AssessedDriver &driver : assessment.drivers) { // by key, so the versions of an image follow each other
        const JudgedImage &judged = *driver.judged;
        const ReviewStanding standing = standingOf(judged.image, judged.driverClass, reviews, today);
        if (standing.byRule)
            continue;
        const bool draft = isDraft(judged.image);
        const DriverReview *const review = standing.reviews.empty() ? nullptr : &reviews[standing.reviews.front()];
        const QString owner = review ? review->owner : QString();
        const auto same = std::find_if(all.rbegin(), all.rend(), [&](const Group &group) {
            return group.image == driver.name() && group.owner == owner && group.card.draft == draft
                && equalDecisions(group.standing, standing);
        });
        const bool isNew = same == all.rend();
        Group &group = isNew ? all.emplace_back() : *same;
        group.card.keys << driver.key();
        group.devices += driver.count.devices; // a device has one version of an image
        if (!isNew && driver.weight() <= group.weight)
            continue;
        group.card.key = driver.key(); // the heaviest is shown
        group.card.draft = draft;
        group.card.late = standing.overdue || standing.waiverExpired;
        group.card.remark = remarkOf(standing, review, today);
        group.owner = owner;
        group.who = owner.isEmpty() ? judged.publisher() : owner;
        group.image = driver.name();
        group.standing = standing;
        group.weight = driver.weight();
    }
    for (Group &group : all) {
        const QString devices = counted(group.devices, Noun::Device);
        const qsizetype versions = group.card.keys.size();
        group.card.name =
            versions == 1 ? group.card.key : tr("%1 · %2").arg(group.image, counted(versions, Noun::Version));
        group.card.line = group.who.isEmpty() ? devices : tr("%1 · %2").arg(group.who, devices);
    }
    std::stable_sort(all.begin(), all.end(), [](const Group &l, const Group &r) {
        return std::tuple(!l.card.draft, !l.card.late, -l.weight) < std::tuple(!r.card.draft, !r.card.late, -r.weight);
    });
    ReviewCards cards;
    for (Group &each : all)
        cards[std::size_t(each.standing.state)].push_back(std::move(each.card));
    return cards;
}

void ReviewCardModel::show(std::vector<ReviewCard> cards)
{
    if (cards == m_cards)
        return; // so that a selection stays
    beginResetModel();
    m_cards = std::move(cards);
    endResetModel();
}

int ReviewCardModel::rowOf(const QString &key) const
{
    const auto at =
        std::find_if(m_cards.begin(), m_cards.end(), [&](const ReviewCard &card) { return card.keys.contains(key); });
    return at == m_cards.end() ? -1 : int(at - m_cards.begin());
}

int ReviewCardModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_cards.size());
}

QVariant ReviewCardModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ReviewCard &card = m_cards[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return card.name;
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole: {
        QStringList parts{card.keys.size() > 1 ? card.keys.join(u", ") : card.name, card.line};
        if (!card.remark.isEmpty())
            parts << card.remark;
        if (card.draft)
            parts << tr("draft, not saved");
        return parts.join(u", ");
    }
    case KeyRole:
        return card.key;
    case KeysRole:
        return card.keys;
    case LineRole:
        return card.line;
    case RemarkRole:
        return card.draft ? tr("draft") : card.remark;
    case LateRole:
        return card.late;
    case DraftRole:
        return card.draft;
    default:
        return {};
    }
}

QSize ReviewCardDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const Theme &theme = themeOf(option.widget);
    return {theme.px(120), theme.px(47)};
}

void ReviewCardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state & QStyle::State_Selected, late = index.data(ReviewCardModel::LateRole).toBool();
    const bool draft = index.data(ReviewCardModel::DraftRole).toBool();
    const QRectF box = QRectF(option.rect).adjusted(1, 2, -theme.px(4), -theme.px(4));
    QPen frame(selected ? theme.accent : draft ? theme.control : theme.border, theme.frameWidth);
    if (draft && !selected)
        frame.setStyle(Qt::DashLine);
    painter->setPen(frame);
    painter->setBrush(selected ? theme.selection : theme.raised);
    painter->drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    if (late)
        painter->fillRect(QRectF(box.left(), box.top() + 2, theme.px(3), box.height() - 4),
                          theme.of(AgentHealth::Degraded).mark);
    const bool inverted = selected && theme.isHighContrast();
    const QColor ink = inverted ? theme.selectionText : theme.text;
    const QColor muted = inverted ? theme.selectionText : theme.muted;
    const QRectF text = box.adjusted(theme.px(9), theme.px(3), -theme.px(8), -theme.px(3));
    const QRectF upper(text.left(), text.top(), text.width(), text.height() / 2);
    QRectF lower(text.left(), text.top() + text.height() / 2, text.width(), text.height() / 2);
    const auto write = [&](const QRectF &area, const QFont &font, const QColor &colour, const QString &words) {
        painter->setFont(font);
        painter->setPen(colour);
        painter->drawText(area, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                          QFontMetricsF(font).elidedText(words, Qt::ElideMiddle, area.width()));
    };
    QFont name = theme.cell;
    name.setWeight(QFont::DemiBold);
    write(upper, name, ink, index.data().toString());
    if (const QString remark = index.data(ReviewCardModel::RemarkRole).toString(); !remark.isEmpty()) {
        const QFont &font = late || draft ? theme.captionBold : theme.caption;
        const qreal width = QFontMetricsF(font).horizontalAdvance(remark) + 1;
        const QRectF right(lower.right() - width, lower.top(), width, lower.height());
        write(right, font, inverted ? ink : late ? theme.of(AgentHealth::Degraded).ink : draft ? ink : muted, remark);
        lower.setRight(right.left() - theme.px(8));
    }
    write(lower, theme.caption, muted, index.data(ReviewCardModel::LineRole).toString());
    if (option.state & QStyle::State_HasFocus && selected)
        paintFocusRing(*painter, box.adjusted(3, 3, -3, -3), theme, 3);
    painter->restore();
}

} // namespace ringward
