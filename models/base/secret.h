#pragma once
#include <QByteArray>

#include <utility>

namespace ringward {

/// A password, token or key in memory. It is moved, never copied, compared or turned into a QString;
/// `secret.use([](QByteArrayView bytes) { ... })` is its only way out, and the bytes are overwritten when it goes.
class Secret {
public:
    Secret() = default;
    explicit Secret(QByteArray &&bytes)
        : m_bytes(std::move(bytes))
    {
        bytes = QByteArray();
        m_bytes.detach();
    }
    Secret(Secret &&other) noexcept
        : m_bytes(std::exchange(other.m_bytes, {}))
    {
    }
    Secret &operator=(Secret &&other) noexcept
    {
        if (this != &other) {
            wipe();
            m_bytes = std::exchange(other.m_bytes, {});
        }
        return *this;
    }
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret() { wipe(); }

    bool isEmpty() const { return m_bytes.isEmpty(); }

    template <typename F>
    decltype(auto) use(F &&function) const
    {
        return std::forward<F>(function)(QByteArrayView(m_bytes));
    }

private:
    void wipe();
    QByteArray m_bytes;
};

} // namespace ringward
