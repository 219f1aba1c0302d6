#include "tests/bench/sqlitefleet.h"

#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>

namespace ringward::bench {

namespace {

void check(int result, sqlite3 *database)
{
    if (result == SQLITE_OK || result == SQLITE_DONE || result == SQLITE_ROW)
        return;
    std::fprintf(stderr, "SQLite: %s\n", sqlite3_errmsg(database));
    std::exit(1);
}

struct Finalize {
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

Statement prepared(sqlite3 *database, const std::string &sql)
{
    sqlite3_stmt *statement = nullptr;
    check(sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr), database);
    return Statement(statement);
}

} // namespace

void SqliteFleet::Close::operator()(sqlite3 *database) const
{
    sqlite3_close(database);
}

SqliteFleet::SqliteFleet(const FleetSnapshot &fleet)
{
    sqlite3 *database = nullptr;
    check(sqlite3_open(":memory:", &database), database);
    m_database.reset(database);
    execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY;"
            "CREATE TABLE ward(id INTEGER PRIMARY KEY, site TEXT, code TEXT, name TEXT, kind TEXT);"
            "CREATE TABLE device(id INTEGER PRIMARY KEY, host TEXT, ward INTEGER, tier INTEGER, health INTEGER,"
            " last_seen INTEGER, model INTEGER, updates INTEGER, driver_set INTEGER);"
            "BEGIN;");
    const Statement ward = prepared(database, "INSERT INTO ward VALUES(?,?,?,?,?)");
    for (std::size_t i = 0; i < fleet.names().wards().size(); ++i) {
        const Ward &w = fleet.names().wards()[i];
        sqlite3_bind_int64(ward.get(), 1, sqlite3_int64(i));
        int column = 2;
        for (const QString *text : {&w.siteCode, &w.code, &w.name, &w.kind})
            sqlite3_bind_text(ward.get(), column++, text->toUtf8().constData(), -1, SQLITE_TRANSIENT);
        check(sqlite3_step(ward.get()), database);
        sqlite3_reset(ward.get());
    }
    const Statement device = prepared(database, "INSERT INTO device VALUES(?,?,?,?,?,?,?,?,?)");
    for (Row r = 0; r < fleet.size(); ++r) {
        const std::string_view host = fleet.host(r);
        const DeviceRow row = fleet.row(r);
        sqlite3_bind_int64(device.get(), 1, row.id.value);
        sqlite3_bind_text(device.get(), 2, host.data(), int(host.size()), SQLITE_STATIC);
        int column = 3;
        for (const qint64 number : {qint64(row.ward), qint64(row.tier), qint64(row.health), row.lastSeenMs / 1000,
                                    qint64(row.model), qint64(row.updates), qint64(row.driverSet)})
            sqlite3_bind_int64(device.get(), column++, number);
        check(sqlite3_step(device.get()), database);
        sqlite3_reset(device.get());
    }
    execute("COMMIT; CREATE INDEX by_health ON device(health, tier); CREATE INDEX by_seen ON device(last_seen);"
            "CREATE INDEX by_ward ON device(ward); CREATE INDEX by_host ON device(host COLLATE NOCASE); ANALYZE;");
}

void SqliteFleet::execute(const std::string &sql) const
{
    check(sqlite3_exec(m_database.get(), sql.c_str(), nullptr, nullptr, nullptr), m_database.get());
}

std::size_t SqliteFleet::run(const std::string &sql) const
{
    const Statement statement = prepared(m_database.get(), sql);
    std::size_t rows = 0;
    int result = 0;
    while ((result = sqlite3_step(statement.get())) == SQLITE_ROW)
        ++rows;
    check(result, m_database.get());
    return rows;
}

} // namespace ringward::bench
