#include "models/tables/drivertable.h"

#include "models/tables/drivercolumns.h"

#include <QCoreApplication>

namespace ringward {

namespace {

template <std::size_t N>
QVariant numbers(const std::array<ExposureShare, N> &parts, double ExposureShare::*member)
{
    QList<double> list;
    for (const ExposureShare &part : parts)
        list << part.*member;
    return QVariant::fromValue(list);
}

DriverAssessmentPtr nothing()
{
    auto empty = std::make_shared<DriverAssessment>();
    empty->inputs.fleet = std::make_shared<const FleetSnapshot>();
    empty->inputs.library = std::make_shared<const DriverLibrary>();
    empty->inputs.reviews = std::make_shared<const std::vector<DriverReview>>();
    return empty;
}

} // namespace

DriverTable::DriverTable(QObject *parent)
    : QAbstractTableModel(parent)
    , m_assessment(nothing())
{
}

int DriverTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_order.size());
}

int DriverTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DriverTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const DriverColumn &column = driverColumns()[std::size_t(index.column())];
    const AssessedDriver &driver = driverAt(index.row());
    const JudgedImage &judged = *driver.judged;
    switch (role) {
    case Qt::DisplayRole:
        return column.text(driver);
    case ExportRole:
        return column.value(driver);
    case ToldRole:
        return column.value(driver).isValid();
    case KeyRole:
        return driver.key();
    case ScoreRole:
        return driver.exposure.total;
    case PartsRole:
        return numbers(driver.exposure.parts, &ExposureShare::points);
    case PartsMostRole:
        return numbers(driver.exposure.parts, &ExposureShare::most);
    case ClassRole:
        return int(judged.driverClass);
    case DevicesRole:
        return driver.count.devices;
    case TierCountsRole:
        return QVariant::fromValue(QList<quint32>(driver.count.byTier.begin(), driver.count.byTier.end()));
    case ShareRole:
        return driver.share;
    case ReviewRole:
        return int(driver.review.state);
    case ByRuleRole:
        return driver.review.byRule;
    case OverdueRole:
        return driver.review.overdue || driver.review.waiverExpired;
    case AlarmRole:
        return judged.alarm();
    case EvidenceRole:
        return judged.hits.empty() ? QVariant() : QVariant(int(judged.hits.front().evidence));
    case HitsRole:
        return int(judged.hits.size());
    case InboxRole:
        return judged.image.inbox;
    default:
        return {};
    }
}

QVariant DriverTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return QCoreApplication::translate("ringward::DriverTable", driverColumns()[std::size_t(section)].title);
    return role == ExportRole ? QVariant(columnKey(section)) : QVariant();
}

void DriverTable::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= ColumnCount)
        return;
    m_sortColumn = column;
    m_sortOrder = order;
    arrange(m_assessment);
}

void DriverTable::show(const DriverAssessmentPtr &assessment)
{
    arrange(assessment);
}

void DriverTable::setFilter(const DriverFilter &filter)
{
    if (!filter.isValid())
        return;
    m_filter = filter;
    arrange(m_assessment);
}

std::vector<quint32> DriverTable::ordered(const DriverAssessment &assessment) const
{
    std::vector<quint32> order;
    for (quint32 i = 0; i < assessment.drivers.size(); ++i) {
        if (m_filter.matches(assessment.drivers[i]))
            order.push_back(i);
    }
    const auto less = driverColumns()[std::size_t(m_sortColumn)].less;
    std::stable_sort(order.begin(), order.end(), [&](quint32 l, quint32 r) {
        const AssessedDriver &left = assessment.drivers[l];
        const AssessedDriver &right = assessment.drivers[r];
        return m_sortOrder == Qt::AscendingOrder ? less(left, right) : less(right, left);
    });
    return order;
}

/// Moves the rows to their new places; what is selected stays so. A model may not change its number of rows while it
/// moves them, so rows are added before and removed afterwards.
void DriverTable::arrange(DriverAssessmentPtr assessment)
{
    std::vector<quint32> order = ordered(*assessment);
    if (order == m_order && assessment == m_assessment)
        return;
    const auto before = m_order.size();
    const auto rows = order.size();
    if (before == 0 || rows == 0) {
        beginResetModel();
        m_assessment = std::move(assessment);
        m_order = std::move(order);
        endResetModel();
        return;
    }
    if (rows > before) {
        beginInsertRows({}, int(before), int(rows) - 1);
        m_order.resize(rows); // they show the first driver until they are moved, in this call
        endInsertRows();
    }
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList from = persistentIndexList();
    QHash<QString, int> places;
    for (std::size_t row = 0; row < rows && !from.isEmpty(); ++row)
        places.insert(assessment->drivers[order[row]].key(), int(row));
    QModelIndexList to;
    for (const QModelIndex &index : from) {
        const int place = std::size_t(index.row()) < before ? places.value(driverAt(index.row()).key(), -1) : -1;
        to << (place < 0 ? QModelIndex() : this->index(place, index.column()));
    }
    m_assessment = std::move(assessment);
    m_order = std::move(order);
    m_order.resize(std::max(before, rows));
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, VerticalSortHint);
    if (rows < before) {
        beginRemoveRows({}, int(rows), int(before) - 1);
        m_order.resize(rows);
        endRemoveRows();
    }
}

int DriverTable::rowOf(QStringView key) const
{
    const auto at =
        std::find_if(m_order.begin(), m_order.end(), [&](quint32 i) { return m_assessment->drivers[i].key() == key; });
    return at == m_order.end() ? -1 : int(at - m_order.begin());
}

QString DriverTable::columnKey(int column)
{
    return QString::fromLatin1(driverColumns()[std::size_t(column)].key);
}

int DriverTable::columnOf(QStringView key)
{
    const auto columns = driverColumns();
    const auto at = std::find_if(columns.begin(), columns.end(),
                                 [key](const DriverColumn &column) { return key == QLatin1StringView(column.key); });
    return at == columns.end() ? -1 : int(at - columns.begin());
}

} // namespace ringward
