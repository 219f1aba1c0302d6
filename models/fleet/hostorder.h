#pragma once
#include "models/fleet/device.h"
#include "models/fleet/fleetchunk.h"

#include <atomic>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>

namespace ringward {

/// A host name's place in the order of names: ASCII letters in any case, byte by byte. The first eight bytes as one
/// number decide nearly always, and cheaply.
quint64 hostPrefix(std::string_view host);
bool hostLess(std::string_view left, std::string_view right);

/// All rows of a fleet by host name, equal names by row. It takes a while and host names seldom change, so it is made
/// when first wanted and shared by all snapshots that have the same host columns. Readers on any thread.
class HostOrder {
public:
    using Columns = std::vector<std::shared_ptr<const HostColumn>>;
    explicit HostOrder(Columns columns);

    const Columns &columns() const { return m_columns; }
    bool isKnown() const { return m_known.load(std::memory_order_acquire); }
    /// Waits while another thread is making it. Empty optional when stopped.
    std::optional<std::span<const Row>> rows(const std::stop_token &stop);
    std::size_t memory() const { return isKnown() ? m_rows.capacity() * sizeof(Row) : 0; }

private:
    Columns m_columns;
    std::mutex m_making;
    std::atomic<bool> m_known = false;
    std::vector<Row> m_rows;
};

} // namespace ringward
