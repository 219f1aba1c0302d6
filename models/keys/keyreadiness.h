#pragma once
#include "models/fleet/rowset.h"
#include "models/keys/keybook.h"

namespace ringward {

/// How many devices are ready to be unlocked.
struct KeyCounts {
    std::array<quint32, kKeyStateCount> states{}; ///< by KeyState; they add up to devices()
    quint32 withoutDirectory = 0, worked = 0, toRotate = 0; ///< of those with a key
    quint32 of(KeyState state) const { return states[std::size_t(state)]; }
    quint32 devices() const { return states[0] + states[1] + states[2] + states[3]; }
};

struct KeyOverview {
    KeyCounts all;
    std::array<KeyCounts, kTierCount> byTier;
    std::vector<KeyCounts> byWard; ///< by id in the fleet's dictionaries
};
/// Looks at every device, or those in `rows`, once. For any thread.
KeyOverview keyOverview(const KeyBook &book, const FleetSnapshot &fleet, const RowSet *rows = nullptr);

/// In words, translated: "present, 41 days old", "no key in any source", "no right to see keys", "not asked yet".
QString keyStateText(const KeyReadiness &readiness, qint64 nowMs);
QString keyStateLabel(KeyState state); ///< "key present"
/// "96.4 %", of those about which something is known; empty when that is none.
QString keyShare(const KeyCounts &counts);

} // namespace ringward
