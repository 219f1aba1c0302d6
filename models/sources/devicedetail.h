#pragma once
#include "models/base/async.h"
#include "models/sources/sourcerecord.h"

namespace ringward {

/// A fact that two sources tell differently, and which of them was taken.
struct Conflict {
    Field field = Field::HostName;
    std::vector<std::pair<SourceId, QString>> told; ///< every source that tells the fact
    SourceId taken;
    QString explanation; ///< translated: why that one
};

/// One line of "why is it in this state": a rule, whether it holds, and who says so.
struct HealthReason {
    bool holds = false;
    QString text; ///< translated: "No check-in for 16 min (limit 3 × 5 min)"
    QString who; ///< name of the source, or "2 of 2"
};

struct HistoryEntry {
    qint64 atMs = 0; ///< UTC
    AgentHealth health = AgentHealth::Unknown; ///< the state from then on
    QString text; ///< translated: "silent, third check-in missed"
};

/// All that is known of one device, for the detail pane and `ringwardctl devices show`.
struct DeviceDetail {
    DeviceId id;
    std::vector<SourceRecord> records; ///< one a source that knows it, best source first
    std::vector<Conflict> conflicts;
    QString matchedBy; ///< translated: which proof made one device of the records
    std::vector<HealthReason> why;
    std::vector<HistoryEntry> history; ///< newest first
};

} // namespace ringward
