#pragma once
#include "models/audit/roster.h"
#include "models/base/secretstore.h"

namespace ringward {

/// The secret halves of people's keys: made here, kept in a SecretStore (the keychain of the operating system, or a
/// sealed file), never in the store of the fleet. Both must outlive what is awaited.
class SigningKeys {
public:
    SigningKeys(SecretStore &secrets, RosterDesk &desk);
    /// Makes a key, keeps the secret half and puts the public half in the roster, in this order: when the roster fails,
    /// an unused secret is left behind, never a public key without its secret.
    Async<PublicKey> make(Person actor, std::stop_token stop);
    /// NotFound with advice when there is none, or one that is not that of the roster.
    Async<Secret> read(Person person, std::stop_token stop);

private:
    SecretStore &m_secrets;
    RosterDesk &m_desk;
};

} // namespace ringward
