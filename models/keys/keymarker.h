#pragma once
#include "models/keys/keybook.h"

namespace ringward {

/// Puts the state and age of each device's key into snapshots. Remembers the columns it made, so that a snapshot whose
/// devices are the same costs next to nothing. For one thread.
class KeyMarker {
public:
    void setBook(KeyBookPtr book);
    const KeyBookPtr &book() const { return m_book; } ///< never null
    FleetSnapshotPtr mark(const FleetSnapshotPtr &fleet);

private:
    struct Made {
        Column<quint32> id;
        Column<quint16> sources, recovery;
    };
    KeyBookPtr m_book = std::make_shared<const KeyBook>();
    KeyBook::Masks m_masks; ///< that `m_made` was made with
    std::vector<Made> m_made; ///< by chunk
};

} // namespace ringward
