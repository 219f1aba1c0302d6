#pragma once
#include <QString>

#include <vector>

namespace ringward {

/// One piece of a filter line.
struct FilterLexeme {
    enum class Kind : quint8 {
        Open,
        Close,
        Minus, ///< right before what it excludes
        Name, ///< a word with an operator behind it
        Operator,
        Value, ///< after an operator or a comma
        Comma, ///< between values
        Word, ///< free text, or and, or, not
    };
    Kind kind = Kind::Word;
    int at = 0, length = 0; ///< in the line, quotes included
    QString text; ///< without the quotes
    bool quoted = false;
    bool closed = true; ///< false when the closing quote is missing
    int end() const { return at + length; }
};

/// Cuts a line into its pieces. Everything is a piece of some kind: what makes no sense is the parser's affair.
std::vector<FilterLexeme> lexFilter(QStringView line);

} // namespace ringward
