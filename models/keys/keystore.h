#pragma once
#include "models/keys/keybook.h"

namespace ringward {

/// What of the keys outlives the program; implemented by the store. Never a key. What was gathered is a cache; releases
/// are what people did, and on disk when the call returns. Any thread.
class KeyStore {
public:
    virtual ~KeyStore() = default;
    virtual Result<std::vector<HeldKey>> held() = 0;
    virtual Result<std::vector<HolderState>> holders() = 0; ///< without names and errors
    /// Takes the place of all that was kept of that source; `firstSeenMs` of keys that were kept stays theirs.
    virtual Result<Done> replace(const HolderState &holder, const std::vector<HeldKey> &keys) = 0;
    virtual Result<std::vector<KeyRelease>> releases() = 0; ///< oldest first
    virtual Result<qint64> addRelease(const KeyRelease &release) = 0;
    virtual Result<Done> noteWorked(qint64 release, qint64 atMs) = 0;
};

} // namespace ringward
