#include "views/sources/sourcetable.h"

#include "models/base/counted.h"
#include "views/widgets/icons.h"
#include "views/widgets/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

using State = SourceStatus::State;

struct StateRule {
    bool (*holds)(const SourceStatus &);
    const char *icon, *word;
    IconInk ink;
};
// The first that holds.
constexpr StateRule kStates[] = {
    {[](const SourceStatus &s) { return s.state == State::Disabled || !s.config.enabled; }, "pause",
     QT_TRANSLATE_NOOP("ringward::SourceTable", "disabled"), IconInk::Muted},
    {[](const SourceStatus &s) { return s.state == State::Syncing; }, "refresh",
     QT_TRANSLATE_NOOP("ringward::SourceTable", "syncing"), IconInk::Text},
    {[](const SourceStatus &s) { return s.error.has_value(); }, "warning",
     QT_TRANSLATE_NOOP("ringward::SourceTable", "failed"), IconInk::Bad},
    {[](const SourceStatus &s) { return s.lastSuccessMs == 0; }, "clock",
     QT_TRANSLATE_NOOP("ringward::SourceTable", "never asked"), IconInk::Muted},
    {[](const SourceStatus &s) { return s.fresh; }, "check", QT_TRANSLATE_NOOP("ringward::SourceTable", "fresh"),
     IconInk::Accent},
    {[](const SourceStatus &) { return true; }, "clock", QT_TRANSLATE_NOOP("ringward::SourceTable", "late"),
     IconInk::Degraded},
};
constexpr std::array kTitles{
    QT_TRANSLATE_NOOP("ringward::SourceTable", "Source"),  QT_TRANSLATE_NOOP("ringward::SourceTable", "State"),
    QT_TRANSLATE_NOOP("ringward::SourceTable", "Devices"), QT_TRANSLATE_NOOP("ringward::SourceTable", "Success"),
    QT_TRANSLATE_NOOP("ringward::SourceTable", "Next"),
};

} // namespace

SourceState stateOf(const SourceStatus &status)
{
    const StateRule &rule = *std::find_if(std::begin(kStates), std::end(kStates),
                                          [&](const StateRule &each) { return each.holds(status); });
    return {QString::fromLatin1(rule.icon), QCoreApplication::translate("ringward::SourceTable", rule.word),
            int(rule.ink)};
}

QString untilText(qint64 atMs, qint64 nowMs)
{
    if (atMs == 0)
        return QStringLiteral("–");
    return atMs <= nowMs ? SourceTable::tr("now") : SourceTable::tr("in %1").arg(ageText(atMs - nowMs));
}

SourceTable::SourceTable(const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(clock)
{
}

void SourceTable::setSources(std::vector<SourceStatus> sources)
{
    const bool same =
        std::equal(m_sources.begin(), m_sources.end(), sources.begin(), sources.end(),
                   [](const SourceStatus &a, const SourceStatus &b) { return a.config.id == b.config.id; });
    if (!same)
        beginResetModel();
    m_sources = std::move(sources);
    if (!same)
        endResetModel();
    else if (!m_sources.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const SourceStatus *SourceTable::status(SourceId source) const
{
    const int row = rowOf(source);
    return row < 0 ? nullptr : &m_sources[std::size_t(row)];
}

SourceId SourceTable::sourceAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_sources[std::size_t(row)].config.id : SourceId{};
}

int SourceTable::rowOf(SourceId source) const
{
    const auto at = std::find_if(m_sources.begin(), m_sources.end(),
                                 [source](const SourceStatus &each) { return each.config.id == source; });
    return at == m_sources.end() ? -1 : int(at - m_sources.begin());
}

void SourceTable::tick()
{
    if (!m_sources.empty())
        Q_EMIT dataChanged(index(0, SuccessColumn), index(rowCount() - 1, NextColumn), {Qt::DisplayRole});
}

int SourceTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_sources.size());
}

int SourceTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SourceTable::text(const SourceStatus &status, int column) const
{
    switch (column) {
    case NameColumn:
        return status.config.name;
    case StateColumn:
        return stateOf(status).word;
    case SuccessColumn:
        return status.lastSuccessMs ? tr("%1 ago").arg(ageText(m_clock.nowMs() - status.lastSuccessMs)) : tr("never");
    case NextColumn:
        return status.config.enabled ? untilText(status.nextSyncMs, m_clock.nowMs()) : QStringLiteral("–");
    default:
        return countText(status.devices);
    }
}

QVariant SourceTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const SourceStatus &status = m_sources[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(status, index.column());
    case SourceIdRole:
        return status.config.id.value;
    case IconRole:
        return stateOf(status).icon;
    case InkRole:
        return stateOf(status).ink;
    case LateRole:
        return status.config.enabled && status.lastSuccessMs && !status.fresh;
    default:
        return {};
    }
}

QVariant SourceTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    return tr(kTitles[std::size_t(section)]);
}

} // namespace ringward
