#pragma once
#include <QString>
#include <QStringView>

#include <deque>
#include <vector>

namespace ringward {

/// Cuts delimited text into rows and cells: quotes with doubled quotes inside, line feeds in quoted cells, CRLF, LF and
/// CR. A quote that is never closed counts as an ordinary character, so that it costs its own row only.
/// Every character is looked at a bounded number of times.
class CsvLexer {
public:
    CsvLexer(QStringView text, QChar delimiter, qsizetype start = 0, qint64 line = 1)
        : m_text(text)
        , m_delimiter(delimiter)
        , m_at(start)
        , m_line(line)
    {
    }
    struct Row {
        std::vector<QStringView> cells;
        qint64 line = 0; ///< in the file, where the row begins
        qsizetype start = 0; ///< in the text
        bool tooLong = false; ///< more cells or characters than any list has; the cells are not complete
    };
    /// Skips empty lines. Cells live until the next call.
    bool next(Row &row);

    static constexpr std::size_t kMaxCells = 1024;
    static constexpr qsizetype kMaxQuoted = 32 * 1024; ///< characters in one quoted cell
    static constexpr int kMaxQuotedLines = 32;

private:
    QStringView quotedCell();
    QStringView plainCell();
    bool atCellEnd(qsizetype at) const;
    void endLine();

    QStringView m_text;
    QChar m_delimiter;
    qsizetype m_at;
    qint64 m_line;
    bool m_quotesCount = true; ///< in this row
    std::deque<QString> m_unquoted; ///< cells that had doubled quotes
};

} // namespace ringward
