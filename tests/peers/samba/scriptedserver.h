#pragma once
#include <QByteArray>
#include <QString>

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

class QSslSocket;

namespace ringward::testing {

/// Pieces of LDAP messages (RFC 4511), enough to play what Samba cannot be made to do.
namespace ber {
QByteArray piece(char tag, const QByteArray &content);
QByteArray number(char tag, qint64 value);
QByteArray message(int id, const QByteArray &operation, const QByteArray &controls = {});
QByteArray entry(int id, const QByteArray &dn,
                 const std::vector<std::pair<QByteArray, std::vector<QByteArray>>> &attributes);
/// The end of a search; with a cookie, that of one page.
QByteArray searchDone(int id, int code, const QByteArray &cookie = {}, const QByteArray &diagnostic = {});
QByteArray reference(int id, const QByteArray &url);
} // namespace ber

/// A directory server over TLS that takes every sign-in and answers each search with what the script says. On a thread
/// of its own.
class ScriptedServer {
public:
    struct Answer {
        QByteArray bytes; ///< as they go out
        bool hangsUp = false; ///< afterwards
    };
    using Script = std::function<Answer(int id, const QByteArray &request)>;
    ScriptedServer(QString certificate, QString key, Script script);
    ~ScriptedServer();
    quint16 port() const { return m_port; }
    int connections() const { return m_connections; }

private:
    void serve();
    void talk(QSslSocket &socket);
    QString m_certificate, m_key;
    Script m_script;
    std::atomic<quint16> m_port = 0;
    std::atomic<int> m_connections = 0;
    std::atomic<bool> m_isOver = false;
    std::thread m_thread;
};

} // namespace ringward::testing
