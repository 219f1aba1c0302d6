#include "connectors/meshcentral/meshsocket.h"

#include "connectors/meshcentral/meshrefusal.h"
#include "connectors/meshcentral/meshtls.h"

#include <QCoreApplication>
#include <QSslCertificate>
#include <QSslSocket>

namespace ringward {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("ringward::MeshCentral", text);
}

} // namespace

MeshSocket::MeshSocket(std::function<void(MeshMessage &)> tap)
    : m_tap(std::move(tap))
    , m_socket(QString(), QWebSocketProtocol::VersionLatest, this)
    , m_login(this)
    , m_ping(this)
{
    m_socket.setMaxAllowedIncomingFrameSize(kLongestMessage);
    m_socket.setMaxAllowedIncomingMessageSize(kLongestMessage);
    m_login.setSingleShot(true);
    m_login.setInterval(kLoginLimitMs);
    m_ping.setInterval(kPingMs);
    connect(&m_socket, &QWebSocket::sslErrors, this, &MeshSocket::judge);
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &MeshSocket::take);
    connect(&m_socket, &QWebSocket::pong, this, [this] { m_heard.start(); });
    connect(&m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, &MeshSocket::fail);
    connect(
        &m_socket, &QWebSocket::disconnected, this,
        [this] {
            end({Error::Kind::Offline, QStringLiteral("the server closed: ") + m_socket.closeReason(), {}});
        },
        Qt::QueuedConnection); // an error that says more may follow
    connect(&m_login, &QTimer::timeout, this, [this] {
        end({Error::Kind::Timeout, QStringLiteral("no login within %1 ms").arg(kLoginLimitMs),
             translated("The MeshCentral server does not answer. Check its address, and whether it is overloaded.")});
    });
    connect(&m_ping, &QTimer::timeout, this, [this] {
        if (m_heard.hasExpired(kSilenceMs))
            end({Error::Kind::Timeout, QStringLiteral("nothing heard for %1 ms").arg(kSilenceMs), {}});
        else
            m_socket.ping();
    });
}

MeshSocket::~MeshSocket()
{
    m_socket.disconnect(this);
    m_socket.abort();
}

void MeshSocket::open(const MeshLogin &login)
{
    m_pin = login.pin;
    m_socket.setSslConfiguration(login.tls);
    m_heard.start();
    m_login.start();
    m_ping.start();
    m_socket.open(login.request);
    if (auto *wire = m_socket.findChild<QSslSocket *>())
        connect(wire, &QIODevice::readyRead, this, [this] { m_heard.start(); });
}

void MeshSocket::send(const QByteArray &json)
{
    m_socket.sendTextMessage(QString::fromUtf8(json));
}

/// The only place where a complaint about a certificate is set aside: it is the very certificate that was pinned.
void MeshSocket::judge(const QList<QSslError> &errors)
{
    const auto *wire = m_socket.findChild<QSslSocket *>();
    const QSslCertificate certificate = wire ? wire->peerCertificate() : QSslCertificate();
    m_seen = meshFingerprint(certificate).toHex().toUpper();
    if (const auto reason = meshDistrust(errors, certificate, m_pin))
        m_distrust = *reason;
    else
        m_socket.ignoreSslErrors(errors);
}

void MeshSocket::take(const QString &text)
{
    if (m_ended)
        return;
    Result<MeshMessagePtr> message = readMeshMessage(text.toUtf8());
    if (!message) {
        end(message.error());
        return;
    }
    if ((*message)->action == u"close") {
        const MeshRefusal refusal = meshRefusal((*message)->object);
        end(refusal.error, refusal.isFinal); // the server would leave the line open for half a minute
        return;
    }
    if ((*message)->action == u"userinfo")
        m_login.stop();
    m_tap(**message);
    Q_EMIT came(*message);
}

void MeshSocket::fail(QAbstractSocket::SocketError code)
{
    if (code == QAbstractSocket::SslHandshakeFailedError || !m_distrust.isEmpty()) {
        const QString reason = m_distrust.isEmpty() ? m_socket.errorString() : m_distrust;
        end(meshDistrusted(reason, QStringLiteral("TLS: %1; SHA-384 %2").arg(reason, QString::fromLatin1(m_seen))),
            true);
        return;
    }
    end({Error::Kind::Offline, m_socket.errorString(), meshAdvice(code)});
}

void MeshSocket::end(const Error &error, bool isRefused)
{
    if (std::exchange(m_ended, true))
        return;
    m_login.stop();
    m_ping.stop();
    m_socket.abort();
    Q_EMIT ended(error, isRefused);
}

} // namespace ringward
