#include "connectors/files/csvlist.h"

#include "connectors/files/columnmeanings.h"
#include "models/base/counted.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

constexpr int kLinesBeforeTitles = 20;
constexpr int kProbedRows = 50;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::CsvList", text);
}

int knownTitles(const std::vector<QStringView> &cells)
{
    int known = 0;
    for (const QStringView cell : cells)
        known += meaningOfTitle(cell).confidence >= 1;
    return known;
}

/// Excel writes the delimiter as first line: "sep=;".
bool isSeparatorLine(const CsvLexer::Row &row)
{
    return !row.cells.empty() && row.cells.front().startsWith(u"sep=", Qt::CaseInsensitive);
}

std::size_t withoutEmptyEnd(const std::vector<QStringView> &cells)
{
    std::size_t count = cells.size();
    while (count > 0 && cells[count - 1].trimmed().isEmpty())
        --count;
    return count;
}

} // namespace

bool CsvList::findTitles()
{
    CsvLexer lexer(m_text, m_delimiter);
    CsvLexer::Row row;
    std::vector<std::size_t> widths;
    std::size_t titleRow = 0;
    for (int i = 0; i < kProbedRows && lexer.next(row); ++i) {
        widths.push_back(row.cells.size());
        const int known = i < kLinesBeforeTitles && !row.tooLong ? knownTitles(row.cells) : 0;
        const bool first = m_titles.isEmpty() && row.cells.size() > 1 && !isSeparatorLine(row);
        if (known <= m_known && !first)
            continue;
        m_known = known;
        titleRow = widths.size() - 1;
        m_titles.clear();
        for (const QStringView cell : row.cells)
            m_titles.append(cell.trimmed().left(200).toString());
        m_body = row.start;
        m_bodyLine = row.line;
    }
    if (m_titles.isEmpty())
        return false;
    const auto behind = std::size_t(std::ptrdiff_t(widths.size()) - std::ptrdiff_t(titleRow) - 1);
    const auto even =
        std::count(widths.begin() + std::ptrdiff_t(titleRow) + 1, widths.end(), std::size_t(m_titles.size()));
    m_evenness = behind ? double(even) / double(behind) : 0;
    while (m_titles.size() > 1 && m_titles.back().isEmpty())
        m_titles.removeLast(); // lines that end in a delimiter
    return true;
}

std::optional<CsvList> CsvList::detect(QStringView text)
{
    std::optional<CsvList> best;
    const auto score = [](const CsvList &list) {
        return list.m_known * 10 + list.m_evenness * 5 + (list.m_titles.size() > 1 ? 1 : 0);
    };
    for (const QChar delimiter : {u',', u';', u'\t', u'|'}) {
        CsvList list(text, delimiter);
        if (list.findTitles() && (!best || score(list) > score(*best)))
            best = std::move(list);
    }
    // Without a title that is known, only an even table may be a list.
    if (!best || (best->m_known == 0 && best->m_evenness < 0.8))
        return std::nullopt;
    best->rewind();
    return best;
}

void CsvList::rewind()
{
    m_lexer = CsvLexer(m_text, m_delimiter, m_body, m_bodyLine);
    m_lexer.next(m_row); // the titles
}

bool CsvList::next(ListRow &row)
{
    row.cells.clear();
    row.problem.clear();
    const auto wanted = std::size_t(m_titles.size());
    do {
        if (!m_lexer.next(m_row))
            return false;
    } while (!m_row.tooLong && withoutEmptyEnd(m_row.cells) == 0);
    row.where = tr("line %1").arg(m_row.line);
    if (m_row.tooLong) {
        row.problem = tr("the line has more than %1 columns").arg(CsvLexer::kMaxCells);
    } else if (withoutEmptyEnd(m_row.cells) > wanted || m_row.cells.size() < wanted) {
        row.problem = tr("%1 where the titles are %2").arg(counted(qint64(m_row.cells.size()), Noun::Cell)).arg(wanted);
    } else {
        row.cells.assign(m_row.cells.begin(), m_row.cells.begin() + std::ptrdiff_t(wanted));
    }
    return true;
}

} // namespace ringward
