#include "models/fleet/filterlexer.h"

namespace ringward {

namespace {

using Kind = FilterLexeme::Kind;

bool isQuote(QChar c)
{
    return c == u'"' || c == u'“' || c == u'”';
}
bool isOperatorChar(QChar c)
{
    return c == u':' || c == u'=' || c == u'!' || c == u'<' || c == u'>';
}
bool isNameChar(QChar c)
{
    return c.isLetterOrNumber() || c == u'.' || c == u'_' || c == u'-';
}

class Lexer {
public:
    explicit Lexer(QStringView line)
        : m_line(line)
    {
    }

    std::vector<FilterLexeme> run()
    {
        while (skipBlanks(), m_at < m_line.size()) {
            const QChar c = m_line[m_at];
            if (c == u'(')
                add(Kind::Open, 1);
            else if (c == u')')
                add(Kind::Close, 1);
            else if (c == u'-' && m_at + 1 < m_line.size() && !m_line[m_at + 1].isSpace())
                add(Kind::Minus, 1);
            else if (isQuote(c))
                quoted(Kind::Word);
            else if (const qsizetype length = operatorLength())
                comparison(length);
            else
                word();
        }
        return std::move(m_lexemes);
    }

private:
    QChar peek(qsizetype ahead = 0) const { return m_at + ahead < m_line.size() ? m_line[m_at + ahead] : QChar(); }
    void skipBlanks()
    {
        while (peek().isSpace())
            ++m_at;
    }
    void add(Kind kind, qsizetype length)
    {
        m_lexemes.push_back({kind, int(m_at), int(length), m_line.mid(m_at, length).toString()});
        m_at += length;
    }

    /// Length of the operator here, 0 when there is none. A lone "!" is one, so that the parser can complain.
    qsizetype operatorLength() const
    {
        if (!isOperatorChar(peek()))
            return 0;
        return peek() != u':' && peek(1) == u'=' ? 2 : 1;
    }

    void word()
    {
        qsizetype length = 0;
        while (m_at + length < m_line.size() && isNameChar(m_line[m_at + length]))
            ++length;
        const qsizetype start = m_at;
        m_at += length;
        skipBlanks();
        const bool named = length > 0 && m_line[start].isLetter() && operatorLength() > 0;
        m_at = start;
        if (named)
            return add(Kind::Name, length);
        while (m_at + length < m_line.size() && !endsWord(m_line[m_at + length]))
            ++length;
        add(Kind::Word, length);
    }

    /// A colon may be inside a word (a MAC address); other operator signs may not.
    static bool endsWord(QChar c)
    {
        return c.isSpace() || c == u'(' || c == u')' || isQuote(c) || (isOperatorChar(c) && c != u':');
    }

    void quoted(Kind kind)
    {
        FilterLexeme lexeme{kind, int(m_at), 0, {}, true, false};
        ++m_at;
        while (m_at < m_line.size() && !lexeme.closed) {
            if (peek() == u'\\' && (isQuote(peek(1)) || peek(1) == u'\\')) {
                lexeme.text += peek(1);
                m_at += 2;
                continue;
            }
            if (isQuote(peek()))
                lexeme.closed = true;
            else
                lexeme.text += peek();
            ++m_at;
        }
        lexeme.length = int(m_at) - lexeme.at;
        m_lexemes.push_back(std::move(lexeme));
    }

    /// An operator and the values behind it, separated by commas.
    void comparison(qsizetype operatorSize)
    {
        add(Kind::Operator, operatorSize);
        if (nextIsAnotherField())
            return;
        do {
            skipBlanks();
            if (isQuote(peek()))
                quoted(Kind::Value);
            else
                value();
            const qsizetype behind = m_at;
            skipBlanks();
            if (peek() != u',') {
                m_at = behind;
                return;
            }
            add(Kind::Comma, 1);
        } while (m_at < m_line.size());
    }

    void value()
    {
        qsizetype length = 0;
        while (m_at + length < m_line.size()) {
            const QChar c = m_line[m_at + length];
            if (c.isSpace() || c == u'(' || c == u')' || c == u',' || isQuote(c))
                break;
            ++length;
        }
        if (length > 0)
            add(Kind::Value, length);
    }

    /// Whether a value is missing here: a blank, then a name with its operator.
    bool nextIsAnotherField()
    {
        const qsizetype start = m_at;
        skipBlanks();
        const bool blank = m_at > start;
        const qsizetype name = m_at;
        while (isNameChar(peek()))
            ++m_at;
        const bool another = blank && m_at > name && m_line[name].isLetter() && operatorLength() > 0;
        m_at = start;
        return another;
    }

    QStringView m_line;
    qsizetype m_at = 0;
    std::vector<FilterLexeme> m_lexemes;
};

} // namespace

std::vector<FilterLexeme> lexFilter(QStringView line)
{
    return Lexer(line).run();
}

} // namespace ringward
