#pragma once
#include "models/fleet/fleetquery.h"

#include <QVariant>

#include <span>

namespace ringward {

/// One column of the table of devices: what it is called and how it is read off a row.
struct DeviceColumn {
    const char *key; ///< in saved views, exports and settings: "agent_version"
    const char *title; ///< translate in the context "ringward::DeviceTable"
    DeviceKey sortKey;
    QString (*text)(const FleetSnapshot &fleet, Row row, qint64 nowMs); ///< for people
    QVariant (*value)(const FleetSnapshot &fleet, Row row); ///< for programs: words, numbers, ISO times, raw texts
};

/// At the positions of DeviceTable::Column.
std::span<const DeviceColumn> deviceColumns();

/// A time's distance from now in its largest unit: "41 s", "16 min", "3 h", "12 d". "never" for 0.
QString shortAge(qint64 atMs, qint64 nowMs);

} // namespace ringward
