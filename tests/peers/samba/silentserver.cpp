#include "tests/peers/samba/silentserver.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <vector>

namespace ringward::testing {

SilentServer::SilentServer(QByteArray answer)
    : m_answer(std::move(answer))
    , m_listener(::socket(AF_INET, SOCK_STREAM, 0))
{
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    if (::bind(m_listener, reinterpret_cast<sockaddr *>(&at), size) == 0 && ::listen(m_listener, 16) == 0
        && ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&at), &size) == 0)
        m_port = ntohs(at.sin_port);
    m_thread = std::thread([this] { serve(); });
}

SilentServer::~SilentServer()
{
    m_isOver = true;
    m_thread.join();
    ::close(m_listener);
}

void SilentServer::serve()
{
    std::vector<pollfd> sockets{{m_listener, POLLIN, 0}};
    while (!m_isOver) {
        if (::poll(sockets.data(), sockets.size(), 50) <= 0)
            continue;
        if (sockets[0].revents & POLLIN)
            sockets.push_back({::accept(m_listener, nullptr, nullptr), short(m_answer.isEmpty() ? 0 : POLLIN), 0});
        for (std::size_t i = 1; i < sockets.size(); ++i) {
            if (!(sockets[i].revents & POLLIN))
                continue;
            char heard[512];
            if (::read(sockets[i].fd, heard, sizeof heard) > 0)
                (void)!::write(sockets[i].fd, m_answer.constData(), std::size_t(m_answer.size()));
            sockets[i].events = 0;
        }
    }
    for (std::size_t i = 1; i < sockets.size(); ++i)
        ::close(sockets[i].fd);
}

} // namespace ringward::testing
