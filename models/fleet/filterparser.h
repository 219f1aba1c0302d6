#pragma once
#include "models/fleet/filter.h"
#include "models/fleet/filterlexer.h"
#include "models/fleet/filternode.h"

namespace ringward {

/// Makes a tree of a filter line, or says where it is unfinished or wrong.
class FilterParser {
public:
    static constexpr int kLongestLine = 10'000; ///< UTF-16 units
    static constexpr int kDeepest = 100; ///< parentheses and negations within each other

    /// `fields` are what names before a colon may be; they must outlive the tree.
    explicit FilterParser(const QString &line, std::span<const FilterField> fields = filterFields());

    /// Null unless the diagnosis is Valid.
    std::shared_ptr<const FilterNode> root() const { return m_root; }
    const FilterDiagnosis &diagnosis() const { return m_diagnosis; }

private:
    using Lexeme = FilterLexeme;
    /// Each answers false after a complaint.
    bool parseOr(FilterNode &node, int depth);
    bool parseAnd(FilterNode &node, int depth);
    bool parseTerm(FilterNode &node, int depth);
    bool parseGroup(FilterNode &node, int depth);
    bool parseComparison(FilterNode &node);
    bool parseField(FilterComparison &comparison);
    bool parseOperator(FilterComparison &comparison);
    bool parseValue(FilterComparison &comparison);
    bool parseText(FilterNode &node);

    const Lexeme *peek() const { return m_next < m_lexemes.size() ? &m_lexemes[m_next] : nullptr; }
    bool isKeyword(const Lexeme *lexeme, QStringView word) const;
    bool take(QStringView keyword);
    bool unfinished(const QString &message, int at, int length = 0);
    bool wrong(const QString &message, const Lexeme &lexeme);
    void colour();

    QString m_line;
    std::span<const FilterField> m_fields;
    std::vector<Lexeme> m_lexemes;
    std::size_t m_next = 0;
    FilterDiagnosis m_diagnosis;
    std::shared_ptr<const FilterNode> m_root;
};

} // namespace ringward
