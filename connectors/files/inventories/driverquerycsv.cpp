#include "connectors/files/inventories/csvrows.h"
#include "connectors/files/inventories/driverquery.h"
#include "connectors/files/inventories/parsers.h"
#include "connectors/files/inventories/texts.h"

namespace ringward {

namespace {

constexpr std::size_t kSample = 60;

std::vector<QStringList> firstRows(QStringView text)
{
    std::vector<QStringList> rows;
    CsvRows csv(text);
    CsvRow row;
    while (rows.size() < kSample && csv.next(row)) {
        if (row.whole)
            rows.push_back(row.cells);
    }
    return rows;
}

DriverqueryReader::Columns columnsOf(const std::vector<QStringList> &rows)
{
    if (rows.empty() || (rows.front().size() < 2))
        return {};
    return DriverqueryReader::columnsOf(rows.front(), rows);
}

} // namespace

bool looksLikeDriverqueryCsv(QStringView head)
{
    const QStringView start = head.trimmed();
    if (start.startsWith(u'<') || start.startsWith(u'{') || start.startsWith(u'['))
        return false;
    std::vector<QStringList> rows = firstRows(head);
    return !columnsOf(rows).empty();
}

Inventories parseDriverqueryCsv(const DecodedText &text, std::stop_token stop)
{
    const std::vector<QStringList> sample = firstRows(text.text);
    DriverqueryReader reader(columnsOf(sample));
    const bool titled = !DriverqueryReader::firstIsValues(sample);
    CsvRow row;
    CsvRows seen(text.text);
    while (seen.next(row) && !stop.stop_requested())
        reader.see(row.cells);
    CsvRows rows(text.text);
    for (bool first = true; rows.next(row) && !stop.stop_requested(); first = false) {
        if (first && titled)
            continue;
        if (row.whole)
            reader.add(row.cells, row.line);
        else
            reader.builder.refuse(row.line, InventoryTexts::tr("a quote is not closed in this row"));
    }
    return reader.finish(stop);
}

} // namespace ringward
