#pragma once
#include "connectors/activedirectory/ldapconnection.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace ringward {

/// Cuts a connection whose call is still not back when it must be: the library's own time limits do not hold in every
/// state of a TLS handshake. Guards one call, for as long as it lives.
class Watchdog {
public:
    Watchdog(LdapConnection &connection, int limitMs)
        : m_thread([this, &connection, limitMs](const std::stop_token &) { watch(connection, limitMs); })
    {
    }
    ~Watchdog()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isOver = true;
        }
        m_ended.notify_one();
    }
    Watchdog(const Watchdog &) = delete;
    Watchdog &operator=(const Watchdog &) = delete;

private:
    void watch(LdapConnection &connection, int limitMs)
    {
        std::unique_lock lock(m_mutex);
        if (!m_ended.wait_for(lock, std::chrono::milliseconds(limitMs), [this] { return m_isOver; }))
            connection.hangUp();
    }
    std::mutex m_mutex;
    std::condition_variable m_ended;
    bool m_isOver = false;
    std::jthread m_thread; ///< last, so that it begins when the rest is there and ends before it goes
};

} // namespace ringward
