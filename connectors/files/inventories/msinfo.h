#pragma once
#include "connectors/files/inventories/builder.h"
#include "connectors/files/inventories/words.h"

#include <span>

namespace ringward {

/// What the text and the XML form of an msinfo32 report share: the columns of the driver table by their order, which is
/// the same in every language, and the summary.
class MsinfoReport {
public:
    /// Name, description, file, type, started, start mode, state, status, error control, accept pause, accept stop.
    enum Column {
        Name,
        Description,
        File,
        Type,
        Started,
        StartMode,
        State,
        Status,
        ErrorControl,
        Pause,
        Stop,
        ColumnCount
    };
    using Row = std::span<const QStringView, ColumnCount>;

    MsinfoReport();

    InventoryBuilder builder;

    /// A row of the driver table, and not its titles: a path, or the same words for "started" and "may be paused".
    static bool isRow(Row row);
    void addRow(Row row, qint64 line);
    void addSummary(QStringView item, QStringView value);
    Result<std::vector<Inventory>> finish(const std::stop_token &stop);

private:
    struct Pair {
        QString item, value;
    };
    void readSummary();
    ServiceWords m_words;
    std::vector<Pair> m_summary;
};

} // namespace ringward
