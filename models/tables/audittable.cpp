#include "models/tables/audittable.h"

#include "models/audit/auditdeeds.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

using Entry = const AuditEntry &;

struct ColumnSpec {
    const char *title;
    QString (*text)(Entry entry);
    QVariant (*plain)(Entry entry); ///< for programs
};

QString localTime(qint64 atMs)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(atMs), QStringLiteral("d MMM yyyy HH:mm:ss"));
}

// Positions are the values of Column.
constexpr std::array<ColumnSpec, AuditTable::ColumnCount> kColumns{{
    {QT_TRANSLATE_NOOP("ringward::AuditTable", "Entry"), [](Entry e) { return QLocale().toString(e.number); },
     [](Entry e) -> QVariant {
         return e.number;
     }},
    {QT_TRANSLATE_NOOP("ringward::AuditTable", "Time"), [](Entry e) { return localTime(e.atMs); },
     [](Entry e) -> QVariant {
         return QDateTime::fromMSecsSinceEpoch(e.atMs, Qt::UTC).toString(Qt::ISODate);
     }},
    {QT_TRANSLATE_NOOP("ringward::AuditTable", "Who"), [](Entry e) { return e.who; },
     [](Entry e) -> QVariant {
         return e.who;
     }},
    {QT_TRANSLATE_NOOP("ringward::AuditTable", "What"), [](Entry e) { return auditLabel(e.deed); },
     [](Entry e) -> QVariant {
         return e.deed;
     }},
    {QT_TRANSLATE_NOOP("ringward::AuditTable", "Object"), [](Entry e) { return e.object; },
     [](Entry e) -> QVariant {
         return e.object;
     }},
    {QT_TRANSLATE_NOOP("ringward::AuditTable", "Text"), [](Entry e) { return e.text; },
     [](Entry e) -> QVariant {
         return e.text;
     }},
    {QT_TRANSLATE_NOOP("ringward::AuditTable", "Hash"), [](Entry e) { return e.hash.shortText().left(9); },
     [](Entry e) -> QVariant {
         return e.hash.hex();
     }},
}};

} // namespace

int AuditTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int AuditTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant AuditTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const AuditEntry &entry = m_entries[std::size_t(index.row())];
    const ColumnSpec &column = kColumns[std::size_t(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return column.text(entry);
    case ExportRole:
        return column.plain(entry);
    default:
        return {};
    }
}

QVariant AuditTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    return tr(kColumns[std::size_t(section)].title);
}

void AuditTable::show(std::vector<AuditEntry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

void AuditTable::append(std::vector<AuditEntry> older)
{
    if (older.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(older.size()) - 1);
    std::move(older.begin(), older.end(), std::back_inserter(m_entries));
    endInsertRows();
}

const AuditEntry *AuditTable::entryAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_entries[std::size_t(row)] : nullptr;
}

int AuditTable::rowOf(qint64 number) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const AuditEntry &entry) { return entry.number == number; });
    return found == m_entries.end() ? -1 : int(found - m_entries.begin());
}

} // namespace ringward
