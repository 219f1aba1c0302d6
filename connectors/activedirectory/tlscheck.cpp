#include "connectors/activedirectory/tlscheck.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QHostAddress>
#include <QHostInfo>
#include <QSslCertificate>
#include <QSslCipher>
#include <QSslConfiguration>
#include <QSslSocket>

namespace ringward {

namespace {

// The StartTLS request of RFC 4511, section 4.14.1, as message 1, and the head of a good answer to it.
constexpr char kStartTls[] = "\x30\x1d\x02\x01\x01\x77\x18\x80\x16"
                             "1.3.6.1.4.1.1466.20037";
constexpr int kShortestAnswer = 12, kLongestAnswer = 4096, kSliceMs = 50;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Directory", text);
}

/// Waits in slices, so that a stop request ends it.
template <typename Wait>
bool within(int limitMs, const std::stop_token &stop, Wait wait)
{
    QElapsedTimer timer;
    timer.start();
    while (!stop.stop_requested() && timer.elapsed() < limitMs) {
        if (wait(kSliceMs))
            return true;
    }
    return false;
}

/// Asks for TLS in the clear, and takes "yes" for an answer.
bool askForTls(QSslSocket &socket, int limitMs, const std::stop_token &stop, bool *isRefused)
{
    socket.write(kStartTls, sizeof(kStartTls) - 1);
    QByteArray answer;
    const auto isWhole = [&] {
        return answer.size() >= 2 && answer.size() >= 2 + (uchar(answer[1]) & 0x7f) && answer.size() >= kShortestAnswer;
    };
    within(limitMs, stop, [&](int slice) {
        if (socket.bytesAvailable() > 0 || socket.waitForReadyRead(slice))
            answer += socket.read(kLongestAnswer - answer.size());
        return isWhole() || socket.state() != QAbstractSocket::ConnectedState;
    });
    const qsizetype result = answer.indexOf(QByteArray("\x0a\x01", 2));
    *isRefused = isWhole() && (result < 0 || answer.size() <= result + 2 || answer[result + 2] != 0);
    return isWhole() && !*isRefused;
}

void takeCertificate(TlsCheck &check, const QSslCertificate &certificate)
{
    if (certificate.isNull())
        return;
    const auto name = [](const QStringList &common, const QString &all) {
        return common.isEmpty() ? all : common.first();
    };
    check.subject = name(certificate.subjectInfo(QSslCertificate::CommonName), certificate.subjectDisplayName());
    check.issuer = name(certificate.issuerInfo(QSslCertificate::CommonName), certificate.issuerDisplayName());
    check.expires = certificate.expiryDate().toUTC();
    check.fingerprint = QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':').toUpper());
}

} // namespace

Error TlsCheck::error(const QString &server) const
{
    const QString certificate = subject.isEmpty()
        ? QString()
        : QStringLiteral("; certificate of %1 by %2, until %3, SHA-256 %4")
              .arg(subject, issuer, expires.toString(Qt::ISODate), fingerprint);
    const QString detail = QStringLiteral("%1 (%2): %3%4").arg(server, address, reason, certificate);
    switch (reached) {
    case Step::Name:
        return {
            Error::Kind::Offline, detail,
            tr("The name %1 leads nowhere. Check how it is written and the name server of this computer.").arg(server)};
    case Step::Tcp:
        return {isTimeout ? Error::Kind::Timeout : Error::Kind::Offline, detail,
                isTimeout
                    ? tr("%1 does not answer. Check that it runs and that no firewall is between.").arg(server)
                    : tr("%1 takes no connections on that port. Check the port and that it is a domain controller.")
                          .arg(server)};
    case Step::Tls:
        if (isTimeout)
            return {
                Error::Kind::Timeout, detail,
                tr("%1 takes the connection but stays silent when it is to be encrypted. It may hang; another domain "
                   "controller can be named in the settings.")
                    .arg(server)};
        return {
            Error::Kind::Denied, detail,
            tr("The certificate of %1 is not accepted: %2 Nothing was sent. Name the hospital's own authority in the "
               "settings, or have the certificate mended.")
                .arg(server, reason.endsWith(u'.') ? reason : reason + u'.')};
    case Step::Done:
        break;
    }
    return {Error::Kind::Offline, detail, {}};
}

TlsCheck checkTls(const LdapTarget &target, std::stop_token stop)
{
    TlsCheck check;
    QElapsedTimer timer;
    timer.start();
    const QHostAddress literal(target.host);
    const QHostInfo found = literal.isNull() ? QHostInfo::fromName(target.host) : QHostInfo();
    check.nameMs = int(timer.restart());
    if (literal.isNull() && (found.error() != QHostInfo::NoError || found.addresses().isEmpty())) {
        check.reason = found.errorString();
        return check;
    }
    check.address = literal.isNull() ? found.addresses().first().toString() : target.host;
    check.reached = TlsCheck::Step::Tcp;

    QSslSocket socket;
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    if (!target.caFile.isEmpty())
        tls.setCaCertificates(QSslCertificate::fromPath(target.caFile));
    socket.setSslConfiguration(tls);
    socket.setPeerVerifyName(target.host);
    socket.connectToHost(check.address, target.realPort());
    const bool isConnected = socket.waitForConnected(target.connectMs); // in slices it would begin anew each time
    check.tcpMs = int(timer.restart());
    if (!isConnected) {
        check.isTimeout = socket.error() == QAbstractSocket::SocketTimeoutError;
        check.reason = check.isTimeout ? QStringLiteral("no answer") : socket.errorString();
        return check;
    }
    if (target.cover == LdapTarget::Cover::Sealed) {
        check.reached = TlsCheck::Step::Done;
        check.isGood = true;
        return check;
    }
    check.reached = TlsCheck::Step::Tls;
    bool isRefused = false;
    if (target.cover == LdapTarget::Cover::StartTls && !askForTls(socket, target.connectMs, stop, &isRefused)) {
        check.isTimeout = !isRefused && socket.state() == QAbstractSocket::ConnectedState;
        check.reason = isRefused ? tr("The server does not offer encryption on this port")
                                 : QStringLiteral("no answer to StartTLS");
        return check;
    }
    socket.startClientEncryption();
    const bool isCovered =
        within(target.connectMs, stop,
               [&](int slice) {
                   return socket.waitForEncrypted(slice) || socket.state() != QAbstractSocket::ConnectedState;
               })
        && socket.isEncrypted();
    check.tlsMs = int(timer.elapsed());
    takeCertificate(check, socket.peerCertificate());
    if (!isCovered) {
        const QList<QSslError> errors = socket.sslHandshakeErrors();
        check.isTimeout = errors.isEmpty() && socket.state() == QAbstractSocket::ConnectedState;
        check.reason = check.isTimeout ? QStringLiteral("no answer in the handshake")
            : errors.isEmpty()         ? socket.errorString()
                                       : errors.first().errorString();
        return check;
    }
    const QSslCipher cipher = socket.sessionCipher();
    check.protocol = cipher.protocolString() + QStringLiteral(", ") + cipher.name();
    check.reached = TlsCheck::Step::Done;
    check.isGood = true;
    return check;
}

} // namespace ringward
