#include "connectors/meshcentral/meshtls.h"

#include "connectors/meshcentral/oneanswer.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QHostInfo>
#include <QSslCertificate>
#include <QSslCipher>
#include <QSslSocket>

#include <array>

namespace ringward {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("ringward::MeshCentral", text);
}

struct Advice {
    QAbstractSocket::SocketError code;
    const char *text;
};
constexpr std::array kAdvice{
    Advice{QAbstractSocket::HostNotFoundError,
           QT_TRANSLATE_NOOP("ringward::MeshCentral",
                             "The name of the MeshCentral server is not known. Check its address and the network.")},
    Advice{QAbstractSocket::ConnectionRefusedError,
           QT_TRANSLATE_NOOP("ringward::MeshCentral",
                             "Nothing answers at the address of the MeshCentral server. Check the port, and whether "
                             "the server runs.")},
};

Async<QString> addressOf(QString host, std::stop_token stop)
{
    const auto answer = std::make_shared<OneAnswer<QString>>();
    QObject context;
    const auto take = [answer](const QHostInfo &info) {
        if (info.error() == QHostInfo::NoError && !info.addresses().isEmpty())
            answer->give(info.addresses().first().toString());
        else
            answer->give(
                Error{Error::Kind::Offline, info.errorString(), meshAdvice(QAbstractSocket::HostNotFoundError)});
    };
    QHostInfo::lookupHost(host, &context, take);
    auto waiting = answerOf(answer, kTlsPartMs, stop);
    co_return co_await std::move(waiting);
}

void noteCertificate(MeshTlsCheck &check, const QSslCertificate &certificate)
{
    if (certificate.isNull())
        return;
    check.subject = certificate.subjectDisplayName();
    check.issuer = certificate.issuerDisplayName();
    check.expires = certificate.expiryDate().toUTC();
    check.fingerprint = QString::fromLatin1(meshFingerprint(certificate).toHex(':').toUpper());
}

} // namespace

QByteArray meshFingerprint(const QSslCertificate &certificate)
{
    return certificate.isNull() ? QByteArray()
                                : QCryptographicHash::hash(certificate.toDer(), QCryptographicHash::Sha384);
}

QString meshAdvice(QAbstractSocket::SocketError code)
{
    for (const Advice &advice : kAdvice) {
        if (advice.code == code)
            return translated(advice.text);
    }
    return {};
}

std::optional<QString> meshDistrust(const QList<QSslError> &errors, const QSslCertificate &certificate,
                                    const QByteArray &pin)
{
    if (pin.isEmpty())
        return errors.value(0).errorString();
    return meshFingerprint(certificate) == pin
        ? std::nullopt
        : std::optional(translated("it is not the certificate whose fingerprint was given"));
}

Error meshDistrusted(const QString &reason, const QString &detail)
{
    return {Error::Kind::Denied, detail,
            translated("The certificate of the MeshCentral server is not trusted: %1. Give the file of the authority "
                       "that signed it, or its fingerprint once you have compared it on the server.")
                .arg(reason)};
}

Result<QSslConfiguration> meshTls(const MeshSettings &settings)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    if (!settings.pin.isEmpty())
        tls.setCaCertificates({});
    if (settings.caFile.isEmpty())
        return tls;
    const QList<QSslCertificate> trusted = QSslCertificate::fromPath(settings.caFile, QSsl::Pem);
    if (trusted.isEmpty())
        return Error{Error::Kind::NotFound, QStringLiteral("no certificate in %1").arg(settings.caFile),
                     translated("The file of the certificate authority cannot be read, or is no PEM file: %1")
                         .arg(settings.caFile)};
    if (settings.pin.isEmpty())
        tls.setCaCertificates(trusted);
    return tls;
}

Async<MeshTlsCheck> checkMeshTls(MeshSettings settings, std::stop_token stop)
{
    MeshTlsCheck check;
    QElapsedTimer timer;
    timer.start();
    const QString host = settings.control.host();
    auto looking = addressOf(host, stop);
    const Result<QString> address = co_await std::move(looking);
    check.nameMs = int(timer.restart());
    if (stop.stop_requested())
        co_return Error{Error::Kind::Cancelled, {}, {}};
    if (!address) {
        check.error = address.error();
        co_return check;
    }
    check.address = *address;
    check.reached = MeshTlsCheck::Step::Tcp;

    auto answer = std::make_shared<OneAnswer<Done>>(); // outlives the wire, which may still tell of its end
    QSslSocket wire;
    const auto fail = [&answer, &wire, &check](QAbstractSocket::SocketError) {
        answer->give(check.error.value_or(
            Error{Error::Kind::Offline, wire.errorString(),
                  check.reached == MeshTlsCheck::Step::Tcp
                      ? meshAdvice(QAbstractSocket::ConnectionRefusedError)
                      : translated("The server ended the TLS handshake: %1.").arg(wire.errorString())}));
    };
    QObject::connect(&wire, &QSslSocket::errorOccurred, &wire, fail);
    QObject::connect(&wire, &QSslSocket::connected, &wire, [&answer] { answer->give(Done{}); });
    wire.connectToHost(host, quint16(settings.control.port(443)));
    auto connecting = answerOf(answer, kTlsPartMs, stop);
    const Result<Done> connected = co_await std::move(connecting);
    check.tcpMs = int(timer.restart());
    if (stop.stop_requested())
        co_return Error{Error::Kind::Cancelled, {}, {}};
    if (!connected) {
        check.error = connected.error();
        co_return check;
    }
    check.reached = MeshTlsCheck::Step::Tls;

    const Result<QSslConfiguration> tls = meshTls(settings);
    if (!tls) {
        check.error = tls.error();
        co_return check;
    }
    wire.setSslConfiguration(*tls);
    wire.setPeerVerifyName(host);
    answer = std::make_shared<OneAnswer<Done>>();
    const auto judge = [&wire, &check, &settings](const QList<QSslError> &errors) {
        if (const auto reason = meshDistrust(errors, wire.peerCertificate(), settings.pin))
            check.error = meshDistrusted(*reason, *reason);
        else
            wire.ignoreSslErrors(errors);
    };
    QObject::connect(&wire, qOverload<const QList<QSslError> &>(&QSslSocket::sslErrors), &wire, judge);
    QObject::connect(&wire, &QSslSocket::encrypted, &wire, [&answer] { answer->give(Done{}); });
    wire.startClientEncryption();
    auto shaking = answerOf(answer, kTlsPartMs, stop);
    const Result<Done> shaken = co_await std::move(shaking);
    check.tlsMs = int(timer.restart());
    wire.QObject::disconnect(); // what happens from here on is told to nobody
    if (stop.stop_requested())
        co_return Error{Error::Kind::Cancelled, {}, {}};
    noteCertificate(check, wire.peerCertificate());
    check.protocol = wire.sessionCipher().protocolString() + QStringLiteral(", ") + wire.sessionCipher().name();
    if (shaken)
        check.reached = MeshTlsCheck::Step::Done;
    else
        check.error = shaken.error();
    wire.abort();
    co_return check;
}

} // namespace ringward
