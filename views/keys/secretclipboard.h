#pragma once
#include "models/base/secret.h"
#include "models/keys/recoverykey.h"

namespace ringward {

/// Puts the key on the clipboard, in groups, asks clipboard histories to leave it out, and takes it away again after
/// `clearAfterMs` or with the program, unless something else was copied since. Outlives the window it was copied from.
void copyForAWhile(const RecoveryKey &key, int clearAfterMs);
void copyForAWhile(const Secret &secret, int clearAfterMs); ///< UTF-8, as it is

} // namespace ringward
