#pragma once
#include "models/sources/hand.h"

#include <optional>
#include <vector>

namespace ringward {

/// What the holders of keys say of a device; models/keys tells it. Empty optionals: not told.
struct KeyFact {
    std::optional<bool> hasKey; ///< a recovery key is held somewhere
    std::optional<bool> isHeldApart; ///< also where the directory is not needed to get at it
    std::optional<bool> hasLocalAdmin; ///< the password of its local administrator is held somewhere
    std::optional<bool> asksForPin; ///< TPM and PIN: somebody must stand there at each start
};

struct PreflightFacts {
    bool hasHand = false; ///< a source reaches the machine at all
    Reach reach;
    KeyFact key;
};

/// Why a machine may not come through safe mode by itself, and what would end that.
struct ReachReason {
    enum class Kind : quint8 {
        NoHand,
        NotConnected,
        NotForSafeMode,
        SafeModeNotTold,
        Wireless,
        WireNotTold,
        AsksForPin,
        NoKey,
        KeyNotTold,
        KeyOnlyInDirectory,
        NoLocalAdmin,
    };
    Kind kind = Kind::NoHand;
    bool isBlocking = false; ///< it will not work; otherwise it is a doubt
};
inline constexpr int kReachReasons = int(ReachReason::Kind::NoLocalAdmin) + 1;
QString word(ReachReason::Kind kind); ///< "no-hand"
QString label(ReachReason::Kind kind); ///< translated: "no hand reaches it"
QString remedyOf(ReachReason::Kind kind); ///< translated: what to do, long before the day

enum class ReachLevel : quint8 { Ready, Doubtful, NotReachable };
QString word(ReachLevel level);
QString label(ReachLevel level);

/// How sure it is that a machine can be sent into safe mode and fetched back by wire.
struct Preflight {
    ReachLevel level = ReachLevel::NotReachable;
    std::vector<ReachReason> reasons; ///< what blocks first
    QString text() const; ///< the reasons in one line; what is well when there are none
};
Preflight assessReach(const PreflightFacts &facts);

/// Over many devices: how many are ready, and what to do first.
struct PreflightSummary {
    quint32 ready = 0, doubtful = 0, notReachable = 0;
    std::vector<std::pair<ReachReason::Kind, quint32>> plan; ///< most devices first
};
PreflightSummary summaryOf(const std::vector<Preflight> &all);

} // namespace ringward
