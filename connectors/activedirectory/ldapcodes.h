#pragma once
#include "connectors/activedirectory/ldapconnection.h"
#include "models/base/error.h"

#include <optional>

namespace ringward {

/// Codes that the connector acts on. Positive ones are of the protocol (RFC 4511), negative ones of the library.
namespace ldapcode {
inline constexpr int Good = 0, SizeLimit = 4, StrongerAuthNeeded = 8, NoSuchAttribute = 16, NoSuchObject = 32,
                     BadCredentials = 49, NoRight = 50, Busy = 51, Unavailable = 52, Unwilling = 53, AlreadyThere = 68,
                     ServerDown = -1, LocalError = -2, TimedOut = -5, ConnectError = -11;
}

/// What happens on the way to a failed answer: the same code means other things.
enum class LdapDeed { Connect, Bind, Search, Modify };

/// The error with advice that says what to do. `server` is named in it. Kinds: Offline and Timeout when another try or
/// another server may help; Denied for what a person has to mend.
Error errorOf(const LdapAnswer &answer, LdapDeed deed, const QString &server);

/// The part of a refused sign-in that tells why: 0x52e of "... AcceptSecurityContext error, data 52e, v4563".
std::optional<unsigned> bindReason(const QByteArray &diagnostic);

/// The connection is of no use any more; a read may be done once more on a new one.
bool isBroken(const LdapAnswer &answer);

} // namespace ringward
