#include "connectors/files/csvlexer.h"

#include <algorithm>

namespace ringward {

namespace {

bool isLineEnd(QChar c)
{
    return c == u'\n' || c == u'\r';
}

} // namespace

bool CsvLexer::atCellEnd(qsizetype at) const
{
    return at >= m_text.size() || m_text[at] == m_delimiter || isLineEnd(m_text[at]);
}

void CsvLexer::endLine()
{
    if (m_at < m_text.size() && m_text[m_at] == u'\r')
        ++m_at;
    else if (m_at < m_text.size() && m_text[m_at] == u'\n') {
        ++m_at;
        ++m_line;
        return;
    }
    if (m_at < m_text.size() && m_text[m_at] == u'\n')
        ++m_at;
    ++m_line;
}

/// A cell that begins with a quote, or a null view when the quote is never closed as a quote would be.
QStringView CsvLexer::quotedCell()
{
    const qsizetype from = m_at + 1;
    const qsizetype limit = std::min(m_text.size(), from + kMaxQuoted);
    bool doubled = false;
    int lines = 0;
    for (qsizetype at = from; at < limit; ++at) {
        const QChar c = m_text[at];
        if (c == u'\n' && ++lines > kMaxQuotedLines)
            break;
        if (c != u'"')
            continue;
        qsizetype behind = at + 1;
        while (behind < m_text.size() && m_text[behind] == u' ' && m_delimiter != u' ')
            ++behind;
        if (atCellEnd(behind)) {
            m_line += lines;
            m_at = behind;
            const QStringView inside = m_text.sliced(from, at - from);
            if (!doubled)
                return inside.isNull() ? QStringView(u"") : inside;
            m_unquoted.push_back(inside.toString().replace(QStringLiteral("\"\""), QStringLiteral("\"")));
            return m_unquoted.back();
        }
        if (at + 1 < m_text.size() && m_text[at + 1] == u'"') {
            doubled = true;
            ++at;
        }
    }
    return {};
}

QStringView CsvLexer::plainCell()
{
    const qsizetype from = m_at;
    while (!atCellEnd(m_at))
        ++m_at;
    return m_text.sliced(from, m_at - from).trimmed();
}

bool CsvLexer::next(Row &row)
{
    row.cells.clear();
    m_unquoted.clear();
    row.tooLong = false;
    m_quotesCount = true;
    while (m_at < m_text.size() && isLineEnd(m_text[m_at]))
        endLine();
    if (m_at >= m_text.size())
        return false;
    row.line = m_line;
    row.start = m_at;
    while (true) {
        QStringView cell;
        qsizetype blank = m_at;
        while (blank < m_text.size() && m_text[blank] == u' ')
            ++blank;
        if (m_quotesCount && blank < m_text.size() && m_text[blank] == u'"') {
            m_at = blank;
            cell = quotedCell();
            m_quotesCount = !cell.isNull();
        }
        if (cell.isNull())
            cell = plainCell();
        row.cells.push_back(cell);
        if (m_at >= m_text.size())
            return true;
        if (isLineEnd(m_text[m_at])) {
            endLine();
            return true;
        }
        ++m_at; // the delimiter
        if (row.cells.size() >= kMaxCells) {
            row.tooLong = true;
            while (m_at < m_text.size() && !isLineEnd(m_text[m_at]))
                ++m_at;
            endLine();
            return true;
        }
    }
}

} // namespace ringward
