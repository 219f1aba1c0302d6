#pragma once
#include "connectors/files/inventories/builder.h"
#include "connectors/files/inventories/values.h"
#include "connectors/files/inventories/words.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace ringward {

/// What the CSV, table and list outputs of driverquery share: which column means what, and how rows become drivers.
class DriverqueryReader {
public:
    enum Column {
        Module,
        Display,
        Description,
        Type,
        StartMode,
        State,
        Status,
        AcceptStop,
        AcceptPause,
        PagedPool,
        Code,
        Bss,
        LinkDate,
        Path,
        Init,
        Device,
        Inf,
        IsSigned,
        Manufacturer, // of /si
        Ignored
    };
    using Columns = std::vector<Column>;

    /// By the titles when all are known English ones, in any order; otherwise by their number and, where two outputs
    /// have as many, by the values of the first rows. Empty when no output of driverquery has such columns.
    static Columns columnsOf(const QStringList &titles, const std::vector<QStringList> &rows);
    /// Whether the first of the rows is one of values; without /nh it holds titles.
    static bool firstIsValues(const std::vector<QStringList> &rows);
    /// Whether rows without titles can only be those of driverquery.
    static bool areRows(const std::vector<QStringList> &rows);

    explicit DriverqueryReader(Columns columns, bool cutsNames = false);
    InventoryBuilder builder;
    void see(const QStringList &row); ///< of all rows first: their dates tell the order of day and month
    void add(const QStringList &row, qint64 line);
    Result<std::vector<Inventory>> finish(const std::stop_token &stop);

private:
    void put(Driver &driver, Column column, const QString &value) const;
    const QString &value(const QStringList &row, Column column) const;
    Columns m_columns;
    bool m_cutsNames;
    DateColumn m_dates;
    ServiceWords m_words;
};

} // namespace ringward
