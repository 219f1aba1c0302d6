#pragma once
#include "models/fleet/keytable.h"

namespace ringward {

/// The sort key of any row as a number: small comes first, whichever way the order goes. All hosts have the same.
class SortKeys {
public:
    SortKeys(const FleetSnapshot &fleet, DeviceKey key, Qt::SortOrder order);

    bool isHost() const { return m_isHost; }
    bool isFalling() const { return m_isFalling; }
    quint32 groups() const { return m_table.values.empty() ? 0 : m_table.size; } ///< all keys are below; 0 for times

    /// Calls `use` with a function from a row in the chunk to its key.
    template <typename Use>
    void inChunk(const FleetChunk &chunk, const Use &use) const
    {
        if (m_isHost)
            return use([](quint32) { return 0U; });
        withColumn(chunk, m_table.column, [&](const auto &codes) {
            if (m_table.values.empty())
                use([flip = m_flip, data = codes.data()](quint32 i) { return quint32(data[i]) ^ flip; });
            else
                use([values = m_table.values.data(), data = codes.data()](quint32 i) { return values[data[i]]; });
        });
    }

    quint32 of(const FleetSnapshot &fleet, Row row) const
    {
        quint32 value = 0;
        inChunk(fleet.chunkOf(row), [&](const auto &key) { value = key(FleetSnapshot::inChunk(row)); });
        return value;
    }

private:
    KeyTable m_table; ///< without values for times
    quint32 m_flip = 0;
    bool m_isHost;
    bool m_isFalling;
};

} // namespace ringward
