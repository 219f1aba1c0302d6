#pragma once
#include "models/fleet/fleetsnapshot.h"

#include <memory>
#include <string>

struct sqlite3;

namespace ringward::bench {

/// The same devices in SQLite in memory, as one would keep them there: a table of devices, one of wards, the numbers of
/// short lists as integers, an index on each column that is sorted by or compared.
class SqliteFleet {
public:
    explicit SqliteFleet(const FleetSnapshot &fleet);
    /// Runs a query to its end and gives the number of rows.
    std::size_t run(const std::string &sql) const;

private:
    struct Close {
        void operator()(sqlite3 *database) const;
    };
    void execute(const std::string &sql) const;
    std::unique_ptr<sqlite3, Close> m_database;
};

} // namespace ringward::bench
