#pragma once
#include <memory>

namespace ringward {

/// A value that copies share until one of them is edited. Copies may be read on any thread.
template <typename T>
class CopyOnWrite {
public:
    const T &operator*() const { return *m_value; }
    const T *operator->() const { return m_value.get(); }
    T &edit()
    {
        {
            // Taking and dropping a reference orders this edit after the last read of a copy that went on another
            // thread; asking for the count alone would not.
            const std::shared_ptr<T> probe = m_value;
        }
        if (m_value.use_count() > 1)
            m_value = std::make_shared<T>(*m_value);
        return *m_value;
    }

private:
    std::shared_ptr<T> m_value = std::make_shared<T>();
};

} // namespace ringward
