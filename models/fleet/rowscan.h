#pragma once
#include <QtGlobal>

#include <bit>
#include <span>

namespace ringward {

/// Calls `visit(i)` for every bit that is set.
template <typename Visit>
void forEachRow(std::span<const quint64> rows, Visit &&visit)
{
    for (std::size_t w = 0; w < rows.size(); ++w) {
        for (quint64 word = rows[w]; word; word &= word - 1)
            visit(quint32(w * 64) + quint32(std::countr_zero(word)));
    }
}

/// Clears the bits for which `test(i)` is false. Reads all of a word's rows in one go when many of them are asked for,
/// because that has no branches; rows at or beyond `size` are never asked for.
template <typename Test>
void keepRows(std::span<quint64> rows, std::size_t size, Test &&test)
{
    constexpr int kFew = 16;
    for (std::size_t w = 0; w < rows.size(); ++w) {
        const quint64 word = rows[w];
        quint64 kept = 0;
        if (std::popcount(word) > kFew && (w + 1) * 64 <= size) {
            for (std::size_t bit = 0; bit < 64; ++bit)
                kept |= quint64(bool(test(w * 64 + bit))) << bit;
            kept &= word;
        } else {
            for (quint64 rest = word; rest; rest &= rest - 1) {
                const auto bit = std::size_t(std::countr_zero(rest));
                kept |= quint64(bool(test(w * 64 + bit))) << bit;
            }
        }
        rows[w] = kept;
    }
}

} // namespace ringward
