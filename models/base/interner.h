#pragma once
#include "models/base/copyonwrite.h"

#include <QHash>

#include <vector>

namespace ringward {

/// Numbers for small records that many rows share, each record once. Copies share until either grows.
/// `Hash` is called with a record and gives a size_t.
template <typename T, typename Hash>
class Interner {
public:
    explicit Interner(std::vector<T> initial = {})
    {
        for (const T &item : initial)
            intern(item);
    }
    quint32 intern(const T &item)
    {
        const size_t hash = Hash{}(item);
        const auto range = m_data->ids.equal_range(hash);
        for (auto it = range.first; it != range.second; ++it) {
            if (m_data->items[it.value()] == item)
                return it.value();
        }
        Data &data = m_data.edit();
        const auto id = quint32(data.items.size());
        data.items.push_back(item);
        data.ids.insert(hash, id);
        return id;
    }
    const std::vector<T> &items() const { return m_data->items; }

private:
    struct Data {
        std::vector<T> items;
        QMultiHash<size_t, quint32> ids;
    };
    CopyOnWrite<Data> m_data;
};

} // namespace ringward
