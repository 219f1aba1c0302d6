#pragma once
#include "connectors/activedirectory/ldapconnection.h"
#include "models/base/error.h"

#include <QDateTime>
#include <QString>

#include <stop_token>

namespace ringward {

/// What a look at a server found without signing in: nothing secret is sent.
struct TlsCheck {
    enum class Step { Name, Tcp, Tls, Done } reached = Step::Name; ///< where it ended
    bool isGood = false;
    bool isTimeout = false;
    QString address; ///< that the name leads to
    QString reason; ///< of the TLS library: "The issuer certificate ... could not be found"
    QString subject, issuer, fingerprint; ///< SHA-256 in pairs with colons; empty when no certificate was seen
    QDateTime expires;
    QString protocol; ///< "TLS 1.3, TLS_AES_256_GCM_SHA384"
    int nameMs = 0, tcpMs = 0, tlsMs = 0;

    Error error(const QString &server) const;
};

/// Looks up the name, connects and, unless the target is Sealed, does the TLS handshake with the same authorities as
/// the real connection. Blocks; not on the GUI thread. Each part ends after `connectMs` of the target.
TlsCheck checkTls(const LdapTarget &target, std::stop_token stop = {});

} // namespace ringward
