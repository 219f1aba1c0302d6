#pragma once
#include "models/base/async.h"
#include "models/base/secret.h"

namespace ringward {

/// Passwords, tokens and keys, kept by the operating system.
class SecretStore {
public:
    virtual ~SecretStore() = default;
    virtual Async<Secret> read(QString key, std::stop_token stop) = 0; ///< NotFound when nothing is kept there
    virtual Async<Done> write(QString key, Secret secret, std::stop_token stop) = 0;
    virtual Async<Done> remove(QString key, std::stop_token stop) = 0;
};

} // namespace ringward
