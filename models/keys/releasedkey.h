#pragma once
#include "models/keys/keybook.h"
#include "models/keys/recoverykey.h"

namespace ringward {

/// A key that somebody wants to see, and why.
struct KeyRequest {
    DeviceId device;
    QString keyId; ///< the whole id of one of the device's keys
    QString reason;
};

/// A key on its way to the eye of the person who asked. What is kept of it is the release, never the digits.
struct ReleasedKey {
    RecoveryKey key;
    KeyRelease release;
    QString from; ///< name of the source that gave it
    qint64 createdMs = 0; ///< UTC; 0 when not told
    QString reason;
    Person person;
};

/// The password of a device's local administrator on its way to the eye of the person who asked. Kept nowhere.
struct ReleasedPassword {
    std::shared_ptr<const Secret> password; ///< UTF-8
    QString from; ///< name of the source that gave it
    qint64 atMs = 0; ///< UTC
    QString reason;
    Person person;
};

/// A key that a source still has of a computer that was deleted from it, or that was deleted from a computer.
struct DeletedKey {
    SourceId source;
    QString from; ///< name of the source
    DeletedKeyInfo info;
    DeviceId device; ///< that bears the computer's name now; id 0 when none does, or several do
};

struct DeletedKeys {
    std::vector<DeletedKey> found; ///< newest first within a source
    struct Failure {
        QString source; ///< its name
        Error error;
    };
    std::vector<Failure> failures; ///< sources of which it is not known whether they have one
};

} // namespace ringward
