#include "models/fleet/textpattern.h"

#include <QStringList>

#include <algorithm>

namespace ringward {

namespace {

char asciiLower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c;
}

bool isAscii(std::string_view text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return c & '\x80'; });
}

/// Where `piece` (lower case) is in `text` at or after `from`; npos when it is not.
std::size_t findPiece(std::string_view text, std::string_view piece, std::size_t from)
{
    const auto same = [](char c, char wanted) {
        return asciiLower(c) == wanted;
    };
    const auto at = std::search(text.begin() + std::ptrdiff_t(from), text.end(), piece.begin(), piece.end(), same);
    return at == text.end() && !piece.empty() ? std::string_view::npos : std::size_t(at - text.begin());
}

std::size_t findPiece(QStringView text, const QString &piece, std::size_t from)
{
    const qsizetype at = text.indexOf(piece, qsizetype(from), Qt::CaseInsensitive);
    return at < 0 ? std::string_view::npos : std::size_t(at);
}

bool endsWith(std::string_view text, std::string_view piece)
{
    return text.size() >= piece.size() && findPiece(text.substr(text.size() - piece.size()), piece, 0) == 0;
}

bool endsWith(QStringView text, const QString &piece)
{
    return text.endsWith(piece, Qt::CaseInsensitive);
}

/// Whether the pieces follow each other in `text`; as the whole of it, the first starts it and the last ends it.
template <typename Text, typename Pieces>
bool piecesFit(Text text, const Pieces &pieces, TextPattern::Fit fit)
{
    std::size_t from = 0;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const std::size_t length = std::size_t(pieces[i].size());
        const bool mustEnd = fit == TextPattern::Fit::Whole && i + 1 == pieces.size();
        if (mustEnd && (std::size_t(text.size()) < from + length || !endsWith(text, pieces[i])))
            return false;
        if (mustEnd && i == 0)
            return std::size_t(text.size()) == length;
        if (mustEnd)
            return true;
        const std::size_t at = findPiece(text, pieces[i], from);
        if (at == std::string_view::npos || (fit == TextPattern::Fit::Whole && i == 0 && at != 0))
            return false;
        from = at + length;
    }
    return true;
}

} // namespace

TextPattern::TextPattern(const QString &wanted, bool quoted, Fit fit)
    : m_fit(fit)
    , m_empty(wanted.isEmpty())
{
    for (const QString &piece : quoted ? QStringList{wanted} : wanted.split(u'*')) {
        m_pieces.push_back(piece);
        m_asciiPieces.push_back(piece.toLower().toStdString());
    }
    if (m_empty)
        m_fit = Fit::Whole;
    const bool ascii = std::all_of(m_pieces.begin(), m_pieces.end(),
                                   [](const QString &piece) { return isAscii(piece.toStdString()); });
    if (!ascii)
        m_asciiPieces.clear();
}

bool TextPattern::matches(QStringView text) const
{
    return piecesFit(text, m_pieces, m_fit);
}

bool TextPattern::matchesUtf8(std::string_view text) const
{
    if (!m_asciiPieces.empty())
        return piecesFit(text, m_asciiPieces, m_fit);
    // A wanted text with letters beyond ASCII can only be in a name that has some.
    return !isAscii(text) && matches(QString::fromUtf8(text.data(), qsizetype(text.size())));
}

std::string_view TextPattern::plainPiece() const
{
    if (m_fit != Fit::Inside || m_asciiPieces.size() != 1)
        return {};
    return m_asciiPieces.front();
}

} // namespace ringward
