#pragma once
#include <QtGlobal>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ringward {

inline constexpr quint32 kChunkShift = 16;
inline constexpr quint32 kChunkRows = 1U << kChunkShift;

/// Host names of a chunk back to back. A full offset every 128 rows and a 16-bit one for each row keep it at
/// two bytes a row beside the text; names longer than 255 bytes are cut there, as DNS does.
class HostColumn {
public:
    static constexpr std::size_t kBlock = 128;
    void append(std::string_view host);
    std::size_t size() const { return m_ends.size(); }
    std::string_view at(std::size_t i) const
    {
        const std::size_t base = m_bases[i / kBlock];
        const std::size_t begin = i % kBlock ? m_ends[i - 1] : 0;
        return {m_bytes.data() + base + begin, m_ends[i] - begin};
    }
    const std::string &bytes() const { return m_bytes; } ///< all names of the chunk, in row order, without separators
    std::size_t offset(std::size_t i) const { return m_bases[i / kBlock] + (i % kBlock ? m_ends[i - 1] : 0U); }
    /// Whose name the byte belongs to. Quick when it is one of the next few after `near`, which is not behind it.
    std::size_t rowAt(std::size_t byte, std::size_t near) const;
    void shrink();
    std::size_t memory() const;

private:
    std::string m_bytes;
    std::vector<quint32> m_bases;
    std::vector<quint16> m_ends;
};

template <typename T>
using Column = std::shared_ptr<const std::vector<T>>;

/// Up to kChunkRows devices, a column each. Columns never change once shared, and are shared one by one: a wave of
/// check-ins copies `lastSeenSec` and nothing else.
struct FleetChunk {
    std::shared_ptr<const HostColumn> host;
    Column<quint32> id, ward, lastSeenSec, healthSinceSec, updates, driverSet;
    Column<quint16> room, model, osBuild, role, pin, sourceMask;
    Column<quint8> tier, health, flags, conflicts;
    Column<quint16> recovery; ///< RecoveryMark; not from a source, so builder and archive leave it out

    quint32 size() const { return quint32(id->size()); }
};
using FleetChunkPtr = std::shared_ptr<const FleetChunk>;

} // namespace ringward
