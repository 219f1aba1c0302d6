#include "models/tables/calltable.h"

#include <QLocale>

#include <array>

namespace ringward {

namespace {

// Positions are the values of Column.
constexpr std::array<const char *, CallTable::ColumnCount> kTitles{
    QT_TRANSLATE_NOOP("ringward::CallTable", "Call"),  QT_TRANSLATE_NOOP("ringward::CallTable", "Step"),
    QT_TRANSLATE_NOOP("ringward::CallTable", "Host"),  QT_TRANSLATE_NOOP("ringward::CallTable", "Ward"),
    QT_TRANSLATE_NOOP("ringward::CallTable", "From"),  QT_TRANSLATE_NOOP("ringward::CallTable", "To"),
    QT_TRANSLATE_NOOP("ringward::CallTable", "Sends"), QT_TRANSLATE_NOOP("ringward::CallTable", "State"),
};

const RingName *ringAt(const PlannedCall &call, int column)
{
    return column == CallTable::FromColumn ? &call.move.from : column == CallTable::ToColumn ? &call.move.to : nullptr;
}

} // namespace

OperationState CallTable::stateOf(int row) const
{
    return std::size_t(row) < m_operations.size() ? m_operations[std::size_t(row)].state : OperationState::Planned;
}

int CallTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_calls.size());
}

int CallTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant CallTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const PlannedCall &call = m_calls[std::size_t(index.row())];
    const RingName *ring = ringAt(call, index.column());
    switch (role) {
    case RingOrderRole:
        return ring && !ring->name.isEmpty() ? QVariant(ring->order) : QVariant();
    case RingHeldRole:
        return ring ? QVariant(ring->held) : QVariant();
    case StateRole:
        return int(stateOf(index.row()));
    case RequestRole:
        return call.request;
    case Qt::ToolTipRole:
        return index.column() == StateColumn && std::size_t(index.row()) < m_operations.size()
            ? QVariant(m_operations[std::size_t(index.row())].detail)
            : QVariant();
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case NumberColumn:
        return QLocale().toString(index.row() + 1);
    case StepColumn:
        return QLocale().toString(call.step + 1);
    case HostColumn:
        return call.host;
    case WardColumn:
        return call.ward;
    case FromColumn:
    case ToColumn:
        return ring->name;
    case CallColumn:
        return QString::fromUtf8(call.request.left(call.request.indexOf('\n')));
    case StateColumn:
        return label(stateOf(index.row()));
    default:
        return {};
    }
}

QVariant CallTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    return tr(kTitles[std::size_t(section)]);
}

void CallTable::show(const Plan &plan, std::vector<Operation> operations)
{
    beginResetModel();
    m_calls = plan.calls;
    m_operations = std::move(operations);
    endResetModel();
}

void CallTable::setOperations(std::vector<Operation> operations)
{
    m_operations = std::move(operations);
    if (!m_calls.empty())
        Q_EMIT dataChanged(index(0, StateColumn), index(rowCount() - 1, StateColumn));
}

} // namespace ringward
