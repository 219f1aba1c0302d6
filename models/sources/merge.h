#pragma once
#include "models/sources/recordfacts.h"

#include <functional>

namespace ringward {

/// What decides which record is believed first when several tell a fact.
struct RecordRank {
    quint32 source = 0; ///< SourceId: in the order in which the sources were added
    quint32 lastSeenSec = 0; ///< 0 when not told
    quint64 content = 0; ///< for a last word that does not depend on the order of arrival
};

/// Positions of `ranks` in the order of belief: records seen within kStaleAfterSec of the newest one (and those that
/// tell no time, as lists do) before the stale ones; then by source; then the newest first.
std::vector<std::size_t> beliefOrder(const std::vector<RecordRank> &ranks);
inline constexpr quint32 kStaleAfterSec = 30U * 24 * 3600;

/// A fact told differently; positions are those of the asker's records.
struct Disagreement {
    Field field = Field::HostName;
    std::vector<std::size_t> tellers; ///< all that tell it, in the order of belief
};

/// Compares `count` records, best first, one a source. `told` gives the text of a fact, empty when not told.
std::vector<Disagreement> disagreements(std::size_t count,
                                        const std::function<QString(std::size_t record, Field field)> &told);

/// Whether two spellings say the same: "WS-7" and "ws-7.rgh.example", "10.0.19045.4412" and "19045".
bool sameFact(Field field, const QString &left, const QString &right);

/// What a tier is when no source tells it: by role, T0 for a downtime PC, T3 for all else.
Tier tierOfRole(const QString &role, DeviceFlags flags);

/// "Dell OptiPlex 7010" of "Dell" and "OptiPlex 7010", or of "Dell Inc." and "Dell OptiPlex 7010".
QString modelName(const QString &manufacturer, const QString &model);

} // namespace ringward
