#include "connectors/files/jsonsplitter.h"

namespace ringward {

void JsonSplitter::skipString()
{
    for (++m_at; m_at < m_text.size(); ++m_at) {
        const char c = m_text[m_at];
        if (c == '\\')
            ++m_at;
        else if (c == '"' || c == '\n')
            return;
    }
}

std::optional<JsonSplitter::Piece> JsonSplitter::next()
{
    std::optional<std::size_t> start;
    for (; m_at < m_text.size(); ++m_at) {
        switch (m_text[m_at]) {
        case '"':
            skipString();
            break;
        case '{':
        case '[':
            if (m_now == m_depth && m_text[m_at] == '{')
                start = m_at;
            ++m_now;
            break;
        case '}':
        case ']':
            m_now = m_now > 0 ? m_now - 1 : 0;
            if (start && m_now == m_depth)
                return Piece{m_text.substr(*start, ++m_at - *start), true};
            break;
        default:
            break;
        }
    }
    if (start)
        return Piece{m_text.substr(*start), false};
    return std::nullopt;
}

} // namespace ringward
