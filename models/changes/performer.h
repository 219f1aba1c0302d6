#pragma once
#include "models/changes/change.h"
#include "models/changes/operation.h"
#include "models/sources/source.h"

#include <memory>

namespace ringward {

/// What came of a call that is more than one message.
struct Performance {
    OperationState state = OperationState::Unknown; ///< Confirmed, Failed or Unknown
    QString detail; ///< translated: the evidence, or the reason
};

/// One call to carry out: what was approved, and the way out.
struct PerformerJob {
    std::shared_ptr<const Change> change;
    quint32 number = 0; ///< in its plan
    int attempt = 1; ///< from 1; a retry is a new one
    std::shared_ptr<Source> source;
};

/// Carries out the calls of a plan that are orders (PlannedCall::remediation); implemented by models/incident. The
/// journal of the one door has the intent on disk before and the outcome after; the steps between are the performer's
/// own affair, durable enough that a call which was interrupted anywhere is picked up where the device stands.
class Performer {
public:
    virtual ~Performer() = default;
    /// Begins, or goes on with a call that somebody began. An Error is for what is no fault of the device: the store;
    /// nothing more is sent then. On a stop request it answers Cancelled and leaves the call as it is.
    virtual Async<Performance> perform(PerformerJob job, std::stop_token stop) = 0;
};

} // namespace ringward
