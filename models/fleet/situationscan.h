#pragma once
#include "models/fleet/situation.h"

namespace ringward {

/// What one pass over the fleet finds; the sentences are made of it afterwards.
struct SituationScan {
    struct Silent {
        quint32 ward, sinceSec;
    };
    std::vector<HealthCounts> byWard; ///< at the ward's id
    std::vector<Silent> silent;
    std::vector<quint32> crashedByUpdate; ///< at the id of the update state
    std::vector<quint32> byUpdate; ///< at the id of the update state
    quint32 oldestSilentT0Sec = 0; ///< since when; 0: none
    quint32 conflicts = 0;
    std::array<quint32, kKeyStateCount> keys{}; ///< devices by KeyState
    quint32 keysMissingT0 = 0, keysToRotate = 0;
    quint32 pinsExpiring = 0; ///< within 7 days, or over
    qint64 firstPinMs = 0; ///< UTC, when the first of them expires
};

std::optional<SituationScan> scanSituation(const FleetSnapshot &fleet, qint64 nowMs, std::stop_token stop);

/// Most urgent first.
std::vector<AttentionRow> attentionOf(const Situation &situation, const SituationScan &scan);

/// Position of the first security content stream, or nothing.
std::optional<std::size_t> contentStream(const FleetDictionaries &names);

} // namespace ringward
