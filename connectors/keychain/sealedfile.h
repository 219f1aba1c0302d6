#pragma once
#include "models/base/secretstore.h"

#include <functional>

namespace ringward {

/// Secrets in one file that a passphrase opens: the way on where no keychain runs, and what the demonstration's
/// simulated people use. The key is derived with Argon2id (interactive limits of libsodium), the content sealed with
/// XChaCha20-Poly1305 and replaced as a whole on each write. Readable by its owner only.
class SealedFile : public SecretStore {
public:
    /// `passphrase` is asked each time the file is opened; an empty answer is Cancelled.
    SealedFile(QString file, std::function<Secret()> passphrase);
    Async<Secret> read(QString key, std::stop_token stop) override;
    Async<Done> write(QString key, Secret secret, std::stop_token stop) override;
    Async<Done> remove(QString key, std::stop_token stop) override; ///< done, too, when nothing is kept there

private:
    QString m_file;
    std::function<Secret()> m_passphrase;
};

} // namespace ringward
