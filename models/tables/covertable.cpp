#include "models/tables/covertable.h"

#include <QLocale>

namespace ringward {

namespace {

enum Fixed { WardColumn, DevicesColumn, NeededColumn, NowColumn, FixedCount };

bool isBelow(const WardCover &cover)
{
    return cover.least() < cover.needed;
}

} // namespace

/// One column a step, or one for the least of many; then what is left after, and the verdict.
int CoverTable::stepColumns() const
{
    return m_steps <= kMostSteps ? m_steps : 1;
}

int CoverTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_cover.size());
}

int CoverTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FixedCount + stepColumns() + 2;
}

QString CoverTable::text(const WardCover &cover, int column) const
{
    const QLocale locale;
    const int step = column - FixedCount;
    if (step >= 0 && step < stepColumns())
        return locale.toString(m_steps <= kMostSteps ? cover.atStep[std::size_t(step)] : cover.least());
    switch (column) {
    case WardColumn:
        return cover.ward;
    case DevicesColumn:
        return locale.toString(cover.devices);
    case NeededColumn:
        return cover.needed ? locale.toString(cover.needed) : tr("not set");
    case NowColumn:
        return locale.toString(cover.workingNow);
    default:
        break;
    }
    if (step == stepColumns())
        return locale.toString(cover.after);
    if (cover.needed == 0)
        return tr("no minimum set");
    if (isBelow(cover))
        return tr("%1 of %2").arg(cover.least()).arg(cover.needed);
    return cover.least() == cover.needed ? tr("at minimum") : tr("%1 to spare").arg(cover.least() - cover.needed);
}

QVariant CoverTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const WardCover &cover = m_cover[std::size_t(index.row())];
    const bool isVerdict = index.column() == columnCount() - 1;
    if (role == Qt::DisplayRole)
        return text(cover, index.column());
    if (role == SignRole && isVerdict)
        return isBelow(cover) ? QStringLiteral("warning")
            : cover.needed    ? QStringLiteral("check")
                              : QStringLiteral("info");
    if (role == InkRole && isVerdict)
        return isBelow(cover);
    return {};
}

QVariant CoverTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columnCount())
        return {};
    const QStringList first{tr("Ward"), tr("Devices"), tr("Needed"), tr("Working")};
    if (section < FixedCount)
        return first[section];
    const int step = section - FixedCount;
    if (step < stepColumns())
        return m_steps <= kMostSteps ? tr("Step %1").arg(step + 1) : tr("Least of %1 steps").arg(m_steps);
    return step == stepColumns() ? tr("After") : tr("Cover");
}

void CoverTable::show(const Plan &plan)
{
    beginResetModel();
    m_cover = plan.cover;
    m_steps = plan.steps;
    for (WardCover &cover : m_cover)
        cover.atStep.resize(std::size_t(m_steps), cover.workingNow);
    endResetModel();
}

} // namespace ringward
