#pragma once
#include <QByteArray>

#include <atomic>
#include <thread>

namespace ringward::testing {

/// Takes connections and stays silent, after one given answer: what a hanging controller looks like from outside. On a
/// thread of its own, so that the test may block.
class SilentServer {
public:
    /// `answer` is sent once to whatever a client says first; empty for nothing at all.
    explicit SilentServer(QByteArray answer = {});
    ~SilentServer();
    quint16 port() const { return m_port; }

private:
    void serve();
    QByteArray m_answer;
    int m_listener = -1;
    quint16 m_port = 0;
    std::atomic<bool> m_isOver = false;
    std::thread m_thread;
};

} // namespace ringward::testing
