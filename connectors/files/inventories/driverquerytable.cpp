#include "connectors/files/inventories/driverquery.h"
#include "connectors/files/inventories/lines.h"
#include "connectors/files/inventories/parsers.h"
#include "connectors/files/inventories/texts.h"

namespace ringward {

namespace {

constexpr std::size_t kSample = 60;

struct Place {
    qsizetype from, end; ///< in cells of the console
};
using Places = std::vector<Place>;

/// Where the columns of the short table are; with /nh no ruler says so.
const Places kShortPlaces{{0, 12}, {13, 35}, {36, 49}, {50, 72}};

/// The runs of "=" under the titles.
Places rulerOf(QStringView line)
{
    Places places;
    line = line.trimmed();
    if (line.size() < 8 || line.size() > 1024)
        return {};
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i] != u'=' && line[i] != u' ')
            return {};
        if (line[i] == u'=' && (i == 0 || line[i - 1] == u' '))
            places.push_back({i, i});
        if (line[i] == u'=')
            places.back().end = i + 1;
    }
    return places.size() >= 4 ? places : Places();
}

/// A console gives two cells to East Asian characters.
bool isWide(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 0x1100 && u <= 0x115F) || (u >= 0x2E80 && u <= 0xA4CF) || (u >= 0xAC00 && u <= 0xD7A3)
        || (u >= 0xF900 && u <= 0xFAFF) || (u >= 0xFE30 && u <= 0xFE6F) || (u >= 0xFF00 && u <= 0xFF60);
}

/// The index at which each cell begins, or the characters themselves where wide ones count as one.
std::vector<qsizetype> cellsOf(QStringView line, bool wideAsTwo)
{
    std::vector<qsizetype> cells;
    for (qsizetype i = 0; i < line.size(); ++i) {
        cells.push_back(i);
        if (wideAsTwo && isWide(line[i]))
            cells.push_back(i);
    }
    return cells;
}

/// The parts of a line at the places of the columns; nothing when text stands between two columns.
QStringList cut(QStringView line, const Places &places, bool wideAsTwo)
{
    const std::vector<qsizetype> cells = cellsOf(line, wideAsTwo);
    const auto at = [&](qsizetype cell) {
        return cell < qsizetype(cells.size()) ? cells[std::size_t(cell)] : line.size();
    };
    QStringList parts;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const bool last = i + 1 == places.size();
        const qsizetype from = at(places[i].from), end = last ? line.size() : at(places[i].end);
        const QStringView gap = last ? QStringView() : line.sliced(end, at(places[i + 1].from) - end);
        if (end < from || !isBlank(gap))
            return {};
        parts << line.sliced(from, end - from).trimmed().toString();
    }
    return parts;
}

/// A row whose columns moved: its name is the first word, and before the date at the end stands the type.
QStringList unevenRow(QStringView line)
{
    const std::vector<QStringView> parts = widelySpaced(line);
    QStringList row;
    for (const QStringView part : parts)
        row << part.toString();
    if (row.size() == 3) // a blank link date
        row << QString();
    if (row.size() == 5) // two blanks between date and time
        row[3] += u' ' + row.takeLast();
    return row.size() == 4 && kindOf(row[2]) != ImageKind::NotTold ? row : QStringList();
}

QStringList rowOf(QStringView line, const Places &places)
{
    QStringList row = cut(line, places, false);
    if (row.isEmpty() || row.front().isEmpty())
        row = cut(line, places, true);
    if ((row.isEmpty() || row.front().isEmpty()) && places.size() == 4)
        row = unevenRow(line);
    return row;
}

struct Table {
    Places places;
    qint64 firstRow = 1; ///< line of the first row
    QStringList titles;
    std::vector<QStringList> sample;
};

Table tableOf(QStringView text)
{
    Table table;
    Lines lines(text);
    Line line;
    QStringView before;
    for (int filled = 0; filled < 20 && lines.next(line);) {
        if (isBlank(line.text))
            continue;
        ++filled;
        if (const Places places = rulerOf(line.text); !places.empty()) {
            table.places = places;
            table.firstRow = line.number + 1;
            table.titles = cut(before, places, false);
            if (table.titles.isEmpty())
                table.titles = cut(before, places, true);
            while (table.titles.size() < qsizetype(places.size()))
                table.titles << QString();
            break;
        }
        before = line.text;
    }
    const bool ruled = !table.places.empty();
    if (!ruled) {
        table.places = kShortPlaces;
        table.titles = {{}, {}, {}, {}};
        lines = Lines(text);
    }
    while (table.sample.size() < kSample && lines.next(line)) {
        if (!isBlank(line.text) && line.text.size() < 4096)
            table.sample.push_back(rowOf(line.text, table.places));
    }
    return table;
}

} // namespace

bool looksLikeDriverqueryTable(QStringView head)
{
    const Table table = tableOf(head);
    return !DriverqueryReader::columnsOf(table.titles, {}).empty() || DriverqueryReader::areRows(table.sample);
}

Inventories parseDriverqueryTable(const DecodedText &text, std::stop_token stop)
{
    const Table table = tableOf(text.text);
    DriverqueryReader reader(DriverqueryReader::columnsOf(table.titles, table.sample), true);
    Line line;
    for (const bool reading : {false, true}) {
        Lines lines(text.text);
        while (lines.next(line) && !stop.stop_requested()) {
            if (line.number < table.firstRow || isBlank(line.text) || !rulerOf(line.text).empty())
                continue;
            if (line.text.size() > InventoryBuilder::kLongestLine) {
                if (reading)
                    reader.builder.refuseLongLine(line.text, line.number);
                continue;
            }
            const QStringList row = rowOf(line.text, table.places);
            if (!reading)
                reader.see(row);
            else if (row.isEmpty())
                reader.builder.refuse(line.number,
                                      InventoryTexts::tr("the columns of this row are not where the table has them"));
            else
                reader.add(row, line.number);
        }
    }
    return reader.finish(stop);
}

} // namespace ringward
