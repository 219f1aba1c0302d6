#pragma once
#include "connectors/meshcentral/meshsettings.h"
#include "models/base/async.h"

#include <QDateTime>
#include <QSslConfiguration>

namespace ringward {

/// What the settings trust. NotFound when the file of the authority cannot be read.
Result<QSslConfiguration> meshTls(const MeshSettings &settings);

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
