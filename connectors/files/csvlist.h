#pragma once
#include "connectors/files/csvlexer.h"
#include "connectors/files/listrows.h"

#include <optional>

namespace ringward {

/// A device list in comma, semicolon, tab or pipe separated text. The delimiter and the line of titles are found by
/// what the lines have in common and by titles that are known; lines before the titles are skipped.
class CsvList : public ListRows {
public:
    /// nullopt when the text is no list with columns. The text outlives the list.
    static std::optional<CsvList> detect(QStringView text);

    const QStringList &titles() const override { return m_titles; }
    bool next(ListRow &row) override;
    void rewind() override;
    QChar delimiter() const { return m_delimiter; }
    bool titlesKnown() const { return m_known > 0; } ///< at least one title says what machine a row is

private:
    CsvList(QStringView text, QChar delimiter)
        : m_text(text)
        , m_delimiter(delimiter)
        , m_lexer(text, delimiter)
    {
    }
    bool findTitles();

    QStringView m_text;
    QChar m_delimiter;
    QStringList m_titles;
    int m_known = 0; ///< titles that are known
    double m_evenness = 0; ///< share of the first rows that have as many cells as the titles
    qsizetype m_body = 0; ///< where the rows begin
    qint64 m_bodyLine = 1;
    CsvLexer m_lexer;
    CsvLexer::Row m_row;
};

} // namespace ringward
