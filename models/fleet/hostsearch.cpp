#include "models/fleet/hostsearch.h"

#include "models/fleet/rowscan.h"

#include <algorithm>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace ringward {

namespace {

constexpr std::size_t kStep = 16;

/// A bit for each of the 16 places from `text` on at which `first`, and `gap` bytes later `last`, may be: letters in
/// any case, a few other signs too. Reads 16 + gap bytes.
quint32 candidates(const char *text, std::size_t gap, char first, char last)
{
#ifdef __SSE2__
    const __m128i fold = _mm_set1_epi8(0x20);
    const auto fits = [fold](const char *from, char wanted) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(from));
        return _mm_cmpeq_epi8(_mm_or_si128(bytes, fold), _mm_set1_epi8(char(wanted | 0x20)));
    };
    return quint32(_mm_movemask_epi8(_mm_and_si128(fits(text, first), fits(text + gap, last))));
#else
    quint32 found = 0;
    for (std::size_t i = 0; i < kStep; ++i) {
        const bool fits = (text[i] | 0x20) == (first | 0x20) && (text[i + gap] | 0x20) == (last | 0x20);
        found |= quint32(fits) << i;
    }
    return found;
#endif
}

bool sameAscii(std::string_view text, std::string_view lower)
{
    return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                      [](char c, char wanted) { return (c >= 'A' && c <= 'Z' ? char(c | 0x20) : c) == wanted; });
}

/// First place at or after `from` where `piece` (lower case) is in any case; npos when there is none.
std::size_t findPiece(std::string_view text, std::string_view piece, std::size_t from)
{
    const std::size_t gap = piece.size() - 1;
    for (; from + gap + kStep <= text.size(); from += kStep) {
        for (quint32 places = candidates(text.data() + from, gap, piece.front(), piece.back()); places;
             places &= places - 1) {
            const std::size_t at = from + std::size_t(std::countr_zero(places));
            if (sameAscii(text.substr(at, piece.size()), piece))
                return at;
        }
    }
    for (; from + piece.size() <= text.size(); ++from) {
        if (sameAscii(text.substr(from, piece.size()), piece))
            return from;
    }
    return std::string_view::npos;
}

/// Searches all names of the chunk as one text: far quicker than one by one when most of them are wanted.
void searchAll(const HostColumn &hosts, std::string_view piece, std::span<quint64> rows)
{
    std::vector<quint64> found(rows.size());
    const std::string_view text = hosts.bytes();
    std::size_t at = 0, row = 0;
    while ((at = findPiece(text, piece, at)) != std::string_view::npos) {
        row = hosts.rowAt(at, row);
        const std::size_t end = hosts.offset(row) + hosts.at(row).size();
        if (at + piece.size() > end) { // begins in one name and ends in the next
            ++at;
            continue;
        }
        found[row / 64] |= quint64(1) << (row % 64);
        at = end;
    }
    for (std::size_t w = 0; w < rows.size(); ++w)
        rows[w] &= found[w];
}

} // namespace

void keepMatchingHosts(const HostColumn &hosts, const TextPattern &pattern, std::span<quint64> rows)
{
    constexpr std::size_t kWorthwhile = 8; // one row in so many
    std::size_t wanted = 0;
    for (const quint64 word : rows)
        wanted += std::size_t(std::popcount(word));
    const std::string_view piece = pattern.plainPiece();
    if (!piece.empty() && wanted * kWorthwhile > hosts.size())
        searchAll(hosts, piece, rows);
    else
        keepRows(rows, hosts.size(), [&](std::size_t i) { return pattern.matchesUtf8(hosts.at(i)); });
}

} // namespace ringward
