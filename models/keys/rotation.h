#pragma once
#include "models/keys/keybook.h"

namespace ringward {

/// A key that somebody read and that the machine still has: whoever saw it can unlock the disk.
struct DueRotation {
    KeyRelease last; ///< the latest release of that key
    int times = 0; ///< how often it was released
};

/// Whether the device has no key that is newer than the release: of the same volume where both tell one. Never for a
/// release without a device.
bool isDue(const KeyBook &book, const KeyRelease &release);
/// One line a key, longest due first.
std::vector<DueRotation> rotationList(const KeyBook &book);

/// The same for a list: with the names of device, ward and person.
struct RotationLine {
    DueRotation due;
    QString host; ///< "device 17" when the fleet has it no more
    QString ward; ///< empty when not told
    QString person; ///< empty when the roster has them no more
};
std::vector<RotationLine> rotationLines(const KeyBook &book, const FleetSnapshot &fleet,
                                        const std::vector<Person> &people);

} // namespace ringward
