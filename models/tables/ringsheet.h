#pragma once
#include "models/rings/ringpicture.h"
#include "models/tables/recordtable.h"

namespace ringward {

/// One line of the rings of a stream, as they are copied, exported and printed: a ring, a ward of that ring, or a
/// guardrail.
struct RingSheetLine {
    enum class What : quint8 { Ring, Ward, Guardrail };
    What what = What::Ring;
    QString name; ///< of the ring or the guardrail
    QString ward;
    quint32 devices = 0; ///< with the draft; none for a guardrail
    qint32 change = 0; ///< by the draft
    std::array<quint32, kTierCount> tiers{};
    QString version, state, value, detail; ///< state: the gate, or what the guardrail says
};
inline constexpr int kRingSheetDraft = 4; ///< the column that is empty without a draft
using RingSheet = RecordTable<RingSheetLine>;
std::vector<RingSheet::Column> ringSheetColumns();

/// The rings, the guardrails, then the wards of each ring. Looks at every device once: for any thread; cut short when
/// stopped.
std::vector<RingSheetLine> ringSheet(const RingPicture &picture, std::stop_token stop = {});

} // namespace ringward
