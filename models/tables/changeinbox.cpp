#include "models/tables/changeinbox.h"

#include "models/base/age.h"
#include "models/changes/changeattention.h"

#include <algorithm>
#include <array>

namespace ringward {

namespace {

using Section = ChangeInbox::Section;

struct SectionText {
    Section section;
    const char *title;
};
constexpr std::array kSections{
    SectionText{Section::MyVote, QT_TRANSLATE_NOOP("ringward::ChangeInbox", "Waiting for my vote")},
    SectionText{Section::ToCarryOut, QT_TRANSLATE_NOOP("ringward::ChangeInbox", "To carry out")},
    SectionText{Section::Review, QT_TRANSLATE_NOOP("ringward::ChangeInbox", "Review owed")},
    SectionText{Section::Others, QT_TRANSLATE_NOOP("ringward::ChangeInbox", "Waiting for others")},
    SectionText{Section::Done, QT_TRANSLATE_NOOP("ringward::ChangeInbox", "Done")},
};

Section sectionOf(const InboxItem &item)
{
    switch (item.change.state) {
    case ChangeState::Voting:
        return item.waitsForMe ? Section::MyVote : Section::Others;
    case ChangeState::Approved:
    case ChangeState::Running:
    case ChangeState::Stopped:
        return Section::ToCarryOut;
    default:
        return item.change.owesReview() ? Section::Review : Section::Done;
    }
}

QString remarkOf(const InboxItem &item, qint64 nowMs)
{
    if (item.change.state != ChangeState::Voting)
        return item.change.owesReview() ? ChangeInbox::tr("review %1").arg(reviewDueText(item.change, nowMs))
                                        : label(item.change.state);
    if (item.waitsForMe)
        return ChangeInbox::tr("%1 left").arg(ageText(std::max<qint64>(0, item.change.closesMs - nowMs)));
    return ChangeInbox::tr("%1 of %2").arg(item.tally.yes).arg(item.tally.needed);
}

} // namespace

int ChangeInbox::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ChangeInbox::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    if (row.item < 0) {
        const auto text = std::find_if(kSections.begin(), kSections.end(),
                                       [&](const SectionText &each) { return each.section == row.section; });
        return role == Qt::DisplayRole ? QVariant(tr(text->title))
            : role == RemarkRole       ? QVariant(QString::number(count(row.section)))
            : role == ChangeIdRole     ? QVariant(0U)
                                       : QVariant();
    }
    const InboxItem &item = m_items[std::size_t(row.item)];
    switch (role) {
    case Qt::DisplayRole:
        return item.change.title;
    case Qt::AccessibleTextRole:
        return QStringList{reference(item.change.id), label(item.change.kind), item.change.title,
                           remarkOf(item, m_nowMs)}
            .join(QStringLiteral(", "));
    case ChangeIdRole:
        return item.change.id.value;
    case KindRole:
        return label(item.change.kind);
    case RemarkRole:
        return remarkOf(item, m_nowMs);
    case UrgentRole:
        return item.change.kind == ChangeKind::Emergency || item.change.owesReview();
    default:
        return {};
    }
}

Qt::ItemFlags ChangeInbox::flags(const QModelIndex &index) const
{
    const bool isHeading = !index.isValid() || m_rows[std::size_t(index.row())].item < 0;
    return isHeading ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

void ChangeInbox::show(std::vector<InboxItem> items, qint64 nowMs)
{
    beginResetModel();
    m_items = std::move(items);
    m_nowMs = nowMs;
    m_rows.clear();
    for (const SectionText &text : kSections) {
        const std::size_t heading = m_rows.size();
        m_rows.push_back({text.section, -1});
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            if (sectionOf(m_items[i]) == text.section)
                m_rows.push_back({text.section, int(i)});
        }
        if (m_rows.size() == heading + 1)
            m_rows.pop_back(); // nothing under it
    }
    endResetModel();
}

int ChangeInbox::rowOf(ChangeId change) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row &row) {
        return row.item >= 0 && m_items[std::size_t(row.item)].change.id == change;
    });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int ChangeInbox::count(Section section) const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(),
                             [&](const Row &row) { return row.section == section && row.item >= 0; }));
}

} // namespace ringward
