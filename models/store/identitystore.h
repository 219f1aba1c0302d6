#pragma once
#include "models/sources/synchroniser.h"
#include "models/store/connection.h"

namespace ringward {

/// Proofs of identity, kept as sorted runs of bytes: a fleet has tens of millions of them, and only "all of them" is
/// ever asked for. Sorted by proof.
Result<std::vector<KnownIdentity>> readIdentities(const Connection &connection);

/// Adds a run; joins it with the ones before it while they are not much longer, so that few runs remain. In the
/// caller's transaction.
Result<Done> writeIdentities(const Connection &connection, std::vector<KnownIdentity> identities);

} // namespace ringward
