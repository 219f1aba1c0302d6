#pragma once
#include "models/sources/fleetkeeper.h"

namespace ringward {

// What the source files of FleetKeeper share.

struct FleetKeeper::Live : KeptSource {
    quint32 asOfSec = 0; ///< silence is counted up to here
    quint32 records = 0;
    quint16 run = 0;
    quint16 bit = 0;
    bool loaded = false; ///< has told all its records since the program started
};

struct FleetKeeper::Body {
    QByteArray bytes;
    DriverListPtr drivers;
};

} // namespace ringward
