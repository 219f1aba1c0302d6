// The numbers of DESIGN section 9 on the whole outage, beside what one would otherwise use: SQLite in memory with
// indexes (always) and QSortFilterProxyModel (to a million rows).
//
//   ringward_bench [--devices=8400000] [--no-sqlite] [Google Benchmark's own options]
#include "models/fleet/filter.h"
#include "models/fleet/fleetquery.h"
#include "models/tables/devicetable.h"
#include "tests/bench/benchfleet.h"
#include "tests/bench/machine.h"
#include "tests/bench/sqlitefleet.h"

#include <benchmark/benchmark.h>

#include <QCoreApplication>
#include <QSortFilterProxyModel>

#include <cstdio>
#include <map>
#include <numeric>
#include <random>

namespace ringward::bench {

namespace {

using Work = std::function<std::size_t()>; ///< gives what it found, so that nothing is optimised away

/// One line of the table: what is measured, the goal, our way and the other ways.
struct Goal {
    std::string what;
    double goalMs = 0; ///< 0: no number of its own in the design
    Work ringward, sqlite, proxy;
    Work before; ///< not timed, before each run of our way
};

/// Remembers the medians; prints nothing itself.
class Medians : public benchmark::BenchmarkReporter {
public:
    bool ReportContext(const Context &) override { return true; }
    void ReportRuns(const std::vector<Run> &runs) override
    {
        for (const Run &run : runs) {
            if (run.aggregate_name == "median")
                m_ms[run.run_name.function_name] = run.GetAdjustedRealTime();
            else if (run.run_type == Run::RT_Iteration && run.repetitions <= 1)
                m_ms[run.run_name.function_name] = run.GetAdjustedRealTime();
            if (run.run_type == Run::RT_Iteration)
                m_worst[run.run_name.function_name] =
                    std::max(m_worst[run.run_name.function_name], run.GetAdjustedRealTime());
        }
    }
    std::string text(const std::string &name) const
    {
        const auto at = m_ms.find(name);
        return at == m_ms.end() ? "-" : number(at->second);
    }
    std::string ratio(const std::string &name, const std::string &other) const
    {
        const auto ours = m_ms.find(name);
        const auto theirs = m_ms.find(other);
        if (ours == m_ms.end() || theirs == m_ms.end() || ours->second <= 0)
            return "-";
        return number(theirs->second / ours->second) + "x";
    }
    std::string worst(const std::string &name) const
    {
        const auto at = m_worst.find(name);
        return at == m_worst.end() ? "-" : number(at->second);
    }

private:
    static std::string number(double value)
    {
        char text[32];
        std::snprintf(text, sizeof text, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
        return text;
    }
    std::map<std::string, double> m_ms, m_worst;
};

void measure(const std::string &name, const Work &work, const Work &before, int repetitions)
{
    if (!work)
        return;
    benchmark::RegisterBenchmark(name.c_str(),
                                 [work, before](benchmark::State &state) {
                                     for ([[maybe_unused]] auto step : state) {
                                         if (before) {
                                             state.PauseTiming();
                                             benchmark::DoNotOptimize(before());
                                             state.ResumeTiming();
                                         }
                                         benchmark::DoNotOptimize(work());
                                     }
                                 })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime()
        ->Iterations(1)
        ->Repetitions(repetitions);
}

void printTable(const std::vector<Goal> &goals, const Medians &medians)
{
    std::printf("%-42s %9s %9s %9s %9s %8s %9s\n", "milliseconds, median (worst) of runs", "goal", "ringward", "worst",
                "SQLite", "ratio", "proxy");
    for (const Goal &goal : goals) {
        const std::string limit = goal.goalMs > 0 ? "<= " + std::to_string(int(goal.goalMs)) : "";
        std::printf("%-42s %9s %9s %9s %9s %8s %9s\n", goal.what.c_str(), limit.c_str(),
                    medians.text(goal.what + "/ringward").c_str(), medians.worst(goal.what + "/ringward").c_str(),
                    medians.text(goal.what + "/sqlite").c_str(),
                    medians.ratio(goal.what + "/ringward", goal.what + "/sqlite").c_str(),
                    medians.text(goal.what + "/proxy").c_str());
    }
}

class Suite {
public:
    Suite(quint32 devices, bool withSqlite)
        : m_fleet(benchFleet(devices))
    {
        if (withSqlite)
            m_sqlite = std::make_unique<SqliteFleet>(*m_fleet);
        addFilters();
        addCounts();
        addSorts();
        addPublishing();
        if (devices <= kMostProxyRows)
            addProxy();
    }

    void run()
    {
        const std::size_t bytes = snapshotBytes(*m_fleet);
        std::printf(
            "%u devices in %zu wards; %.1f bytes a device (goal <= 64), and %.1f more once host names are in order\n\n",
            m_fleet->size(), m_fleet->names().wards().size() - 1, double(bytes) / m_fleet->size(), double(sizeof(Row)));
        benchmark::ClearRegisteredBenchmarks();
        for (const Goal &goal : m_goals) {
            measure(goal.what + "/ringward", goal.ringward, goal.before, goal.goalMs > 500 ? 3 : 11);
            measure(goal.what + "/sqlite", goal.sqlite, {}, 3);
            measure(goal.what + "/proxy", goal.proxy, {}, 1);
        }
        Medians medians;
        benchmark::RunSpecifiedBenchmarks(&medians);
        printTable(m_goals, medians);
    }

private:
    static constexpr quint32 kMostProxyRows = 1'000'000;

    Work sql(const std::string &query) const
    {
        return m_sqlite ? Work([this, query] { return m_sqlite->run(query); }) : Work();
    }

    void addFilter(const char *what, const char *line, const std::string &condition)
    {
        const Filter filter = Filter::parse(QString::fromLatin1(line));
        m_goals.push_back({what,
                           16,
                           [this, filter] { return std::size_t(filter.match(*m_fleet, kBenchNowMs)->count()); },
                           condition.empty() ? Work() : sql("SELECT count(*) FROM device WHERE " + condition),
                           {},
                           {}});
    }

    void addFilters()
    {
        const std::string recent = std::to_string(kBenchNowMs / 1000 - 480);
        addFilter("filter tier<=2 seen<8m host:bed0", "tier<=2 seen<8m host:bed0",
                  "tier <= 2 AND last_seen > " + recent + " AND host LIKE '%bed0%'");
        addFilter("filter host:icu4", "host:icu4", "host LIKE '%icu4%'");
        addFilter(
            "filter ward:icu health:silent bed0", "ward:icu health:silent bed0",
            "health = 1 AND ward IN (SELECT id FROM ward WHERE code LIKE '%icu%' OR name LIKE '%icu%' OR kind LIKE "
            "'%icu%') AND host LIKE '%bed0%'");
        addFilter(
            "filter \"neonatal\" (free text)", "neonatal",
            "host LIKE '%neonatal%' OR ward IN (SELECT id FROM ward WHERE site || ' ' || code || ' ' || name || ' ' "
            "|| kind LIKE '%neonatal%')");
        addFilter("filter driver:driver77.sys", "driver=driver77.sys", {});
    }

    void addCount(const char *what, DeviceKey first, DeviceKey second, const std::string &query)
    {
        m_goals.push_back({what,
                           10,
                           [=, this] { return countBy(*m_fleet, nullptr, first, second)->counts.size(); },
                           query.empty() ? Work() : sql(query),
                           {},
                           {}});
    }

    void addCounts()
    {
        addCount("count tier x health", DeviceKey::Tier, DeviceKey::Health,
                 "SELECT tier, health, count(*) FROM device GROUP BY tier, health");
        addCount("count content x ring", DeviceKey::ContentVersion, DeviceKey::Ring,
                 "SELECT updates, count(*) FROM device GROUP BY updates");
        addCount("count site x health", DeviceKey::Site, DeviceKey::Health,
                 "SELECT site, health, count(*) FROM device JOIN ward ON ward.id = ward GROUP BY site, health");
        m_goals.push_back({"count ward x tier x health",
                           10,
                           [this] { return countByWard(*m_fleet, nullptr)->size(); },
                           sql("SELECT ward, tier, health, count(*) FROM device GROUP BY ward, tier, health"),
                           {},
                           {}});
        m_goals.push_back({"sum line of everything",
                           10,
                           [this] { return std::size_t(summarise(*m_fleet, nullptr)->wards); },
                           {},
                           {},
                           {}});
    }

    void addSort(const char *name, DeviceKey key, Qt::SortOrder order, const std::string &column)
    {
        m_goals.push_back({std::string("first page by ") + name,
                           16,
                           [=, this] { return firstRows(*m_fleet, nullptr, key, order, 256)->size(); },
                           column.empty() ? Work() : sql("SELECT id FROM device ORDER BY " + column + " LIMIT 256"),
                           {},
                           {}});
        m_goals.push_back({std::string("sort by ") + name,
                           150,
                           [=, this] { return sortedRows(*m_fleet, nullptr, key, order)->size(); },
                           column.empty() ? Work() : sql("SELECT id FROM device ORDER BY " + column),
                           {},
                           {}});
    }

    void addSorts()
    {
        // A new snapshot of the same chunks has no order of host names yet.
        m_goals.push_back({"put host names in order (once)",
                           0,
                           [this] { return m_cold->hostOrder().rows({})->size(); },
                           {},
                           {},
                           [this] {
                               m_cold = std::make_shared<FleetSnapshot>(m_fleet->chunks(), m_fleet->sharedNames(), 0);
                               return std::size_t(0);
                           }});
        benchmark::DoNotOptimize(m_fleet->hostOrder().rows({}));
        addSort("health", DeviceKey::Health, Qt::AscendingOrder, "health, host COLLATE NOCASE");
        addSort("host", DeviceKey::Host, Qt::DescendingOrder, "host COLLATE NOCASE DESC");
        addSort("ward", DeviceKey::Ward, Qt::AscendingOrder, {});
        addSort("model", DeviceKey::Model, Qt::AscendingOrder, "model, host COLLATE NOCASE");
        addSort("content", DeviceKey::ContentVersion, Qt::DescendingOrder, {});
        addSort("seen", DeviceKey::LastSeen, Qt::AscendingOrder, "last_seen DESC, host COLLATE NOCASE");
        addSort("since", DeviceKey::HealthSince, Qt::AscendingOrder, {});
        addSort("drivers", DeviceKey::DriverCount, Qt::AscendingOrder, {});
    }

    void addPublishing()
    {
        constexpr quint32 kChanged = 100'000;
        m_goals.push_back({"publish 100,000 check-ins",
                           50,
                           [this] {
                               std::mt19937 random(7);
                               FleetBuilder builder(m_fleet);
                               for (quint32 i = 0; i < kChanged; ++i)
                                   builder.setSeen(Row(random() % m_fleet->size()), AgentHealth::Up, 0,
                                                   kBenchNowMs + i * 1000);
                               return std::size_t(builder.publish(kBenchNowMs)->size());
                           },
                           {},
                           {},
                           {}});
        m_goals.push_back({"publish 100,000 devices, 4 facts each",
                           50,
                           [this] {
                               std::mt19937 random(7);
                               FleetBuilder builder(m_fleet);
                               const quint32 update = builder.editNames().update({1, 1, {{2, 2}}});
                               for (quint32 i = 0; i < kChanged; ++i) {
                                   const Row at = Row(random() % m_fleet->size());
                                   DeviceRow row = m_fleet->row(at);
                                   row.updates = update;
                                   row.health = AgentHealth::Degraded;
                                   row.lastSeenMs = row.healthSinceMs = kBenchNowMs;
                                   builder.update(at, row);
                               }
                               return std::size_t(builder.publish(kBenchNowMs)->size());
                           },
                           {},
                           {},
                           {}});
    }

    void addProxy()
    {
        std::vector<Row> rows(m_fleet->size());
        std::iota(rows.begin(), rows.end(), 0U);
        DeviceAnswer all{.fleet = m_fleet, .complete = true, .nowMs = kBenchNowMs};
        all.order = std::make_shared<const std::vector<Row>>(std::move(rows));
        m_table.show(all);
        const auto proxied = [this](const auto &set) {
            return [this, set] {
                QSortFilterProxyModel proxy;
                set(proxy);
                proxy.setSourceModel(&m_table);
                return std::size_t(proxy.rowCount());
            };
        };
        for (Goal &goal : m_goals) {
            if (goal.what == "filter host:icu4")
                goal.proxy = proxied([](QSortFilterProxyModel &proxy) {
                    proxy.setFilterKeyColumn(DeviceTable::HostColumn);
                    proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
                    proxy.setFilterFixedString(QStringLiteral("icu4"));
                });
            if (goal.what == "sort by seen")
                goal.proxy = proxied([](QSortFilterProxyModel &proxy) {
                    proxy.setSortRole(DeviceTable::LastSeenRole);
                    proxy.sort(DeviceTable::SeenColumn, Qt::DescendingOrder);
                });
        }
    }

    FleetSnapshotPtr m_fleet;
    std::shared_ptr<FleetSnapshot> m_cold;
    std::unique_ptr<SqliteFleet> m_sqlite;
    DeviceTable m_table;
    std::vector<Goal> m_goals;
};

} // namespace

} // namespace ringward::bench

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    std::vector<quint32> sizes{1'000'000, 8'400'000};
    bool withSqlite = true;
    for (const QString &argument : QCoreApplication::arguments()) {
        if (argument.startsWith(QStringLiteral("--devices=")))
            sizes = {std::max(1U, argument.mid(10).toUInt())};
        withSqlite = withSqlite && argument != QStringLiteral("--no-sqlite");
    }
    std::printf("%s\n", ringward::bench::machineFacts().c_str());
    for (const quint32 devices : sizes) {
        ringward::bench::Suite(devices, withSqlite).run();
        std::printf("\n");
    }
    return 0;
}
