#pragma once
#include "models/audit/person.h"
#include "models/fleet/fleetsnapshot.h"
#include "models/sources/keyholder.h"
#include "models/sources/sourcerecord.h"

#include <span>

namespace ringward {

/// One recovery key that one source told of. The key itself is never here.
struct HeldKey {
    DeviceId device;
    SourceId source;
    RecoveryKeyInfo info;
    qint64 firstSeenMs = 0; ///< UTC; when this console first heard of it
    qint64 madeMs() const { return info.createdMs > 0 ? info.createdMs : firstSeenMs; }
};

/// What came of asking a source for keys.
struct HolderState {
    SourceId source;
    QString name;
    KeySight sight = KeySight::None;
    qint64 askedMs = 0; ///< UTC; of the last answer in full, 0: never
    bool needsDirectory = true;
    qint64 unplaced = 0; ///< keys of records that are no device here
    std::optional<Error> error; ///< of the last attempt; gone after a success
};

/// Somebody read a key: it counts as known to others from then on, until the machine has a newer one.
struct KeyRelease {
    qint64 id = 0; ///< 0 for one that is not saved yet
    DeviceId device;
    SourceId source;
    QString keyId, volume;
    qint64 releasedMs = 0; ///< UTC
    qint64 workedMs = 0; ///< UTC; when it was scanned back or the machine took it, 0: not confirmed
    PersonId person;
};

/// One key of a device, with all the sources that hold it.
struct DeviceRecoveryKey {
    QString keyId, volume;
    qint64 createdMs = 0; ///< UTC; 0 when not told
    std::vector<HeldKey> copies; ///< those that work without the directory last
};

struct KeyReadiness {
    KeyState state = KeyState::NotAsked;
    std::vector<DeviceRecoveryKey> keys; ///< newest first
    bool readable = false; ///< an account here may read one of them
    bool withoutDirectory = false; ///< a copy is where the directory is not needed
    qint64 workedMs = 0; ///< UTC; when its newest key was last confirmed, 0: never
    bool toRotate = false; ///< its newest key was read by somebody
    qint64 createdMs() const { return keys.empty() ? 0 : keys.front().createdMs; }
};

/// What is known of all keys at one moment; immutable.
class KeyBook {
public:
    KeyBook() = default;
    KeyBook(std::vector<HeldKey> held, std::vector<HolderState> holders, std::vector<KeyRelease> releases);

    const std::vector<HeldKey> &held() const { return m_held; } ///< by device, newest first
    const std::vector<HolderState> &holders() const { return m_holders; }
    const std::vector<KeyRelease> &releases() const { return m_releases; } ///< oldest first
    const HolderState *holder(SourceId source) const; ///< null when it holds no keys
    std::span<const HeldKey> heldOf(DeviceId device) const;
    std::vector<DeviceRecoveryKey> keysOf(DeviceId device) const; ///< newest first
    /// All devices with a key whose id begins so; see matchesKeyId().
    std::vector<DeviceId> devicesWith(QStringView keyId) const;
    /// `knownTo` are the bits of FleetSnapshot's source mask, `masks` those of the same snapshot.
    struct Masks {
        quint16 holders = 0, asked = 0, sighted = 0;
    };
    Masks masks(const FleetDictionaries &names) const;
    RecoveryMark mark(DeviceId device, quint16 knownTo, const Masks &masks) const;
    KeyReadiness readiness(const FleetSnapshot &fleet, Row row) const;

private:
    std::vector<HeldKey> m_held;
    std::vector<quint32> m_firstOf; ///< by device number: position in m_held; one more at the end
    std::vector<HolderState> m_holders;
    std::vector<KeyRelease> m_releases;
    std::vector<DeviceId> m_due; ///< with a key to be rotated, in order
};
using KeyBookPtr = std::shared_ptr<const KeyBook>;

} // namespace ringward
