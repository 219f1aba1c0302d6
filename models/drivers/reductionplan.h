#pragma once
#include "models/drivers/driverassessment.h"
#include "models/drivers/drivertime.h"

#include <QVariant>

namespace ringward {

/// One step that takes a driver out of use on one device, as data that a remediation can carry out.
struct ReductionStep {
    enum class Kind : quint8 {
        Note, ///< something for a person
        SetValue, ///< writes a value of the registry
        DeleteKey, ///< deletes a key of the registry where it is there, after its content was recorded
        Restart,
        Verify, ///< the next inventory of the device must show it
    };
    Kind kind = Kind::Note;
    QString text; ///< translated
    QString key, value; ///< of the registry
    QVariant before; ///< what the sources say it is; invalid when none tells: to be read and recorded first
    QVariant after;
};

/// The devices of one ring.
struct RingShare {
    QString ring; ///< empty when no ring is told
    int order = 0;
    bool held = false;
    DriverCount count;
};

/// Something that needs the driver, or comes with it.
struct DriverDependant {
    QString name;
    quint32 devices = 0;
    QString why; ///< translated
};

/// How one driver, or all of one publisher, goes.
struct ReductionItem {
    DriverReview review; ///< the decision behind it
    std::vector<QString> keys; ///< images that the fleet has
    DriverCount count; ///< devices that are not clean yet
    quint32 wards = 0;
    quint32 disabled = 0; ///< further devices: the driver lies there but does not start, which is clean
    quint32 partial = 0; ///< devices of the fleet whose list leaves drivers out: it may be there unseen
    bool waived = false; ///< a waiver holds: it is not to go yet
    std::vector<RingShare> order; ///< early rings first, what is held last; within a ring the least critical tier first
    std::vector<DriverDependant> dependants;
    std::vector<ReductionStep> steps, rollBack;
    std::vector<PrevalencePoint> progress; ///< devices that have it, over time; oldest first
};

/// A plan for every decision to replace or remove, most devices first. `changes` are those since `fromMs`, newest
/// first. For any thread.
std::vector<ReductionItem> planReduction(const DriverAssessment &assessment, const std::vector<SetChange> &changes,
                                         qint64 fromMs);

} // namespace ringward
