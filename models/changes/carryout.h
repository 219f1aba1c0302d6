#pragma once
#include "models/changes/execution.h"

namespace ringward {

/// What carrying out one operation needs; shared by all that are in flight.
struct CarryContext {
    CarryContext(OperationJournal &keptIn, const Clock &timeBy, Execution::Door through, Change approved, Person by)
        : journal(keptIn)
        , clock(timeBy)
        , door(std::move(through))
        , change(std::move(approved))
        , actor(std::move(by))
    {
    }
    OperationJournal &journal;
    const Clock &clock;
    Execution::Door door;
    Change change;
    Person actor;
    std::shared_ptr<Performer> performer; ///< null when there is none
    std::vector<Operation> operations;
    std::stop_token stop;
    std::optional<Error> error; ///< nothing more is sent when there is one
    bool isGone = false; ///< whoever started it is gone, and journal and clock may be
};

/// Writes the move down and only then believes it. An error stops the whole execution.
bool note(CarryContext &context, Operation to);

/// Sends one call and reads it back, or finds out what became of it. False when it failed or stays unknown.
QCoro::Task<bool> carryOut(std::shared_ptr<CarryContext> context, quint32 number);

/// Numbers of a step that are neither confirmed nor failed, last one first.
std::vector<quint32> unsettledOf(const CarryContext &context, quint16 step);

Result<Done> planFailuresAgain(CarryContext &context);

} // namespace ringward
