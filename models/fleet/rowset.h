#pragma once
#include "models/fleet/device.h"

#include <bit>
#include <vector>

namespace ringward {

/// Which rows of one snapshot: a bit a row.
class RowSet {
public:
    RowSet() = default;
    explicit RowSet(quint32 rows, bool all = false)
        : m_words((rows + 63) / 64, all ? ~quint64(0) : 0)
        , m_rows(rows)
    {
        if (all && rows % 64)
            m_words.back() &= (quint64(1) << (rows % 64)) - 1;
    }
    quint32 rows() const { return m_rows; } ///< of the snapshot, not of the set
    bool test(Row row) const { return m_words[row / 64] >> (row % 64) & 1; }
    void set(Row row) { m_words[row / 64] |= quint64(1) << (row % 64); }
    quint32 count() const
    {
        quint32 sum = 0;
        for (const quint64 word : m_words)
            sum += quint32(std::popcount(word));
        return sum;
    }
    const std::vector<quint64> &words() const { return m_words; }
    std::vector<quint64> &words() { return m_words; }
    friend bool operator==(const RowSet &, const RowSet &) = default;

private:
    std::vector<quint64> m_words;
    quint32 m_rows = 0;
};

} // namespace ringward
