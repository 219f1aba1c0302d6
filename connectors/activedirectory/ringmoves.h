#pragma once
#include "connectors/activedirectory/ringgroups.h"

namespace ringward {

/// The request that moves the computer `key` into the group of a ring. It names the group as it is now: when another
/// one is meant by the time it is sent, nothing is done.
QByteArray ringMoveRequest(const QString &key, const RingGroup &to);

/// Carries it out: into the group of the new ring first, then out of the others of the stream, so that the machine is
/// in one at every moment; two groups cannot change at once. What is already so is success, after a look. Blocks.
///
/// Denied, NotFound, NotSupported and Conflict: nothing has changed, and why is in the advice. Anything else: it may
/// have, in part.
Result<Done> sendRingMove(DirectorySession &session, const std::vector<RingGroupName> &names,
                          const QByteArray &request);

} // namespace ringward
