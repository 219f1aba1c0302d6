#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace ringward {

/// Cuts the objects of one nesting level out of JSON that may be damaged. A line feed ends a string that was never
/// closed, so that one missing quote does not swallow the rest. Needs no stack and one pass.
class JsonSplitter {
public:
    /// Objects that begin at this depth: 0 in a stream of records, 1 in an array, 2 in an array inside an object.
    JsonSplitter(std::string_view text, int depth)
        : m_text(text)
        , m_depth(depth)
    {
    }
    struct Piece {
        std::string_view text;
        bool whole = false; ///< false for a last object that the end of the file cut off
    };
    std::optional<Piece> next();

private:
    void skipString();
    std::string_view m_text;
    std::size_t m_at = 0;
    int m_depth;
    std::int64_t m_now = 0;
};

} // namespace ringward
