#pragma once
#include <QAbstractTableModel>

#include <algorithm>
#include <memory>
#include <numeric>
#include <vector>

namespace ringward {

/// What role RecordTable gives a value under that programs and exports want.
inline constexpr int kRecordValueRole = Qt::UserRole + 1;
inline constexpr int kRecordShareRole = Qt::UserRole + 2; ///< double, 0 to 1, of columns that have a bar

/// Records of one kind, one a row, in the order of a column: for lists of up to some ten thousand. What a column shows
/// is said once, by the constructor; `value` is what it sorts and exports by, and right-aligned when a number.
template <typename Record>
class RecordTable : public QAbstractTableModel {
public:
    struct Column {
        QString title;
        QString (*text)(const Record &record); ///< for people
        QVariant (*value)(const Record &record); ///< for programs; invalid when not told, and last in any order
        double (*share)(const Record &record) = nullptr;
    };
    /// A column of one text of the record.
    template <auto kMember>
    static Column textColumn(const QString &title)
    {
        return {title, [](const Record &record) { return record.*kMember; },
                [](const Record &record) -> QVariant {
                    return record.*kMember;
                }};
    }
    explicit RecordTable(std::vector<Column> columns, QObject *parent = nullptr)
        : QAbstractTableModel(parent)
        , m_columns(std::move(columns))
    {
    }

    /// Shows other records; a selection does not survive it.
    void show(std::vector<Record> records)
    {
        beginResetModel();
        m_records = std::move(records);
        m_order.resize(m_records.size());
        std::iota(m_order.begin(), m_order.end(), 0U);
        arrange();
        endResetModel();
    }
    /// The rows as they are, in a table that stays so: for exports and print.
    std::shared_ptr<const QAbstractItemModel> still() const
    {
        auto copy = std::make_shared<RecordTable>(m_columns);
        copy->m_records = m_records;
        copy->m_order = m_order;
        return copy;
    }
    const Record &at(int row) const { return m_records[m_order[std::size_t(row)]]; }
    const std::vector<Record> &records() const { return m_records; }

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_order.size()); }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_columns.size());
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
            return {};
        const Column &column = m_columns[std::size_t(index.column())];
        if (role == Qt::DisplayRole)
            return column.text(at(index.row()));
        if (role == kRecordShareRole)
            return column.share ? QVariant(column.share(at(index.row()))) : QVariant();
        return role == kRecordValueRole ? column.value(at(index.row())) : QVariant();
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override
    {
        const bool known = orientation == Qt::Horizontal && section >= 0 && section < columnCount();
        if (known && role == Qt::TextAlignmentRole)
            return int(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
        return known && role == Qt::DisplayRole ? QVariant(m_columns[std::size_t(section)].title) : QVariant();
    }
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override
    {
        if (column < -1 || column >= columnCount())
            return;
        Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
        const QModelIndexList from = persistentIndexList();
        std::vector<quint32> kept;
        for (const QModelIndex &index : from)
            kept.push_back(m_order[std::size_t(index.row())]);
        m_sortColumn = column;
        m_sortOrder = order;
        arrange();
        std::vector<int> rowOf(m_order.size());
        for (std::size_t row = 0; row < m_order.size(); ++row)
            rowOf[m_order[row]] = int(row);
        QModelIndexList to;
        for (qsizetype i = 0; i < from.size(); ++i)
            to << index(rowOf[kept[std::size_t(i)]], from[i].column());
        changePersistentIndexList(from, to);
        Q_EMIT layoutChanged({}, VerticalSortHint);
    }

private:
    /// By the first value that is told.
    bool isNumber(int column) const
    {
        for (const Record &record : m_records) {
            if (const QVariant value = m_columns[std::size_t(column)].value(record); value.isValid())
                return value.typeId() != QMetaType::QString && value.canConvert<double>();
        }
        return false;
    }
    static bool less(const QVariant &left, const QVariant &right)
    {
        if (left.typeId() == QMetaType::QString && right.typeId() == QMetaType::QString)
            return QString::compare(left.toString(), right.toString(), Qt::CaseInsensitive) < 0;
        return QVariant::compare(left, right) == QPartialOrdering::Less;
    }
    void arrange()
    {
        if (m_sortColumn < 0)
            return;
        std::vector<QVariant> keys;
        keys.reserve(m_records.size());
        for (const Record &record : m_records)
            keys.push_back(m_columns[std::size_t(m_sortColumn)].value(record));
        std::stable_sort(m_order.begin(), m_order.end(), [&](quint32 l, quint32 r) {
            if (keys[l].isValid() != keys[r].isValid())
                return keys[l].isValid();
            return m_sortOrder == Qt::AscendingOrder ? less(keys[l], keys[r]) : less(keys[r], keys[l]);
        });
    }
    std::vector<Column> m_columns;
    std::vector<Record> m_records;
    std::vector<quint32> m_order; ///< positions in m_records
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace ringward
