#pragma once
#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace ringward {

/// A text to look for, in any case. `*` stands for anything unless the text was quoted.
class TextPattern {
public:
    enum class Fit { Inside, Whole }; ///< is part of the text, or is all of it
    TextPattern(const QString &wanted, bool quoted, Fit fit);

    bool matches(QStringView text) const;
    bool matchesUtf8(std::string_view text) const;
    bool isEmpty() const { return m_empty; } ///< looks for texts that are empty

    /// The one piece of ASCII text, in lower case, that is all this looks for inside others; empty when there is more
    /// to it. Such a text can be searched for in many names at once.
    std::string_view plainPiece() const;

private:
    std::vector<QString> m_pieces; ///< between the stars, case-folded
    std::vector<std::string> m_asciiPieces; ///< the same in lower case; empty when one of them is not ASCII
    Fit m_fit;
    bool m_empty = false;
};

} // namespace ringward
