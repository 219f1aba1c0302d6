#include "models/tables/devicequery.h"

#include <QElapsedTimer>

namespace ringward {

namespace {

constexpr std::size_t kFirstRows = 256; ///< more than a screen shows
constexpr quint32 kSortedAtOnce = 20'000; ///< so few that their first rows alone would not be there sooner

/// What a run needs, so that it does not touch the query from its thread.
struct Question {
    FleetSnapshotPtr fleet;
    Filter filter;
    DeviceKey key;
    Qt::SortOrder order;
    qint64 nowMs;
    RowOrder previous; ///< shared again when nothing moved, which a table notices
};

/// Hands the answer to `tell`, the first rows before all of them. Stops without a word.
template <typename Tell>
void find(const Question &q, const std::stop_token &stop, const Tell &tell)
{
    DeviceAnswer answer{.fleet = q.fleet, .order = {}, .nowMs = q.nowMs};
    QElapsedTimer timer;
    timer.start();
    const bool everything = q.filter.line().trimmed().isEmpty();
    const std::optional<RowSet> found = everything ? RowSet() : q.filter.match(*q.fleet, q.nowMs, stop);
    if (!found)
        return;
    answer.matchMs = double(timer.nsecsElapsed()) / 1e6;
    const RowSet *set = everything ? nullptr : &*found;
    const std::optional<FleetSummary> summary = summarise(*q.fleet, set, stop);
    if (!summary)
        return;
    answer.summary = *summary;
    if (summary->counts.known() > kSortedAtOnce) {
        auto first = firstRows(*q.fleet, set, q.key, q.order, kFirstRows, stop);
        if (!first)
            return;
        answer.order = std::make_shared<const std::vector<Row>>(std::move(*first));
        tell(answer);
    }
    auto all = sortedRows(*q.fleet, set, q.key, q.order, stop);
    if (!all)
        return;
    answer.complete = true;
    const bool same = q.previous && *q.previous == *all;
    answer.order = same ? q.previous : std::make_shared<const std::vector<Row>>(std::move(*all));
    tell(answer);
}

} // namespace

DeviceQuery::DeviceQuery(const FleetHub &hub, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_hub(hub)
    , m_clock(clock)
    , m_answer{.fleet = hub.current(), .order = std::make_shared<const std::vector<Row>>()}
{
    connect(&hub, &FleetHub::published, this, [this] {
        run();
        recountViews();
    });
    run();
}

void DeviceQuery::setFilter(const QString &line)
{
    m_filter = Filter::parse(line);
    Q_EMIT diagnosed(m_filter.diagnosis());
    if (!m_filter.isValid() || m_filter.line() == m_validFilter.line())
        return;
    m_validFilter = m_filter;
    run();
}

void DeviceQuery::setSort(DeviceKey key, Qt::SortOrder order)
{
    if (key == m_key && order == m_order)
        return;
    m_key = key;
    m_order = order;
    run();
}

void DeviceQuery::refresh()
{
    run();
    recountViews();
}

void DeviceQuery::run()
{
    m_isBusy = true;
    const Question question{m_hub.current(), m_validFilter,   m_key,
                            m_order,         m_clock.nowMs(), m_answer.complete ? m_answer.order : nullptr};
    m_job.start([this, question, number = ++m_question](const std::stop_token &stop) {
        find(question, stop, [&](const DeviceAnswer &answer) {
            QMetaObject::invokeMethod(
                this, [this, number, answer] { deliver(number, answer); }, Qt::QueuedConnection);
        });
    });
}

void DeviceQuery::deliver(quint64 question, DeviceAnswer answer)
{
    if (question != m_question)
        return; // a newer one is on its way
    m_answer = std::move(answer);
    m_isBusy = !m_answer.complete;
    Q_EMIT answered(m_answer);
}

void DeviceQuery::countViews(const QStringList &lines)
{
    m_views = lines;
    recountViews();
}

void DeviceQuery::recountViews()
{
    if (m_views.isEmpty())
        return;
    // A count that runs is finished first: in a fleet that changes all the time none would ever be told otherwise.
    m_viewJob.start(
        [this, fleet = m_hub.current(), lines = m_views, nowMs = m_clock.nowMs()](const std::stop_token &stop) {
            QList<qint64> counts;
            for (const QString &line : lines) {
                const Filter filter = Filter::parse(line);
                const std::optional<RowSet> found = filter.match(*fleet, nowMs, stop);
                if (!found)
                    return;
                counts.push_back(filter.isValid() ? qint64(found->count()) : -1);
            }
            QMetaObject::invokeMethod(
                this,
                [this, lines, counts] {
                    if (lines == m_views)
                        Q_EMIT viewsCounted(counts);
                },
                Qt::QueuedConnection);
        },
        LatestJob::Running::Finish);
}

} // namespace ringward
