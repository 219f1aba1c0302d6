#pragma once
#include "connectors/meshcentral/meshsettings.h"
#include "models/base/async.h"

#include <QAbstractSocket>
#include <QDateTime>
#include <QSslConfiguration>
#include <QSslError>

#include <optional>

namespace ringward {

/// What the settings trust. NotFound when the file of the authority cannot be read. With a pinned certificate nothing
/// is trusted by itself, so that each connection is judged by meshDistrust() before a byte is sent.
Result<QSslConfiguration> meshTls(const MeshSettings &settings);

/// Why a certificate with these complaints is not taken; nothing for the very one that was pinned, of which they may be
/// set aside. `pin`: SHA-384, empty for none.
std::optional<QString> meshDistrust(const QList<QSslError> &errors, const QSslCertificate &certificate,
                                    const QByteArray &pin);
Error meshDistrusted(const QString &reason, const QString &detail); ///< Denied, with what to do
QString meshAdvice(QAbstractSocket::SocketError code); ///< translated; empty when there is nothing to say
QByteArray meshFingerprint(const QSslCertificate &certificate); ///< SHA-384; empty without a certificate

/// What a look at the server found without signing in: nothing secret is sent.
struct MeshTlsCheck {
    enum class Step { Name, Tcp, Tls, Done } reached = Step::Name; ///< where it ended
    std::optional<Error> error; ///< why; empty when all is well
    QString address; ///< that the name leads to
    QString subject, issuer, protocol;
    QString fingerprint; ///< SHA-384, as the setting takes it; empty when no certificate was seen
    QDateTime expires; ///< UTC
    int nameMs = 0, tcpMs = 0, tlsMs = 0;
};

/// Looks up the name, connects and does the TLS handshake with the same trust as the real connection. Each part ends
/// after kTlsPartMs. Cancelled on a stop request.
Async<MeshTlsCheck> checkMeshTls(MeshSettings settings, std::stop_token stop);
inline constexpr int kTlsPartMs = 10'000;

} // namespace ringward
