#pragma once
#include "models/changes/change.h"
#include "models/fleet/device.h"

namespace ringward {

enum class StepState : quint8 {
    Started, ///< the intent is on disk; it may or may not have happened
    Waiting, ///< for a person
    Done,
    Failed,
    Unknown, ///< the answer was lost, and the machine cannot be asked
    Skipped, ///< not needed as the machine stood
};
inline constexpr int kStepStates = int(StepState::Skipped) + 1;
QString word(StepState state);
QString label(StepState state); ///< translated
std::optional<StepState> stepStateFromWord(QStringView text);

/// Which working through of a runbook: a call of a change, and how often it was tried.
struct StepPlace {
    ChangeId change;
    quint32 number = 0; ///< of the call in the plan
    int attempt = 1;
    friend auto operator<=>(const StepPlace &, const StepPlace &) = default;
};

struct StepEntry {
    StepPlace place;
    QString step; ///< RunbookStep::id
    StepState state = StepState::Started;
    int tries = 0; ///< how often its intent was written
    qint64 startedMs = 0, atMs = 0; ///< UTC; first intent, last word
    QString evidence; ///< what the machine or the person said, at most 2,000 characters
};

/// How one device stands between normal and safe mode, as it last said itself.
struct ModeEntry {
    DeviceId device;
    QString host, ward;
    ChangeId change; ///< that it was last worked by
    quint32 number = 0;
    bool isSafe = false, isNextSafe = false;
    bool isOpen = false; ///< it may be in safe mode: not read back as out since it was sent in
    qint64 saidMs = 0; ///< UTC; when it last said so
    qint64 wayBackMs = 0; ///< UTC; when it leaves by itself at the latest, counted from its restart; 0 when not armed
    friend bool operator==(const ModeEntry &, const ModeEntry &) = default;
};

/// The steps of remediations and where devices stand; implemented by the store. On disk when a call returns. Any
/// thread.
class StepLedger {
public:
    virtual ~StepLedger() = default;
    /// Writes all of it, or nothing: steps over those of the same place and id, the mode over that of the device.
    virtual Result<Done> write(const std::vector<StepEntry> &steps, const std::optional<ModeEntry> &mode = {}) = 0;
    virtual Result<std::vector<StepEntry>> steps(const StepPlace &place) = 0; ///< in the order of their beginning
    virtual Result<std::vector<StepEntry>> steps(ChangeId change) = 0; ///< of the last attempt of each call
    virtual Result<std::optional<ModeEntry>> mode(DeviceId device) = 0;
    virtual Result<std::vector<ModeEntry>> openModes() = 0; ///< devices that may be in safe mode, longest first
};

/// A person says that a step is done, or cannot be done. Conflict when it does not wait for a person.
Result<Done> settleByPerson(StepLedger &ledger, const StepPlace &place, const QString &step, bool isDone,
                            const QString &words, qint64 nowMs);

} // namespace ringward
