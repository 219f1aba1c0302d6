#include "models/fleet/filterparser.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace ringward {

namespace {

using Lexeme = FilterLexeme;
using Kind = FilterLexeme::Kind;
using State = FilterDiagnosis::State;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Filter", text);
}

struct OperatorSpelling {
    const char *spelling;
    FilterOperator op;
};
constexpr std::array kOperators{
    OperatorSpelling{":", FilterOperator::Has},     OperatorSpelling{"=", FilterOperator::Equal},
    OperatorSpelling{"==", FilterOperator::Equal},  OperatorSpelling{"!=", FilterOperator::NotEqual},
    OperatorSpelling{"<", FilterOperator::Less},    OperatorSpelling{"<=", FilterOperator::LessEqual},
    OperatorSpelling{">", FilterOperator::Greater}, OperatorSpelling{">=", FilterOperator::GreaterEqual},
};

bool isOrdering(FilterOperator op)
{
    return op >= FilterOperator::Less;
}

} // namespace

FilterParser::FilterParser(const QString &line, std::span<const FilterField> fields)
    : m_line(line)
    , m_fields(fields)
{
    if (line.size() > kLongestLine) {
        m_diagnosis = {State::Wrong,
                       tr("the line is longer than %1 characters").arg(QLocale().toString(kLongestLine)),
                       kLongestLine,
                       int(line.size()) - kLongestLine,
                       {}};
        return;
    }
    m_lexemes = lexFilter(m_line);
    auto root = std::make_shared<FilterNode>();
    if (m_lexemes.empty() || parseOr(*root, 0)) {
        if (const Lexeme *rest = peek())
            wrong(tr("nothing was opened that “)” at column %1 could close").arg(rest->at + 1), *rest);
        else
            m_root = std::move(root);
    }
    colour();
}

bool FilterParser::isKeyword(const Lexeme *lexeme, QStringView word) const
{
    return lexeme && lexeme->kind == Kind::Word && !lexeme->quoted
        && word.compare(lexeme->text, Qt::CaseInsensitive) == 0;
}

bool FilterParser::take(QStringView keyword)
{
    if (!isKeyword(peek(), keyword))
        return false;
    ++m_next;
    return true;
}

bool FilterParser::unfinished(const QString &message, int at, int length)
{
    m_diagnosis.state = State::Incomplete;
    m_diagnosis.message = tr("unfinished: %1").arg(message);
    m_diagnosis.at = at;
    m_diagnosis.length = length;
    return false;
}

bool FilterParser::wrong(const QString &message, const Lexeme &lexeme)
{
    m_diagnosis.state = State::Wrong;
    m_diagnosis.message = message;
    m_diagnosis.at = lexeme.at;
    m_diagnosis.length = lexeme.length;
    return false;
}

bool FilterParser::parseOr(FilterNode &node, int depth)
{
    node.kind = FilterNode::Kind::Or;
    do {
        if (!parseAnd(node.children.emplace_back(), depth))
            return false;
    } while (take(u"or"));
    if (node.children.size() == 1)
        node = FilterNode(std::move(node.children.front()));
    return true;
}

bool FilterParser::parseAnd(FilterNode &node, int depth)
{
    node.kind = FilterNode::Kind::And;
    do {
        if (!parseTerm(node.children.emplace_back(), depth))
            return false;
    } while (take(u"and") || (peek() && peek()->kind != Kind::Close && !isKeyword(peek(), u"or")));
    if (node.children.size() == 1)
        node = FilterNode(std::move(node.children.front()));
    return true;
}

bool FilterParser::parseTerm(FilterNode &node, int depth)
{
    const Lexeme *lexeme = peek();
    if (!lexeme)
        return unfinished(tr("a condition or a word follows"), int(m_line.size()));
    if (depth > kDeepest)
        return wrong(tr("more than %1 parentheses or negations within each other").arg(kDeepest), *lexeme);
    if (isKeyword(lexeme, u"not") || lexeme->kind == Kind::Minus) {
        ++m_next;
        node.kind = FilterNode::Kind::Not;
        return parseTerm(node.children.emplace_back(), depth + 1);
    }
    switch (lexeme->kind) {
    case Kind::Open:
        return parseGroup(node, depth);
    case Kind::Name:
        return parseComparison(node);
    case Kind::Word:
        return parseText(node);
    case Kind::Close:
        return wrong(tr("a condition is missing before “)” at column %1").arg(lexeme->at + 1), *lexeme);
    default:
        break;
    }
    return wrong(tr("a field is missing before “%1” at column %2").arg(lexeme->text).arg(lexeme->at + 1), *lexeme);
}

bool FilterParser::parseGroup(FilterNode &node, int depth)
{
    const Lexeme open = *peek();
    ++m_next;
    if (peek() && peek()->kind == Kind::Close)
        return unfinished(tr("a condition goes between the parentheses"), open.at, 2);
    if (!parseOr(node, depth + 1))
        return false;
    if (!peek())
        return unfinished(tr("“)” is missing"), open.at, 1);
    ++m_next; // parseOr() stops at nothing else
    return true;
}

bool FilterParser::parseText(FilterNode &node)
{
    const Lexeme &lexeme = *peek();
    if (isKeyword(&lexeme, u"or") || isKeyword(&lexeme, u"and"))
        return wrong(tr("a condition is missing before “%1” at column %2").arg(lexeme.text).arg(lexeme.at + 1), lexeme);
    if (!lexeme.closed)
        return unfinished(tr("the closing quote is missing"), lexeme.at, lexeme.length);
    node.kind = FilterNode::Kind::Text;
    node.text = {.text = lexeme.text, .quoted = lexeme.quoted, .at = lexeme.at, .length = lexeme.length};
    ++m_next;
    return true;
}

bool FilterParser::parseComparison(FilterNode &node)
{
    node.kind = FilterNode::Kind::Comparison;
    if (!parseField(node.comparison) || !parseOperator(node.comparison))
        return false;
    while (parseValue(node.comparison)) {
        if (!peek() || peek()->kind != Kind::Comma)
            return true;
        if (isOrdering(node.comparison.op))
            return wrong(tr("“<” and “>” compare with one value only, column %1").arg(peek()->at + 1), *peek());
        ++m_next;
    }
    return false;
}

bool FilterParser::parseField(FilterComparison &comparison)
{
    const Lexeme &name = *peek();
    const qsizetype dot = name.text.indexOf(u'.');
    const QStringView field = dot < 0 ? QStringView(name.text) : QStringView(name.text).left(dot);
    comparison.field = findFilterField(field, m_fields);
    if (!comparison.field) {
        const FilterField *meant = nearestFilterField(field, m_fields);
        const QString message = tr("no field “%1” at column %2.").arg(name.text).arg(name.at + 1);
        return wrong(meant ? tr("%1 %2?").arg(message, QLatin1StringView(meant->name)) : message, name);
    }
    if (dot >= 0 && !comparison.field->perStream)
        return wrong(tr("%1 is the same for every stream; leave “%2” out, column %3")
                         .arg(field, QStringView(name.text).mid(dot))
                         .arg(name.at + 1 + dot),
                     name);
    if (dot >= 0)
        comparison.stream = name.text.mid(dot + 1);
    ++m_next;
    return true;
}

bool FilterParser::parseOperator(FilterComparison &comparison)
{
    const Lexeme &sign = *peek();
    const auto known = std::find_if(kOperators.begin(), kOperators.end(), [&sign](const OperatorSpelling &o) {
        return sign.text == QLatin1StringView(o.spelling);
    });
    if (known == kOperators.end() && sign.end() == m_line.size())
        return unfinished(tr("“!” becomes “!=”"), sign.at, sign.length);
    if (known == kOperators.end())
        return wrong(tr("no operator “%1” at column %2").arg(sign.text).arg(sign.at + 1), sign);
    if (isOrdering(known->op) && !comparison.field->ordered)
        return wrong(tr("%1 has no order; use “:” or “!=” at column %2")
                         .arg(QLatin1StringView(comparison.field->name))
                         .arg(sign.at + 1),
                     sign);
    comparison.op = known->op;
    ++m_next;
    return true;
}

bool FilterParser::parseValue(FilterComparison &comparison)
{
    const FilterField &field = *comparison.field;
    const Lexeme *lexeme = peek();
    if (!lexeme || lexeme->kind != Kind::Value)
        return unfinished(tr(field.follows), m_lexemes[m_next - 1].end());
    if (!lexeme->closed)
        return unfinished(tr("the closing quote is missing"), lexeme->at, lexeme->length);
    FilterValue value{.text = lexeme->text, .quoted = lexeme->quoted, .at = lexeme->at, .length = lexeme->length};
    if (!value.quoted && QStringView(u":=<>!").contains(value.text.front()))
        return wrong(tr("“%1” at column %2 is no value; %3").arg(value.text).arg(value.at + 1).arg(tr(field.follows)),
                     *lexeme);
    const qsizetype dots = value.quoted || !field.ordered ? -1 : value.text.indexOf(u"..");
    if (dots >= 0) {
        value.isRange = true;
        value.upper = value.text.mid(dots + 2);
        value.text.truncate(dots);
        if (isOrdering(comparison.op))
            return wrong(tr("a range goes with “:”, not with “<” or “>”, column %1").arg(value.at + 1), *lexeme);
    }
    QString problem;
    const ValueState state = readFilterValue(field, value, problem);
    const bool atEnd = lexeme->end() == m_line.size();
    if (state == ValueState::Unfinished && atEnd)
        return unfinished(problem, value.at, value.length);
    if (state != ValueState::Good)
        return wrong(tr("%1, column %2").arg(problem).arg(value.at + 1), *lexeme);
    const bool lonelyAge = field.kind == FilterKind::Age && !isOrdering(comparison.op) && !value.isRange;
    if (lonelyAge && value.number != kNever) {
        const QString message =
            tr("%1 goes with “<” or “>”, or with a range as in 1h..2h").arg(QLatin1StringView(field.name));
        return atEnd ? unfinished(message, value.at, value.length)
                     : wrong(tr("%1, column %2").arg(message).arg(value.at + 1), *lexeme);
    }
    comparison.values.push_back(std::move(value));
    ++m_next;
    return true;
}

/// Tokens for all of the line, whether or not it was understood to its end.
void FilterParser::colour()
{
    using Token = FilterToken::Kind;
    constexpr std::array kColours{Token::Parenthesis, Token::Parenthesis, Token::Operator, Token::Field,
                                  Token::Operator,    Token::Value,       Token::Operator, Token::Text};
    for (const Lexeme &lexeme : m_lexemes) {
        Token kind = kColours[std::size_t(lexeme.kind)];
        if (isKeyword(&lexeme, u"and") || isKeyword(&lexeme, u"or") || isKeyword(&lexeme, u"not"))
            kind = Token::Word;
        if (m_diagnosis.state == State::Wrong && lexeme.at == m_diagnosis.at)
            kind = Token::Wrong;
        m_diagnosis.tokens.push_back({kind, lexeme.at, lexeme.length});
    }
}

} // namespace ringward
