#include "connectors/files/inventories/csvrows.h"

#include "connectors/files/inventories/values.h"

namespace ringward {

namespace {

constexpr int kMostLines = 4; // of one row
constexpr qsizetype kMostCells = 64;
constexpr qsizetype kLongestRow = 256 * 1024;

QChar separatorOf(QStringView text)
{
    Lines lines(text);
    Line line;
    while (lines.next(line)) {
        if (isBlank(line.text) || line.text.startsWith(u'#') || line.text.size() > kLongestRow)
            continue;
        const qsizetype commas = line.text.count(u','), semicolons = line.text.count(u';'),
                        tabs = line.text.count(u'\t');
        return tabs > commas && tabs > semicolons ? u'\t' : semicolons > commas ? u';' : u',';
    }
    return u',';
}

/// Appends the cells of `text`; false when it ends inside quotes.
bool split(QStringView text, QChar separator, QStringList &cells)
{
    QString cell;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'"') {
            if (quoted && i + 1 < text.size() && text[i + 1] == u'"')
                cell += text[++i];
            else
                quoted = !quoted;
        } else if (c == separator && !quoted && cells.size() < kMostCells) {
            cells << cell;
            cell.clear();
        } else {
            cell += c;
        }
    }
    cells << cell;
    return !quoted;
}

} // namespace

CsvRows::CsvRows(QStringView text)
    : m_lines(text)
    , m_separator(separatorOf(text))
{
}

bool CsvRows::next(CsvRow &row)
{
    Line line;
    do {
        if (!m_lines.next(line))
            return false;
    } while (isBlank(line.text) || line.text.startsWith(u"#TYPE"));
    row.line = line.number;
    row.cells.clear();
    row.whole = line.text.size() <= kLongestRow && split(line.text, m_separator, row.cells);
    if (row.whole || line.text.size() > kLongestRow)
        return true;
    Lines ahead = m_lines;
    QString joined = line.text.toString();
    for (int more = 1; more < kMostLines && ahead.next(line) && joined.size() + line.text.size() < kLongestRow;
         ++more) {
        joined += u'\n';
        joined += line.text;
        QStringList cells;
        // A line that is a row of its own shows that the quote before it was never closed.
        QStringList own;
        if (line.text.count(m_separator) > 2 && split(line.text, m_separator, own))
            return true;
        if (split(joined, m_separator, cells)) {
            row.cells = cells;
            row.whole = true;
            m_lines = ahead;
            return true;
        }
    }
    return true;
}

} // namespace ringward
