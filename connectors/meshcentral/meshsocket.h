#pragma once
#include "connectors/meshcentral/meshmessage.h"

#include <QElapsedTimer>
#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QSslError>
#include <QTimer>
#include <QWebSocket>

#include <functional>

namespace ringward {

/// What a socket needs to log in. `request` holds the password: it goes straight to the socket and nowhere else.
struct MeshLogin {
    QNetworkRequest request;
    QSslConfiguration tls;
    QByteArray pin; ///< SHA-384 of the only certificate to accept; empty for whatever `tls` trusts
};

/// One attempt to talk to a MeshCentral server, on a thread of its own: long lists are decoded where nobody waits.
/// Its functions are for that thread. Ends once, and always with an Error.
class MeshSocket : public QObject {
    Q_OBJECT
public:
    static constexpr int kLoginLimitMs = 20'000; ///< until the server has said who we are
    static constexpr int kPingMs = 20'000, kSilenceMs = 90'000; ///< nothing at all for so long: it is gone
    static constexpr quint64 kLongestMessage = 128ULL * 1024 * 1024;

    /// `tap` sees every message first, on this thread, and may take the list out of it.
    explicit MeshSocket(std::function<void(MeshMessage &)> tap);
    ~MeshSocket() override;

    void open(const MeshLogin &login);
    void send(const QByteArray &json);
    void end(const Error &error, bool isRefused = false); ///< lets go of the connection at once

Q_SIGNALS:
    void came(ringward::MeshMessagePtr message);
    /// `isRefused`: the server does not want this user; to ask again changes nothing.
    void ended(ringward::Error error, bool isRefused);

private:
    void judge(const QList<QSslError> &errors);
    void take(const QString &text);
    void fail(QAbstractSocket::SocketError code);

    std::function<void(MeshMessage &)> m_tap;
    QWebSocket m_socket;
    QTimer m_login, m_ping;
    QElapsedTimer m_heard;
    QByteArray m_pin;
    QString m_distrust; ///< why the certificate was not accepted
    QByteArray m_seen; ///< SHA-384 of the server's certificate, in hexadecimal
    bool m_ended = false;
};

} // namespace ringward
