#include "connectors/meshcentral/meshsocket.h"

#include "connectors/meshcentral/meshrefusal.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QSslCertificate>
#include <QSslSocket>

#include <array>

namespace ringward {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("ringward::MeshCentral", text);
}

struct Failure {
    QAbstractSocket::SocketError code;
    const char *advice;
};
constexpr std::array kFailures{
    Failure{QAbstractSocket::HostNotFoundError,
            QT_TRANSLATE_NOOP("ringward::MeshCentral",
                              "The name of the MeshCentral server is not known. Check its address and the network.")},
    Failure{QAbstractSocket::ConnectionRefusedError,
            QT_TRANSLATE_NOOP("ringward::MeshCentral",
                              "Nothing answers at the address of the MeshCentral server. Check the port, and whether "
                              "the server runs.")},
};

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
    QSslConfiguration tls = login.tls;
    if (!m_pin.isEmpty())
        tls.setCaCertificates({}); // nothing is trusted by itself, so that judge() is asked before a byte is sent
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    m_socket.setSslConfiguration(tls);
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
    const QByteArray der = wire ? wire->peerCertificate().toDer() : QByteArray();
    const QByteArray hash = QCryptographicHash::hash(der, QCryptographicHash::Sha384);
    m_seen = der.isEmpty() ? QByteArray() : hash.toHex().toUpper();
    if (!m_pin.isEmpty() && !der.isEmpty() && hash == m_pin) {
        m_socket.ignoreSslErrors(errors);
        return;
    }
    m_distrust = !m_pin.isEmpty() ? translated("it is not the certificate whose fingerprint was given")
        : errors.isEmpty()        ? QString()
                                  : errors.first().errorString();
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
        end({Error::Kind::Denied, QStringLiteral("TLS: %1; SHA-384 %2").arg(reason, QString::fromLatin1(m_seen)),
             translated("The certificate of the MeshCentral server is not trusted: %1. Give the file of the authority "
                        "that signed it, or its fingerprint once you have compared it on the server.")
                 .arg(reason)},
            true);
        return;
    }
    Error error{Error::Kind::Offline, m_socket.errorString(), {}};
    for (const Failure &failure : kFailures) {
        if (failure.code == code)
            error.advice = translated(failure.advice);
    }
    end(error);
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
