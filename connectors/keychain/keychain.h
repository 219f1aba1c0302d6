#pragma once
#include "models/base/secretstore.h"

namespace ringward {

/// Secrets in the keychain of the operating system: Secret Service or KWallet, Windows Credential Manager. There is no
/// other place: without a keychain every call is an Error with advice (Offline; Denied while it stays locked).
/// For the GUI thread. Waits as long as the person is asked to unlock it; a stop request ends the waiting.
class Keychain : public SecretStore {
public:
    /// Entries of another `service` are not seen.
    explicit Keychain(QString service = QStringLiteral("ringward"));
    Async<Secret> read(QString key, std::stop_token stop) override;
    Async<Done> write(QString key, Secret secret, std::stop_token stop) override;
    Async<Done> remove(QString key, std::stop_token stop) override; ///< done, too, when nothing is kept there

private:
    QString m_service;
};

} // namespace ringward
