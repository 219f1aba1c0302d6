#pragma once
#include "models/base/clock.h"
#include "models/changes/performer.h"
#include "models/incident/machinestate.h"
#include "models/incident/runbook.h"
#include "models/incident/stepledger.h"

#include <functional>
#include <map>

namespace ringward {

/// One device on its way through a runbook: what the coroutines of its steps share.
class RunbookWork {
public:
    struct Parts {
        StepLedger &ledger;
        const Clock &clock;
        int pollMs = 5000; ///< between two looks at a machine
        std::function<void(const StepPlace &)> stepped; ///< after an entry is on disk
        /// Why a machine must not be taken now, translated; may be empty. Asked before the first step that changes it.
        std::function<std::optional<QString>(DeviceId)> objection;
    };
    RunbookWork(Parts parts, PerformerJob job, Runbook runbook, std::stop_token stop);

    Result<Done> load(); ///< what is known of an earlier run of the same attempt
    /// Whether to go no further: asked to stop, or the ledger failed. Asked after every wait, before anything else.
    bool isStopped() const { return stop.stop_requested() || error.has_value(); }
    const StepEntry *entry(const QString &step) const; ///< null when nothing is known of it
    bool has(StepDeed deed) const; ///< a step with that deed was begun

    /// Each writes to disk; false when that failed (`error` is set then).
    bool begin(const RunbookStep &step, StepState begun = StepState::Started, const QString &evidence = {});
    bool end(const RunbookStep &step, StepState reached, const QString &evidence);
    /// Takes what an output says of the machine, and writes it down.
    bool hear(const QString &output);

    const PlannedCall &call() const { return job.change->plan.calls[job.number]; }
    qint64 nowMs() const { return parts.clock.nowMs(); }
    qint64 wayBackAfterMs() const; ///< the limit of the way back that the runbook was filled with; 0 for none

    const Parts parts;
    const PerformerJob job;
    const Runbook runbook;
    const StepPlace place;
    Hand *const hand; ///< null when the source has none
    const std::stop_token stop;
    std::optional<MachineState> state; ///< as last said
    std::optional<Error> error;
    ModeEntry mode;

private:
    bool write(StepEntry entry);
    std::map<QString, StepEntry> m_entries;
};
using RunbookWorkPtr = std::shared_ptr<RunbookWork>;

struct StepResult {
    enum class End : quint8 { Done, Failed, Unknown, Stopped } end = End::Stopped;
    QString reason; ///< translated; of a failure or what is unknown
};

/// Does one step, or finds out what became of it; its outcome is on disk when it answers.
QCoro::Task<StepResult> doStep(RunbookWorkPtr work, const RunbookStep *step);
/// Asks the machine where it stands. False when it does not answer.
QCoro::Task<bool> askState(RunbookWorkPtr work);

// In the files of their own name.
QCoro::Task<StepResult> runScript(RunbookWorkPtr work, const RunbookStep *step);
QCoro::Task<StepResult> restartMachine(RunbookWorkPtr work, const RunbookStep *step);
QCoro::Task<> waitFor(int ms);
StepResult finished(RunbookWork &work, const RunbookStep &step, StepState state, const QString &evidence);

} // namespace ringward
